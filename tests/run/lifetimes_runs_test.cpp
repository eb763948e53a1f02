// SPDX-License-Identifier: Apache-2.0
// Whole runs with actors that appear and end on dates: branches of a fork, and any number of threads.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "run/core/ensemble.h"
#include "run/core/simulate.h"
#include "run/core/sweep/execute.h"
#include "schedule/month.h"
#include "support/dated_town.h"
#include "support/numbers.h"

namespace gemeinsim::tests {
namespace {

// A branch changes rules and not the world: who comes later was drawn before it.
TEST(LifetimesOfRuns, ADatedActorIsTheSameInAllBranches) {
    for (const char* schedule : {"", "[schedule]\nmode = \"parallel\"\n"}) {
        const std::string text = town("", std::string(immortal) + schedule);
        Issues issues;
        const Scenario base =
            parse_scenario(text + actor("newcomer", "civil_society", "appears = \"2011-06\"\n"), "town.toml", ".",
                           registry(), std::vector<Override>{{"time.fork", "2011-01"}}, issues);
        issues.throw_if_any();
        const Model always = model_of(text + actor("newcomer", "civil_society"));
        const ActorId newcomer = named(always, "newcomer");
        const Actors drawn = initial_state(always, {4, 0}).actors;
        for (const char* median : {"15", "60"}) {
            const std::vector<Override> factors = {{"actors.hours_median", median}, {"actors.own_logic", "0.9"}};
            const Model branch = build(with_factors(base, registry(), factors, issues), issues);
            issues.throw_if_any();
            State now = initial_state(in_force(branch, -1), {4, 0});
            for (Month month = 0; month <= 17; ++month) advance(in_force(branch, month), month, now);
            ASSERT_NE(now.actors.alive[newcomer], 0);
            EXPECT_EQ(now.actors.hours[newcomer].capacity, drawn.hours[newcomer].capacity) << median;
            EXPECT_EQ(now.actors.assets[newcomer], drawn.assets[newcomer]);
            EXPECT_EQ(now.actors.logic[newcomer], drawn.logic[newcomer]);
            EXPECT_EQ(now.actors.know_how[newcomer], drawn.know_how[newcomer]);
        }
    }
}

TEST(LifetimesOfRuns, ManyWorldsGiveTheSameBytesForAnyNumberOfThreads) {
    const std::string parallel = std::string(mortal) + "[schedule]\nmode = \"parallel\"\nsubsteps = 4\n";
    const Scenario scenario =
        scenario_of(town("appears = \"2011-01\"\nends = \"2013-01\"\n", parallel) +
                    actor("youth_office", "administration",
                          "level = \"municipal\"\nsuperior = \"city_hall\"\nappears = \"2012-01\"\n"));
    const Ensemble one = run_points({scenario}, {.seed = 3, .replicates = 4, .threads = 1}).ensemble;
    for (const int threads : {2, 3}) {
        const Ensemble more = run_points({scenario}, {.seed = 3, .replicates = 4, .threads = threads}).ensemble;
        for (std::size_t run = 0; run < one.runs.size(); ++run)
            EXPECT_TRUE(same_numbers(one.runs[run], more.runs[run])) << threads;
    }
    // A sweep that is resumed runs what is missing by itself.
    Issues issues;
    const Model model = build(scenario, issues);
    EXPECT_TRUE(same_numbers(one.runs[2], simulate(model, {3, 2})));
}

// Large enough that several threads work in one run: more than 256 opportunities at a time, more than 2,048 actors.
TEST(LifetimesOfRuns, AnyNumberOfThreadsWorksInOneWorldToTheSameEnd) {
    std::string text =
        "[time]\nstart = \"2010-01\"\nmonths = 4\nburn_in = 1\n[topics.youth]\n"
        "[schedule]\nmode = \"parallel\"\nsubsteps = 1\n" +
        std::string(mortal);
    constexpr const char* sectors[] = {"civil_society", "business", "civil_society"};
    constexpr const char* dates[] = {"appears = \"2010-03\"\n", "ends = \"2010-03\"\n",
                                     "appears = \"2010-02\"\nends = \"2010-04\"\n"};
    for (int k = 0; k < 4500; ++k)
        text += actor(fmt::format("actor_{:04}", k), sectors[k % 3], k % 20 == 0 ? dates[k / 20 % 3] : "");
    const Scenario scenario = scenario_of(text);
    const auto run = [&](int threads) {
        return std::move(
            run_points({scenario}, {.seed = 3, .replicates = 1, .threads = threads}).ensemble.runs.front());
    };
    EXPECT_TRUE(same_numbers(run(1), run(3)));
}

}  // namespace
}  // namespace gemeinsim::tests
