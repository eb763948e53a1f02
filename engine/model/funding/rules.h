// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/calendar.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// Part of the step "calendar": grants expire, budgets lapse and are filled, calls open.
void programmes_step(const Model& model, Month month, State& now);

/// The step "funding": applications are written and decided, offices and measures paid; the ledger is
/// checked.
void funding_step(const Model& model, Month month, State& now);

/// Accounts of the world, its programmes and actors, with the money they start with.
Funding initial_funding(const Model& model, const State& now);

/// Opens the account of a new initiative.
AccountId open_initiative_account(State& now, const std::string& name);

}  // namespace gemeinsim
