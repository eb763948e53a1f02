// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/calendar.h"
#include "base/ids.h"
#include "model/initiative/tasks.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// How many times as fast a task would be if one factor of its speed alone were relaxed, each at least 1 and infinite
/// where the task stands still for it: W raised to H0; all relations carried; the know-how of members and broker 1;
/// members of one mind; their impact orientation 1; the office paid that is wanted and has a host.
struct Relaxed {
    double hours = 1;
    double coordination = 1;
    double know_how = 1;
    double goal = 1;
    double impact = 1;  ///< of tasks of impact analysis
    double office = 1;
};
Relaxed relaxed(const Model& model, const State& now, const Initiative& initiative, const Task& task);

/// The open task that the phase waits for longest at its present speed; one that stands still for money before all
/// others. None where all are done.
const Task* slowest_task(const Model& model, const State& now, const Initiative& initiative);

/// What the initiative waits for at the end of the month: between tasks further members where those who take part are
/// too few, or of too few sectors, to sign a product; else the factor that would speed up the slowest task most, the
/// member whose reply settles the vote, the desk from which the last signature is expected. Counts the month as lost
/// to it. Reads what is going to happen (thresholds, replies) as the actors cannot.
void note_constraint(const Model& model, Month month, State& now, InitiativeId id);

}  // namespace gemeinsim
