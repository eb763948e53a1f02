// SPDX-License-Identifier: Apache-2.0
#include "random/sum_tree.h"

#include <cmath>
#include <gtest/gtest.h>
#include <vector>

#include "base/check.h"
#include "random/draws.h"

namespace gemeinsim {
namespace {

std::vector<double> some_weights(std::size_t count) {
    Stream stream({3, 0}, count, 0, Purpose::choice);
    std::vector<double> weights(count);
    for (double& weight : weights) weight = uniform(stream);
    return weights;
}

TEST(SumTree, HoldsTheSumOfItsWeights) {
    EXPECT_EQ(SumTree().total(), 0);
    for (const std::size_t count : {1U, 15U, 16U, 17U, 256U, 257U, 5000U}) {
        const std::vector<double> weights = some_weights(count);
        double sum = 0;
        for (const double weight : weights) sum += weight;
        EXPECT_NEAR(SumTree(weights).total(), sum, 1e-12 * sum) << count;
    }
}

TEST(SumTree, OfChangedWeightsIsToTheBitTheOneMadeOfThem) {
    std::vector<double> weights = some_weights(1000);
    SumTree changed(weights);
    Stream stream({4, 0}, 1, 0, Purpose::choice);
    for (int change = 0; change < 20000; ++change) {
        const std::size_t k = index(stream, weights.size());
        weights[k] = uniform(stream) * 1e6;
        changed.set(k, weights[k]);
    }
    EXPECT_EQ(changed.total(), SumTree(weights).total());
    EXPECT_EQ(changed.weight(77), weights[77]);
}

// |z| <= 4 for five shares: a false alarm in 3,000 seeds.
TEST(SumTree, IsDrawnFromInProportion) {
    std::vector<double> weights(100, 0);
    weights[3] = 1;
    weights[17] = 4;
    weights[18] = 2;
    weights[64] = 2;
    weights[99] = 1;
    const SumTree tree(weights);
    constexpr int draws = 40000;
    std::vector<double> share(weights.size());
    for (int d = 0; d < draws; ++d) {
        Stream stream({5, 0}, static_cast<EntityKey>(d), 0, Purpose::choice);
        share[tree.draw(stream)] += 1.0 / draws;
    }
    for (std::size_t k = 0; k < weights.size(); ++k) {
        const double p = weights[k] / 10;
        EXPECT_LE(std::abs(share[k] - p), 4 * std::sqrt(p * (1 - p) / draws)) << k;
    }
    Stream stream({5, 0}, 1, 0, Purpose::choice);
    EXPECT_THROW((void)SumTree(std::vector<double>(5, 0)).draw(stream), ContractViolation);
}

}  // namespace
}  // namespace gemeinsim
