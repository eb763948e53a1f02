// SPDX-License-Identifier: Apache-2.0
#include "effects/effect.h"

namespace gemeinsim::tests {

std::vector<Effect> exchange_effects() {
    return {
        {"exchange.prior_kept", "3", "9", "trust_within_sector", +1},
        {"exchange.prior_broken", "2", "8", "trust_within_sector", -1},
        {"exchange.memory", "0.8", "1", "pacts", +1},
        // Joint work spreads trust to both sides of the prior; only what rises far enough becomes a pact.
        {"exchange.joint_content", "0", "0.8", "pacts", +1},
        {"exchange.joint_months", "1", "24", "pacts", 0},
        {"exchange.keep_base", "0", "2", "trust_within_sector", +1},
        {"exchange.keep_reliability", "0", "2", "pacts", +1},
        {"exchange.keep_position", "0", "6", "trust_within_sector", -1},
        {"exchange.keep_logic", "0", "4", "trust_across_sectors", -1},
        {"exchange.keep_overload", "0", "4", "trust_within_sector", -1},
        {"exchange.conflict_rate", "0", "0.3", "trust_within_sector", -1},
        {"exchange.position_rate", "0.01", "0.5", "polarisation", -1},
        {"exchange.susceptibility", "0.2", "1", "polarisation", -1},
        {"exchange.self_weight", "0", "0.95", "polarisation", +1},
        {"exchange.slow", "0", "1", "polarisation", +1},
        {"exchange.items", "8", "64", "information_coverage", -1},
        {"exchange.initial_items", "0.1", "1", "information_coverage", +1, "exchange.forgetting_rate=0"},
        {"exchange.information_rate", "0", "1", "information_coverage", +1},
        {"exchange.information_trust", "0", "1", "information_coverage", -1},
        {"exchange.weights", "\"\"", "\"ear\"", "", 0,
         "population.dyads=[{from=\"civil_society_0001\", to=\"business_0001\", covariate={ear=0.9}}]"},
        // Initiatives of which several wait for a fund that takes its time; the direction is tested with the mechanism.
        {"exchange.rival_information", "0", "1", "", 0,
         "initiatives.founding_rate=0.5; exchange.information_rate=0.05; "
         "funding.programmes=[{name=\"fund\",budget=400000,grant_max=60000,calls_per_year=12,success=0.5,"
         "months_to_decide=11,hours_to_apply=1}]"},
        {"exchange.relearn", "false", "true", "information_coverage", +1},
        {"exchange.forgetting_rate", "0", "0.2", "information_coverage", -1},
    };
}

}  // namespace gemeinsim::tests
