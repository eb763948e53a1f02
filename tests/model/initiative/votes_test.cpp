// SPDX-License-Identifier: Apache-2.0
// VALIDATION A19, second line: n members who all say yes reply after Exp(1). The k-th reply of n comes after
// sum_{j = n-k+1}^{n} 1/j on average, with variance sum 1/j^2.
#include <gtest/gtest.h>

#include <cmath>

#include "model/initiative/decision.h"
#include "model/initiative/group.h"

namespace gemeinsim::tests {
namespace {

double settled_after(Model& model, std::uint64_t replicate, const State& begin) {
    State now = begin;
    now.key = {21, replicate};
    const InitiativeId id = start(model, now, 8);
    open_decision(model, now, now.initiatives.all[id], 0);
    const Outcome outcome = decide(model, now.initiatives.all[id]);
    EXPECT_TRUE(outcome.passed);
    return outcome.settled_at;
}

void expect_order_statistic(DecisionRule rule, double quorum, int needed, double printed) {
    Model model = plain_model(8);
    make_bare(model);
    model.initiatives.reply_rate = 1;
    model.initiatives.reply_delay = 0;
    model.governance.decision = rule;
    model.governance.quorum = quorum;
    const State begin = plain_state(model, {21, 0});
    double mean = 0;
    double variance = 0;
    for (int j = 8 - needed + 1; j <= 8; ++j) {
        mean += 1. / j;
        variance += 1. / (j * j);
    }
    EXPECT_NEAR(mean, printed, 1e-7);
    constexpr int runs = 4000;
    double sum = 0;
    for (int run = 0; run < runs; ++run) sum += settled_after(model, static_cast<std::uint64_t>(run), begin);
    const double z = (sum / runs - mean) / std::sqrt(variance / runs);
    testing::Test::RecordProperty("z", std::to_string(z));
    EXPECT_LE(std::abs(z), 4);  // a false alarm in 16,000 seeds
}

TEST(Votes, UnanimityTakesTheLastOfTheReplies) {
    expect_order_statistic(DecisionRule::consensus, 1, 8, 2.7178571);
}

TEST(Votes, TwoThirdsOfEightAreSixReplies) {
    expect_order_statistic(DecisionRule::supermajority, 2. / 3, 6, 1.2178571);
}

TEST(Votes, MajorityOfEightAreFiveReplies) {
    expect_order_statistic(DecisionRule::majority, 2. / 3, 5, 1. / 4 + 1. / 5 + 1. / 6 + 1. / 7 + 1. / 8);
}

}  // namespace
}  // namespace gemeinsim::tests
