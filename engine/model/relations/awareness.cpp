// SPDX-License-Identifier: Apache-2.0
#include "model/relations/rules.h"

namespace gemeinsim {

void awareness_step(const Model&, Month, State&) {}

}  // namespace gemeinsim
