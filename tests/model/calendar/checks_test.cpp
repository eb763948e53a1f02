// SPDX-License-Identifier: Apache-2.0
// What a scenario's parts contradict in each other: shocks, programmes, topics, desks.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/model.h"
#include "model/registry.h"
#include "scenario/reader.h"

namespace gemeinsim::tests {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* town = R"(
[population]
administration = 2
civil_society = 2
[topics.youth]
[[funding.programmes]]
name = "donation fund"
budget = 1000
grant_max = 500
)";

Issues issues_of(const std::string& text) {
    Issues issues;
    const Scenario scenario = parse_scenario(text, "town.toml", ".", registry(), {}, issues);
    if (!issues.any()) build(scenario, issues);
    return issues;
}

std::string only_error(const std::string& text) {
    const Issues issues = issues_of(text);
    EXPECT_EQ(issues.errors().size(), 1U);
    return issues.errors().empty() ? "" : to_string(issues.errors().front());
}

TEST(Checks, ASoundScenarioHasNothingToComplainOf) {
    const Issues issues = issues_of(town);
    EXPECT_THAT(issues.errors(), IsEmpty());
    EXPECT_THAT(issues.warnings(), IsEmpty());
}

TEST(Checks, ATopicIsNeeded) {
    EXPECT_THAT(only_error("[population]\ncivil_society = 2\n"), HasSubstr("there is no topic"));
}

TEST(Checks, ShocksNameTheirTargetsAndTheNearestNameIsOffered) {
    const auto with = [](const char* kind, const char* target) {
        return std::string(town) + "[[shocks]]\nkind = \"" + kind + "\"\ndate = \"2009-01\"\ntarget = \"" + target +
               "\"\n";
    };
    EXPECT_THAT(only_error(with("severity", "yuoth")),
                AllOf(HasSubstr("town.toml:13"), HasSubstr("did you mean \"youth\"?")));
    EXPECT_THAT(only_error(with("leadership", "administration_001")),
                HasSubstr("did you mean \"administration_0001\"?"));
    EXPECT_THAT(only_error(with("budget", "lottery")), HasSubstr("the programmes are donation fund"));
    EXPECT_THAT(issues_of(with("budget", "donation fund")).errors(), IsEmpty());
}

TEST(Checks, AShockOutsideTheRunIsWarnedOf) {
    const Issues issues =
        issues_of(std::string(town) + "[[shocks]]\nkind = \"severity\"\ndate = \"1950-01\"\ntarget = \"youth\"\n");
    ASSERT_EQ(issues.warnings().size(), 1U);
    EXPECT_THAT(to_string(issues.warnings().front()), HasSubstr("outside the run"));
}

TEST(Checks, SnapshotsAreTakenInMonthsOfTheRun) {
    const std::string head = std::string(town) + "[time]\nmonths = 12\n[outputs]\nsnapshots = ";
    EXPECT_THAT(only_error(head + "[3, 2.5]\n"), HasSubstr("2.5 is no month"));
    const Issues issues = issues_of(head + "[0, 11, 12]\n");
    EXPECT_THAT(issues.errors(), IsEmpty());
    ASSERT_EQ(issues.warnings().size(), 1U);
    EXPECT_THAT(to_string(issues.warnings().front()), HasSubstr("month 12 lies outside the run"));
}

TEST(Checks, ProgrammesThatCannotWorkAreRefused) {
    const std::string head = "[population]\ncivil_society = 2\n[topics.youth]\n";
    const auto programme = [](const std::string& more) {
        return "[[funding.programmes]]\nname = \"fund\"\nbudget = 1000\ngrant_max = 500\n" + more;
    };
    EXPECT_THAT(only_error(head + programme("grant_min = 600\n")),
                HasSubstr("600.00 EUR, is above the largest, 500.00 EUR"));
    EXPECT_THAT(only_error(head + programme("first = \"2010-01\"\nlast = \"2009-12\"\n")),
                HasSubstr("comes before the first"));
    EXPECT_THAT(only_error(head + programme("") + programme("")), HasSubstr("a second programme"));
}

TEST(Checks, DesksWithMoreBusinessThanTimeAreWarnedOf) {
    const std::string busy =
        std::string(town) + "[hierarchy]\nutilisation = 0.9\nabsence_rate = 1\nabsence_months = 1\n";
    EXPECT_EQ(issues_of(busy).warnings().size(), 1U);
    EXPECT_THAT(issues_of(busy + "approval_depth = 0\n[jurisdiction]\nholders = 0\n").warnings(), IsEmpty());
}

}  // namespace
}  // namespace gemeinsim::tests
