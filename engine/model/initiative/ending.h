// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/calendar.h"
#include "base/ids.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// Draws the goal of a new initiative: an impact index, or an output that reports may show to be met.
void draw_goal(const Model& model, const State& now, Initiative& initiative);

/// Why an initiative cannot go on this month whatever its luck: too few members or sectors after the months of grace;
/// no lead member left where one should lead; the priority of whoever convened it gone. None: it can.
EndCause end_at_once(const Model& model, Month month, const State& now, const Initiative& initiative);

/// Hazards of this month, 1/month, by cause.
struct EndHazards {
    double base = 0;
    double office_unfunded = 0;
    double no_progress = 0;
    [[nodiscard]] double total() const { return base + office_unfunded + no_progress; }
};
EndHazards end_hazards(const Model& model, Month month, const Initiative& initiative);

/// When and why the hazards end it, month with fraction; infinite where it outlives the month. Continuous time, so
/// that an end competes exactly with the completion of a task.
struct PossibleEnd {
    double at = 0;
    EndCause cause = EndCause::none;
};
PossibleEnd draw_end(const Model& model, Month month, const State& now, const Initiative& initiative);

/// Whether the topic's impact index has reached the goal of an initiative in implementation.
bool goal_reached(const State& now, const Initiative& initiative);

/// Whether a report shows an output goal to be met; drawn for each report.
bool output_goal_met(const Model& model, const State& now, const Initiative& initiative);

/// Ends an initiative: cause and month are kept, nothing of it takes hours or yields from now on, what it asked of
/// desks is withdrawn. Event: end.
void end_initiative(Month month, State& now, InitiativeId id, EndCause cause);

}  // namespace gemeinsim
