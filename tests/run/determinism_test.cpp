// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <stdexcept>

#include "model/registry.h"
#include "run/core/ensemble.h"
#include "run/core/simulate.h"
#include "scenario/reader.h"
#include "schedule/month.h"
#include "store/results_file.h"
#include "support/numbers.h"

namespace gemeinsim::tests {
namespace {

Scenario town(const std::vector<Override>& overrides = {}) {
    Issues issues;
    Scenario scenario = read_scenario(GEMEINSIM_SOURCE_DIR "/tests/effects/town.toml", registry(), overrides, issues);
    issues.throw_if_any();
    return scenario;
}

constexpr int replicates = 6;

TEST(Determinism, ThreadsChangeNoNumber) {
    const std::vector<Scenario> points = {town(), town({{"governance.preset", "round_table"}})};
    const Ensemble one = run_points(points, {.seed = 5, .replicates = replicates, .threads = 1}).ensemble;
    for (const int threads : {2, 3, 8}) {
        const Ensemble many = run_points(points, {.seed = 5, .replicates = replicates, .threads = threads}).ensemble;
        ASSERT_EQ(many.runs.size(), one.runs.size());
        for (std::size_t run = 0; run < one.runs.size(); ++run)
            EXPECT_TRUE(same_numbers(one.runs[run], many.runs[run])) << "run " << run << ", " << threads << " threads";
    }
}

TEST(Outputs, OfNamedMetricsAloneHoldTheNumbersOfAFullRecord) {
    const auto record = [](const std::string& standard) {
        return run_points({town({{"outputs.metrics", "[\"polarisation\", \"clustering\"]"},
                                 {"outputs.standard_metrics", standard}})},
                          {.seed = 5, .replicates = 1})
            .ensemble;
    };
    const Ensemble full = record("true");
    const Ensemble named = record("false");
    ASSERT_EQ(named.monthly_metrics.size(), 2U);
    EXPECT_TRUE(named.run_metrics.empty());
    for (std::size_t m = 0; m < 2; ++m) {
        const auto same =
            std::find_if(full.monthly_metrics.begin(), full.monthly_metrics.end(),
                         [&](const MetricInfo& one) { return one.name == named.monthly_metrics[m].name; });
        ASSERT_NE(same, full.monthly_metrics.end());
        const auto at = static_cast<std::size_t>(same - full.monthly_metrics.begin());
        EXPECT_EQ(full.runs[0].monthly[at], named.runs[0].monthly[m]);
    }
}

// One run has all threads to itself: the parts of its months are large enough here for a team of them (256 rings).
TEST(Determinism, ThreadsInsideARunChangeNoNumber) {
    const std::vector<Scenario> large = {town({{"schedule.mode", "parallel"},
                                               {"schedule.substeps", "1"},
                                               {"population.civil_society", "400"},
                                               {"time.months", "6"},
                                               {"time.burn_in", "6"}})};
    const Ensemble one = run_points(large, {.seed = 5, .replicates = 1, .threads = 1}).ensemble;
    for (const int threads : {2, 3, 8}) {
        const Ensemble many = run_points(large, {.seed = 5, .replicates = 1, .threads = threads}).ensemble;
        EXPECT_TRUE(same_numbers(one.runs[0], many.runs[0])) << threads << " threads";
    }
}

TEST(Determinism, SeedAndReplicateBothChangeTheLuck) {
    const Ensemble a = run_points({town()}, {.seed = 5, .replicates = 2, .threads = 1}).ensemble;
    const Ensemble b = run_points({town()}, {.seed = 6, .replicates = 1, .threads = 1}).ensemble;
    EXPECT_FALSE(same_numbers(a.runs[0], a.runs[1]));
    EXPECT_FALSE(same_numbers(a.runs[0], b.runs[0]));
}

// A replicate is a key, not a place in a queue: asking for more leaves the first ones as they were.
TEST(Determinism, MoreReplicatesRepeatTheFirstOnes) {
    const Ensemble few = run_points({town()}, {.seed = 5, .replicates = 2, .threads = 1}).ensemble;
    const Ensemble more = run_points({town()}, {.seed = 5, .replicates = 5, .threads = 2}).ensemble;
    for (std::size_t run = 0; run < few.runs.size(); ++run)
        EXPECT_TRUE(same_numbers(few.runs[run], more.runs[run])) << "run " << run;
}

// A policy that assigns what holds anyway must give identical data.
TEST(Determinism, APolicyThatChangesNothingGivesIdenticalData) {
    const Scenario plain = town({{"governance.preset", "lead_organisation"}});
    const Scenario spelled = town({{"governance.preset", "lead_organisation"}, {"governance.broker", "lead_member"}});
    const Ensemble both = run_points({plain, spelled}, {.seed = 5, .replicates = 2, .threads = 1}).ensemble;
    for (std::size_t run = 0; run < 2; ++run) EXPECT_TRUE(same_numbers(both.runs[run], both.runs[2 + run]));
}

// The order of the input is nobody's luck: the same actors listed in another order give the same numbers.
TEST(Determinism, ReorderingTheActorsOfTheInputChangesNothing) {
    Scenario scenario = town();
    Issues issues;
    const Model model = build(scenario, issues);
    issues.throw_if_any();
    const Results before = simulate(model, {5, 0});

    // The synthesised population written out as rows, in reverse.
    std::string text = "[time]\nmonths = 48\n[topics.youth]\ntitle = \"Youth\"\n";
    const Population& population = model.population;
    for (std::size_t i = population.actors.size(); i-- > 0;) {
        const ActorRow& row = population.actors[ActorId(i)];
        static constexpr const char* sectors[] = {"administration", "civil_society", "business"};
        static constexpr const char* levels[] = {"none", "municipal", "district", "state", "federal", "european"};
        text += "[[population.actors]]\nid = \"" + row.id + "\"\nplace = \"" + row.place + "\"\nsector = \"" +
                sectors[static_cast<int>(row.sector)] + "\"\nlevel = \"" + levels[static_cast<int>(row.level)] +
                "\"\nsuperior = \"" + row.superior + "\"\n";
    }
    const Scenario listed = parse_scenario(text, "listed.toml", ".", registry(), {}, issues);
    issues.throw_if_any();
    const Model reordered = build(listed, issues);
    issues.throw_if_any();
    EXPECT_TRUE(same_numbers(before, simulate(reordered, {5, 0})));
}

TEST(Ensemble, KeepsWhatHasFinishedWhenItIsStopped) {
    std::atomic<bool> stop = false;
    RunRequest request{.seed = 5, .replicates = 50, .threads = 2, .stop = &stop};
    request.progress = [&](int done, int) { stop = done >= 3; };
    const Outcome outcome = run_points({town()}, request);
    EXPECT_FALSE(outcome.complete);
    EXPECT_GE(outcome.ensemble.runs.size(), 3U);
    EXPECT_LT(outcome.ensemble.runs.size(), 50U);
    EXPECT_EQ(outcome.ensemble.point.size(), outcome.ensemble.runs.size());
}

TEST(Ensemble, LosesNoOtherRunWhereOneFails) {
    RunRequest request{.seed = 5, .replicates = 4, .threads = 2};
    const Ensemble sound = run_points({town()}, request).ensemble;
    EXPECT_TRUE(sound.labels.empty());
    request.simulate = [](const Model& model, RunKey key) {
        if (key.replicate == 2) throw std::runtime_error("month 7: debit and credit\ndiffer");
        return simulate(model, key);
    };
    const Outcome outcome = run_points({town()}, request);
    EXPECT_TRUE(outcome.complete);
    EXPECT_EQ(outcome.failed, 1U);
    EXPECT_EQ(outcome.first_failure, "month 7: debit and credit\ndiffer");
    const Ensemble& ensemble = outcome.ensemble;
    ASSERT_EQ(ensemble.runs.size(), 4U);
    for (const std::size_t run : {0U, 1U, 3U}) EXPECT_TRUE(same_numbers(ensemble.runs[run], sound.runs[run])) << run;
    EXPECT_EQ(ensemble.runs[2].replicate, 2U);
    for (const std::vector<float>& series : ensemble.runs[2].monthly)
        EXPECT_TRUE(std::all_of(series.begin(), series.end(), [](float value) { return std::isnan(value); }));
    ASSERT_EQ(ensemble.labels.size(), 2U);
    EXPECT_EQ(std::get<std::vector<std::int8_t>>(ensemble.labels[0].data), (std::vector<std::int8_t>{0, 0, 1, 0}));
    EXPECT_EQ(std::get<std::vector<std::string>>(ensemble.labels[1].data)[2], "month 7: debit and credit differ");
    EXPECT_FALSE(file_image(ensemble).empty());
}

}  // namespace
}  // namespace gemeinsim::tests
