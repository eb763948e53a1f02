// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/issues.h"
#include "model/model.h"
#include "scenario/scenario.h"

namespace gemeinsim {

/// Warns of what can never happen in a scenario although each of its values is allowed: a tie that nobody could find or
/// afford, an initiative that nobody starts, joins or signs, work without an asset that it needs. Only what follows
/// from the scenario alone, whatever chance brings, is told; where it holds for those who are there at the start, the
/// warning says so. Warnings, since a world in which something cannot happen may be what is to be shown.
///
/// Cost: O(actors x topics).
void warn_of_impossible_cooperation(const Model& model, const Scenario& scenario, Issues& issues);

/// The same for money: calls and decisions that never come, an office that nobody can pay.
void warn_of_impossible_money(const Model& model, const Scenario& scenario, Issues& issues);

}  // namespace gemeinsim
