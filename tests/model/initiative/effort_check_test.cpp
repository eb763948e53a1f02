// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/effort_check.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "model/model.h"
#include "model/registry.h"
#include "scenario/reader.h"

namespace gemeinsim::tests {
namespace {

Issues issues_of(const std::vector<Override>& overrides) {
    Issues issues;
    const Scenario scenario =
        read_scenario(GEMEINSIM_SOURCE_DIR "/tests/effects/town.toml", registry(), overrides, issues);
    if (!issues.any()) build(scenario, issues);
    return issues;
}

std::vector<std::string> keys(const std::vector<Issue>& issues) {
    std::vector<std::string> all;
    for (const Issue& issue : issues) all.push_back(issue.key);
    return all;
}

using Keys = std::vector<std::string>;

TEST(EffortChoices, ThatDoNotGoTogetherAreNamedWithARemedy) {
    const std::vector<std::vector<Override>> impossible = {
        {{"initiatives.effort_scale", "real"}},
        {{"initiatives.effort_scale", "real"}, {"initiatives.effort_rule", "fermi"}},
        {{"initiatives.effort_objective", "joint"}},
        {{"initiatives.effort_objective", "joint"},
         {"initiatives.effort_rule", "moran"},
         {"initiatives.effort_payoff", "donation"}},
        {{"initiatives.joining", "payoff"}},
        {{"initiatives.joining", "payoff"}, {"initiatives.effort_payoff", "risk"}},
    };
    for (const std::vector<Override>& overrides : impossible) {
        const std::vector<Issue> errors = issues_of(overrides).errors();
        ASSERT_EQ(errors.size(), 1) << overrides.front().path;
        EXPECT_EQ(errors[0].key, overrides.front().path);
        EXPECT_NE(errors[0].where.file, "");
        EXPECT_NE(errors[0].problem.find("does not go with"), std::string::npos);
        EXPECT_FALSE(errors[0].why.empty());
        EXPECT_FALSE(errors[0].remedy.empty());
    }
}

TEST(EffortChoices, ThatGoTogetherAreLeftAlone) {
    const std::vector<std::vector<Override>> possible = {
        {},
        {{"initiatives.effort_scale", "real"}, {"initiatives.effort_rule", "best_reply"}},
        {{"initiatives.effort_objective", "joint"}, {"initiatives.effort_payoff", "minimum"}},
        {{"initiatives.effort_rule", "fermi"}},
        {{"initiatives.effort_rule", "death_birth"}, {"initiatives.effort_payoff", "donation"}},
        {{"initiatives.joining", "payoff"}, {"initiatives.effort_payoff", "production"}},
    };
    for (const std::vector<Override>& overrides : possible) {
        const Issues issues = issues_of(overrides);
        EXPECT_EQ(keys(issues.errors()), Keys{});
        EXPECT_EQ(keys(issues.warnings()), Keys{});
    }
}

TEST(EffortLevels, AreAnAscendingListOfShares) {
    for (const char* wrong : {"[]", "[0.5, 0.25]", "[0, 0.5, 0.5, 1]", "[0, 2]", "[-0.5, 1]"}) {
        const std::vector<Issue> errors = issues_of({{"initiatives.effort_levels", wrong}}).errors();
        ASSERT_EQ(errors.size(), 1) << wrong;
        EXPECT_EQ(errors[0].key, "initiatives.effort_levels");
        EXPECT_FALSE(errors[0].remedy.empty());
    }
    EXPECT_FALSE(issues_of({{"initiatives.effort_levels", "[0.3]"}}).any());
}

TEST(EffortNumbers, StayInTheirRanges) {
    const std::pair<const char*, const char*> wrong[] = {
        {"initiatives.effort_mutation", "1.1"}, {"initiatives.effort_mutation", "-0.1"},
        {"initiatives.effort_risk", "2"},       {"initiatives.effort_benefit", "-1"},
        {"initiatives.history_visible", "1.5"}, {"initiatives.effort_selection", "-1"},
    };
    for (const auto& [key, value] : wrong) EXPECT_EQ(keys(issues_of({{key, value}}).errors()), Keys{key}) << value;
}

TEST(EffortNumbers, MakeFitnessThatStaysAboveZero) {
    const std::vector<Override> payoff = {{"initiatives.effort_rule", "moran"},
                                          {"initiatives.effort_payoff", "donation"},
                                          {"initiatives.effort_cost", "0.5"}};
    std::vector<Override> strong = payoff;
    strong.push_back({"initiatives.effort_selection", "2.5"});
    const std::vector<Issue> errors = issues_of(strong).errors();
    ASSERT_EQ(keys(errors), Keys{"initiatives.effort_selection"});
    EXPECT_NE(errors[0].remedy.find("at most 1 / effort_cost = 2"), std::string::npos) << errors[0].remedy;
    strong.back().value = "2";
    EXPECT_FALSE(issues_of(strong).any());
}

TEST(Threshold, IsWithinReachOfTheActors) {
    const std::vector<Override> above = {{"impact.production", "threshold"}, {"impact.threshold", "41"}};
    const std::vector<Issue> errors = issues_of(above).errors();
    ASSERT_EQ(keys(errors), Keys{"impact.threshold"});
    EXPECT_NE(errors[0].problem.find("40 actors"), std::string::npos) << errors[0].problem;
    EXPECT_FALSE(issues_of({{"impact.production", "threshold"}, {"impact.threshold", "40"}}).any());
    EXPECT_TRUE(issues_of({{"initiatives.effort_payoff", "risk"}, {"impact.threshold", "41"}}).any());
}

TEST(EffortErrors, ComeAllAtOnce) {
    const Keys found = keys(issues_of({{"initiatives.effort_scale", "real"},
                                       {"initiatives.effort_levels", "[1, 0]"},
                                       {"initiatives.joining", "payoff"},
                                       {"impact.production", "threshold"},
                                       {"impact.threshold", "900"}})
                                .errors());
    EXPECT_EQ(found, (Keys{"initiatives.effort_scale", "initiatives.joining", "initiatives.effort_levels",
                           "impact.threshold"}));
}

TEST(UnreadParameters, AreWarnedAboutWhereTheyWereGiven) {
    const struct {
        std::vector<Override> given;
        Keys warned;
    } cases[] = {
        {{{"initiatives.effort_risk", "0.2"}}, {"initiatives.effort_risk"}},
        {{{"initiatives.effort_risk", "0.2"}, {"initiatives.effort_payoff", "risk"}}, {}},
        {{{"initiatives.effort_benefit", "2"}}, {"initiatives.effort_benefit"}},
        {{{"initiatives.effort_pooling", "sum"}, {"initiatives.effort_payoff", "minimum"}},
         {"initiatives.effort_pooling"}},
        {{{"initiatives.effort_sharing", "shared"}, {"initiatives.effort_cost_form", "none"}},
         {"initiatives.effort_sharing", "initiatives.effort_cost_form"}},
        {{{"initiatives.effort_cost", "2"},
          {"initiatives.effort_cost_form", "none"},
          {"initiatives.effort_payoff", "production"}},
         {"initiatives.effort_cost"}},
        {{{"initiatives.effort_base", "1"}, {"initiatives.effort_payoff", "donation"}}, {"initiatives.effort_base"}},
        {{{"initiatives.effort_beta", "1"}, {"initiatives.effort_rule", "best_reply"}}, {"initiatives.effort_beta"}},
        {{{"initiatives.effort_beta", "1"}, {"initiatives.effort_rule", "fermi"}}, {}},
        {{{"initiatives.effort_mutation", "0.1"}}, {"initiatives.effort_mutation"}},
        {{{"initiatives.effort_selection", "0.1"}, {"initiatives.effort_rule", "fermi"}},
         {"initiatives.effort_selection"}},
        {{{"initiatives.expectation_gap", "0.1"}, {"initiatives.effort_payoff", "donation"}},
         {"initiatives.expectation_gap"}},
        {{{"impact.threshold", "2"}}, {"impact.threshold"}},
    };
    for (const auto& one : cases) {
        const Issues issues = issues_of(one.given);
        EXPECT_EQ(keys(issues.errors()), Keys{}) << one.given.front().path;
        EXPECT_EQ(keys(issues.warnings()), one.warned) << one.given.front().path;
        for (const Issue& warning : issues.warnings()) EXPECT_FALSE(warning.remedy.empty());
    }
}

}  // namespace
}  // namespace gemeinsim::tests
