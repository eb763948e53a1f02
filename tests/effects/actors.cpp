// SPDX-License-Identifier: Apache-2.0
#include "effects/effect.h"

namespace gemeinsim::tests {

// A population worked out from inhabitants instead of counts.
#define RATES \
    "population.administration=0; population.civil_society=0; population.business=0; population.inhabitants=2000"

std::vector<Effect> actors_effects() {
    return {
        {"challenges.missing_know_how", "0", "1", "products", -1, "governance.preset=mandated"},
        {"challenges.little_impact_orientation", "0", "1", "condition_measurement", -1, "governance.preset=mandated"},
        {"population.administration_per_1000", "2", "8", "approvals_waiting", 1, RATES},
        {"population.civil_society_per_1000", "5", "15", "contacts", 1, RATES},
        {"population.business_per_1000", "2", "12", "contacts", 1, RATES},
        {"actors.hours_median", "6", "20", "work_hours", 1},
        {"actors.hours_sd_log", "0.1", "1.5", "work_hours", 1},
        {"actors.know_how", "0.1", "0.9", "products", 1},
        {"actors.impact_orientation", "0.1", "0.9", "condition_measurement", 1},
        {"actors.spread", "0.1", "0.9", "", 0},
        {"actors.own_logic", "0.34", "1", "contacts", -1},
        {"actors.asset_scarcity", "0", "0.9", "isolated_output", -1},
        {"actors.association_share", "0.01", "1", "applications_decided", 1,
         "governance.preset=network_office; initiatives.office_fte=1; "
         "funding.programmes=[{name=\"fund\",budget=400000,grant_max=60000,calls_per_year=4,success=1,"
         "months_to_decide=1,hours_to_apply=5,office_share=0,legal_forms=[\"association\"]}]"},
        {"actors.voice_share", "0", "1", "beneficiaries", 1,
         "time.months=36; initiatives.rate_initiation=3; initiatives.rate_design=3; initiatives.goal_minimum=0.9; "
         "initiatives.goal_maximum=0.9; initiatives.output_goal_share=0; governance.preset=network_office; "
         "impact.voice_reach=5; initiatives.voice_goal_weight=0"},
        {"actors.position_gap", "0", "0.4", "condition_goal", -1},
        {"actors.position_spread", "0.1", "0.8", "condition_goal", -1},
        {"actors.end_rate", "0", "0.3", "contacts", -1, "actors.birth_rate=0"},
        {"actors.birth_rate", "0", "1", "contacts", 1, "actors.end_rate=0.3"},
    };
}

}  // namespace gemeinsim::tests
