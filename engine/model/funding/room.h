// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "base/calendar.h"
#include "base/ids.h"
#include "base/money.h"
#include "random/stream.h"

namespace gemeinsim {

/// A bid that might be written.
struct Wish {
    InitiativeId initiative;
    ActorId applicant;
    Cents amount = 0;
    double success = 0;      ///< that the applicant expects; in a contest that of passing, rivals aside
    double free_hours = 0;   ///< of the members
    std::uint32_t bids = 0;  ///< of the initiative that waited when this was worked out
    bool known = false;      ///< the applicant had a grant of this programme before
};

/// One applicant of a contest: what a grant is worth to it in hours, the hours it has, and what it puts in (-1: it
/// stays away).
struct Contestant {
    double value = 0;
    double most = 0;
    double hours = 0;
};

/// A waiting application that is decided this month; `at` is its place in the programme's list.
struct Ranked {
    std::uint32_t at = 0;
    double score = 0;
    EntityKey entity = 0;
    bool passes = false;
};

/// A bid of a call, as its rivals see it.
struct Bid {
    InitiativeId initiative;
    bool granted = false;
};

/// A member of an initiative that bid, by number of the bid.
struct Bidder {
    ActorId actor;
    std::uint32_t bid = 0;
};

/// What the step funding works in; lives in a Scratch.
struct FundingRoom {
    /// What one programme's call or decision works in; programmes do so at the same time.
    struct Call {
        ProgrammeId programme;
        std::vector<Wish> wishes;
        std::vector<Contestant> contestants;
        std::vector<Ranked> due;
    };
    std::vector<Call> calls;
    std::vector<Bid> bids;
    std::vector<Bidder> bidders;  ///< sorted by (actor, bid)
};

}  // namespace gemeinsim
