// SPDX-License-Identifier: Apache-2.0
// VALIDATION A19: phases of parallel exponential tasks. A phase of n tasks at rate r takes sum_k 1/(k r) on average
// with variance sum_k 1/(k r)^2, and survives a hazard h with probability prod_k k r / (k r + h).
#include "model/initiative/phases.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>

#include "model/initiative/ending.h"
#include "model/initiative/group.h"

namespace gemeinsim::tests {
namespace {

/// Members of two sectors and a broker, so that no task is void and products find their signers.
Model bare_model() {
    Model model = plain_model(4);
    make_bare(model);
    model.governance.broker = Broker::lead_member;
    model.initiatives.rate_initiation = .1;
    model.initiatives.rate_design = .08;
    model.initiatives.rate_implementation = .05;
    return model;
}

struct Exact {
    double mean = 0;
    double variance = 0;
    double survival = 1;
};

Exact exact(double hazard) {
    constexpr std::array<std::pair<int, double>, 3> phases = {{{4, .1}, {5, .08}, {4, .05}}};
    Exact all;
    for (const auto& [tasks, rate] : phases) {
        for (int k = 1; k <= tasks; ++k) {
            all.mean += 1 / (k * rate);
            all.variance += 1 / (k * rate * k * rate);
            all.survival *= k * rate / (k * rate + hazard);
        }
    }
    return all;
}

/// When the first report is done: month with fraction, infinite where the initiative ended before.
double first_report(const Model& model, std::uint64_t replicate, const State& start_state) {
    State now = start_state;
    now.key = {20, replicate};
    const InitiativeId id = start(model, now, 4);
    now.initiatives.all[id].broker = ActorId(0);
    for (Month month = 0; month < 5000; ++month) {
        live_through_month(model, month, now, id);
        now.events.clear();
        const Initiative& initiative = now.initiatives.all[id];
        if (initiative.reports > 0) return initiative.product_at;
        if (!initiative.alive()) break;
    }
    return std::numeric_limits<double>::infinity();
}

TEST(Phases, ExactValuesAreThoseOfTheValidationPage) {
    EXPECT_NEAR(exact(.01).mean, 91.041667, 1e-6);
    EXPECT_NEAR(exact(.01).variance, 940.494792, 1e-6);
    EXPECT_NEAR(exact(.01).survival, .4201106607, 1e-10);
}

TEST(Phases, LastAsLongAsParallelExponentialTasks) {
    const Model model = bare_model();
    const State begin = plain_state(model, {20, 0});
    constexpr int runs = 4000;
    double sum = 0;
    double squares = 0;
    double fourth = 0;
    const Exact law = exact(0);
    for (int run = 0; run < runs; ++run) {
        const double time = first_report(model, static_cast<std::uint64_t>(run), begin) - law.mean;
        sum += time;
        squares += time * time;
        fourth += time * time * time * time;
    }
    // Four standard errors: a false alarm in 16,000 seeds for each of the two.
    const double z_mean = sum / runs / std::sqrt(law.variance / runs);
    const double variance = squares / runs;
    const double z_variance =
        (variance - law.variance) / std::sqrt((fourth / runs - law.variance * law.variance) / runs);
    RecordProperty("z_mean", std::to_string(z_mean));
    RecordProperty("z_variance", std::to_string(z_variance));
    EXPECT_LE(std::abs(z_mean), 4);
    EXPECT_LE(std::abs(z_variance), 4);
}

TEST(Phases, CompeteInContinuousTimeWithAbandonment) {
    Model model = bare_model();
    model.initiatives.end_hazard = .01;
    const State begin = plain_state(model, {20, 0});
    constexpr int runs = 4000;
    int completed = 0;
    for (int run = 0; run < runs; ++run)
        if (std::isfinite(first_report(model, static_cast<std::uint64_t>(run), begin))) ++completed;
    const double p = exact(.01).survival;
    const double z = (completed - runs * p) / std::sqrt(runs * p * (1 - p));
    RecordProperty("z", std::to_string(z));
    EXPECT_LE(std::abs(z), 4);  // a false alarm in 16,000 seeds
}

TEST(Phases, BeginAtTheVeryTimeAtWhichTheOneBeforeEnded) {
    Model model = bare_model();
    model.initiatives.rate_initiation = model.initiatives.rate_design = model.initiatives.rate_implementation = 1e4;
    State now = plain_state(model, {3, 0});
    const InitiativeId id = start(model, now, 4);
    now.initiatives.all[id].broker = ActorId(0);
    live_through_month(model, 0, now, id);
    // Each round takes some 2 / 10,000 of a month, so a month holds thousands of them.
    EXPECT_GT(now.initiatives.all[id].reports, 1000);
    EXPECT_EQ(now.initiatives.all[id].agreement, 0);
    EXPECT_EQ(now.initiatives.all[id].action_plan, 0);
}

TEST(Phases, OutputGoalIsMetAtAReportAndCompletes) {
    Model model = bare_model();
    model.initiatives.rate_initiation = model.initiatives.rate_design = model.initiatives.rate_implementation = 1e4;
    model.initiatives.output_goal_chance = 1;
    State now = plain_state(model, {3, 0});
    const InitiativeId id = start(model, now, 4);
    now.initiatives.all[id].broker = ActorId(0);
    now.initiatives.all[id].output_goal = true;
    live_through_month(model, 0, now, id);
    EXPECT_EQ(now.initiatives.all[id].phase, Phase::completed);
    EXPECT_EQ(now.initiatives.all[id].cause, EndCause::completed);
    EXPECT_EQ(now.initiatives.all[id].reports, 1);
}

}  // namespace
}  // namespace gemeinsim::tests
