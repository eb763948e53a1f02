// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/ending.h"

#include <algorithm>
#include <array>
#include <limits>

#include "model/hierarchy/rules.h"
#include "model/initiative/coordination.h"
#include "random/draws.h"

namespace gemeinsim {

void draw_goal(const Model& model, const State& now, Initiative& initiative) {
    const InitiativesParameters& p = model.initiatives;
    Stream stream(now.key, initiative.entity, 0, Purpose::goal);
    initiative.goal_index = uniform(stream, p.goal_minimum, p.goal_maximum);
    initiative.output_goal = bernoulli(stream, p.output_goal_share);
}

EndCause end_at_once(const Model& model, Month month, const State& now, const Initiative& initiative) {
    const InitiativesParameters& p = model.initiatives;
    if (initiative.by_mandate) {
        // A unit whose leadership has other priorities withdraws; of a mandate nothing is left then.
        const bool leads =
            now.actors.alive[initiative.founder] && supports(model, now, initiative.founder, initiative.topic);
        if (!leads) return EndCause::leader_gone;
    }
    if (model.governance.broker == Broker::lead_member && !initiative.broker) return EndCause::leader_gone;
    if (month - initiative.founded < p.grace_months) return EndCause::none;
    std::array<bool, sector_count> sectors{};
    int members = 0;
    for (const Member& member : initiative.members) {
        if (!takes_part(member) || !now.actors.alive[member.actor]) continue;
        ++members;
        sectors[static_cast<std::size_t>(now.actors.sector[member.actor])] = true;
    }
    const bool too_few =
        members < p.minimum_members || std::count(sectors.begin(), sectors.end(), true) < p.minimum_sectors;
    return too_few ? EndCause::members : EndCause::none;
}

EndHazards end_hazards(const Model& model, Month month, const Initiative& initiative) {
    const InitiativesParameters& p = model.initiatives;
    EndHazards hazards;
    hazards.base = p.end_hazard;
    const bool wants_office = model.governance.broker == Broker::separate_office;
    if (wants_office && initiative.months_unfunded >= p.unfunded_months) {
        // Staff that was lost leaves a larger hole than staff that never came.
        const bool had_one = initiative.months_unfunded < month - initiative.founded;
        hazards.office_unfunded = p.unfunded_hazard * (had_one ? p.lost_office_factor : 1);
    }
    if (month - std::max(initiative.founded, initiative.last_progress) >= p.stalled_months)
        hazards.no_progress = p.stalled_hazard;
    return hazards;
}

PossibleEnd draw_end(const Model& model, Month month, const State& now, const Initiative& initiative) {
    const EndHazards hazards = end_hazards(model, month, initiative);
    Stream stream(now.key, initiative.entity, month, Purpose::ending);
    const double wait = exponential(stream, 1);
    const double luck = uniform(stream) * hazards.total();
    if (wait >= hazards.total()) return {std::numeric_limits<double>::infinity(), EndCause::none};
    PossibleEnd end{month + wait / hazards.total(), EndCause::base};
    if (luck >= hazards.base) end.cause = EndCause::office_unfunded;
    if (luck >= hazards.base + hazards.office_unfunded) end.cause = EndCause::no_progress;
    return end;
}

bool goal_reached(const State& now, const Initiative& initiative) {
    return initiative.phase == Phase::implementation && !initiative.output_goal &&
           now.world.topics[initiative.topic].impact_index() >= initiative.goal_index;
}

bool output_goal_met(const Model& model, const State& now, const Initiative& initiative) {
    if (!initiative.output_goal) return false;
    Stream stream(now.key, combine(initiative.entity, static_cast<EntityKey>(initiative.reports)), 0, Purpose::goal);
    return bernoulli(stream, model.initiatives.output_goal_chance);
}

void end_initiative(Month month, State& now, InitiativeId id, EndCause cause) {
    Initiative& initiative = now.initiatives.all[id];
    initiative.phase = cause == EndCause::completed ? Phase::completed : Phase::dissolved;
    initiative.cause = cause;
    initiative.ended = month;
    initiative.office_fte = 0;
    initiative.office_surplus_hours = 0;
    initiative.group_hours = 0;
    initiative.coordination_hours = 0;
    if (id.index() < now.funding.released.size()) withdraw_case(month, now, now.funding.released[id].request);
    for (Member& member : initiative.members) {
        withdraw_case(month, now, member.approval);
        Hours& hours = now.actors.hours[member.actor];
        hours.initiatives = std::max(0., hours.initiatives - member.given_hours);
        member.given_hours = 0;
        member.net_hours = 0;
        member.coordination_hours = 0;
        member.fee = 0;
    }
    now.events.push_back({.month = month,
                          .kind = EventKind::end,
                          .actor = initiative.founder,
                          .initiative = id,
                          .detail = static_cast<std::int64_t>(cause)});
}

}  // namespace gemeinsim
