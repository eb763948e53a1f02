// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/governance.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>

#include "model/model.h"
#include "model/registry.h"
#include "scenario/reader.h"

namespace gemeinsim::tests {
namespace {

std::vector<Issue> issues_of(const std::vector<Override>& overrides) {
    Issues issues;
    const Scenario scenario =
        read_scenario(GEMEINSIM_SOURCE_DIR "/tests/effects/town.toml", registry(), overrides, issues);
    build(scenario, issues);
    return issues.errors();
}

TEST(Governance, EveryPresetIsPossible) {
    for (const Preset& preset : governance_presets())
        EXPECT_TRUE(issues_of({{"governance.preset", preset.choice}}).empty()) << preset.choice;
}

TEST(Governance, ImpossiblePairsAreNamedWithARemedy) {
    const std::vector<std::vector<Override>> impossible = {
        {{"governance.decision", "broker_decides"}},
        {{"governance.money_decided_by", "broker"}},
        {{"governance.broker_paid_by", "grant"}},
        {{"governance.broker", "separate_office"}},
        {{"governance.preset", "network_office"}, {"governance.broker_paid_by", "lead"}},
        {{"governance.preset", "lead_organisation"}, {"governance.broker_paid_by", "members"}},
        {{"governance.decision", "superior_decides"}},
        {{"governance.money_decided_by", "superior"}},
        {{"governance.membership", "assigned"}},
        {{"governance.preset", "lead_organisation"}, {"governance.voters", "steering_group"}},
    };
    for (const std::vector<Override>& overrides : impossible) {
        const std::vector<Issue> issues = issues_of(overrides);
        ASSERT_EQ(issues.size(), 1) << overrides.back().path;
        EXPECT_EQ(issues[0].key, overrides.back().path);
        EXPECT_FALSE(issues[0].why.empty());
        EXPECT_FALSE(issues[0].remedy.empty());
    }
}

TEST(Governance, PossiblePairsAreLeftAlone) {
    EXPECT_TRUE(issues_of({{"governance.broker", "lead_member"}}).empty());
    EXPECT_TRUE(issues_of({{"governance.broker", "separate_office"}, {"governance.broker_paid_by", "grant"}}).empty());
    EXPECT_TRUE(issues_of({{"governance.convening", "mandated"}, {"governance.decision", "superior_decides"}}).empty());
}

TEST(Governance, GoalsBoundsMustBeInOrder) {
    const std::vector<Issue> issues =
        issues_of({{"initiatives.goal_minimum", "0.5"}, {"initiatives.goal_maximum", "0.1"}});
    ASSERT_EQ(issues.size(), 1);
    EXPECT_EQ(issues[0].key, "initiatives.goal_minimum");
}

// Code, comments and texts of all rules, with headers: the names stand in one table, which the reader of scenarios
// uses.
TEST(Governance, NoRuleMentionsAPreset) {
    namespace fs = std::filesystem;
    std::string names;
    for (const Preset& preset : governance_presets()) names += (names.empty() ? "" : "|") + preset.choice;
    const std::regex word("\\b(" + names + ")\\b");
    int files = 0;
    for (const char* folder : {"/engine", "/bindings"}) {
        for (const fs::directory_entry& entry :
             fs::recursive_directory_iterator(std::string(GEMEINSIM_SOURCE_DIR) + folder)) {
            const fs::path& path = entry.path();
            if ((path.extension() != ".cpp" && path.extension() != ".h") || path.filename() == "governance.cpp")
                continue;
            ++files;
            std::ifstream file(path);
            const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
            std::smatch found;
            EXPECT_FALSE(std::regex_search(text, found, word)) << path << ": " << found.str();
        }
    }
    EXPECT_GT(files, 250);
}

}  // namespace
}  // namespace gemeinsim::tests
