// SPDX-License-Identifier: Apache-2.0
#include "model/hierarchy/rules.h"

namespace gemeinsim {

void leadership_step(const Model&, Month, State&) {}

void change_leadership(const Model&, Month, State&, ActorId) {}

}  // namespace gemeinsim
