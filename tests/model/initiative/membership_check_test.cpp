// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/membership_check.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "model/registry.h"
#include "scenario/reader.h"

namespace gemeinsim::tests {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// The first complaint about a town under these overrides, empty where there is none.
std::string complaint(const std::vector<Override>& overrides) {
    Issues issues;
    const Scenario scenario =
        read_scenario(GEMEINSIM_SOURCE_DIR "/tests/effects/town.toml", registry(), overrides, issues);
    if (!issues.any()) build(scenario, issues);
    if (!issues.any()) return {};
    const Issue& first = issues.errors().front();
    EXPECT_FALSE(first.why.empty()) << first.problem;
    EXPECT_FALSE(first.remedy.empty()) << first.problem;
    return first.key + ": " + first.problem;
}

Override prescribed(const std::string& row) {
    return {"initiatives.prescribed", "[{" + row + "}]"};
}

TEST(PrescribedInitiatives, NeedAFounderAndATopicOfTheScenario) {
    EXPECT_THAT(complaint({prescribed(R"(founder = "nobody", topic = "youth")")}),
                HasSubstr("there is no actor \"nobody\""));
    EXPECT_THAT(complaint({prescribed(R"(founder = "civil_society_0001", topic = "sports")")}),
                HasSubstr("there is no topic \"sports\""));
    EXPECT_THAT(complaint({prescribed(R"(founder = "civil_society_0001", topic = "youth", members = ["nobody"])")}),
                HasSubstr("there is no actor \"nobody\""));
    EXPECT_THAT(
        complaint({prescribed(R"(founder = "civil_society_0001", topic = "youth", members = ["civil_society_0001"])")}),
        IsEmpty())
        << "a founder is a member whether it is listed or not: sweeps change founders";
    EXPECT_THAT(complaint({prescribed(R"(founder = "civil_society_0001", topic = "youth")")}), IsEmpty());
}

TEST(PrescribedInitiatives, NeedAFounderWhoIsAwareOfTheTopic) {
    const auto actor = [](const std::string& id, const std::string& salience) {
        return "{id = \"" + id + "\", sector = \"civil_society\", place = \"town\", salience.youth = " + salience + "}";
    };
    const auto town = [&](const std::string& salience) {
        return std::vector<Override>{{"population.administration", "0"},
                                     {"population.civil_society", "0"},
                                     {"population.business", "0"},
                                     {"population.actors", "[" + actor("owner", salience) + "," + actor("b", "0.5") +
                                                               "," + actor("c", "0.5") + "]"},
                                     prescribed(R"(founder = "owner", topic = "youth")")};
    };
    EXPECT_THAT(complaint(town("0")), HasSubstr("is not aware of the topic \"youth\""));
    EXPECT_THAT(complaint(town("0.8")), IsEmpty());
}

TEST(Sizes, StayBelowThePopulation) {
    EXPECT_THAT(complaint({{"initiatives.minimum_members", "41"}}), HasSubstr("the population has 40 actors"));
    EXPECT_THAT(complaint({{"initiatives.signers", "41"}}), HasSubstr("the population has 40 actors"));
    EXPECT_THAT(complaint({{"initiatives.minimum_members", "40"}}), IsEmpty());
}

TEST(Quorum, IsAShare) {
    for (const char* quorum : {"0", "-0.5", "1.01", "2"})
        EXPECT_THAT(complaint({{"governance.quorum", quorum}}), HasSubstr("governance.quorum")) << quorum;
    EXPECT_THAT(complaint({{"governance.quorum", "1"}}), IsEmpty());
}

TEST(Twins, NameAnActorAndATopic) {
    EXPECT_THAT(complaint({{"initiatives.without", R"(["nobody youth"])"}}), HasSubstr("names no actor"));
    EXPECT_THAT(complaint({{"initiatives.without", R"(["civil_society_0001 sports"])"}}), HasSubstr("names no topic"));
    EXPECT_THAT(complaint({{"initiatives.without", R"(["civil_society_0001"])"}}), HasSubstr("initiatives.without"));
    EXPECT_THAT(complaint({{"initiatives.without", R"(["civil_society_0001 youth"])"}}), IsEmpty());
}

TEST(Offices, AreNotPaidByGrantsThatMayNotPayThem) {
    const auto fund = [](const std::string& rest) {
        return std::vector<Override>{
            {"governance.preset", "network_office"},
            {"governance.broker_paid_by", "grant"},
            {"funding.programmes", "[{name = \"fund\", budget = 100000, grant_max = 50000" + rest + "}]"}};
    };
    EXPECT_THAT(complaint(fund(", office_share = 0")), HasSubstr("no programme may pay an office"));
    EXPECT_THAT(complaint(fund(", earmark = \"measures\"")), HasSubstr("no programme may pay an office"));
    EXPECT_THAT(complaint(fund(", office_share = 0.5")), IsEmpty());
    EXPECT_THAT(complaint(fund("")), IsEmpty()) << "the dial of funding logics sets the share";
    const auto pool = [&](const char* strength) {
        std::vector<Override> all = fund(", earmark = \"measures\"");
        all.push_back(
            {"remedies",
             fmt::format("[{{kind = \"pooled_budget\", start = \"2008-01\", months = 12, strength = {}}}]", strength)});
        return all;
    };
    EXPECT_THAT(complaint(pool("0.5")), IsEmpty()) << "a pool lifts earmarks";
    EXPECT_THAT(complaint(pool("0")), HasSubstr("no programme may pay an office"));
}

}  // namespace
}  // namespace gemeinsim::tests
