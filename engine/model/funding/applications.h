// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "base/calendar.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// Whether an actor had a grant of a programme before.
bool is_known(const State& now, ProgrammeId programme, ActorId applicant);

/// The share of its applications that an applicant unknown to it expects a programme to grant:
/// (granted + weight * prior) / (decided + weight), the prior alone without any decision; a known one expects
/// repeat_advantage times as much, at most 1. Of the past an application by a known applicant counts repeat_advantage
/// times in `decided`.
double expected_success(const Model& model, const State& now, ProgrammeId programme, bool known = false);

/// What a partner of each sector promises of a joint bid: half the mean grant times expected_success, over the
/// programmes that call in this month and to which the sector may apply; nothing under equal money. That a bid is of
/// two who share alike is an assumption. Programmes of one place among several do not count.
std::array<Cents, sector_count> open_joint_calls(const Model& model, Month month, const State& now);

/// What a grant would be used for, at the present hours: measures that can be handled over its length, and the office
/// where a grant pays it, as far as the earmark allows; at most what members can match with the money and the hours at
/// hand.
Cents usable_money(const Model& model, const State& now, const Initiative& initiative, const Programme& programme);

/// Initiatives that a calling programme supports and that it does not serve yet apply where the expected value, success
/// times usable money, exceeds the cost of the hours and members have these hours. In a contest they choose how many
/// hours (settle_contest).
void write_applications(const Model& model, Month month, State& now);

/// Applications due this month pass the competition with applicants from elsewhere with chance
/// success * (1 + w (2 merit - 1)) * (repeat_advantage where known), w = merit_weight under selection by merit, else 0;
/// those that pass are granted in the order of w * merit + (1 - w) * lottery, in a contest in an order drawn with
/// weights equal to the hours put in, while the budget lasts. What rivals and partners learn is told to trust.
void decide_applications(const Model& model, Month month, State& now);

/// Applications of ended initiatives are withdrawn.
void withdraw_applications(State& now);

}  // namespace gemeinsim
