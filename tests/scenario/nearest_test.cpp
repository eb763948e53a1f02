// SPDX-License-Identifier: Apache-2.0
#include "scenario/nearest.h"

#include <gtest/gtest.h>

#include <vector>

namespace gemeinsim {
namespace {

TEST(EditDistance, CountsInsertionsDeletionsChangesAndSwaps) {
    EXPECT_EQ(edit_distance("months", "months"), 0U);
    EXPECT_EQ(edit_distance("month", "months"), 1U);
    EXPECT_EQ(edit_distance("mnoths", "months"), 1U);
    EXPECT_EQ(edit_distance("Months", "months"), 0U);
    EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
    EXPECT_EQ(edit_distance("", "abc"), 3U);
}

TEST(NearestName, IsOfferedOnlyWherePlausible) {
    const std::vector<std::string> names{"months", "start", "seed"};
    EXPECT_EQ(nearest_name("mnth", names), "months");
    EXPECT_EQ(nearest_name("strat", names), "start");
    EXPECT_EQ(nearest_name("governance", names), "");
    EXPECT_EQ(nearest_name("x", names), "");
    EXPECT_EQ(nearest_name("", names), "");
    EXPECT_EQ(did_you_mean("weather", names, "remove it"), "remove it");
}

TEST(NearestName, TakesTheFirstOfEquals) {
    const std::vector<std::string> names{"bat", "cat"};
    EXPECT_EQ(nearest_name("rat", names), "bat");
}

}  // namespace
}  // namespace gemeinsim
