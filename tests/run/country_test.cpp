// SPDX-License-Identifier: Apache-2.0
// Many places from inhabitants, and everything that remedies do in them: the same bytes for any number of threads.
#include <gtest/gtest.h>

#include "model/registry.h"
#include "run/core/ensemble.h"
#include "scenario/reader.h"
#include "support/numbers.h"

namespace gemeinsim::tests {
namespace {

constexpr const char* country = R"(
[outputs]
metrics = ["portal_coverage", "remedies_unpaid"]
[time]
months = 12
burn_in = 3
start = "2020-01"
[population]
inhabitants = 60000
municipalities = 12
[population.hierarchy]
district = 2
state = 1
[topics.cohesion]
[schedule]
mode = "parallel"
substeps = 4
[[remedies]]
kind = "portal"
start = "2020-01"
strength = 0.5
cost = 10
payer = "district_0001"
[[remedies]]
kind = "training"
audience = "leaders"
start = "2020-01"
[[remedies]]
kind = "guides"
start = "2020-01"
[[remedies]]
kind = "mediation"
start = "2020-01"
)";

TEST(Country, GivesTheSameBytesForAnyNumberOfThreads) {
    Issues issues;
    const Scenario scenario = parse_scenario(country, "country.toml", ".", registry(), {}, issues);
    issues.throw_if_any();
    const Ensemble one = run_points({scenario}, {.seed = 3, .replicates = 2, .threads = 1}).ensemble;
    const auto series = [&one](std::size_t run, const std::string& name) {
        for (std::size_t m = 0; m < one.monthly_metrics.size(); ++m)
            if (one.monthly_metrics[m].name == name) return one.runs[run].monthly[m];
        return std::vector<float>();
    };
    for (std::size_t run = 0; run < one.runs.size(); ++run) {
        EXPECT_GT(series(run, "portal_coverage").at(0), 0) << "paid from the first month on";
        EXPECT_EQ(series(run, "remedies_unpaid").back(), 0);
    }
    for (const int threads : {2, 3}) {
        const Ensemble more = run_points({scenario}, {.seed = 3, .replicates = 2, .threads = threads}).ensemble;
        for (std::size_t run = 0; run < one.runs.size(); ++run)
            EXPECT_TRUE(same_numbers(one.runs[run], more.runs[run])) << threads;
    }
}

}  // namespace
}  // namespace gemeinsim::tests
