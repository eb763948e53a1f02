// SPDX-License-Identifier: Apache-2.0
#include "random/quantiles.h"

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <gtest/gtest.h>
#include <string>

namespace gemeinsim {
namespace {

struct Law {
    std::string name;
    Quantiles drawn;
    double sd;
    double (*share_below)(double);
    double least = 0;
    double most = 1;
    double error = 4e-6;  ///< in standard deviations, as documented
};

std::vector<Law> laws() {
    const auto beta_sd = [](double a, double b) { return std::sqrt(a * b / ((a + b) * (a + b) * (a + b + 1))); };
    return {
        {"Beta(7.5, 7.5)", Quantiles::beta(7.5, 7.5), beta_sd(7.5, 7.5),
         [](double x) { return cdf(boost::math::beta_distribution<>(7.5, 7.5), x); }},
        {"Beta(1.2, 4)", Quantiles::beta(1.2, 4), beta_sd(1.2, 4),
         [](double x) { return cdf(boost::math::beta_distribution<>(1.2, 4), x); }},
        {"Beta(.6, 5)", Quantiles::beta(.6, 5), beta_sd(.6, 5),
         [](double x) { return cdf(boost::math::beta_distribution<>(.6, 5), x); }},
        {"Beta(.3, .2)", Quantiles::beta(.3, .2), beta_sd(.3, .2),
         [](double x) { return cdf(boost::math::beta_distribution<>(.3, .2), x); }},
        {"Beta(500, 700)", Quantiles::beta(500, 700), beta_sd(500, 700),
         [](double x) { return cdf(boost::math::beta_distribution<>(500, 700), x); }},
        {"normal", Quantiles::normal(2, 3), 3, [](double x) { return cdf(boost::math::normal(2, 3), x); }, -1e9, 1e9},
        {"Beta(.5, 50)", Quantiles::beta(.5, 50), beta_sd(.5, 50),
         [](double x) { return cdf(boost::math::beta_distribution<>(.5, 50), x); }},
        {"wide lognormal", Quantiles::lognormal(10, 3), 10 * std::exp(4.5) * std::sqrt(std::exp(9) - 1),
         [](double x) { return cdf(boost::math::normal(std::log(10.), 3), std::log(x)); }, 1e-9, 1e12, 8e-5},
        {"lognormal", Quantiles::lognormal(10, .8), 10 * std::exp(.32) * std::sqrt(std::exp(.64) - 1),
         [](double x) { return cdf(boost::math::normal(std::log(10.), .8), std::log(x)); }, 1e-9, 1e9, 2e-5},
    };
}

// Close to the exact quantile everywhere: about 300 words in each of eight pieces of each halving, from both ends.
TEST(Quantiles, AreThoseOfTheLaw) {
    for (const Law& law : laws())
        for (const bool upper : {false, true})
            for (std::uint32_t distance = 1U << 12U; distance < 1U << 31U; distance += 1 + distance / 2500) {
                const std::uint32_t word = upper ? ~distance : distance;
                const bool tabulated = distance >= 1U << 18U;
                const double from_end = tabulated ? distance * 0x1p-32 : (distance + .5) * 0x1p-32;
                const double share = upper ? 1 - from_end : from_end;
                ASSERT_NEAR(law.drawn(word), law.drawn.exact(share), law.error * law.sd) << law.name << " at " << share;
            }
}

// The distribution function of another room of the library turns what is drawn into its share again.
TEST(Quantiles, AreTurnedIntoTheirSharesAgain) {
    for (const Law& law : laws())
        for (std::uint64_t word = 12345; word < 1ULL << 32U; word += 12345678) {
            const double share = (static_cast<double>(word) + .5) * 0x1p-32;
            const double slack = law.error * law.sd;
            const double value = law.drawn(static_cast<std::uint32_t>(word));
            ASSERT_LE(law.share_below(std::max(law.least, value - slack)), share + 1e-9) << law.name << " at " << share;
            ASSERT_GE(law.share_below(std::min(law.most, value + slack)), share - 1e-9) << law.name << " at " << share;
        }
}

TEST(Quantiles, NeverFall) {
    for (const Law& law : laws()) {
        double last = law.drawn(0);
        for (std::uint64_t word = 1; word < 1ULL << 32U; word += word < 1000000 ? 1000 : 400000) {
            const double value = law.drawn(static_cast<std::uint32_t>(word));
            ASSERT_GE(value, last - 1e-12 * law.sd) << law.name << " at word " << word;
            last = value;
        }
        EXPECT_GE(law.drawn(~0U), last) << law.name;
    }
}

TEST(Quantiles, GoUpWithTheLaw) {
    const Quantiles less = Quantiles::beta(4, 6);
    const Quantiles more = Quantiles::beta(5, 5);
    for (std::uint64_t word = 0; word < 1ULL << 32U; word += 7654321)
        ASSERT_LT(less(static_cast<std::uint32_t>(word)), more(static_cast<std::uint32_t>(word)));
}

TEST(Quantiles, HaveTheirEnds) {
    for (const Law& law : laws()) {
        ASSERT_TRUE(std::isfinite(law.drawn(0))) << law.name;
        ASSERT_TRUE(std::isfinite(law.drawn(~0U))) << law.name;
    }
    EXPECT_LT(Quantiles::normal(0, 1)(0), -6);
    EXPECT_GT(Quantiles::normal(0, 1)(~0U), 6);
}

TEST(Quantiles, OfOneValueOrTwoNeedNoLaw) {
    EXPECT_EQ(Quantiles()(5), 0);
    EXPECT_EQ(Quantiles::constant(.7)(5), .7);
    EXPECT_EQ(Quantiles::normal(.7, 0)(5), .7);
    EXPECT_EQ(Quantiles::lognormal(7, 0)(5), 7);
    EXPECT_EQ(Quantiles::two_values(.25)(3U << 30U), 1);
    EXPECT_EQ(Quantiles::two_values(.25)((3U << 30U) - 1), 0);
}

}  // namespace
}  // namespace gemeinsim
