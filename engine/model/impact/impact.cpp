// SPDX-License-Identifier: Apache-2.0
#include "model/impact/rules.h"

namespace gemeinsim {

void impact_step(const Model&, Month, State&) {}

World initial_world(const Model&) {
    return {};
}

}  // namespace gemeinsim
