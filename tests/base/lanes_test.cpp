// SPDX-License-Identifier: Apache-2.0
#include "base/lanes.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace gemeinsim::tests {
namespace {

TEST(Exponential, IsWithinTwoUnitsInTheLastPlace) {
    for (double x = -707.9; x < 708.9; x += .0137) {
        const double expected = std::exp(x);
        const double unit = std::nextafter(expected, std::numeric_limits<double>::infinity()) - expected;
        ASSERT_NEAR(exponential_of(x), expected, 2 * unit) << "x = " << x;
    }
    EXPECT_EQ(exponential_of(0), 1);
}

TEST(Exponential, HasLimitsInsteadOfNumbersOutOfRange) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    for (const double x : {-708.5, -1e9, -infinity}) EXPECT_EQ(exponential_of(x), 0) << x;
    for (const double x : {709.5, 1e9, infinity}) EXPECT_EQ(exponential_of(x), infinity) << x;
}

// However many are asked about at once, and wherever one stands among them, it gets the bits that it gets alone.
TEST(Exponential, OfSeveralHasTheBitsOfEachAlone) {
    for (std::size_t count = 0; count <= 2 * lane_count + 1; ++count) {
        std::vector<double> values;
        for (std::size_t i = 0; i < count; ++i) values.push_back(3 - .37 * static_cast<double>(i * i));
        std::vector<double> asked = values;
        exponentiate(asked, 1.3, .2);
        for (std::size_t i = 0; i < count; ++i)
            EXPECT_EQ(asked[i], exponential_of(1.3 * (values[i] - .2))) << "number " << i << " of " << count;
    }
}

}  // namespace
}  // namespace gemeinsim::tests
