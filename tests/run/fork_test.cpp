// SPDX-License-Identifier: Apache-2.0
// Twin runs: one world that goes on in several ways from a month, or that lacks one thing. Whatever was before is the
// same to the last bit, so that every difference is the change's.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "model/model.h"
#include "model/registry.h"
#include "run/core/ensemble.h"
#include "run/core/sweep/execute.h"
#include "scenario/reader.h"
#include "support/numbers.h"

namespace gemeinsim::tests {
namespace {

using ::testing::HasSubstr;

constexpr Month fork_month = 24;
constexpr const char* fork_date = "2010-01";  // the town starts in 2008-01

Scenario town(std::vector<Override> overrides) {
    overrides.push_back({"outputs.metrics", "[\"all\"]"});
    overrides.push_back({"outputs.money_flows", "monthly"});
    Issues issues;
    Scenario scenario = read_scenario(GEMEINSIM_SOURCE_DIR "/tests/effects/town.toml", registry(), overrides, issues);
    issues.throw_if_any();
    return scenario;
}

Scenario branch(const Scenario& base, const std::vector<Override>& changes) {
    Issues issues;
    Scenario point = with_factors(base, registry(), changes, issues);
    issues.throw_if_any();
    return point;
}

std::vector<Results> run(const std::vector<Scenario>& points, int threads = 1) {
    return std::move(run_points(points, {.seed = 11, .replicates = 1, .threads = threads}).ensemble.runs);
}

/// The months in which any recorded number or event of two runs differs first; the length of the run where none does.
Month first_difference(const Results& a, const Results& b) {
    Month first = static_cast<Month>(a.monthly.front().size());
    for (std::size_t m = 0; m < a.monthly.size(); ++m)
        for (std::size_t t = 0; t < a.monthly[m].size(); ++t)
            if (a.monthly[m][t] != b.monthly[m][t] && !(std::isnan(a.monthly[m][t]) && std::isnan(b.monthly[m][t])))
                first = std::min(first, static_cast<Month>(t));
    for (std::size_t k = 0; k < a.tables.size(); ++k) {
        const Table& one = a.tables[k];
        const Table& other = b.tables[k];
        if (one.columns.front().name != "month") continue;
        const auto& months = std::get<std::vector<std::int32_t>>(one.columns.front().data);
        const auto& others = std::get<std::vector<std::int32_t>>(other.columns.front().data);
        std::size_t row = 0;
        const auto same = [&](std::size_t r) {
            for (std::size_t c = 0; c < one.columns.size(); ++c) {
                const bool equal = std::visit(
                    [&](const auto& values) {
                        using Data = std::decay_t<decltype(values)>;
                        return values[r] == std::get<Data>(other.columns[c].data)[r];
                    },
                    one.columns[c].data);
                if (!equal) return false;
            }
            return true;
        };
        while (row < months.size() && row < others.size() && same(row)) ++row;
        if (row < months.size()) first = std::min(first, months[row]);
        if (row < others.size()) first = std::min(first, others[row]);
    }
    return first;
}

TEST(Fork, ChangesNothingBeforeItsMonth) {
    const Scenario base = town({{"time.fork", fork_date}});
    const std::vector<Results> runs = run(
        {branch(base, {}), branch(base, {{"governance.preset", "mandated"}}),
         branch(base, {{"governance.preset", "network_office"}}), branch(base, {{"initiatives.rate_initiation", "2"}}),
         branch(base, {{"challenges.missing_overview", "0"}}), branch(base, {{"impact.weight_measurement", "5"}})});
    for (std::size_t k = 1; k < runs.size(); ++k) {
        EXPECT_GE(first_difference(runs[0], runs[k]), fork_month) << k;
        EXPECT_LT(first_difference(runs[0], runs[k]), fork_month + 6) << k;  // and the change is there
    }
}

TEST(Fork, IntoTheSameRulesIsNoFork) {
    const Scenario plain = town({});
    const Scenario base = town({{"time.fork", fork_date}});
    const std::vector<Results> runs = run({plain, base, branch(base, {})});
    EXPECT_TRUE(same_numbers(runs[0], runs[1]));
    EXPECT_TRUE(same_numbers(runs[0], runs[2]));
}

TEST(Fork, InTheFirstMonthIsAnotherScenario) {
    // Convening begins with month 0, and burn-in knows no governance.
    const std::vector<Override> mandate = {{"governance.preset", "mandated"}};
    const std::vector<Results> runs = run({town(mandate), branch(town({{"time.fork", "2008-01"}}), mandate)});
    EXPECT_TRUE(same_numbers(runs[0], runs[1]));
}

TEST(Fork, WithoutOneRemedyDiffersFromItsMonthOn) {
    const std::string training =
        "{kind = \"training\", start = \"2009-01\", months = 12, strength = 0.5},"
        "{kind = \"round_table_meetings\", start = \"2010-06\", months = 12, strength = 0.5}";
    const Scenario base = town({{"remedies", "[" + training + "]"}, {"time.fork", fork_date}});
    const std::vector<Results> runs = run(
        {branch(base, {}), branch(base, {{"remedies.1.strength", "0"}}), branch(base, {{"remedies.0.strength", "0"}})});
    EXPECT_GE(first_difference(runs[0], runs[1]), fork_month + 5) << "the meetings begin later than the fork";
    EXPECT_EQ(first_difference(runs[0], runs[2]), 48) << "the training is over by the fork";
}

TEST(Twin, WithoutAnInitiativeIsTheSameUpToItsFounding) {
    const std::string prescribed = "[{founder = \"civil_society_0001\", topic = \"youth\", date = \"2009-04\"}]";
    const std::vector<Override> founded = {{"initiatives.founding", "date"}, {"initiatives.prescribed", prescribed}};
    std::vector<Override> without = founded;
    without.push_back({"initiatives.without", "[\"civil_society_0001 youth\"]"});
    const std::vector<Results> runs = run({town(founded), town(without)});
    EXPECT_EQ(first_difference(runs[0], runs[1]), 15);
    for (const Table& table : runs[1].tables) {
        if (table.name == "initiatives") {
            EXPECT_EQ(table.rows(), 0U);
        }
    }
}

TEST(Fork, IsTheSameOnAnyNumberOfThreads) {
    const Scenario base = town({{"time.fork", fork_date}});
    const std::vector<Scenario> points = {branch(base, {}), branch(base, {{"governance.preset", "mandated"}})};
    EXPECT_TRUE(same_numbers(run(points, 1)[1], run(points, 3)[1]));
}

TEST(Fork, RefusesWhatShapesTheWorldFromTheStart) {
    const Scenario base = town({{"time.fork", fork_date}});
    const auto complaint = [&](const std::vector<Override>& changes) {
        Issues issues;
        const Scenario point = with_factors(base, registry(), changes, issues);
        build(point, issues);
        return issues.any() ? issues.errors().front().key + ": " + issues.errors().front().problem : std::string();
    };
    EXPECT_THAT(complaint({{"population.business", "9"}}), HasSubstr("population.business: cannot change"));
    EXPECT_THAT(complaint({{"relations.directed", "true"}}), HasSubstr("relations.directed: cannot change"));
    EXPECT_THAT(complaint({{"topics.youth.severity", "0.9"}}), HasSubstr("topics: cannot change"));
    EXPECT_THAT(complaint({{"funding.programmes", "[{name = \"fund\", budget = 100000, grant_max = 20000}]"}}),
                HasSubstr("funding.programmes: has other rows"));
    EXPECT_THAT(complaint({{"time.fork", "2007-01"}}), HasSubstr("time.fork: lies outside the run"));
    EXPECT_THAT(complaint({{"time.fork", "2030-01"}}), HasSubstr("time.fork: lies outside the run"));
    EXPECT_EQ(complaint({{"governance.preset", "mandated"}}), "");
}

TEST(Fork, OfASweepHoldsAllContinuationsInOneFile) {
    const auto folder = std::filesystem::temp_directory_path() / "gemeinsim-fork";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "town.toml")
        << "[scenario]\nname = 'town'\n[time]\nmonths = 12\nstart = '2008-01'\nfork = '2008-07'\n[population]\n"
           "administration = 4\ncivil_society = 5\nbusiness = 3\n[topics.youth]\n";
    std::ofstream(folder / "sweep.toml")
        << "scenario = 'town.toml'\n[design]\nreplicates = 2\n[[factors]]\npath = 'governance.preset'\n"
           "values = ['participant', 'mandated', 'round_table']\n";
    Issues issues;
    Sweep sweep = read_sweep(folder / "sweep.toml", registry(), issues);
    std::filesystem::remove_all(folder);
    ASSERT_FALSE(issues.any());
    ASSERT_EQ(sweep.points.size(), 3U);
    const Ensemble ensemble = run_points(sweep.points, {.seed = 1, .replicates = 2}).ensemble;
    EXPECT_EQ(first_difference(ensemble.runs[0], ensemble.runs[2]), 6);
    EXPECT_GE(first_difference(ensemble.runs[0], ensemble.runs[4]), 6);
    // The same cell run by itself, as shards and verification do.
    EXPECT_TRUE(same_numbers(run_cell(sweep, registry(), {1, 1}), ensemble.runs[3]));
}

}  // namespace
}  // namespace gemeinsim::tests
