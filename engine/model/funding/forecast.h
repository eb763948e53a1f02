// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/money.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// The length of a programme's grants in months, at least one.
int grant_months(const Model& model, const State& now, const Programme& programme);

/// The strongest pool of budgets that the scenario has in any month.
double pooled_at_most(const Model& model);

/// Months without an instalment after the month that follows the decision.
int gap_months(const Model& model, const State& now, const Programme& programme);

/// The same without long grants.
int own_grant_months(const Model& model, const Programme& programme);

/// The largest grant: what is said of a grant of the programme's own length, and for a longer one as much more, as far
/// as a year's budget holds it.
Cents largest_grant(const Model& model, const State& now, const Programme& programme);

/// What of a grant of this amount may pay an office, in cents.
double office_part(const Model& model, const State& now, const Programme& programme, double amount);

/// Mean months from an award until whoever decides about money has released it: none for a broker, H_m / rate for
/// all of m members, half the time between two sessions for a committee (infinite where its members have no hours for
/// one), for a superior the mean of the budget cases
/// approved so far (none before the first).
double months_to_release(const Model& model, const State& now, const Initiative& initiative);

/// Hours a month in which money of a grant could be handled: the office's surplus and the treasurer's share of its free
/// hours, this month's handling included; where the programme pays the office, the surplus that it would have.
double foreseen_hours(const Model& model, const State& now, const Initiative& initiative, const Programme& programme);

/// What a grant would be used for, as applicants foresee it: measures that can be handled at foreseen_hours from its
/// first instalment, or from months_to_release where that is later, to its end (over all of it where it has no cliff),
/// less what is already in hand or may still be drawn and the expected part of other bids; and the office where a grant
/// pays it, as far as the earmark is expected to allow. At most what members can match with the money and the hours at
/// hand, and the largest grant. Before the phase of design no measures are foreseen.
/// Cost: linear in members, grants and bids of the initiative.
Cents usable_money(const Model& model, const State& now, InitiativeId initiative, ProgrammeId programme);

}  // namespace gemeinsim
