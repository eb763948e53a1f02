// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/calendar.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// Hours are real numbers, other than money: formulas give them, nobody divides them. Accounts agree to this many, a
/// twenty-eighth of a second.
inline constexpr double hours_tolerance = 1e-5;

/// What funding takes hours for.
enum class MoneyWork { application, handling };

/// Takes up to `hours` of an actor's free hours for money matters; returns what it had.
double take_hours(State& now, ActorId actor, double hours, MoneyWork work);

/// Actors whose given ties take more than their hours have as many hours as these need [A]: they keep them, after all.
void fit_hours_to_ties(State& now);

/// The hours' side of the books. Throws ContractViolation naming month and actor unless, for every actor, no account is
/// below zero, together they are at most its capacity, an ended actor spends none, and what stands in its accounts
/// stands on the other side too: the hours of its ties, and what initiatives got of it. Over all actors applications
/// and work on money must be what the initiatives' applications and money took. Cost: linear in actors and members;
/// allocates only to name who is wrong.
void check_hours(const Model& model, Month month, const State& now);

}  // namespace gemeinsim
