// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

#include "model/funding/parameters.h"
#include "model/remedies/state.h"

// What long grants and pooled budgets make of the conditions of a programme. Without these remedies, and where there is
// nothing to lift, each returns its argument to the bit.
namespace gemeinsim {

/// Long grants go part of the way to the length at which it is no constraint.
inline double remedied_duration(const Remedies& remedies, double months) {
    return months + remedies.of(RemedyKind::long_grants) * std::max(0., long_grant_months - months);
}

/// A share of a grant that may pay something; pooled money may pay anything.
inline double remedied_allowance(const Remedies& remedies, double share) {
    return share + remedies.of(RemedyKind::pooled_budget) * (1 - share);
}

/// A share that must be brought, or goes back: a pool takes its part of it away.
inline double remedied_demand(const Remedies& remedies, double share) {
    return share * (1 - remedies.of(RemedyKind::pooled_budget));
}

}  // namespace gemeinsim
