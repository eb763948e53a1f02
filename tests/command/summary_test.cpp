// SPDX-License-Identifier: Apache-2.0
#include "run/command/summary.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>

namespace gemeinsim::command {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr float missing = std::numeric_limits<float>::quiet_NaN();

Ensemble ensemble(const std::vector<float>& last) {
    Ensemble all;
    all.monthly_metrics = {{"ties", "1", "Ties", ""}};
    all.run_metrics = {{"spent", "EUR", "Money spent", ""}};
    all.months = 2;
    for (const float value : last) {
        Results run;
        run.monthly = {{-100, value}};
        run.totals = {2. * static_cast<double>(value)};
        all.runs.push_back(run);
        all.point.push_back(0);
    }
    return all;
}

TEST(Quantile, InterpolatesBetweenOrderStatistics) {
    EXPECT_DOUBLE_EQ(quantile({1, 2, 3, 4, 5}, .5), 3);
    EXPECT_DOUBLE_EQ(quantile({1, 2, 3, 4, 5}, .05), 1.2);
    EXPECT_DOUBLE_EQ(quantile({1, 2, 3, 4, 5}, 1), 5);
    EXPECT_DOUBLE_EQ(quantile({7}, .05), 7);
    EXPECT_TRUE(std::isnan(quantile({}, .5)));
}

TEST(Summary, TakesTheLastMonthAndAllRuns) {
    const auto summary = summarise(ensemble({1, 2, 3, 4, 5}));
    ASSERT_EQ(summary.size(), 2U);
    EXPECT_DOUBLE_EQ(summary[0].mean, 3);
    EXPECT_DOUBLE_EQ(summary[0].lower, 1.2);
    EXPECT_DOUBLE_EQ(summary[0].upper, 4.8);
    EXPECT_DOUBLE_EQ(summary[1].mean, 6);
}

TEST(Summary, LeavesUndefinedRunsOutAndSaysSo) {
    const Ensemble some = ensemble({1, missing, 3});
    const auto summary = summarise(some);
    EXPECT_EQ(summary[0].runs, 2);
    EXPECT_DOUBLE_EQ(summary[0].mean, 2);
    EXPECT_THAT(to_text(summary, 2, 3), HasSubstr("(defined in 2 of 3 runs)"));
    EXPECT_THAT(to_text(summarise(ensemble({missing})), 2, 1), HasSubstr("undefined in every run"));
}

TEST(Summary, OneRunHasNoInterval) {
    const std::string text = to_text(summarise(ensemble({4})), 2, 1);
    EXPECT_THAT(text, HasSubstr("After 2 months, one run"));
    EXPECT_THAT(text, Not(HasSubstr(" to ")));
    EXPECT_THAT(text, HasSubstr("Money spent [EUR]"));
}

TEST(Summary, NoRunIsSaidSo) {
    EXPECT_EQ(to_text(summarise(ensemble({})), 2, 0), "No run was finished.\n");
}

}  // namespace
}  // namespace gemeinsim::command
