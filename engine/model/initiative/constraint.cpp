// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/constraint.h"

#include <algorithm>
#include <limits>

#include "model/hierarchy/rules.h"
#include "model/initiative/coordination.h"
#include "model/initiative/decision.h"
#include "model/initiative/tasks.h"

namespace gemeinsim {
namespace {

/// A task that waits for money holds its phase up; else the smallest factor of all tasks' speed does.
Constraint of_tasks(const Model& model, const State& now, const Initiative& initiative) {
    const WorkRate rate = work_rate(model, now, initiative);
    bool waits_for_money = false;
    for (const Task& task : initiative.tasks)
        if (task.progress < task.threshold && task.needs_money && broker_in_force(model, initiative) == Broker::none)
            waits_for_money = true;
    if (waits_for_money) return Constraint::money;
    const double hours = std::min(rate.hours, rate.coordination);
    const double work = std::min(rate.know_how, rate.goal);
    return hours < work ? Constraint::hours : Constraint::task;
}

/// Of those whose no is in, the first; else the one whose reply is awaited longest.
ActorId holding_up_vote(const Initiative& initiative, double until) {
    ActorId holds;
    double earliest = std::numeric_limits<double>::infinity();
    for (const Member& member : initiative.members) {
        if (member.status != MemberStatus::member || member.replies_at < 0 || member.vote != 0) continue;
        if (member.replies_at >= until || member.replies_at >= earliest) continue;
        holds = member.actor;
        earliest = member.replies_at;
    }
    if (holds) return holds;
    double latest = until;
    for (const Member& member : initiative.members) {
        if (member.status != MemberStatus::member || member.replies_at < latest) continue;
        holds = member.actor;
        latest = member.replies_at;
    }
    return holds;
}

/// The desk at which the first of the awaited cases lies.
ActorId holding_up_signature(const State& now, const Initiative& initiative) {
    for (const Member& member : initiative.members) {
        if (!member.approval || !takes_part(member)) continue;
        if (const ActorId desk = waiting_at(now, member.approval)) return desk;
    }
    return {};
}

}  // namespace

void note_constraint(const Model& model, Month month, State& now, InitiativeId id) {
    Initiative& initiative = now.initiatives.all[id];
    initiative.constraint_actor = {};
    switch (initiative.gate) {
        case Gate::tasks:
            initiative.constraint = of_tasks(model, now, initiative);
            break;
        case Gate::decision:
            initiative.constraint = Constraint::vote;
            initiative.constraint_actor = holding_up_vote(initiative, month + 1);
            if (!initiative.constraint_actor && initiative.decider_replies_at >= 0)
                initiative.constraint_actor =
                    model.governance.decision == DecisionRule::broker_decides ? initiative.broker : initiative.founder;
            break;
        case Gate::signature:
            initiative.constraint = Constraint::approval;
            initiative.constraint_actor = holding_up_signature(now, initiative);
            break;
    }
    ++initiative.months_lost[static_cast<std::size_t>(initiative.constraint)];
}

}  // namespace gemeinsim
