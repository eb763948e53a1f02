// SPDX-License-Identifier: Apache-2.0
#include "effects/effect.h"

namespace gemeinsim::tests {
namespace {

// Money enough, and hours to handle it, so that who decides about it shows.
constexpr const char* fund =
    "governance.preset=round_table; initiatives.office_fte=1; "
    "funding.programmes=[{name=\"fund\",budget=400000,grant_max=60000,calls_per_year=4,success=1,months_to_decide=1,"
    "hours_to_apply=5}]";

}  // namespace

std::vector<Effect> governance_effects() {
    return {
        {"governance.preset", "participant", "network_office", "condition_coordination", 1},
        {"governance.convening", "bottom_up", "mandated", "", 0},
        {"governance.broker", "none", "lead_member", "coordination_hours", -1},
        {"governance.decision", "consensus", "majority", "refusals", -1,
         "initiatives.rate_initiation=1; initiatives.vote_intercept=2"},
        {"governance.membership", "by_invitation", "open", "", 0},
        {"governance.broker_paid_by", "members", "host_administration", "", 0, "governance.preset=network_office"},
        {"governance.money_decided_by", "all", "committee", "", 0, fund},
        {"governance.quorum", "0.5", "1", "refusals", 1,
         "governance.decision=supermajority; initiatives.rate_initiation=1; initiatives.vote_intercept=2"},
        {"governance.committee_size", "1", "20", "", 0, fund},
        {"governance.committee_size", "2", "20", "refusals", 1,
         "governance.voters=steering_group; initiatives.rate_initiation=1; initiatives.vote_intercept=2"},
        {"governance.voters", "members", "steering_group", "refusals", -1,
         "governance.committee_size=3; initiatives.rate_initiation=1; initiatives.vote_intercept=2"},
    };
}

}  // namespace gemeinsim::tests
