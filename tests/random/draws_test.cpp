// SPDX-License-Identifier: Apache-2.0
#include "random/draws.h"

#include <array>
#include <cmath>
#include <gtest/gtest.h>
#include <vector>

namespace gemeinsim {
namespace {

constexpr int draws = 40000;

// Mean of `draws` values against its expectation in standard errors. False-alarm rate of |z| <= 4: 6e-5 per
// check.
template <class Draw>
void expect_mean(double expected, double sd, Draw draw) {
    double total = 0;
    for (int i = 0; i < draws; ++i) {
        Stream stream({1, 0}, static_cast<EntityKey>(i), 0, Purpose::choice);
        total += draw(stream);
    }
    const double z = (total / draws - expected) / (sd / std::sqrt(static_cast<double>(draws)));
    EXPECT_LE(std::abs(z), 4.0) << "mean " << total / draws << " expected " << expected << " z " << z;
}

TEST(Draws, HaveTheMeansOfTheirDistributions) {
    expect_mean(.5, std::sqrt(1.0 / 12), [](Stream& s) { return uniform(s); });
    expect_mean(.3, std::sqrt(.21), [](Stream& s) { return bernoulli(s, .3) ? 1.0 : 0.0; });
    expect_mean(.5, .5, [](Stream& s) { return exponential(s, 2); });
    expect_mean(1.5, 2, [](Stream& s) { return normal(s, 1.5, 2); });
    expect_mean(3, std::sqrt(3.0), [](Stream& s) { return static_cast<double>(poisson(s, 3)); });
    expect_mean(2, std::sqrt(2.0), [](Stream& s) { return static_cast<double>(index(s, 5)); });
    expect_mean(std::log(9.0), .8, [](Stream& s) { return std::log(lognormal(s, 9, .8)); });
}

TEST(Draws, CertainAndImpossibleEventsAreExact) {
    for (EntityKey entity = 0; entity < 1000; ++entity) {
        Stream stream({1, 0}, entity, 0, Purpose::choice);
        ASSERT_FALSE(bernoulli(stream, 0));
        ASSERT_TRUE(bernoulli(stream, 1));
        ASSERT_TRUE(std::isinf(exponential(stream, 0)));
    }
}

TEST(Draws, WeightedIndexNeverTakesAZeroWeight) {
    const std::array<double, 4> weights{0, 1, 3, 0};
    std::array<int, 4> counts{};
    for (int i = 0; i < draws; ++i) {
        Stream stream({2, 0}, static_cast<EntityKey>(i), 0, Purpose::choice);
        ++counts[weighted_index(stream, weights)];
    }
    EXPECT_EQ(counts[0], 0);
    EXPECT_EQ(counts[3], 0);
    const double z = (counts[2] - .75 * draws) / std::sqrt(draws * .75 * .25);
    EXPECT_LE(std::abs(z), 4.0);
}

// Each coordinate of Dirichlet(1, ..., 1) of k is Beta(1, k - 1), wherever it stands, and two of them have the
// correlation -1 / (k - 1). |z| <= 4 five times: a false alarm in 3,200.
TEST(Draws, SpacingsAreUniformOnTheSimplex) {
    std::array<double, 4> total{};
    double square = 0;
    double product = 0;
    for (int i = 0; i < draws; ++i) {
        Stream stream({2, 0}, static_cast<EntityKey>(i), 0, Purpose::choice);
        const std::array<double, 4> lengths = spacings<4>({uniform(stream), uniform(stream), uniform(stream)});
        EXPECT_NEAR(lengths[0] + lengths[1] + lengths[2] + lengths[3], 1, 1e-12);
        for (std::size_t k = 0; k < 4; ++k) {
            EXPECT_GE(lengths[k], 0);
            total[k] += lengths[k];
        }
        square += lengths[1] * lengths[1];
        product += lengths[0] * lengths[3];
    }
    const double root = std::sqrt(static_cast<double>(draws));
    for (const double sum : total) EXPECT_LE(std::abs(sum / draws - .25) * root / std::sqrt(.0375), 4);
    // E[x^2] = 1/10 and E[x^4] = 24 / 840; E[x y] = 1/20 and E[x^2 y^2] = 4 / 840.
    EXPECT_LE(std::abs(square / draws - .1) * root / std::sqrt(24. / 840 - .01), 4);
    EXPECT_LE(std::abs(product / draws - .05) * root / std::sqrt(4. / 840 - .0025), 4);
}

TEST(Draws, ShuffleKeepsEveryElement) {
    std::vector<int> values{1, 2, 3, 4, 5, 6};
    Stream stream({2, 0}, 1, 0, Purpose::choice);
    shuffle(stream, std::span(values));
    EXPECT_NE(values, (std::vector<int>{1, 2, 3, 4, 5, 6}));
    std::sort(values.begin(), values.end());
    EXPECT_EQ(values, (std::vector<int>{1, 2, 3, 4, 5, 6}));
}

}  // namespace
}  // namespace gemeinsim
