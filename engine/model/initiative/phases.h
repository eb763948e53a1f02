// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/calendar.h"
#include "base/ids.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// One living initiative through one month, its hours being known: tasks, decisions, signatures and products in
/// continuous time, up to the end that the month's hazards may bring.
void live_through_month(const Model& model, Month month, State& now, InitiativeId id);

/// Tasks, decision, signature, product and the next phase, over and over, from `from` to `until` (months with
/// fraction). What is done within a month begets the next thing at that very time.
void run_phases(const Model& model, State& now, InitiativeId id, double from, double until);

}  // namespace gemeinsim
