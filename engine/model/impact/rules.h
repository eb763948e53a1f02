// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "base/calendar.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// The step "impact": output reaches severity through its lag by the exact exponential step; it is observed.
void impact_step(const Model& model, Month month, State& now);

World initial_world(const Model& model);

/// Severity after `months` of dX = inflow (1 - X) - outflow X at constant rates, exactly.
double severity_after(double severity, double inflow, double outflow, double months);

/// One month of the lag under a constant input: two exponential stages of mean lag/2 each, exactly. `stages` moves on;
/// returned is the mean of the second stage, which is what acts, over the month.
double lag_month(std::array<double, 2>& stages, double input, double lag);

/// What the hours that members spend on an initiative would have yielded alone, duplication counted.
double withdrawn_output(const Model& model, const State& now, const Initiative& initiative, int interested_actors);

}  // namespace gemeinsim
