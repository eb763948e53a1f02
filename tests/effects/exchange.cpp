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
        {"exchange.forgetting_rate", "0", "0.2", "information_coverage", -1},
    };
}

}  // namespace gemeinsim::tests
