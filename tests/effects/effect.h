// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ostream>
#include <vector>

namespace gemeinsim::tests {

/// What a parameter does: raising it from `low` to `high` moves the metric in the direction of `sign`.
///
/// The metric is its mean over the last twelve months of a run (or the run metric itself), averaged over replicates
/// under common luck; the paired difference must have the sign with at least four standard errors.
/// sign 0 claims no direction: then some recorded number must differ.
struct Effect {
    const char* path;  ///< a parameter of the registry, or a column "funding.programmes.grant_max" of a row table
    const char* low;   ///< in TOML syntax, as for --set
    const char* high;
    const char* metric;  ///< ignored where sign is 0
    int sign;
    const char* with = "";  ///< overrides of both arms: "a.b=1; c.d=x"
};

/// What a failing test and the list of tests call it.
inline void PrintTo(const Effect& effect, std::ostream* out) {
    *out << effect.path << " from " << effect.low << " to " << effect.high;
}

std::vector<Effect> actors_effects();
std::vector<Effect> calendar_effects();
std::vector<Effect> dials_effects();
std::vector<Effect> exchange_effects();
std::vector<Effect> funding_effects();
std::vector<Effect> governance_effects();
std::vector<Effect> hierarchy_effects();
std::vector<Effect> impact_effects();
std::vector<Effect> initiative_effects();
std::vector<Effect> initiative_membership_effects();
std::vector<Effect> relations_effects();
std::vector<Effect> remedies_effects();

}  // namespace gemeinsim::tests
