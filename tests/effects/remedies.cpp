// SPDX-License-Identifier: Apache-2.0
#include "effects/effect.h"

namespace gemeinsim::tests {

// A remedy over the whole run at half strength, with further keys.
#define REMEDY(kind, more) "[{kind=\"" kind "\",start=\"2008-01\",months=48,strength=0.5" more "}]"
#define NO_REMEDY "[]"

// Grants that pay the office, for initiatives that are soon in the phase of design.
#define GRANTS                                                                                              \
    "governance.preset=network_office; initiatives.rate_initiation=2; funding.success=1; "                  \
    "funding.programmes=[{name=\"fund\",budget=400000,grant_max=60000,calls_per_year=4,months_to_decide=1," \
    "hours_to_apply=5}]; "

// Two places that are too far apart for chance meetings.
#define TWO_PLACES                                                                                       \
    "population.administration=0; population.civil_society=0; population.business=0; population.places=" \
    "[{id=\"town\",inhabitants=1500},{id=\"village\",inhabitants=1500,x_km=900}]"

std::vector<Effect> remedies_effects() {
    return {
        {"remedies", NO_REMEDY, REMEDY("round_table_meetings", ""), "awareness_across_sectors", 1},
        {"remedies", NO_REMEDY, REMEDY("portal", ""), "awareness_across_sectors", 1},
        {"remedies", REMEDY("portal", ",look_ups=0"), REMEDY("portal", ",look_ups=20"), "awareness_within_sector", 1},
        {"remedies", REMEDY("portal", ",look_ups=0,public_reach=0"), REMEDY("portal", ",look_ups=0,public_reach=5"),
         "beneficiaries", 1,
         "time.months=36; initiatives.rate_initiation=3; initiatives.rate_design=3; initiatives.goal_minimum=0.9; "
         "initiatives.goal_maximum=0.9; initiatives.output_goal_share=0; governance.preset=network_office"},
        {"remedies", REMEDY("portal", ",look_ups=0,planning=0"), REMEDY("portal", ",look_ups=0,planning=1"),
         "isolated_output", 1},
        {"remedies", REMEDY("portal", ",upkeep_hours=0.1"), REMEDY("portal", ",upkeep_hours=1"), "remedy_hours", 1},
        {"remedies", REMEDY("portal", ",editor_entries=1"), REMEDY("portal", ",editor_entries=100"), "portal_queue",
         -1},
        {"remedies", REMEDY("portal", ",stale_months=1"), REMEDY("portal", ",stale_months=24"), "portal_coverage", 1},
        {"remedies", REMEDY("portal", ",places=[\"town\"]"), REMEDY("portal", ",places=[\"town\",\"village\"]"),
         "portal_coverage", 1, TWO_PLACES},
        {"remedies", REMEDY("portal", ""), REMEDY("portal", ",across_places=true"), "awareness_across_sectors", 1,
         TWO_PLACES},
        {"remedies", NO_REMEDY, "[{kind=\"training\",start=\"2008-01\",months=24,strength=0.9}]", "products", 1},
        {"remedies", NO_REMEDY, REMEDY("training", ",audience=\"leaders\",coaching_days=1"), "products", 1,
         "actors.hours_median=30"},
        {"remedies", NO_REMEDY, REMEDY("training", ",audience=\"coordinators\""), "products", 1,
         "governance.preset=lead_organisation; actors.hours_median=40; actors.know_how=0.2"},
        {"remedies", REMEDY("training", ",audience=\"leaders\""), REMEDY("training", ",audience=\"leaders\",days=6"),
         "remedy_hours", 1, "time.months=12"},
        {"remedies", NO_REMEDY, "[{kind=\"training\",start=\"2008-01\",months=24,cost=100,payer=\"outside\"}]",
         "remedies_cost", 1},
        {"remedies", NO_REMEDY, "[{kind=\"guides\",start=\"2008-01\",months=24,cost=9000,payer=\"business_0001\"}]",
         "remedies_unpaid", 1},
        {"remedies", NO_REMEDY, "[{kind=\"guides\",start=\"2008-01\",months=12,strength=0.95}]", "products", 1,
         "actors.know_how=0.3; actors.spread=0.8"},
        {"remedies", NO_REMEDY, REMEDY("mediation", ""), "contacts", 1},
        {"remedies", NO_REMEDY, REMEDY("mediation", ""), "trust_across_sectors", 1,
         "exchange.conflict_rate=0.1; relations.contact_cost=0"},
        {"remedies", NO_REMEDY, REMEDY("long_grants", ""), "grants_in_force", 1,
         GRANTS "challenges.funding_logics=1; funding.gap=0"},
        {"remedies", NO_REMEDY, REMEDY("pooled_budget", ""), "offices_paid", 1,
         GRANTS "governance.broker_paid_by=grant; funding.office_share=0; funding.gap=0"},
        {"remedies", NO_REMEDY, REMEDY("indicator_support", ""), "observed_impact_index", -1,
         "impact.overstatement=1; initiatives.measurement_rate=0; impact.observation_error=0"},
        {"remedies", NO_REMEDY,
         "[{kind=\"backbone_funding\",start=\"2008-01\",months=48,strength=0.5,payer=\"outside\"}]",
         "condition_coordination", 1},
    };
}

}  // namespace gemeinsim::tests
