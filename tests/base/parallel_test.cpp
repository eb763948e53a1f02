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
