// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/tasks.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "model/initiative/coordination.h"
#include "model/initiative/structure.h"
#include "random/draws.h"

namespace gemeinsim {
namespace {

constexpr TaskKind kinds[task_count] = {
    {Phase::initiation, Strand::involvement, 0, false, false, "convene",
     "find the owner and convene the relevant actors"},
    {Phase::initiation, Strand::steering, 1, false, false, "steering_group", "form the steering group"},
    {Phase::initiation, Strand::steering, 2, true, false, "means_for_office", "raise the means for an office"},
    {Phase::initiation, Strand::strategy, 3, false, false, "common_goal", "agree on a common goal"},
    {Phase::design, Strand::involvement, 0, false, false, "widen_circle", "widen the circle"},
    {Phase::design, Strand::steering, 1, false, false, "working_groups", "set up working groups"},
    {Phase::design, Strand::steering, 2, true, true, "set_up_office", "set up the office"},
    {Phase::design, Strand::strategy, 3, false, false, "action_plan", "draw up the joint action plan"},
    {Phase::design, Strand::impact_analysis, 4, false, false, "indicators",
     "agree on shared indicators and a measurement system"},
    {Phase::implementation, Strand::involvement, 0, false, false, "communicate", "communicate and align"},
    {Phase::implementation, Strand::steering, 1, false, false, "steer", "steer and improve"},
    {Phase::implementation, Strand::strategy, 2, false, false, "measures", "carry out, interlock and adapt measures"},
    {Phase::implementation, Strand::impact_analysis, 3, false, false, "data", "collect and analyse data"},
};

/// A task's threshold hangs on its name and on how often it was begun, never on when.
double draw_threshold(const State& now, const Initiative& initiative, const Task& task) {
    const EntityKey name = combine(
        initiative.entity, static_cast<EntityKey>(initiative.phase) * 100 + static_cast<EntityKey>(task.number));
    Stream stream(now.key, combine(name, static_cast<EntityKey>(task.visit)), 0, Purpose::task);
    return exponential(stream, 1);
}

double phase_rate(const InitiativesParameters& p, Phase phase) {
    switch (phase) {
        case Phase::initiation:
            return p.rate_initiation;
        case Phase::design:
            return p.rate_design;
        case Phase::implementation:
            return p.rate_implementation;
        default:
            return 0;
    }
}

double broker_know_how(const Model& model, const State& now, const Initiative& initiative) {
    switch (broker_in_force(model, initiative)) {
        case Broker::none:
            return 0;
        case Broker::lead_member:
            return now.actors.know_how[initiative.broker];
        case Broker::separate_office:
            return model.initiatives.office_know_how;
    }
    return 0;
}

bool is_done(const Task& task) {
    return task.progress >= task.threshold;
}

}  // namespace

std::span<const TaskKind> task_kinds() {
    return kinds;
}

void open_phase(const Model& model, Month month, State& now, Initiative& initiative, Phase phase) {
    // A round of implementation follows the one before; whatever else stands stays as it is.
    int visit = 0;
    if (initiative.phase == phase)
        for (const Task& task : initiative.tasks) visit = std::max(visit, task.visit + 1);
    if (initiative.phase != phase || initiative.tasks.empty()) initiative.phase_since = month;
    initiative.refused_text = {};
    initiative.phase = phase;
    initiative.gate = Gate::tasks;
    initiative.tasks.clear();
    for (const TaskKind& kind : kinds) {
        if (kind.phase != phase || (kind.needs_office && model.governance.broker == Broker::none)) continue;
        Task task;
        task.strand = kind.strand;
        task.number = static_cast<std::int8_t>(kind.number);
        task.needs_office = kind.needs_office;
        task.needs_money = kind.needs_money && model.governance.broker == Broker::separate_office;
        task.after = model.initiatives.predecessors[static_cast<std::size_t>(&kind - kinds)];
        task.visit = visit;
        task.threshold = draw_threshold(now, initiative, task);
        initiative.tasks.push_back(task);
    }
}

void reopen_task(const State& now, const Initiative& initiative, Task& task) {
    ++task.visit;
    task.progress = 0;
    task.threshold = draw_threshold(now, initiative, task);
}

double know_how_factor(const InitiativesParameters& p, double members, double broker, double coordination) {
    return p.know_how_floor + (1 - p.know_how_floor) *
                                  ((1 - p.network_competence) * members + p.network_competence * broker * coordination);
}

WorkRate work_rate(const Model& model, const State& now, const Initiative& initiative) {
    const InitiativesParameters& p = model.initiatives;
    double know_how = 0;
    int members = 0;
    for (const Member& member : initiative.members) {
        if (!takes_part(member)) continue;
        know_how += now.actors.know_how[member.actor];
        ++members;
    }
    if (members > 0) know_how /= members;
    WorkRate rate;
    rate.hours = std::pow(initiative.group_hours / p.reference_hours, p.work_exponent);
    rate.members_know_how = know_how;
    rate.broker_know_how = broker_know_how(model, now, initiative);
    rate.know_how = know_how_factor(p, rate.members_know_how, rate.broker_know_how, initiative.coordination);
    rate.goal = initiative.conditions[static_cast<std::size_t>(Condition::goal)];
    rate.coordination = initiative.coordination;
    rate.impact = p.impact_floor + (1 - p.impact_floor) * impact_orientation(model, now, initiative);
    rate.phase = phase_rate(p, initiative.phase);
    return rate;
}

double task_rate(const Model& model, const Initiative& initiative, const WorkRate& rate, const Task& task) {
    if (task.needs_money && broker_in_force(model, initiative) == Broker::none) return 0;
    const double common = rate.phase * rate.hours * rate.know_how * rate.goal * rate.coordination;
    return task.strand == Strand::impact_analysis ? common * rate.impact : common;
}

TaskTimes task_times(const Model& model, const State& now, const Initiative& initiative, double from) {
    constexpr double never = std::numeric_limits<double>::infinity();
    const WorkRate rate = work_rate(model, now, initiative);
    const std::size_t count = initiative.tasks.size();
    TaskTimes times;
    times.begins.fill(from);
    times.ends.fill(from);
    // The order has no circle, so that every pass finds at least one more task whose predecessors are known.
    std::array<bool, task_count> known{};
    for (std::size_t pass = 0; pass < count; ++pass)
        for (std::size_t t = 0; t < count; ++t) {
            const Task& task = initiative.tasks[t];
            if (known[t]) continue;
            bool ready = true;
            double begins = from;
            for (std::size_t other = 0; other < count; ++other) {
                if ((task.after >> initiative.tasks[other].number & 1) == 0) continue;
                ready = ready && known[other];
                begins = std::max(begins, times.ends[other]);
            }
            if (!ready) continue;
            known[t] = true;
            if (is_done(task)) continue;
            const double speed = task_rate(model, initiative, rate, task);
            times.speed[t] = speed;
            times.begins[t] = begins;
            times.ends[t] = speed > 0 ? begins + (task.threshold - task.progress) / speed : never;
        }
    return times;
}

double work_on_tasks(const Model& model, State& now, InitiativeId id, double from, double until) {
    Initiative& initiative = now.initiatives.all[id];
    const TaskTimes times = task_times(model, now, initiative, from);
    double done_at = from;
    for (std::size_t t = 0; t < initiative.tasks.size(); ++t) {
        Task& task = initiative.tasks[t];
        if (is_done(task)) continue;
        if (times.ends[t] <= until) {
            task.progress = task.threshold;
            done_at = std::max(done_at, times.ends[t]);
            initiative.last_progress = static_cast<Month>(std::floor(times.ends[t]));
            note_structure(model, now, initiative, task);
            now.events.push_back({.month = initiative.last_progress,
                                  .kind = EventKind::task,
                                  .actor = initiative.founder,
                                  .initiative = id,
                                  .detail = static_cast<std::int64_t>(initiative.phase) * 100 + task.number});
        } else {
            task.progress += times.speed[t] * std::max(0., until - times.begins[t]);
            done_at = until;
        }
    }
    return tasks_done(initiative) ? done_at : until;
}

bool tasks_done(const Initiative& initiative) {
    return std::all_of(initiative.tasks.begin(), initiative.tasks.end(), is_done);
}

}  // namespace gemeinsim
