// SPDX-License-Identifier: Apache-2.0
#include "model/relations/rules.h"

namespace gemeinsim {

void relations_step(const Model&, Month, State&) {}

Relations initial_relations(const Model&, const State&) {
    return {};
}

}  // namespace gemeinsim
