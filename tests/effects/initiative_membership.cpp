// SPDX-License-Identifier: Apache-2.0
#include "effects/effect.h"

namespace gemeinsim::tests {

std::vector<Effect> initiative_membership_effects() {
    return {
        {"initiatives.founding", "volunteer", "date", "initiatives_founded", -1, "time.months=24"},
        {"initiatives.founding_rate", "0.005", "0.3", "initiatives_founded", 1, "time.months=12"},
        {"initiatives.founding_cost", "0.001", "0.1", "initiatives_founded", -1, "time.months=24"},
        {"initiatives.founding_hazard", "0.0001", "0.02", "initiatives_founded", 1,
         "time.months=24; initiatives.founding=hazard"},
        {"initiatives.interest", "0.1", "0.8", "members", -1, "time.months=24"},
        {"initiatives.mandate_priority", "0.05", "0.95", "initiatives_founded", -1,
         "time.months=24; governance.preset=mandated"},
        {"initiatives.selection", "complementary", "random", "collective_output", -1,
         "time.months=36; initiatives.core=6; initiatives.rate_initiation=3; initiatives.rate_design=3; "
         "governance.preset=network_office"},
        {"initiatives.invitation_rate", "0.02", "2", "members", 1, "time.months=24"},
        {"initiatives.asking_rate", "0", "0.1", "members", 1, "time.months=24; governance.preset=round_table"},
        {"initiatives.core", "3", "20", "members", 1, "time.months=24"},
        {"initiatives.retry_months", "2", "60", "members", -1, "time.months=36; initiatives.invitation_rate=3"},
        {"initiatives.join_base", "0.1", "1.2", "members", 1, "time.months=24"},
        {"initiatives.omega", "0.1", "3", "members", 1,
         "time.months=24; initiatives.founding_cost=0; governance.preset=network_office"},
        {"initiatives.private_benefit", "0", "6", "members", 1, "time.months=24"},
        {"initiatives.bandwagon", "0", "2", "members", 1, "time.months=24; initiatives.reference_size=2"},
        {"initiatives.reference_size", "2", "100", "members", -1, "time.months=24; initiatives.bandwagon=2"},
        {"initiatives.membership_cost", "0", "6", "members", -1, "time.months=24"},
        {"initiatives.autonomy", "0", "2", "members", -1, "time.months=24; governance.preset=lead_organisation"},
        {"initiatives.position_cost", "0", "25", "members", -1, "time.months=24"},
        {"initiatives.beta", "0.1", "20", "members", 1, "time.months=24; initiatives.join_base=1"},
        {"initiatives.leave_base", "0.0005", "0.1", "members", -1, "time.months=24"},
        {"initiatives.leave_max", "0.001", "0.5", "members", -1, "time.months=24; initiatives.leave_base=1"},
        {"initiatives.candidate_effort", "0.1", "0.9", "work_hours", 1,
         "time.months=24; initiatives.effort_revision=0"},
        {"initiatives.effort_rule", "logit", "best_reply", "", 0, "time.months=24"},
        {"initiatives.effort_revision", "0", "1", "active_share", -1, "time.months=24"},
        {"initiatives.effort_beta", "0.2", "20", "active_share", 1, "time.months=24"},
        {"initiatives.effort_base", "-0.6", "1", "active_share", 1, "time.months=24"},
        {"initiatives.effort_cost", "0.1", "2", "work_hours", -1, "time.months=24"},
        {"initiatives.effort_fixed_cost", "0", "0.6", "active_share", -1, "time.months=24"},
        {"initiatives.expectation_start", "0", "1", "active_share", 1,
         "time.months=24; initiatives.expectation_gap=0.02"},
        {"initiatives.expectation_gap", "0", "1", "", 0, "time.months=24"},
        {"initiatives.prevention_control", "0", "1", "active_share", 1,
         "time.months=24; initiatives.prevention_distance=0"},
        {"initiatives.prevention_distance", "0", "1", "active_share", 1,
         "time.months=24; initiatives.prevention_control=0"},
        {"initiatives.success_start", "0", "1", "members", 1,
         "time.months=24; governance.preset=network_office; initiatives.join_base=0"},
        {"initiatives.success_gain", "0", "1", "", 0,
         "time.months=36; initiatives.rate_initiation=3; initiatives.rate_design=3; initiatives.goal_minimum=0.9; "
         "initiatives.goal_maximum=0.9; initiatives.output_goal_share=0"},
        {"initiatives.success_refusal", "0.1", "1", "", 0,
         "time.months=36; initiatives.rate_initiation=3; initiatives.rate_design=3; initiatives.goal_minimum=0.9; "
         "initiatives.goal_maximum=0.9; initiatives.output_goal_share=0"},
        {"initiatives.success_fade", "0.7", "1", "members", 1,
         "time.months=24; initiatives.success_patience=0; initiatives.join_base=0; governance.preset=network_office"},
        {"initiatives.success_patience", "0", "120", "members", 1,
         "time.months=24; initiatives.success_fade=0.7; initiatives.join_base=0; governance.preset=network_office"},
        {"initiatives.condition_floor", "0.01", "0.6", "conditions_met", 1, "time.months=24"},
        {"initiatives.measurement_start", "0.05", "0.8", "conditions_met", 1, "time.months=24"},
        {"initiatives.measurement_rate", "0", "0.2", "condition_measurement", 1, "time.months=24"},
        {"initiatives.measurement_decay", "0", "8", "condition_measurement", -1, "time.months=24"},
        {"initiatives.measurement_early", "0", "1", "condition_measurement", 1, "time.months=24"},
        {"initiatives.communication_contacts", "0", "1", "condition_communication", -1,
         "time.months=24; governance.preset=network_office"},
        {"initiatives.asset_held", "0.1", "0.95", "condition_activities", -1, "time.months=24"},
    };
}

}  // namespace gemeinsim::tests
