// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "base/calendar.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// One task of a phase: its number within the phase names it in keys and files.
struct TaskKind {
    Phase phase = Phase::initiation;
    Strand strand = Strand::involvement;
    int number = 0;
    bool needs_office = false;  ///< void where the governance has no broker
    bool needs_money = false;   ///< stands still while the office is not paid
    std::string_view id;        ///< its name in files
    std::string_view name;      ///< in words
};

/// The thirteen tasks of the three phases, in the order of (phase, number).
std::span<const TaskKind> task_kinds();

/// Begins a phase: its tasks with their unit-exponential thresholds, keyed (initiative, phase, task, visit). Tasks that
/// need an office are left out where the governance has no broker.
void open_phase(const Model& model, Month month, State& now, Initiative& initiative, Phase phase);

/// Begins one task of the present phase anew with the threshold of its next visit.
void reopen_task(const State& now, const Initiative& initiative, Task& task);

/// The factors of a month's work on tasks; `rate` of a task is their product with the phase's own rate.
struct WorkRate {
    double hours = 1;         ///< (W / H0)^exponent
    double know_how = 1;      ///< kf
    double goal = 1;          ///< condition of the common goal
    double coordination = 1;  ///< hours supplied / needed
    double impact = 1;        ///< of impact-analysis tasks only
    double phase = 0;         ///< r_f, 1/month
    double members_know_how = 0;
    double broker_know_how = 0;
};
WorkRate work_rate(const Model& model, const State& now, const Initiative& initiative);

/// kf = floor + (1 - floor) [(1 - need) members' know-how + need broker's know-how coordination].
double know_how_factor(const InitiativesParameters& parameters, double members, double broker, double coordination);

/// Progress of one task per month under these factors; 0 while it waits for money.
double task_rate(const Model& model, const Initiative& initiative, const WorkRate& rate, const Task& task);

/// When the tasks of the phase begin and end if all goes on as it does at `from` (months with fraction), in the order
/// of Initiative::tasks: `from` for those that are done, infinite where one stands still. One that waits for others
/// begins with the end of the last of them. Cost: quadratic in the tasks of a phase.
struct TaskTimes {
    std::array<double, task_count> begins{};
    std::array<double, task_count> ends{};
    std::array<double, task_count> speed{};  ///< 1/month
};
TaskTimes task_times(const Model& model, const State& now, const Initiative& initiative, double from);

/// Works on the open tasks from `from` to at most `until` (months with fraction). Returns when the last one was done,
/// or `until` where some are left. Thresholds are crossed in continuous time: a month is no grid.
double work_on_tasks(const Model& model, State& now, InitiativeId id, double from, double until);

/// Whether every task of the phase is done.
bool tasks_done(const Initiative& initiative);

}  // namespace gemeinsim
