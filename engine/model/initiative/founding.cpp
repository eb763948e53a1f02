// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/founding.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "model/funding/rules.h"
#include "model/initiative/coordination.h"
#include "model/initiative/ending.h"
#include "model/initiative/joining.h"
#include "model/initiative/tasks.h"
#include "random/draws.h"

namespace gemeinsim {
namespace {

/// Whether the actor founded a living initiative on the topic.
bool leads_already(const State& now, ActorId actor, TopicId topic) {
    return std::any_of(now.initiatives.all.begin(), now.initiatives.all.end(), [&](const Initiative& one) {
        return one.alive() && one.topic == topic && one.founder == actor;
    });
}

/// Who stands on the lists of living initiatives, by topic: looked up by everybody who thinks of founding one.
class Beginnings {
  public:
    Beginnings(const Model& model, State& now) : standing_(now.initiatives_room->founding.standing) {
        standing_.resize(model.topics.size());
        for (Column<ActorId, std::uint8_t>& standing : standing_) standing.clear();
        add_new(now);
    }

    /// Enters the initiatives that came after those that it has looked at.
    void add_new(const State& now) {
        for (; next_ < now.initiatives.all.size(); ++next_) {
            const Initiative& initiative = now.initiatives.all[InitiativeId(next_)];
            if (!initiative.alive()) continue;
            Column<ActorId, std::uint8_t>& standing = standing_[initiative.topic];
            if (standing.empty()) standing.assign(now.actors.size(), 0);
            for (const Member& member : initiative.members)
                standing[member.actor] = std::max(standing[member.actor], takes_part(member) ? taking_part : listed);
        }
    }

    /// Whether the actor has been asked to a living initiative on the topic, is in one or knows somebody who is: for it
    /// the good of the volunteer's dilemma is there, somebody has started.
    [[nodiscard]] bool are_seen(const State& now, ActorId actor, TopicId topic) const {
        const Column<ActorId, std::uint8_t>& standing = standing_[topic];
        if (standing.empty()) return false;
        if (standing[actor] != 0) return true;
        return std::ranges::any_of(now.relations.awareness.of(actor), [&](const AwarenessTable::Entry& entry) {
            return standing[entry.known] == taking_part;
        });
    }

