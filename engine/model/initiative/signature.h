// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/calendar.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// Everybody who takes part is asked to sign the text that passed. Who judged it well is willing, under an order of a
/// superior also who stands below that superior; the willing ask their own superiors, whose desks hear of it with the
/// next month.
void open_signature(const Model& model, Month month, State& now, Initiative& initiative);

/// When the last of the superiors answered (month with fraction): 0 where nobody had to be asked, infinite while one
/// is waited for.
double signatures_settled_at(const State& now, const Initiative& initiative);

/// Who signed is a member, who was asked and did not is an associate. True where enough signed from enough sectors.
/// Events: signature.
bool sign(const Model& model, Month month, State& now, InitiativeId id);

}  // namespace gemeinsim
