// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <string>

#include "effects/effect.h"

namespace gemeinsim::tests {
namespace {

// An office with time to spare, a fund with money to spare: what is tested is then the only bottleneck.
// Initiatives are soon in the phase of design, where money for measures is.
#define OFFICE "governance.preset=network_office; initiatives.office_fte=1; initiatives.rate_initiation=2; "
#define FUND                                                                                                          \
    "funding.programmes=[{name=\"fund\",budget=400000,grant_max=60000,calls_per_year=4,success=1,months_to_decide=1," \
    "hours_to_apply=5,office_share=0}]; "
#define PLAIN_FUND                                                                                                    \
    "funding.programmes=[{name=\"fund\",budget=400000,grant_max=60000,calls_per_year=4,success=1,months_to_decide=1," \
    "hours_to_apply=5}]; "
#define CLOSED_FUND                                                                                               \
    "funding.programmes=[{name=\"fund\",budget=400000,grant_max=2000,calls_per_year=12,success=0.0001,months_to_" \
    "decide=1,"                                                                                                   \
    "hours_to_apply=5}]; "
/// The fund with other keys.
#define WITH(more)                                                                                                \
    "[{name=\"fund\",budget=400000,grant_max=60000,calls_per_year=4,success=1,months_to_decide=1,hours_to_apply=" \
    "5," more "}]"
/// A fund of these keys.
#define ROW(keys) "[{name=\"fund\"," keys "}]"
// Two programmes beside each other, the first with other keys.
#define TWO(more)                                                                                                \
    "[{name=\"fund\",budget=400000,grant_max=6000,calls_per_year=4,duration=12,success=1,months_to_decide=1,"    \
    "hours_to_apply=5,office_share=0," more                                                                      \
    "},{name=\"second\",budget=400000,grant_max=6000,calls_per_year=4,duration=12,success=1,months_to_decide=1," \
    "hours_to_apply=5,office_share=0}]"
// Small grants of which a year has one, for initiatives that are many and could each spend it.
#define RIVALS OFFICE "initiatives.founding_rate=1; initiatives.founding_cost=0.0001; funding.hours_per_1000_eur=0; "
#define ONE_GRANT(more)                                                                                             \
    "[{name=\"fund\",budget=20000,grant_max=20000,calls_per_year=12,success=1,months_to_decide=1,hours_to_apply=2," \
    "office_share=0,duration=1,end_cliff=false," more "}]"
/// The town's organisations in two places.
std::string two_places() {
    std::string actors = OFFICE "population.actors=[";
    for (const char* place : {"north", "south"})
        for (int k = 0; k < 15; ++k)
            actors += fmt::format("{{id=\"{0}_{1}\",place=\"{0}\",sector=\"{2}\"}},", place, k,
                                  k % 3 == 0   ? "administration"
                                  : k % 3 == 1 ? "civil_society"
                                               : "business");
    return actors + "]; population.administration=0; population.civil_society=0; population.business=0";
}

#define ROUND_TABLE \
    "governance.preset=round_table; initiatives.office_fte=1; initiatives.rate_initiation=2; actors.hours_median=60; "

}  // namespace

std::vector<Effect> funding_effects() {
    static const std::string in_two_places = two_places();
    return {
        {"funding.arm", "\"as_financed\"", "\"equal_money\"", "money_received", 1, OFFICE},
        {"funding.endowment", "0", "6000", "money_received", 1, OFFICE "funding.arm=equal_money"},
        {"funding.wage", "10", "400", "money_hours", -1, OFFICE FUND},
        {"funding.office_cost", "1000", "5500", "office_cost", 1,
         OFFICE
         "funding.budget_civil_society=50000; funding.budget_business=50000; funding.budget_administration=50000"},
        {"funding.hours_per_1000_eur", "2", "20", "money_spent", -1, OFFICE FUND},
        {"funding.treasurer_share", "0", "1", "money_spent", 1,
         "governance.preset=lead_organisation; actors.hours_median=40; " FUND},
        {"funding.overhead", "0", "0.5", "money_hours", -1, OFFICE FUND},
        {"funding.budget_administration", "0", "20000", "offices_paid", 1, OFFICE},
        {"funding.budget_civil_society", "0", "20000", "offices_paid", 1, OFFICE},
        {"funding.budget_business", "0", "20000", "offices_paid", 1, OFFICE},
        {"funding.host_line", "0", "132000", "offices_paid", 1, "governance.preset=round_table"},
        {"funding.duration", "6", "36", "grants_in_force", 1, OFFICE PLAIN_FUND},
        {"funding.annuality", "0", "1", "money_returned", 1, OFFICE PLAIN_FUND},
        {"funding.earmarked", "0", "1", "offices_paid", -1,
         "governance.preset=network_office; governance.broker_paid_by=grant; initiatives.office_fte=1; " PLAIN_FUND},
        {"funding.success", "0.1", "1", "application_success", 1,
         OFFICE "funding.programmes=[{name=\"fund\",budget=400000,grant_max=60000,calls_per_year=4,months_to_decide=1,"
                "hours_to_apply=5}]"},
        {"funding.gap", "0", "24", "money_spent", -1, OFFICE PLAIN_FUND},
        {"challenges.funding_logics", "0", "1", "money_returned", 1, OFFICE PLAIN_FUND},
        {"funding.office_share", "0", "1", "offices_paid", 1,
         "governance.preset=network_office; governance.broker_paid_by=grant; " PLAIN_FUND},
        {"funding.co_financing", "0", "0.5", "money_received", -1, OFFICE PLAIN_FUND "funding.hours_per_1000_eur=0"},
        {"funding.overhead_cap", "0", "1", "money_spent", 1,
         ROUND_TABLE PLAIN_FUND
         "funding.budget_administration=0; funding.budget_civil_society=0; funding.budget_business=0; "
         "funding.co_financing=0"},
        {"funding.rivalry", "0", "100", "trust_within_sector", -1,
         RIVALS "funding.programmes=" ONE_GRANT("selection=\"lottery\"")},
        {"funding.joint_success", "0", "20", "trust_within_sector", 1, OFFICE FUND},
        {"funding.success_prior", "0.001", "0.5", "applications_decided", 1, OFFICE FUND},
        {"funding.prior_weight", "0", "1000", "applications_decided", 1,
         OFFICE CLOSED_FUND "funding.success_prior=0.9"},
        {"funding.record_memory", "0", "1", "applications_decided", -1, OFFICE CLOSED_FUND "funding.success_prior=0.9"},
        {"funding.sessions_per_year", "1", "12", "unspent_share", -1, ROUND_TABLE FUND},
        {"funding.session_hours", "0", "6", "hours_on_money", 1, ROUND_TABLE FUND},
        {"governance.committee_size", "3", "15", "hours_on_money", 1, ROUND_TABLE FUND},
        {"funding.agreement_rate", "0.1", "4", "money_held", -1, OFFICE FUND},
        // Columns of a programme.
        {"funding.programmes", WITH("office_share=0,co_financing=0.5,in_kind=0"),
         WITH("office_share=0,co_financing=0.5,in_kind=1"), "money_received", 1, OFFICE "funding.hours_per_1000_eur=0"},
        {"funding.programmes", WITH("office_share=0,annuality=0,duration=6,extension=0"),
         WITH("office_share=0,annuality=0,duration=6,extension=12"), "money_returned", -1, ROUND_TABLE},
        {"funding.programmes", WITH("office_share=0,preparation=0"), WITH("office_share=0,preparation=1"),
         "money_spent", 1, "governance.preset=network_office; initiatives.office_fte=1; time.months=24"},
        {"funding.programmes", WITH("office_share=0,forwarded=false"), WITH("office_share=0,forwarded=true"),
         "money_spent", 1,
         "governance.preset=lead_organisation; actors.hours_median=40; initiatives.rate_initiation=2"},
        {"funding.programmes", WITH("office_share=0,decides_projects=false"),
         WITH("office_share=0,decides_projects=true"), "money_spent", 1, ROUND_TABLE},
        {"funding.programmes", TWO("at_once=1"), TWO("at_once=4"), "grants_in_force", 1,
         OFFICE "outputs.metrics=[\"grants_in_force\"]"},
        {"funding.programmes", WITH("office_share=0,annuality=0,duration=6,end_cliff=true"),
         WITH("office_share=0,annuality=0,duration=6,end_cliff=false"), "money_returned", -1, OFFICE},
        {"funding.programmes", WITH("earmark=\"measures\""), WITH("earmark=\"office\""), "money_spent", -1,
         "governance.preset=lead_organisation; actors.hours_median=40"},
        {"funding.programmes", WITH("office_share=0.001"), WITH("earmark=\"office\""), "offices_paid", 1,
         "governance.preset=network_office; governance.broker_paid_by=grant"},
        // Who would lose the contest stays away.
        {"funding.programmes", ONE_GRANT("selection=\"lottery\""), ONE_GRANT("selection=\"contest\""),
         "application_success", 1, RIVALS},
        {"funding.programmes", WITH("office_share=0,selection=\"merit\",merit_weight=1"),
         WITH("office_share=0,selection=\"lottery\",merit_weight=1"), "", 0, OFFICE},
        {"funding.programmes",
         "[{name=\"fund\",budget=400000,grant_max=6000,calls_per_year=12,duration=2,success=0.2,months_to_decide=0,"
         "hours_to_apply=1,repeat_advantage=1}]",
         "[{name=\"fund\",budget=400000,grant_max=6000,calls_per_year=12,duration=2,success=0.2,months_to_decide=0,"
         "hours_to_apply=1,repeat_advantage=4}]",
         "application_success", 1, OFFICE},
        {"funding.programmes", WITH("min_members=1"), WITH("min_members=12"), "applications_decided", -1, OFFICE},
        // Groups of few seldom have all three sectors.
        {"funding.programmes", WITH("min_sectors=1"), WITH("min_sectors=3"), "applications_decided", -1,
         OFFICE "initiatives.core=3; "},
        {"funding.programmes", WITH("lead=\"any\",sectors=[\"business\"]"),
         WITH("lead=\"treasurer\",sectors=[\"business\"]"), "applications_decided", -1, OFFICE},
        // Whoever keeps the books applies or nobody: in a group of many somebody else would be of the right level.
        {"funding.programmes", WITH("lead=\"treasurer\",levels=[\"municipal\"]"),
         WITH("lead=\"treasurer\",levels=[\"municipal\",\"none\"]"), "applications_decided", 1, OFFICE},
        {"funding.programmes", WITH("funder=\"state\""), WITH("funder=\"civil_society_0001\""), "money_received", -1,
         OFFICE "actors.end_rate=0.5"},
        {"funding.programmes",
         ROW("budget=2000,grant_max=60000,calls_per_year=4,success=1,months_to_decide=1,hours_to_apply=5"),
         ROW("budget=400000,grant_max=60000,calls_per_year=4,success=1,months_to_decide=1,hours_to_apply=5"),
         "money_received", 1, OFFICE},
        {"funding.programmes",
         ROW("budget=400000,grant_max=500,calls_per_year=4,success=1,months_to_decide=1,hours_to_apply=5"),
         ROW("budget=400000,grant_max=60000,calls_per_year=4,success=1,months_to_decide=1,hours_to_apply=5"),
         "money_received", 1, OFFICE},
        {"funding.programmes",
         ROW("budget=400000,grant_max=60000,calls_per_year=4,success=1,months_to_decide=1,hours_to_apply=5,grant_min="
             "0"),
         ROW("budget=400000,grant_max=60000,calls_per_year=4,success=1,months_to_decide=1,hours_to_apply=5,grant_min="
             "50000"),
         "applications_decided", -1, OFFICE},
        {"funding.programmes",
         ROW("budget=400000,grant_max=60000,calls_per_year=1,success=1,months_to_decide=1,hours_to_apply=5"),
         ROW("budget=400000,grant_max=60000,calls_per_year=12,success=1,months_to_decide=1,hours_to_apply=5"),
         "applications_decided", 1, OFFICE},
        {"funding.programmes",
         ROW("budget=400000,grant_max=60000,calls_per_year=4,success=1,months_to_decide=0,hours_to_apply=5"),
         ROW("budget=400000,grant_max=60000,calls_per_year=4,success=1,months_to_decide=24,hours_to_apply=5"),
         "applications_decided", -1, OFFICE},
        {"funding.programmes",
         ROW("budget=400000,grant_max=60000,calls_per_year=4,success=0.05,months_to_decide=1,hours_to_apply=5"),
         ROW("budget=400000,grant_max=60000,calls_per_year=4,success=1,months_to_decide=1,hours_to_apply=5"),
         "application_success", 1, OFFICE},
        {"funding.programmes",
         ROW("budget=400000,grant_max=60000,calls_per_year=4,success=1,months_to_decide=1,hours_to_apply=1"),
         ROW("budget=400000,grant_max=60000,calls_per_year=4,success=1,months_to_decide=1,hours_to_apply=1000"),
         "applications_decided", -1, OFFICE},
        {"funding.programmes",
         ROW("budget=400000,grant_max=60000,calls_per_year=4,success=1,months_to_decide=1,hours_to_apply=5,first="
             "\"2008-01\""),
         ROW("budget=400000,grant_max=60000,calls_per_year=4,success=1,months_to_decide=1,hours_to_apply=5,first="
             "\"2011-10\""),
         "applications_decided", -1, OFFICE},
        {"funding.programmes",
         ROW("budget=400000,grant_max=60000,calls_per_year=4,success=1,months_to_decide=1,hours_to_apply=5,last=\"2008-"
             "02\""),
         ROW("budget=400000,grant_max=60000,calls_per_year=4,success=1,months_to_decide=1,hours_to_apply=5,last=\"2011-"
             "12\""),
         "applications_decided", 1, OFFICE},
        {"funding.programmes",
         ROW("budget=400000,grant_max=60000,calls_per_year=4,success=1,months_to_decide=1,hours_to_apply=5,legal_forms="
             "[\"foundation\"]"),
         ROW("budget=400000,grant_max=60000,calls_per_year=4,success=1,months_to_decide=1,hours_to_apply=5,legal_forms="
             "[]"),
         "applications_decided", 1, OFFICE},
        // Money that comes at once: decisions about it then take of a short grant's months.
        {"funding.programmes",
         ROW("budget=400000,grant_max=60000,calls_per_year=4,success=1,months_to_decide=1,hours_to_apply=5,gap=0,"
             "duration=2"),
         ROW("budget=400000,grant_max=60000,calls_per_year=4,success=1,months_to_decide=1,hours_to_apply=5,gap=0,"
             "duration=24"),
         "money_received", 1, OFFICE},
        {"funding.programmes",
         ROW("budget=400000,grant_max=60000,calls_per_year=4,success=0.5,months_to_decide=1,hours_to_apply=5,merit_"
             "weight=0"),
         ROW("budget=400000,grant_max=60000,calls_per_year=4,success=0.5,months_to_decide=1,hours_to_apply=5,merit_"
             "weight=1"),
         "", 0, OFFICE},
        {"funding.programmes", TWO("exclusive=false"), TWO("exclusive=true"), "grants_in_force", -1,
         OFFICE "outputs.metrics=[\"grants_in_force\"]"},
        {"funding.programmes", WITH("place=\"north\""), WITH("place=\"\""), "applications_decided", 1,
         in_two_places.c_str()},
        {"funding.programmes", WITH("topics=[\"elderly\"]"), WITH("topics=[\"elderly\",\"youth\"]"),
         "applications_decided", 1, OFFICE "topics.elderly.title=\"Growing old\""},
        // What a programme is called in the flows of money is all that its kind changes.
        {"funding.programmes", WITH("kind=\"grants\""), WITH("kind=\"donations\""), "", 0,
         OFFICE "outputs.money_flows=\"total\""},
        {"funding.programmes", WITH("co_financing=0,overhead_cap=0"), WITH("co_financing=0,overhead_cap=1"),
         "money_spent", 1,
         ROUND_TABLE "funding.budget_administration=0; funding.budget_civil_society=0; funding.budget_business=0"},
        {"funding.programmes", WITH("announced_success=0.001"), WITH("announced_success=0.9"), "applications_decided",
         1, OFFICE},
        {"shocks", "[]", R"([{kind="budget",date="2008-01",months=48,target="fund",size=1}])", "money_received", -1,
         OFFICE FUND},
    };
}

}  // namespace gemeinsim::tests
