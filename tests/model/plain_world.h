// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "model/actors/rules.h"
#include "model/exchange/rules.h"
#include "model/funding/rules.h"
#include "model/hierarchy/rules.h"
#include "model/impact/rules.h"
#include "model/registry.h"
#include "model/relations/rules.h"

namespace gemeinsim::tests {

/// n actors of one place and one topic, "youth", with everything at its default: the sectors take turns, the first
/// administration heads the others.
inline Model plain_model(std::size_t actors) {
    Model model;
    model.time = time_parameters().defaults();
    model.time.burn_in = 0;
    model.actors = actors_parameters().defaults();
    model.attribute_laws = std::make_shared<const AttributeLaws>(model.actors);
    model.relations = relations_parameters().defaults();
    model.schedule = schedule_parameters().defaults();
    model.exchange = exchange_parameters().defaults();
    model.hierarchy = hierarchy_parameters().defaults();
    model.jurisdiction = jurisdiction_parameters().defaults();
    model.leadership = leadership_parameters().defaults();
    model.funding = funding_parameters().defaults();
    model.governance = governance_parameters().defaults();
    model.initiatives = initiatives_parameters().defaults();
    model.membership = membership_parameters().defaults();
    model.impact = impact_parameters().defaults();
    Topic topic;
    topic.id = "youth";
    topic.severity = .5;
    topic.assets = {"information", "competence", "resources", "influence", "control"};
    model.topics.push_back(topic);
    model.population.places.push_back({"town", 0, 0});
    for (std::size_t i = 0; i < actors; ++i) {
        ActorRow row;
        row.id = "actor_" + std::to_string(i);
        row.place = "town";
        row.sector = static_cast<Sector>(i % sector_count);
        const bool unit = row.sector == Sector::administration;
        row.level = unit ? Level::municipal : Level::none;
        model.population.actors.push_back(row);
        model.population.superior.push_back(unit && i > 0 ? ActorId(0) : ActorId());
        model.population.funder.push_back(ActorId());
        model.population.place.push_back(PlaceId(0));
    }
    return model;
}

inline State plain_state(const Model& model, RunKey key) {
    State now;
    now.key = key;
    now.actors = initial_actors(model, key);
    now.trust = initial_trust(model);
    now.approvals = initial_approvals(model);
    now.world = initial_world(model);
    now.relations = initial_relations(model, now);
    now.funding = initial_funding(model, now);
    return now;
}

/// `months` months of acquaintance, revision, approval and exchange from the start of a run; nothing else happens.
inline State lived_state(const Model& model, RunKey key, Month months) {
    State now = plain_state(model, key);
    now.information = initial_information(model, now);
    for (Month month = 0; month < months; ++month) {
        now.events.clear();
        awareness_step(model, month, now);
        relations_step(model, month, now);
        approvals_step(model, month, now);
        exchange_step(model, month, now);
    }
    return now;
}

/// An initiative whose full members are the first `members` actors, the first of them its founder.
inline InitiativeId add_initiative(State& now, std::size_t members, Phase phase = Phase::design) {
    const InitiativeId id(now.initiatives.all.size());
    Initiative initiative;
    initiative.entity = hash_name("initiative " + std::to_string(id.index()));
    initiative.founder = ActorId(0);
    initiative.topic = TopicId(0);
    initiative.place = PlaceId(0);
    initiative.phase = phase;
    for (std::size_t i = 0; i < members; ++i) {
        Member member;
        member.actor = ActorId(i);
        member.status = MemberStatus::member;
        initiative.members.push_back(member);
    }
    initiative.account = open_initiative_account(now, "initiative " + std::to_string(id.index()));
    now.initiatives.all.push_back(initiative);
    return id;
}

}  // namespace gemeinsim::tests
