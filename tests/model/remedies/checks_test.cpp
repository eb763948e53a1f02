// SPDX-License-Identifier: Apache-2.0
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

constexpr const char* town = R"([population]
administration = 2
civil_society = 2
[topics.youth]
[[funding.programmes]]
name = "donation fund"
budget = 1000
grant_max = 500
[[remedies]]
)";

Issues issues_of(const std::string& row) {
    Issues issues;
    const Scenario scenario = parse_scenario(town + row + "\n", "town.toml", ".", registry(), {}, issues);
    if (!issues.any()) build(scenario, issues);
    return issues;
}

std::string only_error(const std::string& row) {
    const Issues issues = issues_of(row);
    EXPECT_EQ(issues.errors().size(), 1U);
    return issues.errors().empty() ? "" : to_string(issues.errors().front());
}

TEST(RemedyChecks, SoundRowsPass) {
    for (const char* row :
         {"kind = \"guides\"\nstart = \"2009-01\"", "kind = \"portal\"\nstart = \"2009-01\"\nend = \"2009-01\"",
          "kind = \"portal\"\nstart = \"2009-01\"\ncost = 100\npayer = \"administration_0001\"\neditor_entries = 3",
          "kind = \"training\"\nstart = \"2009-01\"\ncost = 100\npayer = \"donation fund\"\naudience = \"leaders\"\n"
          "coaching_days = 1",
          "kind = \"backbone_funding\"\nstart = \"2009-01\"\npayer = \"outside\""}) {
        EXPECT_THAT(issues_of(row).errors(), IsEmpty()) << row;
        EXPECT_THAT(issues_of(row).warnings(), IsEmpty()) << row;
    }
}

TEST(RemedyChecks, WhatCostsNeedsAPayer) {
    EXPECT_THAT(only_error("kind = \"guides\"\nstart = \"2009-01\"\ncost = 10"),
                AllOf(HasSubstr("town.toml:9"), HasSubstr("nobody pays for guides"), HasSubstr("outside")));
    EXPECT_THAT(only_error("kind = \"backbone_funding\"\nstart = \"2009-01\""), HasSubstr("pays hours"));
    EXPECT_THAT(only_error("kind = \"guides\"\nstart = \"2009-01\"\ncost = 10\npayer = \"donation funds\""),
                AllOf(HasSubstr("town.toml:13"), HasSubstr("did you mean \"donation fund\"?")));
}

TEST(RemedyChecks, APayerMeansOneThing) {
    const std::string actors =
        "[[population.actors]]\nid = \"fund\"\nsector = \"administration\"\n"
        "[[population.actors]]\nid = \"outside\"\nsector = \"civil_society\"\n";
    const auto errors = [&](const std::string& people, const std::string& programme, const std::string& payer) {
        Issues issues;
        const Scenario scenario = parse_scenario(
            people + "[topics.youth]\n[[funding.programmes]]\nname = \"" + programme +
                "\"\nbudget = 1000\ngrant_max = 500\n[[remedies]]\nkind = \"guides\"\nstart = \"2009-01\"\n"
                "cost = 10\npayer = \"" +
                payer + "\"\n",
            "town.toml", ".", registry(), {}, issues);
        if (!issues.any()) build(scenario, issues);
        std::string all;
        for (const Issue& one : issues.errors()) all += to_string(one) + "\n";
        return all;
    };
    const std::string two = "[population]\nadministration = 2\n";
    EXPECT_EQ(errors(actors, "money", "fund"), "");
    EXPECT_EQ(errors(two, "fund", "fund"), "");
    EXPECT_EQ(errors(two, "outside", "administration_0001"), "") << "a name is no harm where no remedy means it";
    EXPECT_THAT(errors(actors, "fund", "fund"), AllOf(HasSubstr("remedies.payer"), HasSubstr("town.toml:16"),
                                                      HasSubstr("an actor and a programme"), HasSubstr("rename")));
    EXPECT_THAT(errors(two, "outside", "outside"), HasSubstr("a programme and the outside"));
    EXPECT_THAT(errors(actors, "fund", "outside"), HasSubstr("an actor and the outside"));
}

TEST(RemedyChecks, ItsEndComesAfterItsStartAndIsSaidOnce) {
    EXPECT_THAT(only_error("kind = \"guides\"\nstart = \"2009-03\"\nend = \"2009-02\""),
                HasSubstr("2009-02 lies before the start, 2009-03"));
    EXPECT_THAT(only_error("kind = \"guides\"\nstart = \"2009-03\"\nend = \"2009-08\"\nmonths = 6"),
                HasSubstr("given twice"));
}

TEST(RemedyChecks, KindsStrengthsAndColumnsAreRefusedWithTheirPlace) {
    EXPECT_THAT(only_error("kind = \"guide\"\nstart = \"2009-01\""), HasSubstr("did you mean \"guides\"?"));
    EXPECT_THAT(only_error("kind = \"guides\"\nstart = \"2009-01\"\nstrength = 1.5"),
                AllOf(HasSubstr("remedies.strength"), HasSubstr("0 to 1")));
    EXPECT_THAT(only_error("kind = \"guides\"\nstart = \"2009-01\"\neditor_entries = 3"),
                AllOf(HasSubstr("town.toml:12"), HasSubstr("it belongs to portal")));
    EXPECT_THAT(only_error("kind = \"training\"\nstart = \"2009-01\"\ncoaching_days = 1"),
                HasSubstr("there is no course"));
}

TEST(RemedyChecks, APortalServesPlacesThatExist) {
    const std::string row = "kind = \"portal\"\nstart = \"2009-01\"\n";
    EXPECT_THAT(issues_of(row + "places = [\"town\"]\nacross_places = true").errors(), IsEmpty());
    EXPECT_THAT(only_error(row + "places = [\"twon\"]"),
                AllOf(HasSubstr("town.toml:12"), HasSubstr("remedies.places"), HasSubstr("there is no place \"twon\""),
                      HasSubstr("did you mean \"town\"?")));
    EXPECT_EQ(issues_of(row + "places = [\"a\", \"b\"]").errors().size(), 2U) << "all at once";
    EXPECT_THAT(only_error("kind = \"guides\"\nstart = \"2009-01\"\nplaces = [\"town\"]"),
                AllOf(HasSubstr("town.toml:12"), HasSubstr("it belongs to portal")));
    EXPECT_THAT(only_error("kind = \"guides\"\nstart = \"2009-01\"\nacross_places = true"),
                HasSubstr("it belongs to portal"));
}

TEST(RemedyChecks, OneOutsideTheRunIsWarnedOf) {
    const Issues issues = issues_of("kind = \"guides\"\nstart = \"1950-01\"");
    ASSERT_EQ(issues.warnings().size(), 1U);
    EXPECT_THAT(to_string(issues.warnings().front()), HasSubstr("outside the run"));
}

}  // namespace
}  // namespace gemeinsim::tests
