// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/calendar.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// Everybody who takes part is asked to sign the text that passed at `at`; the willing ask their superiors.
void open_signature(const Model& model, Month month, State& now, Initiative& initiative, double at);

/// Whether no chain is waited for any more; then `at` holds when the last one answered (not before it was).
bool signatures_settled(const State& now, const Initiative& initiative, double& at);

/// Who signed is a member, who did not an associate. True where enough signed from enough sectors: the product stands.
bool sign(const Model& model, Month month, State& now, Initiative& initiative);

}  // namespace gemeinsim
