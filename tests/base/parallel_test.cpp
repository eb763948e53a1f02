// SPDX-License-Identifier: Apache-2.0
#include "base/parallel.h"

#include <gtest/gtest.h>
#include <stdexcept>
#include <string>
#include <vector>

namespace gemeinsim {
namespace {

TEST(Parallel, CallsEveryIndexOnceForAnyNumberOfThreads) {
    for (const int threads : {0, 1, 2, 3, 8}) {
        std::vector<int> calls(1000, 0);
        parallel_for(calls.size(), threads, [&](std::size_t i) { ++calls[i]; });
        for (const int count : calls) ASSERT_EQ(count, 1);
    }
}

TEST(Parallel, LeavesItsThreadsToASingleBodyAndOneToEachBodyOfATeam) {
    const int machine = available_threads();
    int alone = 0;
    parallel_for(1, 5, [&](std::size_t) { alone = available_threads(); });
    EXPECT_EQ(alone, 5);
    std::vector<int> in_team(4, 0);
    parallel_for(4, 2, [&](std::size_t i) { in_team[i] = available_threads(); });
    EXPECT_EQ(in_team, std::vector<int>(4, 1));
    parallel_for(3, 1, [&](std::size_t i) { in_team[i] = available_threads(); });
    EXPECT_EQ(in_team, std::vector<int>(4, 1));
    EXPECT_EQ(available_threads(), machine);
}

// A body that asks for a team of its own gets it where it is alone, and all its indices are called.
TEST(Parallel, ASingleBodyMayMakeATeam) {
    std::vector<int> calls(100, 0);
    parallel_for(1, 4, [&](std::size_t) { parallel_for(calls.size(), 0, [&](std::size_t i) { ++calls[i]; }); });
    EXPECT_EQ(calls, std::vector<int>(100, 1));
}

TEST(Parallel, RethrowsTheFirstFailureInIndexOrder) {
    try {
        parallel_for(100, 4, [](std::size_t i) {
            if (i >= 37) throw std::runtime_error(std::to_string(i));
        });
        FAIL() << "the failure must reach the caller";
    } catch (const std::runtime_error& error) {
        EXPECT_STREQ(error.what(), "37");
    }
}

}  // namespace
}  // namespace gemeinsim
