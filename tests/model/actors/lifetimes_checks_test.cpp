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

std::string actor(const std::string& id, const std::string& sector, const std::string& more = "") {
    return "[[population.actors]]\nid = \"" + id + "\"\nsector = \"" + sector + "\"\n" + more;
}

/// Two years from 2010 on, with a club that is always there.
Issues issues_of(const std::string& rows) {
    Issues issues;
    const Scenario scenario = parse_scenario(
        "[time]\nstart = \"2010-01\"\nmonths = 24\n[topics.youth]\n" + actor("club", "civil_society") + rows,
        "town.toml", ".", registry(), {}, issues);
    if (!issues.any()) build(scenario, issues);
    return issues;
}

std::string only(const std::vector<Issue>& issues) {
    EXPECT_EQ(issues.size(), 1U);
    return issues.empty() ? "" : to_string(issues.front());
}

std::string only_error(const std::string& rows) {
    return only(issues_of(rows).errors());
}

/// But for what so small a town is warned of anyway.
std::vector<Issue> warnings_of(const std::string& rows) {
    std::vector<Issue> warnings = issues_of(rows).warnings();
    std::erase_if(warnings, [](const Issue& one) {
        return !one.key.starts_with("population.actors") && !one.key.starts_with("shocks") &&
               !one.key.ends_with(".funder") && !one.key.ends_with(".payer") && !one.key.ends_with("signatories.actor");
    });
    return warnings;
}

std::string centre(const std::string& dates) {
    return actor("centre", "civil_society", dates);
}

TEST(LifetimeChecks, SoundDatesPass) {
    for (const char* dates :
         {"appears = \"2010-01\"\n", "ends = \"2011-12\"\n", "appears = \"2010-03\"\nends = \"2010-04\"\n"}) {
        EXPECT_THAT(issues_of(centre(dates)).errors(), IsEmpty()) << dates;
        EXPECT_THAT(warnings_of(centre(dates)), IsEmpty()) << dates;
    }
}

TEST(LifetimeChecks, AnEndComesAfterItsBeginning) {
    EXPECT_THAT(only_error(centre("appears = \"2010-06\"\nends = \"2010-06\"\n")),
                AllOf(HasSubstr("town.toml:12"), HasSubstr("population.actors.ends"),
                      HasSubstr("\"centre\" ends before it is there"), HasSubstr("2010-06"), HasSubstr("correct one")));
    EXPECT_THAT(only_error(centre("ends = \"2010-01\"\n")),
                AllOf(HasSubstr("ends before the run begins"), HasSubstr("24 months from 2010-01")));
}

TEST(LifetimeChecks, WhatIsNoDateIsRefused) {
    for (const char* wrong : {"\"2010\"", "\"2010-13\"", "24", "\"soon\""})
        EXPECT_THAT(only_error(centre(std::string("appears = ") + wrong + "\n")),
                    AllOf(HasSubstr("town.toml:11"), HasSubstr("population.actors.appears")))
            << wrong;
}

TEST(LifetimeChecks, DatesOutsideTheRunAreWarnedOf) {
    const auto warning = [](const std::string& dates) { return only(warnings_of(centre(dates))); };
    EXPECT_THAT(warning("ends = \"2012-01\"\n"), AllOf(HasSubstr("town.toml:11"), HasSubstr("ends after the run")));
    EXPECT_THAT(warning("appears = \"2012-01\"\n"), HasSubstr("never there"));
    EXPECT_THAT(warning("appears = \"2009-12\"\n"), HasSubstr("there from the start"));
    EXPECT_THAT(issues_of(centre("ends = \"2012-01\"\n")).errors(), IsEmpty());
}

TEST(LifetimeChecks, NobodyStandsUnderAUnitThatIsStillToCome) {
    const std::string office = actor("office", "administration", "appears = \"2010-06\"\n");
    const auto unit = [](const std::string& dates) {
        return actor("unit", "administration", "superior = \"office\"\n" + dates);
    };
    EXPECT_THAT(only_error(office + unit("")),
                AllOf(HasSubstr("population.actors.superior"),
                      HasSubstr("\"unit\" is there before its superior \"office\""), HasSubstr("appears in 2010-06")));
    EXPECT_THAT(only_error(office + unit("appears = \"2010-05\"\n")), HasSubstr("before its superior"));
    EXPECT_THAT(issues_of(office + unit("appears = \"2010-06\"\n")).errors(), IsEmpty());
}

TEST(LifetimeChecks, AnAuthorityDoesNotLeaveItsUnitsWithoutAHead) {
    const std::string head = actor("head", "administration", "ends = \"2010-09\"\n");
    const auto unit = [](const std::string& more) {
        return actor("unit", "administration", "superior = \"head\"\n" + more);
    };
    EXPECT_THAT(only_error(head + unit("")),
                AllOf(HasSubstr("town.toml:11"), HasSubstr("\"head\" ends and leaves units without a head"),
                      HasSubstr("unit"), HasSubstr("let them end no later")));
    EXPECT_THAT(issues_of(head + unit("ends = \"2010-09\"\n")).errors(), IsEmpty());
    // Where somebody stands above it, its units come under that.
    const std::string middle = actor("middle", "administration", "superior = \"top\"\nends = \"2010-09\"\n");
    EXPECT_THAT(
        issues_of(actor("top", "administration") + middle + actor("unit", "administration", "superior = \"middle\"\n"))
            .errors(),
        IsEmpty());
    // Boards of organisations end like those that chance ends.
    EXPECT_THAT(issues_of(actor("board", "civil_society", "ends = \"2010-09\"\n") +
                          actor("branch", "civil_society", "superior = \"board\"\n"))
                    .errors(),
                IsEmpty());
}

