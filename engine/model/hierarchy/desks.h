// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/issues.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// Keeps the integral of the number present, and the time in use, up to a time.
void watch(Desk& desk, double time);

/// Takes a case out of the queue where it waits; nothing where it is not there.
void leave_desk(Desk& desk, CaseId id, double time);

/// Sum of the times that business has spent at a desk up to its last observation, those still present included:
/// by Little's law as a sample-path identity it equals Desk::load_integral.
double sojourn_inside(const Desk& desk);

/// Complains of hierarchies and desks that cannot do what the scenario asks of them: see checks.cpp.
void check_hierarchy(const Model& model, const Scenario& scenario, Issues& issues);

}  // namespace gemeinsim
