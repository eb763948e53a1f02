// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/calendar.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// The step "calendar": whatever happens on a date - births and ends of actors, elections, programmes,
/// shocks, remedies.
void calendar_step(const Model& model, Month month, State& now);

}  // namespace gemeinsim
