// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// Sorts the staffed desks of a month into groups that nothing connects: two desks belong together where an open case
/// still has to visit both, or where background business runs through the chain of their hierarchy. Fills leader, next,
/// order, starts and births of now.approvals.space; takes those born before the end of the month out of `newborn`.
///
/// Cost: O(desks + cases log cases), O(desks log desks) where cases connect any.
void group_desks(const Model& model, Month month, State& now);

}  // namespace gemeinsim
