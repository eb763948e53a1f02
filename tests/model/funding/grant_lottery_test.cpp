// SPDX-License-Identifier: Apache-2.0
// Case A13: of n applications with equal chances K are granted; one who wrote m of them gets something with probability
// 1 - C(n-m, K) / C(n, K).
#include <gtest/gtest.h>

#include <cmath>

#include "model/funding/applications.h"
#include "model/plain_world.h"

namespace gemeinsim::tests {
namespace {

double lottery_chance(int n, int granted, int own) {
    double nothing = 1;
    for (int k = 0; k < granted; ++k) nothing *= static_cast<double>(n - own - k) / (n - k);
    return 1 - nothing;
}

/// The share of runs in which one of the first m of n applications is granted by a budget for K of them.
void expect_lottery(int n, int granted, int own) {
    Model model = plain_model(3);
    Programme programme = programme_columns().defaults();
    programme.name = "lottery";
    programme.merit_weight = 0;
    programme.success = 1;
    model.programmes.push_back(programme);
    constexpr Cents grant = 1000000;
    constexpr int runs = 20000;
    int hits = 0;
    for (int run = 0; run < runs; ++run) {
        State now = plain_state(model, {13, static_cast<std::uint64_t>(run)});
        now.funding.ledger.transfer(now.funding.outside, now.funding.programme_account[ProgrammeId(0)],
                                    granted * grant + grant / 2, MoneyPurpose::budget);
        for (int i = 0; i < n; ++i) {
            const InitiativeId id = add_initiative(now, 3);
            now.funding.applications.push_back({ProgrammeId(0), id, ActorId(0), grant, .1 * (i % 7), 0, 2});
        }
        decide_applications(model, 1, now);
        ASSERT_TRUE(now.funding.grants.empty()) << "decided before the time was up";
        decide_applications(model, 2, now);
        ASSERT_EQ(now.funding.grants.size(), static_cast<std::size_t>(granted));
        bool hit = false;
        for (const Grant& one : now.funding.grants) hit |= one.initiative.index() < static_cast<std::size_t>(own);
        hits += hit ? 1 : 0;
    }
    const double expected = lottery_chance(n, granted, own);
    const double share = static_cast<double>(hits) / runs;
    const double z = (share - expected) / std::sqrt(expected * (1 - expected) / runs);
    EXPECT_LE(std::abs(z), 4) << share << ", expected " << expected;  // false alarm: 6e-5
}

TEST(GrantLottery, HasThePrintedChance) {
    EXPECT_NEAR(lottery_chance(20, 5, 3), .6008771930, 5e-11);
    expect_lottery(20, 5, 3);
}

TEST(GrantLottery, HoldsForOtherSizes) {
    expect_lottery(6, 2, 1);
}

}  // namespace
}  // namespace gemeinsim::tests
