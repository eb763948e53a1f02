// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <vector>

#include "base/calendar.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// Whether an actor had a grant of a programme before.
bool is_known(const State& now, ProgrammeId programme, ActorId applicant);

/// The share of its applications that an applicant unknown to it expects a programme to grant:
/// (granted + weight * prior) / (decided + weight), the prior alone without any decision; a known one expects
/// repeat_advantage times as much, at most 1. The prior is what the programme announces, else funding.success_prior. Of
/// the past an application by a known applicant counts repeat_advantage times in `decided`, and last year's decisions
/// count record_memory times as much as this year's.
double expected_success(const Model& model, const State& now, ProgrammeId programme, bool known = false);

/// What a partner of each sector promises of a joint bid: half the mean grant times expected_success, over the
/// programmes that call in this month and to which the sector may apply; nothing under equal money. That a bid is of
/// two who share alike is an assumption. Programmes of one place among several do not count.
std::array<Cents, sector_count> open_joint_calls(const Model& model, Month month, const State& now);

/// Initiatives that a calling programme supports and that it does not serve yet apply for what they can foreseeably
/// spend (usable_money) where it reaches the smallest grant, success times the amount exceeds the cost of the hours and
/// members have these hours. In a contest they choose how many
/// hours (settle_contest).
void write_applications(const Model& model, Month month, State& now);

/// Applications due this month pass the competition with applicants from elsewhere with chance
/// success * (1 + w (2 merit - 1)) * (repeat_advantage where known), w = merit_weight under selection by merit, else 0;
/// those that pass are granted in the order of w * merit + (1 - w) * lottery, in a contest in an order drawn with
/// weights equal to the hours put in, while the budget lasts. What rivals and partners learn is told to trust.
void decide_applications(const Model& model, Month month, State& now);

/// Applications of ended initiatives are withdrawn.
void withdraw_applications(State& now);

/// Waiting applications of a programme, or of all, that `over` names go, from the initiatives' own lists as well.
template <class Over>
void drop_applications(State& now, ProgrammeId programme, const Over& over) {
    std::erase_if(now.funding.applications[programme], [&](const Application& one) {
        if (!over(one)) return false;
        // One row for each: of a programme there may be several at once.
        std::vector<Bidding>& bids = now.funding.bidding[one.initiative];
        const auto own = std::find(bids.begin(), bids.end(), Bidding{programme, one.amount});
        if (own != bids.end()) bids.erase(own);
        return true;
    });
}
template <class Over>
void drop_applications(State& now, const Over& over) {
    for (const ProgrammeId at : IdRange<ProgrammeId>(now.funding.applications.size())) drop_applications(now, at, over);
}

}  // namespace gemeinsim
