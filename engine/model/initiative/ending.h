// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/calendar.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// Draws the goal of a new initiative: an impact index, or an output that reports may show to be met.
void draw_goal(const Model& model, const State& now, Initiative& initiative);

/// Why an initiative cannot go on this month whatever its luck: too few members or sectors, nobody leads. None: it can.
EndCause end_at_once(const Model& model, Month month, const State& now, const Initiative& initiative);

/// Hazards of this month, 1/month, by cause.
struct EndHazards {
    double base = 0;
    double office_unfunded = 0;
    double no_progress = 0;
    [[nodiscard]] double total() const { return base + office_unfunded + no_progress; }
};
EndHazards end_hazards(const Model& model, Month month, const Initiative& initiative);

/// When and why the hazards end it, month with fraction; infinite where it outlives the month.
struct PossibleEnd {
    double at = 0;
    EndCause cause = EndCause::none;
};
PossibleEnd draw_end(const Model& model, Month month, const State& now, const Initiative& initiative);

/// Whether the goal is reached: the topic's impact index, in implementation.
bool goal_reached(const State& now, const Initiative& initiative);

/// Ends an initiative: its phase, cause and month are kept, its members' hours are free from now on.
void end_initiative(Month month, State& now, Initiative& initiative, EndCause cause);

}  // namespace gemeinsim
