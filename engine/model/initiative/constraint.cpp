// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/constraint.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "model/hierarchy/rules.h"
#include "model/initiative/coordination.h"
#include "model/initiative/decision.h"

namespace gemeinsim {
namespace {

bool stands_still(const Model& model, const Initiative& initiative, const Task& task) {
    return task.needs_money && broker_in_force(model, initiative) == Broker::none;
}

/// `with` / `now`; infinite where it would move at all only then.
double times(double with, double now) {
    if (now > 0) return std::max(1., with / now);
    return with > 0 ? never : 1;
}

double speed_of_hours(const InitiativesParameters& p, double hours) {
    return std::pow(hours / p.reference_hours, p.work_exponent);
}

/// Coordination, know-how and hours as they would be beside an office that is paid.
double with_office(const Model& model, const Initiative& initiative, const WorkRate& rate) {
    const InitiativesParameters& p = model.initiatives;
    const double load =
        coordination_need(model, Broker::separate_office, participants(initiative), initiative.trust).broker;
    const double staff = initiative.office_fte * p.fte_hours;
    const double coordination = load > 0 ? std::min(1., staff / load) : 1;
    const double hours = initiative.group_hours + p.office_work_share * std::max(0., staff - load);
    return coordination * know_how_factor(p, rate.members_know_how, p.office_know_how, coordination) *
           speed_of_hours(p, hours);
}

/// Why the office is not paid, and who should.
void name_payer(const Model& model, const State& now, const Initiative& initiative, WaitsFor& record) {
    record.constraint = Constraint::money;
    record.detail = ConstraintDetail::account_short;
    if (model.funding.arm == Arm::equal_money) return;
    switch (model.governance.broker_paid_by) {
        case BrokerPaidBy::host_administration:
            record.actor = initiative.broker;
            record.detail = supports(model, now, initiative.broker, initiative.topic) ? ConstraintDetail::line_empty
                                                                                      : ConstraintDetail::host_withdrew;
            return;
        case BrokerPaidBy::members:
            record.detail = ConstraintDetail::members_short;
            return;
        case BrokerPaidBy::lead:
            record.actor = initiative.broker;
            record.detail = ConstraintDetail::lead_short;
            return;
        case BrokerPaidBy::grant:
        case BrokerPaidBy::nobody:
            return;
    }
}

/// Whether those who take part could sign a product at all: whatever else is done about it, none comes before.
bool could_sign(const Model& model, const State& now, const Initiative& initiative, bool& one_sector) {
    std::array<bool, sector_count> sectors{};
    int members = 0;
    for (const Member& member : initiative.members) {
        if (!takes_part(member)) continue;
        ++members;
        sectors[static_cast<std::size_t>(now.actors.sector[member.actor])] = true;
    }
    const auto present = std::count(sectors.begin(), sectors.end(), true);
    one_sector = members >= model.initiatives.signers && present < model.initiatives.signer_sectors;
    return members >= model.initiatives.signers && present >= model.initiatives.signer_sectors;
}

/// What keeps further members away: superiors of those who have said yes, those who were asked, or that nobody is.
WaitsFor of_members(const State& now, const Initiative& initiative, bool one_sector) {
    WaitsFor record;
    record.constraint = Constraint::members;
    record.detail = one_sector ? ConstraintDetail::one_sector : ConstraintDetail::nobody_joins;
    record.speed = 0;
    for (const Member& member : initiative.members) {
        if (member.status == MemberStatus::approving) {
            record.detail = ConstraintDetail::joining_approval;
            record.actor = waiting_at(now, member.approval);
            record.about = member.actor;
            return record;
        }
        if (member.status == MemberStatus::invited && record.detail != ConstraintDetail::invited) {
            record.detail = ConstraintDetail::invited;
            record.actor = member.actor;
        }
    }
    return record;
}

WaitsFor of_tasks(const Model& model, const State& now, const Initiative& initiative) {
    WaitsFor record;
    record.constraint = Constraint::task;
    record.detail = ConstraintDetail::own_pace;
    const Task* task = slowest_task(model, now, initiative);
    if (task == nullptr) return record;
    for (std::size_t k = 0; k < task_kinds().size(); ++k)
        if (task_kinds()[k].phase == initiative.phase && task_kinds()[k].number == task->number)
            record.task = static_cast<std::int8_t>(k);
    if (task->strand == Strand::strategy && initiative.refused_text.how != Refused::no) {
        record.again = initiative.refused_text.how;
        record.side = initiative.refused_text.side;
        record.actor = initiative.refused_text.actor;
        record.about = initiative.refused_text.about;
    }
    if (stands_still(model, initiative, *task) && !initiative.broker) {
        record.detail = ConstraintDetail::no_host;
        record.speed = 0;
        return record;
    }
    const Relaxed by = relaxed(model, now, initiative, *task);
    // Money first: what an office would bring is lacking for want of it, whichever factor shows the lack.
    const struct {
        double gain;
        Constraint constraint;
        ConstraintDetail detail;
    } candidates[] = {
        {by.office, Constraint::money, ConstraintDetail::none},
        {by.hours, Constraint::hours, ConstraintDetail::work},
        {by.coordination, Constraint::hours, ConstraintDetail::coordination},
        {by.know_how, Constraint::task, ConstraintDetail::know_how},
        {by.goal, Constraint::task, ConstraintDetail::common_goal},
        {by.impact, Constraint::task, ConstraintDetail::impact_orientation},
    };
    double largest = 1;
    for (const auto& candidate : candidates) {
        if (candidate.gain <= largest) continue;
        largest = candidate.gain;
        record.constraint = candidate.constraint;
        record.detail = candidate.detail;
    }
    record.speed = 1 / largest;
    if (record.constraint == Constraint::money) name_payer(model, now, initiative, record);
    return record;
}

WaitsFor of_vote(const Model& model, const State& now, const Initiative& initiative) {
    WaitsFor record;
    record.constraint = Constraint::vote;
    record.detail = ConstraintDetail::nobody_votes;
    const DecisionState outcome = decide(model, initiative);
    if (!outcome.settling) return record;
    record.actor = outcome.settling;
    record.detail =
        sole_decider(model, initiative) ? ConstraintDetail::decider_awaited : ConstraintDetail::reply_awaited;
    for (const Member& member : initiative.members)
        if (member.actor == outcome.settling) record.about = member.follows;
    record.side = side_of(now, record.actor, record.about);
    return record;
}

/// Where a case lies in the queue of its desk: 0 in service, the queue's length before it has come.
std::size_t place_in_queue(const Desk& desk, CaseId id) {
    std::size_t place = 0;
    while (place < desk.queue.size() && desk.queue[place].id != id) ++place;
    return place;
}

/// What a case still has before it: at each desk of its path the business in front of it, the head's absence and the
/// time until its leadership is clear.
double expected_wait(const Model& model, const State& now, CaseId id, double time) {
    const double rate = model.hierarchy.service_rate * (1 - model.hierarchy.return_probability);
    if (rate <= 0) return never;
    const ApprovalCase& one = now.approvals.cases[id];
    double wait = 0;
    for (std::size_t step = one.at; step < one.path.size(); ++step) {
        const ActorId owner = one.path[step].desk;
        const Desk& desk = now.approvals.desks[owner];
        const std::size_t before = step == one.at ? place_in_queue(desk, id) : desk.queue.size();
        wait += static_cast<double>(before + 1) / rate + std::max(0., desk.absent_until - time);
        if (now.actors.leadership_clear[owner] == 0) wait += std::max(0., now.actors.unclear_until[owner] - time);
    }
    return wait;
}

/// The signature that is expected last, and the desk at which it lies.
WaitsFor of_signature(const Model& model, const State& now, const Initiative& initiative, double time) {
    WaitsFor record;
    record.constraint = Constraint::approval;
    CaseId last;
    double longest = -1;
    for (const Member& member : initiative.members) {
        if (!member.approval || !takes_part(member) || member.vote < 0 || !waiting_at(now, member.approval)) continue;
        const double wait = expected_wait(model, now, member.approval, time);
        if (wait <= longest) continue;
        longest = wait;
        last = member.approval;
        record.about = member.actor;
    }
    if (!last) return record;
    record.actor = waiting_at(now, last);
    const Desk& desk = now.approvals.desks[record.actor];
    if (now.actors.leadership_clear[record.actor] == 0)
        record.detail = ConstraintDetail::leadership_unclear;
    else if (desk.absent_until > time)
        record.detail = ConstraintDetail::desk_absent;
    else if (place_in_queue(desk, last) > 0)
        record.detail = ConstraintDetail::desk_queue;
    else
        record.detail = ConstraintDetail::desk_service;
    return record;
}

}  // namespace

Relaxed relaxed(const Model& model, const State& now, const Initiative& initiative, const Task& task) {
    const InitiativesParameters& p = model.initiatives;
    const WorkRate rate = work_rate(model, now, initiative);
    const bool with_broker = broker_in_force(model, initiative) != Broker::none;
    Relaxed by;
    by.hours = times(1, rate.hours);
    by.coordination =
        times(know_how_factor(p, rate.members_know_how, rate.broker_know_how, 1), rate.coordination * rate.know_how);
    by.know_how = times(know_how_factor(p, 1, with_broker ? 1 : 0, rate.coordination), rate.know_how);
    by.goal = times(1, rate.goal);
    if (task.strand == Strand::impact_analysis) by.impact = times(1, rate.impact);
    if (model.governance.broker != Broker::separate_office || with_broker || !initiative.broker) return by;
    by.office = stands_still(model, initiative, task)
                    ? never
                    : times(with_office(model, initiative, rate), rate.coordination * rate.know_how * rate.hours);
    return by;
}

const Task* slowest_task(const Model& model, const State& now, const Initiative& initiative) {
    const TaskTimes times = task_times(model, now, initiative, 0);
    const Task* last = nullptr;
    double longest = -1;
    for (std::size_t t = 0; t < initiative.tasks.size(); ++t) {
        const Task& task = initiative.tasks[t];
        if (task.progress >= task.threshold) continue;
        if (stands_still(model, initiative, task)) return &task;
        if (times.ends[t] <= longest) continue;
        longest = times.ends[t];
        last = &task;
    }
    // What it waits for is at the head of the chain that ends last: the one that is worked on.
    for (const Task* before = last; before != nullptr;) {
        last = before;
        before = nullptr;
        longest = -1;
        for (std::size_t t = 0; t < initiative.tasks.size(); ++t) {
            const Task& other = initiative.tasks[t];
            const bool open = (last->after >> other.number & 1) != 0 && other.progress < other.threshold;
            if (!open || times.ends[t] <= longest) continue;
            longest = times.ends[t];
            before = &other;
        }
    }
    return last;
}

void note_constraint(const Model& model, Month month, State& now, InitiativeId id) {
    Initiative& initiative = now.initiatives.all[id];
    switch (initiative.gate) {
        case Gate::tasks: {
            bool one_sector = false;
            initiative.waits_for = could_sign(model, now, initiative, one_sector)
                                       ? of_tasks(model, now, initiative)
                                       : of_members(now, initiative, one_sector);
            break;
        }
        case Gate::decision:
            initiative.waits_for = of_vote(model, now, initiative);
            break;
        case Gate::signature:
            initiative.waits_for = of_signature(model, now, initiative, month + 1.);
            break;
    }
    ++initiative.months_lost[static_cast<std::size_t>(initiative.waits_for.constraint)];
}

}  // namespace gemeinsim
