// SPDX-License-Identifier: Apache-2.0
// What can never happen in a scenario is told, with place, reason and remedy; what can is not.
#include "model/feasibility.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "model/registry.h"
#include "scenario/reader.h"

namespace gemeinsim::tests {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

Issues issues_of(const std::string& text) {
    Issues issues;
    const Scenario scenario = parse_scenario(text, "town.toml", ".", registry(), {}, issues);
    if (!issues.any()) build(scenario, issues);
    EXPECT_THAT(issues.errors(), IsEmpty()) << (issues.any() ? to_string(issues.errors().front()) : "");
    return issues;
}

/// The only warning; it has a place, a reason and a remedy.
std::string only_warning(const std::string& text) {
    const Issues issues = issues_of(text);
    std::string all;
    for (const Issue& one : issues.warnings()) all += to_string(one) + "\n";
    EXPECT_EQ(issues.warnings().size(), 1U) << all;
    if (issues.warnings().empty()) return "";
    const Issue& one = issues.warnings().front();
    EXPECT_EQ(one.where.file, "town.toml");
    EXPECT_FALSE(one.why.empty());
    EXPECT_FALSE(one.remedy.empty());
    return to_string(one);
}

std::size_t warnings(const std::string& text) {
    return issues_of(text).warnings().size();
}

const std::string town = "[population]\nadministration = 3\ncivil_society = 5\nbusiness = 2\n[topics.youth]\n";

/// Three listed actors of two sectors, each with `more` added to its row.
std::string listed(const std::string& more, const std::string& topic = "[topics.youth]\n") {
    const auto actor = [&](const std::string& id, const std::string& sector) {
        return "[[population.actors]]\nid = \"" + id + "\"\nsector = \"" + sector + "\"\n" + more + "\n";
    };
    return actor("a", "administration") + actor("b", "civil_society") + actor("c", "civil_society") + topic;
}

TEST(Feasibility, ATownWithTheDefaultsHasNothingImpossible) {
    EXPECT_EQ(warnings(town), 0U);
    EXPECT_EQ(warnings(listed("")), 0U);
}

TEST(Feasibility, ATopicThatNobodyCaresForIsTold) {
    EXPECT_THAT(only_warning(listed("salience.youth = 0.1")),
                AllOf(HasSubstr("town.toml:13"), HasSubstr("nobody who is there at the start is interested")));
    EXPECT_EQ(warnings(listed("salience.youth = 0.3")), 0U);
    EXPECT_EQ(warnings(listed("salience.youth = 0.1") + "[initiatives]\nfounding = \"date\"\n"), 0U)
        << "where no initiative is to be founded, none is missing";
}

TEST(Feasibility, AgreementsThatTooFewCouldSignAreTold) {
    EXPECT_THAT(only_warning("[population]\nadministration = 1\ncivil_society = 1\n[topics.youth]\n"),
                AllOf(HasSubstr("no agreement on it can be signed"), HasSubstr("initiatives.signers = 3")));
    EXPECT_THAT(only_warning("[population]\ncivil_society = 5\n[topics.youth]\n"),
                AllOf(HasSubstr("come from 1 sector"), HasSubstr("signer_sectors = 2")));
    EXPECT_EQ(warnings("[population]\ncivil_society = 5\n[topics.youth]\n"
                       "[initiatives]\nsigner_sectors = 1\nminimum_sectors = 1\n"),
              0U);
    EXPECT_THAT(only_warning("[population]\ncivil_society = 5\n[topics.youth]\n[initiatives]\nsigner_sectors = 1\n"),
                HasSubstr("ends for want of members"));
    // Whoever is brought to the table by name is a member whatever it cares for.
    const std::string uncaring =
        "[[population.actors]]\nid = \"d\"\nsector = \"business\"\nsalience.youth = 0\n" + listed("");
    EXPECT_EQ(warnings(uncaring + "[initiatives]\nsigner_sectors = 3\n[[initiatives.prescribed]]\nfounder = \"a\"\n"
                                  "topic = \"youth\"\nmembers = [\"b\", \"c\", \"d\"]\n"),
              0U);
    EXPECT_THAT(only_warning(uncaring + "[initiatives]\nsigner_sectors = 3\n"), HasSubstr("come from 2 sectors"));
}

TEST(Feasibility, AssetsThatNobodyHoldsAreTold) {
    const std::string without = "asset.influence = 0";
    EXPECT_THAT(only_warning(listed(without)), HasSubstr("no work on the topic yields anything"));
    EXPECT_EQ(warnings(listed(without, "[topics.youth]\nassets = [\"information\"]\n")), 0U);
    EXPECT_THAT(only_warning(listed(without) + "[impact]\nsubstitution_assets = 1\n"), HasSubstr("stays incomplete"))
        << "where one asset stands for another, only the condition suffers";
    EXPECT_THAT(only_warning(listed("asset.resources = 0")), HasSubstr("stays incomplete"))
        << "money buys hours where nobody has resources";
    EXPECT_EQ(warnings(listed("asset.influence = 0.5")), 0U);
}

TEST(Feasibility, AWorldOfStrangersIsTold) {
    const std::string people = "[population]\ncivil_society = 5\nbusiness = 2\n";
    const std::string blind = "[topics.youth]\n[relations]\nawareness_within = 0\nawareness_across = 0\n";
    const std::string strangers = people + blind;
    EXPECT_THAT(only_warning(strangers), HasSubstr("nobody ever learns of anybody"));
    EXPECT_EQ(warnings(strangers + "consideration = \"complete\"\n"), 0U);
    EXPECT_EQ(warnings(strangers + "[[remedies]]\nkind = \"round_table_meetings\"\nstart = \"2008-01\"\n"), 0U);
    EXPECT_EQ(warnings(strangers + "[[remedies]]\nkind = \"portal\"\nstart = \"2008-01\"\n"), 0U);
    for (const char* other : {"kind = \"guides\"\n", "kind = \"portal\"\nstrength = 0\n"})
        EXPECT_THAT(only_warning(strangers + "[[remedies]]\nstart = \"2008-01\"\n" + other),
                    HasSubstr("nobody ever learns of anybody"));
    EXPECT_EQ(warnings(people + "administration = 3\n" + blind), 0U)
        << "superiors are known, and a partner mentions partners";
}

TEST(Feasibility, ContactsThatCannotBeWorthTheirCostAreTold) {
    const std::string dear = town + "[relations]\ncontact_cost = 10\nh_trust = 0\n";
    EXPECT_THAT(only_warning(dear), HasSubstr("a contact costs 6, and all its benefits together are at most 1.6"));
    EXPECT_EQ(warnings(dear + "rationality = 0.5\n"), 0U) << "who hardly weighs makes contacts all the same";
    EXPECT_EQ(warnings(dear + "motive_scale = 6\n"), 0U);
    EXPECT_EQ(warnings(dear + "[[relations.effects]]\nname = \"density\"\nweight = 9\n"), 0U);
}

TEST(Feasibility, HoursTooShortForAContactAreTold) {
    EXPECT_THAT(only_warning(listed("hours = 0.3")), HasSubstr("nobody has more than 0.3"));
    EXPECT_EQ(warnings(listed("hours = 0.5")), 0U);
    EXPECT_EQ(warnings(town + "[actors]\nhours_median = 0.01\n"), 0U) << "drawn hours have no upper bound";
    EXPECT_THAT(only_warning(town + "[actors]\nhours_median = 0\n"), HasSubstr("time for a single contact"));
}

TEST(Feasibility, SuperiorsWhoRefuseEverythingAreTold) {
    const std::string head = town + "[population.hierarchy]\nadministration = [2]\n[hierarchy]\n";
    EXPECT_THAT(only_warning(head + "veto_intercept = 10\n"), HasSubstr("refuse nearly everything"));
    EXPECT_EQ(warnings(head + "veto_intercept = 5\n"), 0U);
    EXPECT_EQ(warnings(head + "veto_intercept = 10\napproval_depth = 0\n"), 0U);
}

TEST(Feasibility, MandatesNeedUnitsBelowAnAdministration) {
    const std::string mandate = "[governance]\npreset = \"mandated\"\n";
    EXPECT_THAT(only_warning(listed("") + mandate), HasSubstr("nobody can convene an initiative"));
    EXPECT_EQ(warnings(town + "[population.hierarchy]\nadministration = [2]\n" + mandate), 0U);
}

TEST(Feasibility, FoundingThatNeverPaysIsTold) {
    EXPECT_THAT(only_warning(town + "[initiatives]\nfounding_cost = 0.45\n"),
                AllOf(HasSubstr("nobody who is there at the start would ever found"), HasSubstr("at most 0.45")));
    EXPECT_EQ(warnings(town + "[initiatives]\nfounding_cost = 0.44\n"), 0U);
    EXPECT_EQ(warnings(town + "[initiatives]\nfounding_cost = 9\nfounding = \"hazard\"\n"), 0U);
}

TEST(Feasibility, InitiativesThatAskNobodyAreTold) {
    const std::string alone = town + "[initiatives]\ncore = 1\ninvitation_rate = 0\n";
    EXPECT_THAT(only_warning(alone), HasSubstr("no initiative ever has a second member"));
    EXPECT_EQ(warnings(alone + "[governance]\nmembership = \"open\"\n"), 0U);
    EXPECT_EQ(warnings(town + "[initiatives]\ncore = 2\ninvitation_rate = 0\n"), 0U);
}

std::string programme(const std::string& more) {
    return "[[funding.programmes]]\nname = \"fund\"\nbudget = 1000\ngrant_max = 500\n" + more;
}

TEST(Feasibility, ProgrammesThatNeverCallOrDecideAreTold) {
    EXPECT_THAT(only_warning(town + programme("first = \"2008-02\"\nlast = \"2008-12\"\n")),
                AllOf(HasSubstr("town.toml:10"), HasSubstr("never takes an application")));
    EXPECT_EQ(warnings(town + programme("first = \"2008-02\"\nlast = \"2009-01\"\n")), 0U);
    EXPECT_EQ(warnings(town + programme("first = \"2008-02\"\nlast = \"2008-12\"\ncalls_per_year = 2\n")), 0U);
    const std::string year = "[time]\nmonths = 12\n";
    EXPECT_THAT(only_warning(town + programme("months_to_decide = 12\n") + year), HasSubstr("decides on nothing"));
    EXPECT_THAT(only_warning(town + programme("months_to_decide = 6\ngap = 5\n") + year),
                AllOf(HasSubstr("pays nothing within the run"), HasSubstr("gap of 5 months")));
    EXPECT_EQ(warnings(town + programme("months_to_decide = 6\ngap = 4\n") + year), 0U);
    const std::string pool = "[[remedies]]\nkind = \"pooled_budget\"\nstart = \"2008-01\"\nmonths = 12\nstrength = 1\n";
    EXPECT_EQ(warnings(town + programme("months_to_decide = 6\ngap = 5\n") + year + pool), 0U);
    EXPECT_EQ(warnings(town + programme("months_to_decide = 10\ngap = 0\n") + year), 0U);
    // Sweeps switch a programme off by its budget.
    EXPECT_EQ(warnings(town + "[[funding.programmes]]\nname = \"fund\"\nbudget = 0\ngrant_max = 500\n"
                              "months_to_decide = 60\n[time]\nmonths = 12\n"),
              0U);
}

TEST(Feasibility, OfficesThatNobodyCanPayAreTold) {
    const std::string office = "[governance]\npreset = \"network_office\"\nbroker_paid_by = ";
    EXPECT_THAT(only_warning(town + office + "\"grant\"\n"), HasSubstr("there is no programme"));
    EXPECT_EQ(warnings(town + programme("") + office + "\"grant\"\n"), 0U);
    EXPECT_THAT(only_warning("[population]\ncivil_society = 5\nbusiness = 2\n[topics.youth]\n" + office +
                             "\"host_administration\"\n"),
                HasSubstr("there is no administration"));
    // A quarter of a post costs 1,375 EUR a month.
    EXPECT_THAT(only_warning(town + office + "\"host_administration\"\n[funding]\nhost_line = 1374\n"),
                HasSubstr("1374.00 EUR a year"));
    EXPECT_EQ(warnings(town + office + "\"host_administration\"\n[funding]\nhost_line = 1375\n"), 0U);
    EXPECT_EQ(warnings(town + office + "\"grant\"\n[funding]\narm = \"equal_money\"\n"), 0U)
        << "every initiative then pays its office from the same endowment";
}

}  // namespace
}  // namespace gemeinsim::tests
