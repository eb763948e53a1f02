// SPDX-License-Identifier: Apache-2.0
#include "model/hierarchy/observables.h"

#include <cmath>
#include <limits>

#include "model/hierarchy/desks.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {
namespace {

double closed_as(const State& now, CaseStatus status) {
    long count = 0;
    for (const ApprovalCase& one : now.approvals.cases)
        if (!one.path.empty() && one.status == status && one.closed >= 0) ++count;
    return static_cast<double>(count);
}

/// Mean time from birth to approval of the cases that desks approved.
double mean_sojourn(const Model& /*model*/, const State& now) {
    double total = 0;
    long count = 0;
    for (const ApprovalCase& one : now.approvals.cases) {
        if (one.path.empty() || one.status != CaseStatus::approved || one.closed < 0) continue;
        total += one.closed - one.born;
        ++count;
    }
    return count > 0 ? total / static_cast<double>(count) : std::numeric_limits<double>::quiet_NaN();
}

double unclear_units(const Model& /*model*/, const State& now) {
    double count = 0;
    for (const ActorId i : IdRange<ActorId>(now.actors.size()))
        if (now.actors.alive[i] != 0 && now.actors.leadership_clear[i] == 0) ++count;
    return count;
}

}  // namespace

Metrics hierarchy_metrics() {
    return {
        {.name = "approvals_waiting",
         .unit = "cases",
         .long_name = "Approvals waiting at a desk",
         .better = Better::lower,
         .value = [](const Model&, const State& now) { return static_cast<double>(now.approvals.open.size()); }},
        {.name = "approvals_approved",
         .unit = "cases",
         .long_name = "Approvals given by desks since month 0",
         .value = [](const Model&, const State& now) { return closed_as(now, CaseStatus::approved); }},
        {.name = "approvals_vetoed",
         .unit = "cases",
         .long_name = "Approvals vetoed since month 0",
         .better = Better::lower,
         .value = [](const Model&, const State& now) { return closed_as(now, CaseStatus::vetoed); }},
        {.name = "approvals_expired",
         .unit = "cases",
         .long_name = "Approvals lapsed since month 0",
         .better = Better::lower,
         .value = [](const Model&, const State& now) { return closed_as(now, CaseStatus::expired); }},
        {.name = "approval_sojourn",
         .unit = "months",
         .long_name = "Mean time to approval by desks",
         .better = Better::lower,
         .value = mean_sojourn},
        {.name = "units_unclear",
         .unit = "actors",
         .long_name = "Actors with unclear leadership",
         .better = Better::lower,
         .value = unclear_units},
    };
}

}  // namespace gemeinsim
