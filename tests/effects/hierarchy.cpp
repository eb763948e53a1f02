// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "effects/effect.h"

namespace gemeinsim::tests {
namespace {

/// Enough cases for the desks, at two desks each.
constexpr const char* deep = "hierarchy.approval_depth=2";

/// A town with units of three levels, whose administrations are asked to sign at depth 0.
constexpr const char* levels =
    R"(population.actors=[{id="mayor",sector="administration",level="municipal",hours=40},{id="state",sector="administration",level="state"},{id="district",sector="administration",level="district"},{id="office_1",sector="administration",level="municipal",superior="mayor",hours=40},{id="office_2",sector="administration",level="municipal",superior="mayor",hours=40},{id="club_1",sector="civil_society",hours=40},{id="club_2",sector="civil_society",hours=40},{id="club_3",sector="civil_society",hours=40},{id="firm_1",sector="business",hours=40},{id="firm_2",sector="business",hours=40}]; initiatives.prescribed=[{founder="club_1",topic="youth",date="2008-01",members=["mayor","office_1","office_2","club_2","club_3","firm_1"]}]; hierarchy.approval_depth=0)";

/// The same where no level holds competence by the dial.
const std::string few_levels_text = std::string(levels) + "; jurisdiction.holders=0";
const char* const few_levels = few_levels_text.c_str();

}  // namespace

std::vector<Effect> hierarchy_effects() {
    return {
        {"hierarchy.approval_depth", "0", "2", "approvals_approved", 1},
        {"hierarchy.approval_depth", "0", "2", "products", -1},
        {"hierarchy.weight_pact", "0", "1", "approvals_approved", 1, deep},
        {"hierarchy.weight_membership", "0", "1", "approvals_approved", 1, deep},
        {"hierarchy.weight_signature", "0", "1", "approvals_approved", 1, deep},
        {"hierarchy.weight_budget", "0", "1", "", 0,
         "hierarchy.approval_depth=2; governance.preset=mandated; "
         "population.hierarchy.administration=[2, 3]; "
         "initiatives.office_fte=1; funding.programmes=[{name=\"fund\",budget=400000,grant_max=60000,"
         "calls_per_year=4,success=1,months_to_decide=1,hours_to_apply=5}]"},
        {"hierarchy.delegated_depth", "0", "2", "approvals_approved", -1, deep},
        {"hierarchy.service_rate", "0.5", "4", "approval_sojourn", -1, deep},
        {"hierarchy.utilisation", "0.1", "0.8", "approval_sojourn", 1, deep},
        {"hierarchy.background", R"("poisson")", R"("chain")", "", 0,
         "hierarchy.approval_depth=2; population.hierarchy.administration=[2, 3]"},
        {"hierarchy.return_probability", "0", "0.7", "approval_sojourn", 1, deep},
        {"hierarchy.veto_intercept", "-6", "0", "approvals_vetoed", 1, deep},
        {"hierarchy.veto_distance", "0", "8", "approvals_vetoed", 1,
         "hierarchy.approval_depth=2; hierarchy.veto_intercept=-2"},
        {"hierarchy.veto_priority", "0", "8", "approvals_vetoed", -1,
         "hierarchy.approval_depth=2; hierarchy.veto_intercept=0"},
        {"hierarchy.absence_rate", "0", "2", "approval_sojourn", 1, deep},
        {"hierarchy.absence_months", "0", "4", "approval_sojourn", 1,
         "hierarchy.approval_depth=2; hierarchy.absence_rate=0.3"},
        {"hierarchy.hours_per_case", "0", "4", "desk_hours", 1, deep},
        {"hierarchy.expiry_months", "2", "24", "approvals_expired", -1, deep},
        {"jurisdiction.holders", "0", "4", "approvals_approved", 1, levels},
        {"jurisdiction.regulation", "0", "0.5", "work_hours", -1},
        {"leadership.term", "12", "48", "units_unclear", -1,
         "leadership.election_change=1; leadership.turnover=0; leadership.unclear_months=6"},
        {"leadership.election_change", "0", "1", "units_unclear", 1, "leadership.term=12; leadership.turnover=0"},
        {"leadership.turnover", "0", "1", "units_unclear", 1},
        {"challenges.changing_priorities", "0", "1", "units_unclear", 1},
        {"challenges.hierarchy_silos", "0", "1", "approvals_waiting", 1},
        {"challenges.federal_jurisdiction", "0", "1", "work_hours", -1, "governance.preset=mandated"},
        {"leadership.unclear_months", "0", "12", "units_unclear", 1},
        {"leadership.priority_jump", "0", "1", "approvals_vetoed", 1,
         "leadership.turnover=6; leadership.unclear_months=0; leadership.support_threshold=0.9; "
         "hierarchy.approval_depth=2; hierarchy.veto_intercept=2; hierarchy.veto_priority=6"},
        {"leadership.support_threshold", "0", "0.9", "approvals_vetoed", -1,
         "leadership.turnover=0; hierarchy.approval_depth=2; hierarchy.veto_intercept=0; hierarchy.veto_priority=6"},
        {"leadership.jump_rate", "0", "6", "approvals_vetoed", 1,
         "leadership.priority_jump=1; leadership.turnover=0; leadership.unclear_months=0; "
         "leadership.support_threshold=0.9; hierarchy.approval_depth=2; hierarchy.veto_intercept=2; "
         "hierarchy.veto_priority=6"},
        {"leadership.case_loss", "0", "1", "approvals_lost", 1, "leadership.turnover=2; hierarchy.approval_depth=2"},
        {"leadership.contact_loss", "0", "1", "", 0, "leadership.turnover=6"},
        {"remedies", "[]", R"([{kind="fast_track",start="2008-01",months=48,strength=0.9}])", "approval_sojourn", -1,
         deep},
        {"remedies", "[]", R"([{kind="delegation",start="2008-01",months=48,strength=1}])", "approvals_approved", -1,
         deep},
        {"jurisdiction.topics", "{}", R"({youth={levels=["state"],regulation={state=0.6}}})", "work_hours", -1,
         "jurisdiction.holders=0; jurisdiction.regulation=0"},
        {"jurisdiction.topics", "{}", R"({youth={levels=["district","state"]}})", "approvals_approved", 1, few_levels},
        {"jurisdiction.signatories", "[]", R"([{actor="state"}])", "approvals_approved", 1, few_levels},
    };
}

}  // namespace gemeinsim::tests
