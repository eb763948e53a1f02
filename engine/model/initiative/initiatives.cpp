// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/rules.h"

namespace gemeinsim {

void initiatives_step(const Model&, Month, State&) {}

}  // namespace gemeinsim
