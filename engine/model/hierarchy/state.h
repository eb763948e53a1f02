// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <vector>

#include "base/calendar.h"
#include "base/ids.h"
#include "model/hierarchy/clocks.h"
#include "random/stream.h"

namespace gemeinsim {

/// What a unit wants its superiors to approve.
enum class CaseKind : std::int8_t { pact, membership, signature, budget };
inline constexpr std::size_t case_kind_count = 4;

/// `expired` is what nobody decides any more: it lapsed, went with a leader, or was withdrawn.
enum class CaseStatus : std::int8_t { waiting, approved, vetoed, expired };

/// What a desk on the path has to say.
enum class Say : std::int8_t {
    consent,  ///< may veto
    hearing,  ///< must be heard, but cannot stop the case
};

/// One desk of a path.
struct Stop {
    ActorId desk;
    Say say = Say::consent;
    bool operator==(const Stop&) const = default;
};

/// One commitment on its way through the desks of the superiors. A closed case stays as it was for as long as some part
/// of the state holds its id; afterwards another takes its place.
struct ApprovalCase {
    EntityKey entity = 0;  ///< of (initiator, kind, subject): keys its draws together with the month of each
    ActorId initiator;
    TopicId topic;
    CaseKind kind = CaseKind::membership;
    CaseStatus status = CaseStatus::waiting;
    std::vector<Stop> path;  ///< desks to visit, in this order
    std::size_t at = 0;      ///< index into path of the desk where it is
    int services = 0;        ///< rounds of service begun, returns included: numbers its draws
    double born = 0;         ///< month with fraction
    double arrived = 0;      ///< at the present desk
    double closed = -std::numeric_limits<double>::infinity();  ///< not yet: a number, so that states can be compared
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
    double busy = 0;             ///< time during which somebody was present, months
    double observed_to = 0;      ///< up to where the three above are kept
    double opened = 0;           ///< since when there is business here, month
    double case_sojourn = 0;     ///< sum of the times that cases spent here which were decided since month 0, months
    long cases = 0;              ///< how many these were
    long served = 0;             ///< services completed
    long at_cases = 0;           ///< of them this month, those of cases
    bool operator==(const Desk&) const = default;
};

/// What became of the cases of one kind that desks had to decide, since month 0.
struct CaseTotals {
    long approved = 0;
    long vetoed = 0;
    long expired = 0;
    long lost = 0;             ///< with a leader
    long withdrawn = 0;        ///< by whoever asked, or with what it was about
    double approval_time = 0;  ///< sum over the approved of the time from birth, months
    double veto_time = 0;
    bool operator==(const CaseTotals&) const = default;
};

struct Approvals {
    Column<ActorId, Desk> desks;   ///< one per actor, used by superiors and holders of competence
    std::vector<ActorId> staffed;  ///< the actors whose desks have business, sorted
    Column<CaseId, ApprovalCase> cases;
    std::vector<CaseId> newborn;                     ///< submitted, not yet at a desk
    std::vector<CaseId> open;                        ///< submitted, not yet decided
    std::vector<CaseId> closed;                      ///< no longer open, but perhaps not yet heard of
    std::vector<CaseId> vacant;                      ///< nobody holds these ids any more
    std::array<CaseTotals, case_kind_count> totals;  ///< by kind
    DeskSpace space;
    bool operator==(const Approvals&) const = default;
};

}  // namespace gemeinsim
