// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <stdexcept>

#include "model/registry.h"
#include "run/core/design.h"
#include "run/core/simulate.h"
#include "run/core/sweep/execute.h"
#include "run/core/sweep/points_table.h"
#include "support/numbers.h"

namespace gemeinsim::tests {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

class Shards : public ::testing::Test {
  protected:
    void SetUp() override {
        const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
        folder_ = std::filesystem::temp_directory_path() / (std::string("gemeinsim-shards-") + test->name());
        std::filesystem::create_directories(folder_);
        write("town.toml",
              "[scenario]\nname = 'town'\n[time]\nmonths = 6\n[population]\nadministration = 3\n"
              "civil_society = 4\nbusiness = 2\n[topics.youth]\n");
        write("sweep.toml",
              "scenario = 'town.toml'\n[design]\nreplicates = 3\nmaster_seed = 4\nshard_runs = 5\n"
              "[[factors]]\npath = 'governance.preset'\nvalues = ['mandated', 'network_office']\n"
              "[[factors]]\npath = 'challenges.opposing_logics'\nvalues = [0, 0.5, 1]\n");
        sweep_ = read("sweep.toml");
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    void write(const std::string& name, const std::string& text) const { std::ofstream(folder_ / name) << text; }

    Sweep read(const std::string& name) {
        Sweep sweep = read_design(folder_ / name, registry(), issues_);
        if (!issues_.any()) put_in_order(sweep);
        return sweep;
    }
    [[nodiscard]] Layout layout() const {
        return {sweep_.world, static_cast<std::size_t>(sweep_.replicates), sweep_.shard_runs};
    }

    std::map<std::size_t, FinishedShard> run(const std::vector<std::size_t>& shards, ShardRequest request = {}) {
        std::map<std::size_t, FinishedShard> finished;
        request.finished = [&](FinishedShard&& shard) {
            const std::size_t number = shard.number;
            finished.emplace(number, std::move(shard));
        };
        run_shards(sweep_, layout(), "context", registry(), shards, request);
        return finished;
    }

    std::filesystem::path folder_;
    Sweep sweep_;
    Issues issues_;
};

TEST_F(Shards, PointsOfOneWorldDifferInPoliciesAlone) {
    // The registry calls the preset a lever, so it varies fastest though it stands first.
    EXPECT_THAT(sweep_.world, ElementsAre(0, 0, 1, 1, 2, 2));
    EXPECT_THAT(sweep_.rows, ElementsAre(ElementsAre(0, 0), ElementsAre(1, 0), ElementsAre(0, 1), ElementsAre(1, 1),
                                         ElementsAre(0, 2), ElementsAre(1, 2)));
}

TEST_F(Shards, DependNeitherOnThreadsNorOnWhatIsRunBesides) {
    const auto all = run({0, 1, 2, 3, 4}, {.threads = 1});
    ASSERT_EQ(all.size(), 5U);
    const auto threaded = run({0, 1, 2, 3, 4}, {.threads = 3});
    const auto alone = run({3}, {.threads = 2});
    for (const auto* others : {&threaded, &alone})
        for (const auto& [number, shard] : *others) {
            const Ensemble& expected = all.at(number).ensemble;
            ASSERT_EQ(shard.ensemble.runs.size(), expected.runs.size());
            for (std::size_t run = 0; run < expected.runs.size(); ++run)
                EXPECT_TRUE(same_numbers(shard.ensemble.runs[run], expected.runs[run])) << number << " " << run;
            EXPECT_EQ(shard.ensemble.point, expected.point);
            EXPECT_EQ(shard.ensemble.labels, expected.labels);
            EXPECT_EQ(shard.ensemble.factors, expected.factors);
            EXPECT_EQ(shard.ensemble.shared, expected.shared);
            EXPECT_EQ(shard.ensemble.first_run, expected.first_run);
        }
    EXPECT_EQ(all.at(3).ensemble.first_run, 12);  // units of two: shards of four
}

TEST_F(Shards, ARunThatThrowsIsDataAndTheOthersGoOn) {
    const auto whole = run({0});
    const auto broken = run({0}, {.threads = 2, .simulate = [](const Model& model, RunKey key) {
                                      if (key.replicate == 1) throw std::runtime_error("the bridge\nis closed");
                                      return simulate(model, key);
                                  }});
    const FinishedShard& shard = broken.at(0);
    EXPECT_EQ(shard.failed, 2U);
    const auto& status = std::get<std::vector<std::int8_t>>(shard.ensemble.labels[2].data);
    EXPECT_THAT(status, ElementsAre(0, 0, 1, 1));
    EXPECT_EQ(std::get<std::vector<std::string>>(shard.ensemble.labels[3].data)[2], "the bridge is closed");
    EXPECT_TRUE(std::isnan(shard.ensemble.runs[2].monthly[0][0]));
    EXPECT_EQ(shard.ensemble.runs[2].tables[0].rows(), 0U);
    EXPECT_EQ(shard.ensemble.runs[2].tables.size(), shard.ensemble.runs[0].tables.size());
    for (std::size_t table = 0; table < shard.ensemble.runs[0].tables.size(); ++table)
        EXPECT_EQ(shard.ensemble.runs[2].tables[table].columns.size(),
                  shard.ensemble.runs[0].tables[table].columns.size());
    for (const std::size_t run : {0U, 1U})
        EXPECT_TRUE(same_numbers(shard.ensemble.runs[run], whole.at(0).ensemble.runs[run]));
}

TEST_F(Shards, AStopFinishesTheShardsInProgress) {
    std::atomic<bool> stop = false;
    const auto finished = run({0, 1, 2, 3, 4}, {.threads = 1, .stop = &stop, .progress = [&](std::size_t done) {
                                                    if (done == 5) stop = true;  // one run into the second shard
                                                }});
    ASSERT_EQ(finished.size(), 2U);
    EXPECT_EQ(finished.at(1).ensemble.runs.size(), 4U);
}

TEST_F(Shards, AShardThatAnotherHoldsIsPassedOver) {
    const auto finished = run({0, 1, 2}, {.begin = [](std::size_t shard) { return shard != 1; }});
    EXPECT_EQ(finished.size(), 2U);
    EXPECT_FALSE(finished.contains(1));
}

TEST_F(Shards, AFullDiskEndsTheSweepWithItsError) {
    std::size_t taken = 0;
    ShardRequest request{.threads = 2};
    request.finished = [&](FinishedShard&&) {
        if (++taken == 2) throw std::runtime_error("the disk is full");
    };
    EXPECT_THROW(run_shards(sweep_, layout(), "", registry(), {0, 1, 2, 3, 4}, request), std::runtime_error);
    EXPECT_EQ(taken, 2U);
}

TEST_F(Shards, RunIdsNameContent) {
    const std::string id = run_id(sweep_, "context", {0, 1});
    EXPECT_EQ(id.size(), 16U);
    EXPECT_EQ(run_id(sweep_, "context", {0, 1}), id);
    EXPECT_NE(run_id(sweep_, "another scenario or version", {0, 1}), id);
    EXPECT_NE(run_id(sweep_, "context", {1, 1}), id);
    EXPECT_NE(run_id(sweep_, "context", {0, 2}), id);
    Sweep other = sweep_;
    other.master_seed = 5;
    EXPECT_NE(run_id(other, "context", {0, 1}), id);
}

TEST_F(Shards, TheTableOfPointsIsReadBackAsItWas) {
    const std::string text = points_text(sweep_);
    EXPECT_EQ(stored_worlds(text, "points.csv", issues_), sweep_.world);
    Sweep read = sweep_;
    read_stored_points(text, "points.csv", 3, 2, read, issues_);
    ASSERT_FALSE(issues_.any());
    for (const std::size_t point : {0U, 3U, 4U}) {
        for (std::size_t f = 0; f < 2; ++f)
            EXPECT_EQ(read.factors[f].values[read.rows[point][f]], sweep_.factors[f].values[sweep_.rows[point][f]]);
        EXPECT_EQ(run_id(read, "c", {point, 0}), run_id(sweep_, "c", {point, 0}));
    }
    EXPECT_TRUE(read.rows[1].empty());
}

TEST_F(Shards, ATableOfPointsGivesWordsNumbersAndLists) {
    write("points.csv",
          "governance.preset,population.civil_society,challenges.opposing_logics,initiatives.self_care\n"
          "mandated,4,1e-3,true\nnetwork_office,5,0.25,true\n");
    write("table.toml",
          "scenario = 'town.toml'\n[design]\nmethod = 'table'\npoints = 'points.csv'\nreplicates = 1\n"
          "[[factors]]\npath = 'governance.preset'\n[[factors]]\npath = 'population.civil_society'\n"
          "[[factors]]\npath = 'challenges.opposing_logics'\n");
    read("table.toml");
    ASSERT_EQ(issues_.errors().size(), 1U);  // the file has a column too many
    EXPECT_THAT(to_string(issues_.errors()[0]), HasSubstr("there is no such factor"));
    issues_ = {};
    write("points.csv",
          "governance.preset,population.civil_society,challenges.opposing_logics\n"
          "mandated,4,1e-3\nnetwork_office,5,0.25\nmandated,4,nine\nnetwork_office,4,2\n");
    read("table.toml");
    ASSERT_EQ(issues_.errors().size(), 2U);  // the word, and what lies outside the range
    EXPECT_EQ(issues_.errors()[0].where.line, 4);
    issues_ = {};
    write("points.csv",
          "governance.preset,population.civil_society,challenges.opposing_logics\n"
          "mandated,4,1e-3\nnetwork_office,5,0.25\nnetwork_office,4,1e-3\n");
    const Sweep sweep = read("table.toml");
    ASSERT_FALSE(issues_.any()) << to_string(issues_.errors()[0]);
    EXPECT_THAT(sweep.world, ElementsAre(0, 0, 1));  // the last point joined the first
    EXPECT_EQ(std::get<double>(sweep.factors[2].values[sweep.rows[1][2]]), 1e-3);
}

TEST_F(Shards, ATableTellsAllItsFaultsAtOnce) {
    write("table.toml",
          "scenario = 'town.toml'\n[design]\nmethod = 'table'\npoints = 'points.csv'\nreplicates = 1\n"
          "[[factors]]\npath = 'governance.preset'\n[[factors]]\npath = 'challenges.opposing_logics'\n");
    write("points.csv",
          "governance.preset,challenges.opposing_logics\n"
          "mandated\nnetwork_office,0.25,1\nmandated,nine\nnobody\n\"mandated\"x,0.5\nmandated,0.5\n");
    read("table.toml");
    std::vector<int> lines;
    for (const Issue& issue : issues_.errors()) lines.push_back(issue.where.line);
    // Too short, too long, no number, too short and an unknown word, a quote that does not fit.
    EXPECT_THAT(lines, UnorderedElementsAre(2, 3, 4, 5, 5, 6));
}

TEST_F(Shards, ATableMayNumberItsWorlds) {
    write("table.toml",
          "scenario = 'town.toml'\n[design]\nmethod = 'table'\npoints = 'points.csv'\nreplicates = 1\n"
          "[[factors]]\npath = 'challenges.opposing_logics'\n");
    write("points.csv", "point,world,challenges.opposing_logics\n0,0,0.5\n1,1,0.5\n2,2,0.25\n");
    EXPECT_THAT(read("table.toml").world, ElementsAre(0, 1, 2));  // also where two are alike
    write("points.csv", "point,world,challenges.opposing_logics\n0,1,0.5\n1,0,0.5\n");
    read("table.toml");
    ASSERT_TRUE(issues_.any());
    EXPECT_THAT(to_string(issues_.errors()[0]), HasSubstr("out of order"));
}

}  // namespace
}  // namespace gemeinsim::tests
