// SPDX-License-Identifier: Apache-2.0
#include "effects/effect.h"

namespace gemeinsim::tests {
namespace {

// A city-paid office that a superior convened: groups that form at once and hold.
constexpr const char* mandated = "governance.preset=mandated";
constexpr const char* lead = "governance.preset=lead_organisation";

}  // namespace

std::vector<Effect> initiative_effects() {
    return {
        {"initiatives.pair_hours", "0.2", "2", "condition_coordination", -1},
        {"initiatives.lead_fixed_hours", "0", "50", "condition_coordination", -1, lead},
        {"initiatives.lead_broker_hours", "0.5", "5", "condition_coordination", -1, lead},
        {"initiatives.lead_trust_slope", "0", "2", "condition_coordination", 1, lead},
        {"initiatives.lead_member_hours", "0", "5", "work_hours", -1, lead},
        {"initiatives.office_fixed_hours", "0", "100", "coordination_hours", 1, mandated},
        {"initiatives.office_broker_hours", "0.5", "5", "coordination_hours", 1, mandated},
        {"initiatives.office_trust_slope", "0", "2", "coordination_hours", -1, mandated},
        {"initiatives.office_member_hours", "0", "5", "work_hours", -1, mandated},
        {"initiatives.lead_hours_share", "0.1", "1", "condition_coordination", 1, lead},
        {"initiatives.own_hours_share", "0.05", "0.5", "condition_coordination", 1, "initiatives.pair_hours=2"},
        {"initiatives.office_fte", "0.25", "2", "work_hours", 1, mandated},
        {"initiatives.minimum_fte", "0.25", "2", "work_hours", 1, mandated},
        {"initiatives.office_reserve", "0", "0.6", "work_hours", 1, mandated},
        {"initiatives.fte_hours", "80", "160", "condition_coordination", 1,
         "governance.preset=mandated; initiatives.office_fte=0.3"},
        {"initiatives.office_work_share", "0", "1", "work_hours", 1,
         "governance.preset=mandated; initiatives.office_fte=1"},
        {"initiatives.office_know_how", "0.1", "1", "products", 1, mandated},
        {"initiatives.lead_goal_weight", "0", "1", "", 0, lead},
        {"initiatives.voice_goal_weight", "0", "1", "", 0, "actors.voice_share=0.3"},

        {"initiatives.rate_initiation", "0.05", "0.5", "products", 1, mandated},
        {"initiatives.rate_design", "0.05", "1", "products", 1,
         "governance.preset=mandated; initiatives.rate_initiation=1"},
        {"initiatives.rate_implementation", "0.02", "1", "products", 1,
         "governance.preset=mandated; initiatives.rate_initiation=1; initiatives.rate_design=1"},
        {"initiatives.reference_hours", "20", "200", "products", -1, mandated},
        {"initiatives.work_exponent", "0", "1", "", 0},
        {"initiatives.know_how_floor", "0", "1", "products", 1, mandated},
        {"initiatives.network_competence", "0", "1", "products", -1, "initiatives.rate_initiation=0.5"},
        {"initiatives.working_group_share", "0", "1", "condition_measurement", 1,
         "governance.preset=mandated; initiatives.rate_initiation=1; initiatives.rate_design=1"},
        {"initiatives.impact_floor", "0", "1", "products", 1,
         "governance.preset=mandated; initiatives.rate_initiation=1"},

        {"initiatives.after", "[]", "[\"common_goal after steering_group\", \"steering_group after convene\"]",
         "products", -1, mandated},

        // What initiatives wait for: relaxed, it takes fewer of their months.
        {"initiatives.reply_rate", "0.05", "10", "months_lost_vote", -1,
         "governance.preset=mandated; governance.decision=consensus; initiatives.rate_initiation=1"},
        {"hierarchy.service_rate", "0.1", "5", "months_lost_approval", -1,
         "governance.preset=mandated; initiatives.rate_initiation=1"},
        {"funding.host_line", "0", "1000000", "months_lost_money", -1, mandated},
        {"initiatives.office_know_how", "0.1", "1", "months_lost_task", -1, mandated},
        {"actors.hours_median", "3", "30", "months_lost_hours", -1, mandated},
        {"initiatives.join_base", "-1", "1.2", "months_lost_members", -1,
         "initiatives.core=4; initiatives.minimum_members=0; initiatives.minimum_sectors=1"},

        {"initiatives.reply_rate", "0.05", "10", "products", 1,
         "governance.preset=mandated; governance.decision=consensus; initiatives.rate_initiation=1"},
        {"initiatives.reply_delay", "0", "20", "products", -1,
         "governance.preset=mandated; governance.decision=consensus; initiatives.rate_initiation=1; "
         "initiatives.reply_rate=0.3"},
        {"initiatives.vote_intercept", "0", "10", "refusals", -1, "initiatives.rate_initiation=1"},
        {"initiatives.vote_trust", "0", "50", "", 0, "initiatives.rate_initiation=1; initiatives.vote_intercept=2"},
        {"initiatives.vote_trust_reference", "0.5", "0.7", "", 0,
         "initiatives.rate_initiation=1; initiatives.vote_intercept=2; initiatives.vote_trust=20"},
        {"initiatives.vote_distance", "0", "100", "refusals", 1, "initiatives.rate_initiation=1"},
        {"initiatives.vote_quality", "0", "20", "refusals", 1, "initiatives.rate_initiation=1"},
        {"initiatives.quality_noise", "0", "10", "refusals", 1,
         "initiatives.rate_initiation=1; initiatives.vote_quality=1"},
        {"initiatives.deliberation", "0", "0.9", "refusals", -1,
         "initiatives.rate_initiation=1; initiatives.vote_intercept=2"},
        {"initiatives.deliberation_time", "0", "12", "products", -1,
         "initiatives.rate_initiation=1; initiatives.deliberation=0.5"},
        {"initiatives.vote_dependence", "0", "1", "", 0, "initiatives.rate_initiation=1; initiatives.vote_intercept=2"},
        {"initiatives.voice_majority", "0", "1", "members", 1, "governance.decision=majority"},
        {"initiatives.voice_broker", "0", "1", "members", 1, lead},
        {"initiatives.refusal_distrust", "0", "24", "", 0,
         "initiatives.rate_initiation=1; initiatives.vote_intercept=0"},
        {"initiatives.signers", "1", "25", "refusals", 1, "initiatives.rate_initiation=1"},
        {"initiatives.signer_sectors", "1", "3", "refusals", 1,
         "initiatives.rate_initiation=1; initiatives.signers=1; initiatives.core=2; initiatives.invitation_rate=0; "
         "initiatives.minimum_members=0; initiatives.minimum_sectors=1"},

        {"initiatives.minimum_members", "0", "25", "initiatives_dissolved", 1},
        {"initiatives.minimum_sectors", "1", "3", "initiatives_dissolved", 1,
         "initiatives.grace_months=3; initiatives.core=2; initiatives.invitation_rate=0; "
         "initiatives.minimum_members=0"},
        {"initiatives.grace_months", "0", "40", "initiatives_dissolved", -1, "initiatives.minimum_members=15"},
        {"initiatives.end_hazard", "0", "0.1", "initiatives_dissolved", 1},
        {"initiatives.unfunded_hazard", "0", "0.5", "initiatives_dissolved", 1,
         "governance.preset=network_office; governance.broker_paid_by=grant"},
        {"initiatives.lost_office_factor", "1", "20", "initiatives_dissolved", 1,
         "governance.preset=mandated; funding.host_line=15000; initiatives.unfunded_months=1; "
         "initiatives.unfunded_hazard=0.02"},
        {"initiatives.unfunded_months", "0", "40", "initiatives_dissolved", -1,
         "governance.preset=network_office; governance.broker_paid_by=grant; initiatives.unfunded_hazard=0.2"},
        {"initiatives.stalled_hazard", "0", "1", "initiatives_dissolved", 1, "initiatives.stalled_months=3"},
        {"initiatives.stalled_months", "1", "40", "initiatives_dissolved", -1, "initiatives.stalled_hazard=0.5"},
        {"initiatives.goal_minimum", "0", "1", "initiatives_completed", -1,
         "governance.preset=mandated; initiatives.rate_initiation=2; initiatives.rate_design=2; "
         "initiatives.goal_maximum=1; initiatives.output_goal_share=0"},
        {"initiatives.goal_maximum", "0", "1", "initiatives_completed", -1,
         "governance.preset=mandated; initiatives.rate_initiation=2; initiatives.rate_design=2; "
         "initiatives.goal_minimum=0; initiatives.output_goal_share=0"},
        {"initiatives.output_goal_share", "0", "1", "initiatives_completed", 1,
         "governance.preset=mandated; initiatives.rate_initiation=2; initiatives.rate_design=2; "
         "initiatives.rate_implementation=2; initiatives.goal_minimum=1; initiatives.goal_maximum=1"},
        {"initiatives.output_goal_chance", "0", "1", "initiatives_completed", 1,
         "governance.preset=mandated; initiatives.rate_initiation=2; initiatives.rate_design=2; "
         "initiatives.rate_implementation=2; initiatives.goal_minimum=1; initiatives.goal_maximum=1; "
         "initiatives.output_goal_share=1"},
    };
}

}  // namespace gemeinsim::tests
