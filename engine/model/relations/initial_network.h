// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// Whether contacts exist at month 0 from the start, listed or drawn, so that they need not grow.
bool has_initial_network(const Model& model);

/// The contacts that the chosen generator draws for this run; none where no generator is chosen. Needs now.key and
/// now.actors. Cost: that of the generator.
Graph drawn_contacts(const Model& model, const State& now);

}  // namespace gemeinsim
