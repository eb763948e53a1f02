// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/calendar.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// The step "initiatives": founded, joined and left, coordinated, worked on, decided and signed, ended.
void initiatives_step(const Model& model, Month month, State& now);

}  // namespace gemeinsim
