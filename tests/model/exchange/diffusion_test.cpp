// SPDX-License-Identifier: Apache-2.0
// One item on the complete graph: the SI process (A16).
#include <gtest/gtest.h>

#include <bit>
#include <cmath>

#include "model/plain_world.h"

namespace gemeinsim::tests {
namespace {

struct Moments {
    double mean = 0;
    double error = 0;
};

/// Time until all of n actors hold the item that one of them had, in units of 1 / rate.
Moments full_coverage(std::size_t n, int runs) {
    Model model = plain_model(n);
    model.exchange.items = 1;
    model.exchange.forgetting_rate = 0;
    model.exchange.information_trust = 0;
    model.exchange.information_rate = .01;  // about 57 months for n = 10: months are fine grained enough
    model.exchange.joint_content = 0;
    model.exchange.position_rate = 0;
    double sum = 0;
    double squares = 0;
    State start = plain_state(model, {9, 0});
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = i + 1; j < n; ++j) start.relations.contacts.add(ActorId(i), ActorId(j));
    start.information.items.assign(n, 0);
    start.information.items[ActorId(0)] = 1;
    for (int run = 0; run < runs; ++run) {
        State now = start;
        now.key = {9, static_cast<std::uint64_t>(run)};
        Month month = 0;
        for (bool all = false; !all; ++month) {
            exchange_step(model, month, now);
            all = true;
            for (const std::uint64_t items : now.information.items) all = all && items == 1;
        }
        const double time = (month - .5) * model.exchange.information_rate;  // the middle of the last month
        sum += time;
        squares += time * time;
    }
    Moments moments;
    moments.mean = sum / runs;
    moments.error = std::sqrt((squares / runs - moments.mean * moments.mean) / runs);
    return moments;
}

// |z| <= 4: a false alarm in 16,000 seeds.
TEST(Information, CoversTheCompleteGraphInTheTimeOfTheSiProcess) {
    double harmonic = 0;
    for (int k = 1; k <= 9; ++k) harmonic += 1.0 / k;
    const Moments time = full_coverage(10, 1000);
    const double z = (time.mean - 2 * harmonic / 10) / time.error;
    RecordProperty("z", std::to_string(z));
    EXPECT_LE(std::abs(z), 4) << "mean " << time.mean << ", z " << z;
}

TEST(Information, NeverLeavesTheUniverseOfItems) {
    Model model = plain_model(20);
    model.exchange.items = 5;
    model.exchange.initial_items = 1;
    State now = plain_state(model, {9, 0});
    now.information = initial_information(model, now);
    for (std::size_t j = 1; j < 20; ++j) now.relations.contacts.add(ActorId(0), ActorId(j));
    for (Month month = 0; month < 24; ++month) {
        exchange_step(model, month, now);
        for (const std::uint64_t items : now.information.items) EXPECT_EQ(items >> 5U, 0U);
    }
}

TEST(Information, IsForgottenAtItsRateWithoutContacts) {
    Model model = plain_model(50);
    model.exchange.items = 64;
    model.exchange.forgetting_rate = .05;
    State now = plain_state(model, {9, 0});
    now.information.items.assign(50, ~std::uint64_t{0});
    for (Month month = 0; month < 12; ++month) exchange_step(model, month, now);
    double held = 0;
    for (const std::uint64_t items : now.information.items) held += std::popcount(items);
    // 3200 items, each there with probability exp(-.6); |z| <= 4: a false alarm in 16,000 seeds.
    const double p = std::exp(-.6);
    EXPECT_LE(std::abs(held / 3200 - p) / std::sqrt(p * (1 - p) / 3200), 4) << held / 3200;
}

}  // namespace
}  // namespace gemeinsim::tests
