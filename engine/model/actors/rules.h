// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/calendar.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// The actors of the population with everything that it leaves open drawn for this run (keyed by actor).
Actors initial_actors(const Model& model, RunKey key);

}  // namespace gemeinsim