  private:
    static constexpr std::uint8_t listed = 1;
    static constexpr std::uint8_t taking_part = 2;
    Column<TopicId, Column<ActorId, std::uint8_t>>& standing_;
    std::size_t next_ = 0;
};

/// The interested actors among whom the actor waits for a volunteer: itself and all with whom awareness is mutual.
int volunteers(const Model& model, const State& now, ActorId actor, TopicId topic) {
    int count = 1;
    for (const AwarenessTable::Entry& entry : now.relations.awareness.of(actor))
        if (now.actors.alive[entry.known] && interested(model, now, entry.known, topic) &&
            now.relations.awareness.knows(entry.known, actor))
            ++count;
    return count;
}

/// Whether the population marks the actor as one that starts on its own account, waiting for nobody.
bool is_owner(const Model& model, const State& now, ActorId actor) {
    const ActorRow& row = model.population.actors[actor];
    return row.owner && hash_name(row.id) == now.actors.entity[actor];  // not a later actor in the same slot
}

/// Whether this is a twin run without what the actor would found.
bool is_left_out(const Model& model, const State& now, ActorId founder, TopicId topic) {
    if (model.membership.without.empty()) return false;
    const std::string& id = model.population.actors[founder].id;
    return hash_name(id) == now.actors.entity[founder] &&  // not a later actor in the same slot
           is_prevented(model.membership, id, model.topics[topic].id);
}

/// By order the owner is known and the relevant actors are called: to find and to convene them is done at founding.
void convene_by_order(Month month, State& now, InitiativeId id) {
    Initiative& initiative = now.initiatives.all[id];
    for (Task& task : initiative.tasks) {
        if (task.strand != Strand::involvement) continue;
        task.progress = task.threshold;
        now.events.push_back({.month = month,
                              .kind = EventKind::task,
                              .actor = initiative.founder,
                              .initiative = id,
                              .detail = static_cast<std::int64_t>(initiative.phase) * 100 + task.number});
    }
}

void found(const Model& model, Month month, State& now, ActorId founder, TopicId topic, int prescribed) {
    if (is_left_out(model, now, founder, topic)) return;
    const EntityKey name = hash_name(model.topics[topic].id);
    Initiative initiative;
    initiative.entity = combine(combine(now.actors.entity[founder], name), static_cast<std::uint64_t>(month));
    initiative.founder = founder;
    initiative.topic = topic;
    initiative.place = now.actors.place[founder];
    initiative.founded = month;
    initiative.last_product = month;
    initiative.by_mandate = model.governance.convening == Convening::by_mandate;
    initiative.prescribed = prescribed;
    initiative.goal_position = now.actors.position(founder, topic);
    initiative.success = model.membership.success_start;
    initiative.conditions.fill(1);
    initiative.conditions[static_cast<std::size_t>(Condition::measurement)] = model.membership.measurement_start;
    const InitiativeId id(now.initiatives.all.size());
    initiative.account =
        open_initiative_account(now, "initiative " + std::to_string(id.index()) + " on " + model.topics[topic].id);
    draw_goal(model, now, initiative);
    now.initiatives.all.push_back(initiative);
    now.events.push_back({.month = month, .kind = EventKind::founding, .actor = founder, .initiative = id});
    add_member(model, month, now, now.initiatives.all[id], id, founder);
    open_phase(model, month, now, now.initiatives.all[id], Phase::initiation);
    if (now.initiatives.all[id].by_mandate) convene_by_order(month, now, id);
}

void found_prescribed(const Model& model, Month month, State& now) {
    for (std::size_t row = 0; row < model.prescribed.size(); ++row) {
        const PrescribedRow& wanted = model.prescribed[row];
        if (wanted.month != month || !now.actors.alive[wanted.founder_id]) continue;
        if (leads_already(now, wanted.founder_id, wanted.topic_id)) continue;
        found(model, month, now, wanted.founder_id, wanted.topic_id, static_cast<int>(row));
    }
}

/// How many stand below each root of a hierarchy.
Column<ActorId, int> units_below(const State& now) {
    Column<ActorId, int> units(now.actors.size(), 0);
    for (const ActorId i : IdRange<ActorId>(now.actors.size())) {
        if (!now.actors.alive[i] || !now.actors.superior[i]) continue;
        ActorId root = i;
        while (now.actors.superior[root]) root = now.actors.superior[root];
        ++units[root];
    }
    return units;
}

bool may_convene(const State& now, const Column<ActorId, int>& units, ActorId i) {
    return now.actors.alive[i] && now.actors.sector[i] == Sector::administration && units[i] > 0;
}

/// convener() of every place, in one look at everybody.
Column<PlaceId, ActorId> conveners(const State& now, std::size_t places) {
    const Column<ActorId, int> units = units_below(now);
    Column<PlaceId, ActorId> best(places);
    for (const ActorId i : IdRange<ActorId>(now.actors.size())) {
        if (!now.actors.place[i] || !may_convene(now, units, i)) continue;
        ActorId& of_place = best[now.actors.place[i]];
        if (!of_place || units[i] > units[of_place]) of_place = i;
    }
    return best;
}

/// A superior convenes at once where the topic has its priority and nobody else has; after an end it takes a while.
void found_by_mandate(const Model& model, Month month, State& now) {
    const Column<PlaceId, ActorId> by_place = conveners(now, model.population.places.size());
    for (const PlaceId place : IdRange<PlaceId>(model.population.places.size())) {
        const ActorId superior = by_place[place];
        if (!superior || !now.actors.leadership_clear[superior]) continue;
        for (const TopicId topic : IdRange<TopicId>(model.topics.size())) {
            if (now.actors.priority(superior, topic) < model.membership.mandate_priority) continue;
            const bool busy =
                std::any_of(now.initiatives.all.begin(), now.initiatives.all.end(), [&](const Initiative& one) {
                    return one.topic == topic && one.place == place &&
                           (one.alive() || month - one.ended < model.membership.retry_months);
                });
            if (!busy) found(model, month, now, superior, topic, -1);
        }
    }
}

void found_by_volunteers(const Model& model, Month month, State& now) {
    const MembershipParameters& p = model.membership;
    Beginnings beginnings(model, now);
    for (const ActorId i : IdRange<ActorId>(now.actors.size())) {
        if (!now.actors.alive[i]) continue;
        Stream clock(now.key, now.actors.entity[i], month, Purpose::founding);
        const int rings = poisson(clock, p.founding_rate);
        for (int ring = 1; ring <= rings; ++ring) {
            Stream opportunity(now.key, combine(now.actors.entity[i], static_cast<std::uint64_t>(ring)), month,
                               Purpose::founding);
            for (const TopicId k : IdRange<TopicId>(model.topics.size())) {
                const double luck = uniform(opportunity);  // drawn for every topic, so that none shifts another
                if (!interested(model, now, i, k) || beginnings.are_seen(now, i, k)) continue;
                const double benefit =
                    p.omega * now.actors.salience(i, k) * now.world.topics[k].severity * now.actors.know_how[i];
                const int others = is_owner(model, now, i) ? 1 : volunteers(model, now, i, k);
                if (luck >= volunteer_probability(p.founding_cost, benefit, others)) continue;
                found(model, month, now, i, k, -1);
                beginnings.add_new(now);
            }
        }
    }
}

void found_by_hazard(const Model& model, Month month, State& now) {
    const double chance = 1 - std::exp(-model.membership.founding_hazard);
    Beginnings beginnings(model, now);
    for (const ActorId i : IdRange<ActorId>(now.actors.size())) {
        if (!now.actors.alive[i]) continue;
        Stream stream(now.key, now.actors.entity[i], month, Purpose::founding);
        for (const TopicId k : IdRange<TopicId>(model.topics.size())) {
            const bool starts = bernoulli(stream, chance);
            if (!starts || !interested(model, now, i, k) || beginnings.are_seen(now, i, k)) continue;
            found(model, month, now, i, k, -1);
            beginnings.add_new(now);
        }
    }
}

}  // namespace

bool interested(const Model& model, const State& now, ActorId actor, TopicId topic) {
    const auto topics = static_cast<double>(now.actors.salience.topics());
    return topics * now.actors.salience(actor, topic) >= model.membership.interest;
}

double volunteer_probability(double cost, double benefit, int interested_actors) {
    if (benefit <= 0) return 0;
    if (interested_actors <= 1) return cost < benefit ? 1 : 0;
    return 1 - std::pow(std::min(1., cost / benefit), 1. / (interested_actors - 1));
}

ActorId convener(const State& now, PlaceId place) {
    const Column<ActorId, int> units = units_below(now);
    ActorId best;
    for (const ActorId i : IdRange<ActorId>(now.actors.size()))
        if (now.actors.place[i] == place && may_convene(now, units, i) && (!best || units[i] > units[best])) best = i;
    return best;
}

void found_initiatives(const Model& model, Month month, State& now) {
    found_prescribed(model, month, now);
    if (model.membership.founding == Founding::date) return;
    if (model.governance.convening == Convening::by_mandate)
        found_by_mandate(model, month, now);
    else if (model.membership.founding == Founding::volunteer)
        found_by_volunteers(model, month, now);
    else
        found_by_hazard(model, month, now);
}

}  // namespace gemeinsim
