// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/calendar.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// What the office that an initiative wants costs this month.
Cents office_bill(const Model& model, const Initiative& initiative);

/// Pays this month's office of every living initiative from the account that governance names, whole or not at all, and
/// sets Initiative::office_funded, months_unfunded and Member::fee.
void pay_offices(const Model& model, Month month, State& now);

}  // namespace gemeinsim
