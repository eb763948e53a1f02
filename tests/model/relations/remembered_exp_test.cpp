// SPDX-License-Identifier: Apache-2.0
#include "model/relations/remembered_exp.h"

#include <gtest/gtest.h>

#include <limits>

namespace gemeinsim::tests {
namespace {

// Far more arguments than there is room for, each asked for twice in a row and again when others have taken its place.
TEST(RememberedExp, HasTheBitsOfExp) {
    RememberedExp remembered;
    constexpr double infinity = std::numeric_limits<double>::infinity();
    for (const double x : {0.0, -0.0, 1.0, -infinity, -1e-300, 800.0, 0.0, -0.0})
        EXPECT_EQ(std::bit_cast<std::uint64_t>(remembered(x)), std::bit_cast<std::uint64_t>(std::exp(x))) << x;
    for (int round = 0; round < 2; ++round)
        for (int k = 0; k < 5000; ++k) {
            const double x = -.0173 * k;
            EXPECT_EQ(remembered(x), std::exp(x));
            EXPECT_EQ(remembered(x), std::exp(x));
        }
}

}  // namespace
}  // namespace gemeinsim::tests
