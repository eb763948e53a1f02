// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "base/calendar.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// The share of its applications that an applicant expects a programme to grant:
/// (granted + weight * prior) / (decided + weight); the prior alone without any decision.
double expected_success(const Model& model, const State& now, ProgrammeId programme);

/// What a partner of each sector promises of a joint bid: half the mean grant times expected_success, over the
/// programmes that call in this month and to which the sector may apply; nothing under equal money. That a bid is of
/// two who share alike is an assumption.
std::array<Cents, sector_count> open_joint_calls(const Model& model, Month month, const State& now);

/// Who would apply: the treasurer where its sector may, else the first full member whose sector may; none otherwise.
ActorId applicant(const Model& model, const State& now, const Initiative& initiative, const Programme& programme);

/// What a grant would be used for, at the present hours: measures that can be handled over its length, and the office
/// where a grant pays it; at most what members can match with the money at hand.
Cents usable_money(const Model& model, const State& now, const Initiative& initiative, const Programme& programme);

/// Initiatives without application or grant at a programme that calls apply where the expected value, success times
/// usable money, exceeds the cost of the hours and members have these hours.
void write_applications(const Model& model, Month month, State& now);

/// Applications due this month are ranked by merit_weight * merit + (1 - merit_weight) * lottery; those that pass the
/// competition with applicants from elsewhere, with chance success (1 + merit_weight (2 merit - 1)), are granted in
/// this order while the budget lasts.
void decide_applications(const Model& model, Month month, State& now);

}  // namespace gemeinsim
