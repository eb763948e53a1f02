// SPDX-License-Identifier: Apache-2.0
// The time that information takes over the complete graph is a case of selfcheck (A16).
#include <gtest/gtest.h>

#include <bit>
#include <cmath>

#include "model/plain_world.h"

namespace gemeinsim::tests {
namespace {

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
