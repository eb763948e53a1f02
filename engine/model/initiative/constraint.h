// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/calendar.h"
#include "base/ids.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// What the initiative waits for at the end of the month: names it, the desk or the refusing member, and counts the
/// month as lost to it.
void note_constraint(const Model& model, Month month, State& now, InitiativeId id);

}  // namespace gemeinsim
