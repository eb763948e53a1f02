// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/calendar.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// The step "impact": output reaches severity through its lag by the exact exponential step; it is observed.
void impact_step(const Model& model, Month month, State& now);

World initial_world(const Model& model);

}  // namespace gemeinsim
