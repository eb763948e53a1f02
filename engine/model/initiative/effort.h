// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/calendar.h"
#include "base/ids.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// What effort f is worth to a member: (v0 + J) f (.5 + expectation) - cost f^2 - fixed [f > 0]. Braking (f < 0) is
/// worth what `braking` gives instead of v0 + J and costs the same.
double effort_value(const Model& model, double join_value, double braking, double expectation, double effort);

/// Whether a member would rather slow the initiative down: a strong control motive and a far position.
bool prevention_oriented(const Model& model, const State& now, const Initiative& initiative, ActorId actor);

/// Expectations move towards the others' effort, some members choose theirs anew, and the expectation of success fades
/// where no product comes.
void revise_effort(const Model& model, Month month, State& now, InitiativeId initiative);

/// A product raises the expectation of success: += .25 (1 - success).
void note_product(const Model& model, Initiative& initiative);

/// A refusal lowers it: *= .9.
void note_refusal(const Model& model, Initiative& initiative);

}  // namespace gemeinsim
