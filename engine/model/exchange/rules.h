// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/calendar.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// The step "exchange": trust and positions move.
void exchange_step(const Model& model, Month month, State& now);

/// Trust at the prior for every pair.
TrustTable initial_trust(const Model& model);

}  // namespace gemeinsim
