// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/calendar.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// Organisations of civil society and business end at `actors.end_rate` and are founded at `actors.birth_rate` per
/// existing one, as far as ended ones have left a slot.
void births_and_ends(const Model& model, Month month, State& now);

/// Shocks of this month. Severity: in each of its months X and its untouched twin rise by size (1 - X) / months.
/// Leadership: the target's head changes in the first month. (Cuts of budgets act where budgets are filled.)
void shocks_strike(const Model& model, Month month, State& now);

/// Adds to `issues`: shocks whose target is no topic, actor or programme of the scenario, and topics that are missing
/// altogether; warns of shocks and remedies outside the run.
void check_calendar(const Model& model, const Scenario& scenario, Issues& issues);

}  // namespace gemeinsim
