// SPDX-License-Identifier: Apache-2.0
#include "effects/effect.h"

namespace gemeinsim::tests {

std::vector<Effect> impact_effects() {
    return {
        {"impact.production", "power_means", "linear", "isolated_output", 1, "time.months=24"},
        {"impact.threshold", "1", "30", "collective_output", -1,
         "time.months=36; initiatives.rate_initiation=3; initiatives.rate_design=3; initiatives.goal_minimum=0.9; "
         "initiatives.goal_maximum=0.9; initiatives.output_goal_share=0; impact.production=threshold"},
        {"impact.substitution_assets", "-10", "1", "isolated_output", 1, "time.months=24"},
        {"impact.substitution_members", "-1", "2", "collective_output", 1,
         "time.months=36; initiatives.rate_initiation=3; initiatives.rate_design=3; initiatives.goal_minimum=0.9; "
         "initiatives.goal_maximum=0.9; initiatives.output_goal_share=0"},
        {"impact.duplication", "0", "1", "isolated_output", -1, "time.months=24"},
        {"impact.condition_exponent", "-6", "1", "conditions_met", 1, "time.months=24"},
        {"impact.weight_goal", "0", "10", "conditions_met", 1, "time.months=24"},
        {"impact.weight_measurement", "0", "10", "conditions_met", -1, "time.months=24"},
        {"impact.weight_activities", "0", "10", "conditions_met", 1, "time.months=24"},
        {"impact.weight_communication", "0", "10", "conditions_met", -1, "time.months=24"},
        {"impact.weight_coordination", "0", "10", "conditions_met", 1,
         "time.months=24; governance.preset=network_office"},
        {"impact.design_share", "0", "1", "collective_output", 1,
         "time.months=36; initiatives.rate_initiation=3; initiatives.rate_design=3; initiatives.goal_minimum=0.9; "
         "initiatives.goal_maximum=0.9; initiatives.output_goal_share=0"},
        {"impact.quality_effect", "0", "2", "", 0,
         "time.months=36; initiatives.rate_initiation=3; initiatives.rate_design=3; initiatives.goal_minimum=0.9; "
         "initiatives.goal_maximum=0.9; initiatives.output_goal_share=0"},
        {"impact.quality_lowest", "0.1", "1", "collective_output", 1,
         "time.months=36; initiatives.rate_initiation=3; initiatives.rate_design=3; initiatives.goal_minimum=0.9; "
         "initiatives.goal_maximum=0.9; initiatives.output_goal_share=0; impact.quality_effect=2; "
         "governance.preset=network_office"},
        {"impact.quality_highest", "1", "6", "collective_output", 1,
         "time.months=36; initiatives.rate_initiation=3; initiatives.rate_design=3; initiatives.goal_minimum=0.9; "
         "initiatives.goal_maximum=0.9; initiatives.output_goal_share=0; impact.quality_effect=2; "
         "governance.preset=network_office"},
        {"impact.alignment", "1", "6", "impact_index", 1,
         "time.months=36; initiatives.rate_initiation=3; initiatives.rate_design=3; initiatives.goal_minimum=0.9; "
         "initiatives.goal_maximum=0.9; initiatives.output_goal_share=0; governance.preset=network_office"},
        {"impact.inflow", "0.005", "0.05", "untouched_severity", 1, "time.months=24"},
        {"impact.outflow", "0.005", "0.05", "untouched_severity", -1, "time.months=24"},
        {"impact.lag", "6", "60", "impact_index", -1,
         "time.months=36; initiatives.rate_initiation=3; initiatives.rate_design=3; initiatives.goal_minimum=0.9; "
         "initiatives.goal_maximum=0.9; initiatives.output_goal_share=0; governance.preset=network_office"},
        {"impact.observation_error", "0", "0.5", "", 0, "time.months=24; outputs.metrics=[\"observed_impact_index\"]"},
        {"impact.learning", "0", "1", "collective_output", 1,
         "time.months=36; initiatives.rate_initiation=10; initiatives.rate_design=10; "
         "initiatives.rate_implementation=10; "
         "initiatives.goal_minimum=0.9; initiatives.goal_maximum=0.9; initiatives.output_goal_share=0; "
         "initiatives.reply_rate=20; hierarchy.approval_depth=0; jurisdiction.holders=0; initiatives.quality_noise=0; "
         "impact.quality_effect=2; impact.quality_lowest=0; impact.quality_highest=6; governance.preset=mandated"},
        {"impact.voice_reach", "0", "5", "impact_index", 1,
         "time.months=36; initiatives.rate_initiation=3; initiatives.rate_design=3; initiatives.goal_minimum=0.9; "
         "initiatives.goal_maximum=0.9; initiatives.output_goal_share=0; governance.preset=network_office; "
         "actors.voice_share=0.5"},
        {"impact.overstatement", "0", "1", "observed_impact_index", 1,
         "time.months=36; initiatives.rate_initiation=3; initiatives.rate_design=3; initiatives.goal_minimum=0.9; "
         "initiatives.goal_maximum=0.9; initiatives.output_goal_share=0; impact.observation_error=0; "
         "governance.preset=network_office"},
    };
}

}  // namespace gemeinsim::tests
