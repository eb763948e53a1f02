// SPDX-License-Identifier: Apache-2.0
// Each dial of [challenges] holds up a gate: the products of initiatives, what desks, funders and partners decide, or
// hours.
#include "effects/effect.h"

namespace gemeinsim::tests {

// One initiative on a date: who founds does not depend on the obstacle then.
#define ONE_INITIATIVE \
    "initiatives.founding=date; initiatives.prescribed=[{founder=\"administration_0001\", topic=\"youth\"}]"

std::vector<Effect> dials_effects() {
    return {
        {"challenges.opposing_logics", "0", "1", "products", -1, ONE_INITIATIVE},
        {"challenges.funding_logics", "0", "1", "application_success", -1,
         "governance.preset=network_office; initiatives.rate_initiation=2; "
         "funding.programmes=[{name=\"fund\",budget=400000,grant_max=60000,calls_per_year=4,months_to_decide=1,"
         "hours_to_apply=5}]"},
        {"challenges.dependence_competition", "0", "1", "work_hours", -1, ONE_INITIATIVE},
        {"challenges.federal_jurisdiction", "0", "1", "products", -1,
         "population.hierarchy.district=2; population.hierarchy.state=1; population.hierarchy.federal=1; "
         "population.hierarchy.european=1"},
        {"challenges.little_impact_orientation", "0", "1", "products", -1, "initiatives.rate_initiation=2"},
        // The gate of trust: a pact needs more than its least.
        {"challenges.personal_differences", "0", "1", "pacts", -1, ONE_INITIATIVE},
        {"challenges.hierarchy_silos", "0", "1", "products", -1},
        {"challenges.missing_overview", "0", "1", "products", -1, ONE_INITIATIVE},
        {"challenges.changing_priorities", "0", "1", "products", -1},
        {"challenges.missing_know_how", "0", "1", "products", -1},
    };
}

}  // namespace gemeinsim::tests
