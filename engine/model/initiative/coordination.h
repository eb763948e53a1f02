// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/calendar.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// Whether an actor takes part: as a member or as an associate, not as one who is only invited.
inline bool takes_part(const Member& member) {
    return member.status == MemberStatus::member || member.status == MemberStatus::associate;
}

/// Whether a member votes on texts where votes are counted: all members, or where the governance says so those with a
/// seat in the steering group, once there is one.
bool has_vote(const Model& model, const Initiative& initiative, const Member& member);

/// How many take part.
inline int participants(const Initiative& initiative) {
    int count = 0;
    for (const Member& member : initiative.members) count += takes_part(member) ? 1 : 0;
    return count;
}

/// Mean of E[trust] over all ordered pairs of those who take part; the prior's mean where there is no pair.
double mean_trust(const State& now, const Initiative& initiative);

/// The broker that works this month: that of the governance, but none where an office is not paid and where no actor
/// could be appointed. An office counts as paid until the first month in which somebody should have paid it.
Broker broker_in_force(const Model& model, const Initiative& initiative);

/// What a form of coordination asks for, h/month: of the broker, and of each member.
struct CoordinationNeed {
    double broker = 0;
    double member = 0;  ///< each; under a lead member, each but the lead
};

/// none: member (m-1)/2 pair_hours (1-T); lead and office: broker fixed + per_member (m-1) (1 + slope (.5 - T)), member
/// a constant. `members` may be fractional, which the exact cross-overs of the forms need.
CoordinationNeed coordination_need(const Model& model, Broker broker, double members, double trust);

/// All hours that a form asks for: those of the broker and of its m members (m - 1 beside a lead).
double total_coordination_hours(const Model& model, Broker broker, double members, double trust);

/// C_i of an ordinary member if `members` took part, at the present mean trust, h/month.
double expected_coordination_hours(const Model& model, const State& now, const Initiative& initiative, int members);

/// How fit an actor is to carry the relations of a group: its skill, and how many it is in touch with.
double broker_fitness(const State& now, ActorId actor);

/// What a member has to say under the decision rule, in [0, 1]. Where the steering group votes, whoever has no seat has
/// no more to say than where a broker decides.
double voice(const Model& model, const State& now, const Initiative& initiative, ActorId member);

/// Whoever carries the relations: the host of the office, or the lead member; none where the governance wants none or
/// nobody qualifies. Keeps the present one while it lives (a lead: while it is a member).
void appoint_broker(const Model& model, State& now, Initiative& initiative);

/// Frees the hours of last month before the living initiatives are coordinated in the order of their founding.
void release_hours(State& now);

/// Hours of one initiative this month: C_i and net hours of each member within what its hours budget still holds,
/// hours supplied against hours needed, the size and surplus of the office, the net hours W of the group.
/// Cost: quadratic in members (mean trust).
void coordinate(const Model& model, Month month, State& now, Initiative& initiative);

}  // namespace gemeinsim
