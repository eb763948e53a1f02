// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/invitation.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "model/hierarchy/rules.h"
#include "model/impact/production.h"
#include "model/initiative/coordination.h"
#include "model/initiative/founding.h"
#include "model/initiative/joining.h"
#include "random/draws.h"

namespace gemeinsim {
namespace {

/// Living, not in the initiative, not refused or gone a short while ago.
bool may_be_asked(const Model& model, Month month, const State& now, const Initiative& initiative, ActorId actor) {
    if (!now.actors.alive[actor]) return false;
    for (const Member& member : initiative.members)
        if (member.actor == actor) return false;
    for (const Refusal& refusal : initiative.refusals)
        if (refusal.actor == actor && month - refusal.month < model.membership.retry_months) return false;
    return true;
}

bool below(const State& now, ActorId unit, ActorId superior) {
    for (ActorId above = now.actors.superior[unit]; above; above = now.actors.superior[above])
        if (above == superior) return true;
    return false;
}

/// The candidate who comes first under the rule of selection; the lowest id on ties. `members` is room to work in.
ActorId choose(const Model& model, Month month, const State& now, const Initiative& initiative,
               const std::vector<ActorId>& candidates, std::vector<Worker>& members) {
    std::optional<WithOneMore> group;
    const double unregulated = 1 - regulation_share(model, initiative.topic);
    if (model.membership.selection == Selection::complementary) {
        members.clear();
        for (const Member& member : initiative.members)
            members.push_back({working_hours(now, member.actor, unregulated, member.effort, member.coordination_hours),
                               now.actors.assets[member.actor]});
        group.emplace(model, initiative.topic, members);
    }
    const auto merit = [&](ActorId actor) -> double {
        switch (model.membership.selection) {
            case Selection::complementary:
                return (*group)({working_hours(now, actor, unregulated, model.membership.candidate_effort, 0),
                                 now.actors.assets[actor]});
            case Selection::central:
                return static_cast<double>(now.relations.contacts.out(actor).size());
            case Selection::random: {
                Stream stream(now.key, combine(combine(initiative.entity, now.actors.entity[actor]), 1), month,
                              Purpose::invitation);
                return uniform(stream);
            }
            case Selection::open:
                return now.actors.salience(actor, initiative.topic);
        }
        return 0;
    };
    ActorId best;
    double best_merit = 0;
    for (const ActorId actor : candidates) {
        const double value = merit(actor);
        if (best && value <= best_merit) continue;
        best = actor;
        best_merit = value;
    }
    return best;
}

/// Asks an actor, or makes it a member by order where it stands below a founder who may assign.
void bring_in(const Model& model, Month month, State& now, InitiativeId id, ActorId actor) {
    Initiative& initiative = now.initiatives.all[id];
    if (model.governance.membership == Membership::assigned && below(now, actor, initiative.founder)) {
        add_member(model, month, now, initiative, id, actor);
        return;
    }
    Member member;
    member.actor = actor;
    member.since = month;
    member.effort = model.membership.candidate_effort;
    member.expectation = model.membership.expectation_start;
    initiative.members.push_back(member);
}

/// Whether the circle is being widened and nobody in it, or asked to it, speaks for the target group.
bool lacks_a_voice(const State& now, const Initiative& initiative) {
    return initiative.phase != Phase::initiation &&
           std::none_of(initiative.members.begin(), initiative.members.end(),
                        [&](const Member& member) { return now.actors.voice[member.actor] != 0; });
}

/// Fills `room.candidates` with what invitation_candidates() says.
void find_candidates(const Model& model, Month month, const State& now, InitiativeId id, InvitationRoom& room) {
    const Initiative& initiative = now.initiatives.all[id];
    std::vector<ActorId>& known = room.candidates;
    known.clear();
    const auto for_each_known = [&](const auto& use) {
        for (const Member& member : initiative.members) {
            if (!takes_part(member)) continue;
            for (const AwarenessTable::Entry& entry : now.relations.awareness.of(member.actor)) use(entry.known);
            for (const ActorId partner : now.relations.contacts.out(member.actor)) use(partner);
        }
    };
    // Members know much the same: where everybody can be ticked off, nothing need be sorted.
    constexpr std::size_t most_ticked = 4096;
    if (now.actors.size() <= most_ticked) {
        Column<ActorId, std::uint8_t>& is_known = room.is_known;
        is_known.assign(now.actors.size(), 0);
        for_each_known([&](ActorId actor) { is_known[actor] = 1; });
        for (const ActorId i : IdRange<ActorId>(now.actors.size()))
            if (is_known[i] != 0) known.push_back(i);
    } else {
        for_each_known([&](ActorId actor) { known.push_back(actor); });
        std::sort(known.begin(), known.end());
        known.erase(std::unique(known.begin(), known.end()), known.end());
    }
    std::erase_if(known, [&](ActorId actor) {
        return !interested(model, now, actor, initiative.topic) || !may_be_asked(model, month, now, initiative, actor);
    });
}

/// Chooses one after the other, each knowing who has been chosen before. From design on, when the circle is widened to
/// the target group too, a voice comes first where there is none.
void bring_in_best(const Model& model, Month month, State& now, InitiativeId id, int count) {
    if (count <= 0) return;
    InvitationRoom& room = now.initiatives_room->invitation;
    find_candidates(model, month, now, id, room);
    std::vector<ActorId>& candidates = room.candidates;
    std::vector<ActorId>& voices = room.voices;
    for (; count > 0 && !candidates.empty(); --count) {
        voices.clear();
        if (lacks_a_voice(now, now.initiatives.all[id]))
            for (const ActorId candidate : candidates)
                if (now.actors.voice[candidate] != 0) voices.push_back(candidate);
        const ActorId actor =
            choose(model, month, now, now.initiatives.all[id], voices.empty() ? candidates : voices, room.members);
        bring_in(model, month, now, id, actor);
        std::erase(candidates, actor);
    }
}

/// Where membership is open, whoever cares and knows a member may ask of its own accord.
void let_ask(const Model& model, Month month, State& now, InitiativeId id) {
    const auto topics = static_cast<double>(model.topics.size());
    std::vector<ActorId>& asking = now.initiatives_room->invitation.asking;
    asking.clear();
    {
        const Initiative& initiative = now.initiatives.all[id];
        for (const ActorId i : IdRange<ActorId>(now.actors.size())) {
            if (!interested(model, now, i, initiative.topic)) continue;
            const double care = std::min(1., topics * now.actors.salience(i, initiative.topic));
            const double mean = model.membership.asking_rate * care;
            Stream stream(now.key, combine(initiative.entity, now.actors.entity[i]), month, Purpose::invitation);
            const double luck = uniform(stream);
            // 1 - exp(-x) <= x: most need no exponential.
            if (luck > mean || !(luck < 1 - std::exp(-mean))) continue;
            if (!may_be_asked(model, month, now, initiative, i)) continue;
            const bool knows_one =
                std::any_of(initiative.members.begin(), initiative.members.end(), [&](const Member& member) {
                    return takes_part(member) && now.relations.awareness.knows(i, member.actor);
                });
            if (knows_one) asking.push_back(i);
        }
    }
    for (const ActorId actor : asking) bring_in(model, month, now, id, actor);
}

}  // namespace

std::vector<ActorId> invitation_candidates(const Model& model, Month month, const State& now, InitiativeId id) {
    InvitationRoom room;
    find_candidates(model, month, now, id, room);
    return std::move(room.candidates);
}

void invite(const Model& model, Month month, State& now, InitiativeId id) {
    const Initiative& initiative = now.initiatives.all[id];
    if (initiative.founded == month) {
        const auto row = static_cast<std::size_t>(initiative.prescribed);
        if (initiative.prescribed >= 0 && !model.prescribed[row].member_ids.empty()) {
            for (const ActorId actor : model.prescribed[row].member_ids)
                if (may_be_asked(model, month, now, now.initiatives.all[id], actor))
                    bring_in(model, month, now, id, actor);
        } else {
            bring_in_best(model, month, now, id, model.membership.core - 1);
        }
        return;
    }
    Stream clock(now.key, initiative.entity, month, Purpose::invitation);
    bring_in_best(model, month, now, id, poisson(clock, model.membership.invitation_rate));
    if (model.governance.membership == Membership::open) let_ask(model, month, now, id);
}

}  // namespace gemeinsim