TEST(LifetimeChecks, WhoFoundsOnADateIsThereThen) {
    const auto founded = [](const char* date) {
        return centre("appears = \"2010-06\"\nends = \"2011-06\"\n") +
               "[[initiatives.prescribed]]\nfounder = \"centre\"\ntopic = \"youth\"\ndate = \"" + date + "\"\n";
    };
    EXPECT_THAT(only_error(founded("2010-05")),
                AllOf(HasSubstr("initiatives.prescribed.founder"), HasSubstr("\"centre\" is not there in 2010-05"),
                      HasSubstr("appears in 2010-06")));
    EXPECT_THAT(only_error(founded("2011-06")), HasSubstr("not there in 2011-06"));
    EXPECT_THAT(issues_of(founded("2010-06")).errors(), IsEmpty());
    const std::string shock = "[[shocks]]\nkind = \"leadership\"\ndate = \"2010-05\"\ntarget = \"centre\"\n";
    EXPECT_THAT(only(warnings_of(centre("appears = \"2010-06\"\n") + shock)),
                AllOf(HasSubstr("shocks.target"), HasSubstr("the shock changes nothing")));
}

TEST(LifetimeChecks, WhoIsToBeAMemberIsThereAtTheFounding) {
    const auto with = [](const char* dates) {
        return centre(dates) +
               "[[initiatives.prescribed]]\nfounder = \"club\"\nmembers = [\"centre\"]\ntopic = \"youth\"\n"
               "date = \"2010-03\"\n";
    };
    EXPECT_THAT(only_error(with("appears = \"2010-07\"\n")),
                AllOf(HasSubstr("initiatives.prescribed.members"), HasSubstr("\"centre\" is not there in 2010-03"),
                      HasSubstr("appears in 2010-07"), HasSubstr("asked when it is founded")));
    EXPECT_THAT(only_error(with("ends = \"2010-03\"\n")), HasSubstr("not there in 2010-03"));
    EXPECT_THAT(issues_of(with("appears = \"2010-03\"\n")).errors(), IsEmpty());
}

TEST(LifetimeChecks, PayersThatAreNotThereAreWarnedOf) {
    const std::string dated = centre("appears = \"2010-06\"\nends = \"2011-06\"\n");
    const auto programme = [&](const std::string& months) {
        return dated +
               "[[funding.programmes]]\nname = \"fund\"\nfunder = \"centre\"\nbudget = 12000\ngrant_max = 1000\n" +
               months;
    };
    EXPECT_THAT(warnings_of(programme("")), IsEmpty()) << "it lasts for as long as its funder";
    EXPECT_THAT(only(warnings_of(programme("first = \"2010-03\"\n"))),
                AllOf(HasSubstr("funding.programmes.funder"), HasSubstr("\"centre\" is not there all the time"),
                      HasSubstr("appears in 2010-06")));
    EXPECT_THAT(only(warnings_of(programme("last = \"2011-06\"\n"))), HasSubstr("funding.programmes.funder"));
    EXPECT_THAT(only(warnings_of(programme("last = \"2010-05\"\n"))), HasSubstr("funding.programmes.funder"));
    EXPECT_THAT(warnings_of(programme("first = \"2010-06\"\nlast = \"2011-05\"\n")), IsEmpty());
    const auto remedy = [&](const char* start, int months) {
        return dated + "[[remedies]]\nkind = \"training\"\nstrength = 1\ncost = 100\npayer = \"centre\"\nstart = \"" +
               start + "\"\nmonths = " + std::to_string(months) + "\n";
    };
    EXPECT_THAT(only(warnings_of(remedy("2010-05", 3))),
                AllOf(HasSubstr("remedies.payer"), HasSubstr("pays nothing while it is not")));
    EXPECT_THAT(only(warnings_of(remedy("2011-05", 2))), HasSubstr("remedies.payer"));
    EXPECT_THAT(warnings_of(remedy("2010-06", 12)), IsEmpty());
}

TEST(LifetimeChecks, ALevelThatNobodySpeaksForAnyMoreIsWarnedOf) {
    const auto ministry = [](const char* id, const char* dates) {
        return actor(id, "administration", std::string("level = \"state\"\n") + dates);
    };
    const std::string named = ministry("ministry", "ends = \"2010-09\"\n") +
                              "[[jurisdiction.signatories]]\nactor = \"ministry\"\nlevel = \"state\"\n";
    EXPECT_THAT(only(warnings_of(named)), AllOf(HasSubstr("\"ministry\" is not there in 2010-09"),
                                                HasSubstr("nobody signs for its level"), HasSubstr("signatory")));
    EXPECT_THAT(warnings_of(named + ministry("successor", "appears = \"2010-09\"\n")), IsEmpty());
    EXPECT_THAT(only(warnings_of(named + ministry("successor", "appears = \"2010-10\"\n"))),
                HasSubstr("not there in 2010-09"));
}

TEST(LifetimeChecks, AllIsToldAtOnce) {
    const Issues issues = issues_of(centre("ends = \"2010-01\"\n") +
                                    actor("head", "administration", "appears = \"2010-08\"\nends = \"2010-07\"\n") +
                                    actor("unit", "administration", "superior = \"head\"\n"));
    EXPECT_EQ(issues.errors().size(), 4U);  // two ends, a unit before its head and after it
}

}  // namespace
}  // namespace gemeinsim::tests
