// SPDX-License-Identifier: Apache-2.0
// Weakest-link work (Van Huyck et al. 1990; Weber 2006): groups that start small and grow slowly keep up a higher
// effort than groups that start large, if newcomers see the history. The outcome was chosen before looking: the lowest
// effort, mean of the last twelve of 72 months; effects are printed with their intervals of 95 %. Cost and noise were
// searched for: the effect needs members who hardly ever give a level too little (beta (a - b) / 4 about 9) and now and
// then one too much (beta b / 4 about 1); with the default beta of 3.3 every group falls low.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <vector>

#include "model/initiative/effort.h"
#include "model/initiative/joining.h"
#include "model/small_world.h"

namespace gemeinsim::tests {
namespace {

constexpr int final_size = 12;
constexpr Month months = 72;
constexpr Month watched = 12;
constexpr int runs = 200;

Model weakest_link_model(double history_visible) {
    Model model = small_model(final_size);
    MembershipParameters& p = model.membership;
    p.effort_payoff = EffortPayoff::minimum;
    p.effort_benefit = 1;
    p.effort_cost = .1;
    p.effort_beta = 40;
    p.effort_revision = 1;  // a month is a round of the experiments,
    p.expectation_gap = 1;  // whose result all know
    p.history_visible = history_visible;
    return model;
}

/// Mean of the lowest effort in the last months, of a group that has `founders` at first and one more every `pause`
/// months from the second year on.
std::vector<double> lowest_efforts(int founders, double history_visible, Month pause = 4) {
    const Model model = weakest_link_model(history_visible);
    std::vector<double> lowest(runs);
    for (int run = 0; run < runs; ++run) {
        State now = small_state(model, {1, static_cast<std::uint64_t>(run)});
        Initiative& initiative = add_working_initiative(now, {ActorId(0)});
        initiative.members.clear();
        const InitiativeId id(0);
        const auto grow = [&](Month month) {
            const ActorId next(initiative.members.size());
            add_member(model, month, now, initiative, id, next);
        };
        while (static_cast<int>(initiative.members.size()) < founders) grow(0);
        for (Month month = 0; month < months; ++month) {
            const bool due = month >= 12 && (month - 12) % pause == 0;
            if (due && static_cast<int>(initiative.members.size()) < final_size) grow(month);
            revise_effort(model, month, now, id);
            if (month < months - watched) continue;
            double least = 1;
            for (const Member& member : initiative.members) least = std::min(least, member.effort);
            lowest[static_cast<std::size_t>(run)] += least / watched;
        }
        EXPECT_EQ(initiative.members.size(), std::size_t{final_size});
    }
    return lowest;
}

struct Effect {
    double mean = 0;
    double error = 0;  ///< standard error
};

Effect difference(const char* what, const std::vector<double>& one, const std::vector<double>& other) {
    Effect effect;
    double squares = 0;
    for (std::size_t run = 0; run < one.size(); ++run) effect.mean += (one[run] - other[run]) / runs;
    for (std::size_t run = 0; run < one.size(); ++run) squares += std::pow(one[run] - other[run] - effect.mean, 2);
    effect.error = std::sqrt(squares / (runs - 1) / runs);
    const std::string text = fmt::format("{}: {:+.3f}, 95 % interval {:+.3f} to {:+.3f}", what, effect.mean,
                                         effect.mean - 1.96 * effect.error, effect.mean + 1.96 * effect.error);
    fmt::print("{}\n", text);
    testing::Test::RecordProperty(what, text);
    return effect;
}

TEST(WeakestLinkStudy, SmallStartsAndVisibleHistoryKeepEffortUp) {
    const std::vector<double> grown = lowest_efforts(2, 1);
    const std::vector<double> grown_blind = lowest_efforts(2, 0);
    const std::vector<double> large = lowest_efforts(final_size, 1);
    const Effect start = difference("small start against large start", grown, large);
    const Effect sight = difference("visible against hidden history", grown, grown_blind);
    const Effect blind = difference("small start with hidden history against large start", grown_blind, large);
    // Four standard errors, and an effect that matters: a level of .25. False alarm: 3e-5 for each.
    EXPECT_GT(start.mean - 4 * start.error, .25);
    EXPECT_GT(sight.mean - 4 * sight.error, .25);
    EXPECT_LT(blind.mean + 4 * blind.error, start.mean / 2) << "growth alone does not do it";
}

}  // namespace
}  // namespace gemeinsim::tests
