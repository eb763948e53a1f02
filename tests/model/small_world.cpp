// SPDX-License-Identifier: Apache-2.0
#include "model/small_world.h"

#include <string>

#include "model/plain_world.h"
#include "model/relations/money_sources.h"

namespace gemeinsim::tests {

Model small_model(std::size_t actors) {
    Model model = plain_model(actors);
    for (ActorId& superior : model.population.superior) superior = {};
    model.topics.front().target_group = 1000;
    return model;
}

State small_state(const Model& model, RunKey key) {
    State now;
    now.key = key;
    now.actors = initial_actors(model, key);
    const std::size_t n = now.actors.size();
    now.trust = TrustTable(n, 6, 4);
    now.relations.contacts = Graph(n, Direction::undirected);
    now.relations.pacts = Graph(n, Direction::undirected);
    now.relations.pacts_of.resize(n);
    now.relations.awareness = AwarenessTable(n, n);
    now.approvals = initial_approvals(model);
    now.world = initial_world(model);
    now.funding = initial_funding(model, now);
    now.relations.sources = money_sources(now);
    return now;
}

void make_all_aware(State& now) {
    for (const ActorId i : IdRange<ActorId>(now.actors.size()))
        for (const ActorId j : IdRange<ActorId>(now.actors.size()))
            if (i != j) now.relations.awareness.hear(i, j, 0);
}

Initiative& add_working_initiative(State& now, const std::vector<ActorId>& members, double hours) {
    Initiative initiative;
    initiative.entity = 77 + now.initiatives.all.size();
    initiative.founder = members.front();
    initiative.topic = TopicId(0);
    initiative.place = PlaceId(0);
    for (const ActorId actor : members) {
        Member member;
        member.actor = actor;
        member.status = MemberStatus::member;
        member.effort = 1;
        member.net_hours = hours;
        initiative.members.push_back(member);
    }
    now.initiatives.all.push_back(initiative);
    return now.initiatives.all.back();
}

}  // namespace gemeinsim::tests
