// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/model.h"
#include "model/state.h"
#include "model/step.h"

namespace gemeinsim {

/// The steps of a month in the order in which they run. `describe` prints this table, every file stores it.
const std::vector<Step>& step_table();

/// The state before month 0: actors drawn, ties given or grown through the burn-in.
State initial_state(const Model& model, RunKey key);

/// One month: runs the step table in order.
void advance(const Model& model, Month month, State& now);

}  // namespace gemeinsim
