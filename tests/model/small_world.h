// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/model.h"
#include "model/state.h"

namespace gemeinsim::tests {

/// The plain model without its hierarchy.
Model small_model(std::size_t actors);

/// Its state at the start with no ties and nobody aware of anybody, drawn under the key.
State small_state(const Model& model, RunKey key = {1, 0});

/// Everybody hears of everybody.
void make_all_aware(State& now);

/// A living initiative of the given members, each at full effort with `hours` of net work.
Initiative& add_working_initiative(State& now, const std::vector<ActorId>& members, double hours = 10);

}  // namespace gemeinsim::tests
