// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "base/calendar.h"
#include "base/ids.h"
#include "random/stream.h"

namespace gemeinsim {

/// What a unit wants its superiors to approve.
enum class CaseKind : std::int8_t { pact, membership, signature, budget };

enum class CaseStatus : std::int8_t { waiting, approved, vetoed, expired, lost };

/// One commitment on its way through the desks of the superiors. Closed cases stay, so that their id remains
/// valid.
struct ApprovalCase {
    EntityKey entity = 0;  ///< of (initiator, month, kind, subject): keys its draws
    ActorId initiator;
    TopicId topic;
    CaseKind kind = CaseKind::membership;
    CaseStatus status = CaseStatus::waiting;
    ActorId desk;        ///< where it is, none when closed
    int desks_left = 0;  ///< including the one where it is
    double born = 0;     ///< month with fraction
    double arrived = 0;  ///< at the present desk
    double closed = std::numeric_limits<double>::quiet_NaN();
    bool operator==(const ApprovalCase&) const = default;
};

/// A superior's desk: one clerk, first come first served, with background business beside the cases.
struct Desk {
    std::vector<CaseId> queue;  ///< cases present; order of arrival is in the cases
    int background = 0;         ///< background cases present
    double load_integral = 0;   ///< integral of the number present, case-months
    double sojourn_total = 0;   ///< sum of times inside the window, case-months
    bool operator==(const Desk&) const = default;
};

struct Approvals {
    Column<ActorId, Desk> desks;  ///< one per actor, used by those with subordinates
    Column<CaseId, ApprovalCase> cases;
    std::vector<CaseId> waiting;  ///< open cases in the order of their birth
    bool operator==(const Approvals&) const = default;
};

}  // namespace gemeinsim
