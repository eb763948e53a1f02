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

enum class CaseStatus : std::int8_t { waiting, approved, vetoed, expired };

/// One commitment on its way through the desks of the superiors. Closed cases stay, so that their id remains valid.
struct ApprovalCase {
    EntityKey entity = 0;  ///< of (initiator, kind, subject, month): keys its draws
    ActorId initiator;
    TopicId topic;
    CaseKind kind = CaseKind::membership;
    CaseStatus status = CaseStatus::waiting;
    std::vector<ActorId> path;  ///< desks to visit, in this order
    std::size_t at = 0;         ///< index into path of the desk where it is
    int services = 0;           ///< rounds of service begun, returns included: numbers its draws
    double born = 0;            ///< month with fraction
    double arrived = 0;         ///< at the present desk
    double closed = std::numeric_limits<double>::quiet_NaN();
    bool operator==(const ApprovalCase&) const = default;
};

/// Something in a desk's queue: a case, or background business where the id is none.
struct Waiting {
    CaseId id;
    double arrived = 0;
    bool operator==(const Waiting&) const = default;
};

/// A superior's desk: one clerk, first come first served, with background business beside the cases.
struct Desk {
    std::vector<Waiting> queue;  ///< the front is in service
    double absent_until = 0;     ///< no service before; month with fraction
    double load_integral = 0;    ///< integral of the number present since the first month, case-months
    double sojourn_total = 0;    ///< sum of the times spent here by those that left, months
    double observed_to = 0;      ///< up to where the two above are kept
    long served = 0;             ///< services completed
    bool operator==(const Desk&) const = default;
};

struct Approvals {
    Column<ActorId, Desk> desks;   ///< one per actor, used by superiors and holders of competence
    std::vector<ActorId> staffed;  ///< the actors whose desks have business, sorted
    Column<CaseId, ApprovalCase> cases;
    std::vector<CaseId> newborn;  ///< submitted since the last step, in order
    std::vector<CaseId> open;     ///< waiting at a desk, in the order of their birth
    bool operator==(const Approvals&) const = default;
};

}  // namespace gemeinsim
