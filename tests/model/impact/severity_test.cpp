// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>

#include "model/impact/production.h"
#include "model/impact/rules.h"
#include "model/small_world.h"

namespace gemeinsim::tests {
namespace {

TEST(Severity, FollowsTheClosedForm) {
    // dX = .03 (1 - X) - .01 X from X = .2: equilibrium .75, rate .04.
    for (const double months : {.5, 1., 12., 120.})
        EXPECT_NEAR(severity_after(.2, .03, .01, months), .75 - .55 * std::exp(-.04 * months), 1e-12);
    EXPECT_EQ(severity_after(.2, 0, 0, 7), .2);
}

TEST(Severity, HangsNotOnTheLengthOfTheStep) {
    double small_steps = .9;
    for (int step = 0; step < 30; ++step) small_steps = severity_after(small_steps, .05, .02, .1);
    EXPECT_NEAR(small_steps, severity_after(.9, .05, .02, 3), 1e-12);
}

TEST(Severity, RestsAtOneHalfWhereInflowEqualsOutflow) {
    EXPECT_NEAR(severity_after(.5, .02, .02, 1), .5, 1e-15);
    EXPECT_NEAR(severity_after(.9, .02, .02, 1e4), .5, 1e-12);
}

// Under a unit step the area between input and response of any lag is its mean; the distribution is Erlang-2.
TEST(Lag, HasItsMeanAndItsTwoStages) {
    for (const double lag : {12., 18., 30.}) {
        std::array<double, 2> stages{};
        double missing = 0;
        for (int month = 1; month <= 1200; ++month) {
            missing += 1 - lag_month(stages, 1, lag);
            const double t = 2. * month / lag;
            ASSERT_NEAR(stages[1], 1 - std::exp(-t) * (1 + t), 1e-12);
        }
        EXPECT_NEAR(missing, lag, 1e-9);
    }
}

class World : public testing::Test {
  protected:
    Model model = small_model(12);
    State now = small_state(model);
    const TopicId youth{0};
    Initiative& group = add_working_initiative(now, {ActorId(0), ActorId(1), ActorId(2), ActorId(3)});

    void run(int months) {
        for (Month month = 0; month < months; ++month) impact_step(model, month, now);
    }
    [[nodiscard]] const TopicState& topic() const { return now.world.topics[youth]; }
};

TEST_F(World, StaysUntouchedWhereNoInitiativeReachesAnybody) {
    group.phase = Phase::initiation;
    run(60);
    EXPECT_EQ(topic().severity, topic().untouched_severity);
    EXPECT_EQ(topic().impact_index(), 0);
    EXPECT_EQ(topic().beneficiaries, 0);
}

TEST_F(World, ImprovesWithComplementaryWorkAfterALag) {
    group.phase = Phase::implementation;
    run(6);
    const double early = topic().impact_index();
    run(60);
    EXPECT_GT(early, 0);
    EXPECT_GT(topic().impact_index(), 10 * early);
    EXPECT_GT(topic().beneficiaries, 0);
    EXPECT_NEAR(topic().untouched_severity, .5, 1e-12);
}

// The long run in closed form: L = k0 * alignment * (G - isolated output of the hours withdrawn).
TEST_F(World, SettlesWhereTheExtraOutflowPutsIt) {
    group.phase = Phase::implementation;
    group.quality = 0;
    run(3000);
    double everybody = 0;
    for (const ActorId i : IdRange<ActorId>(now.actors.size()))
        everybody += isolated_output(model, now, i, youth, now.actors.hours[i].capacity);
    double withdrawn = 0;
    for (const Member& member : group.members)
        withdrawn += .7 * isolated_output(model, now, member.actor, youth, 10);  // no contacts: dup0 = .3
    const double extra = .02 / everybody * 3 * (group_output(model, now, group) - withdrawn);
    EXPECT_NEAR(topic().severity, .02 / (.04 + extra), 1e-9);
    EXPECT_NEAR(topic().full_isolated_output, everybody, 1e-9);
}

TEST_F(World, LosesWhatMembersWouldHaveDoneAlone) {
    run(1);
    const double before = topic().isolated_output;
    now.actors.hours[ActorId(0)].initiatives = now.actors.hours[ActorId(0)].capacity / 2;
    run(1);
    EXPECT_NEAR(before - topic().isolated_output,
                .7 * isolated_output(model, now, ActorId(0), youth, now.actors.hours[ActorId(0)].capacity / 2), 1e-9);
}

// Self-reports overstate by the one audited case where nothing is measured together, and by nothing where all is.
TEST_F(World, IsOverstatedByTwelvePercentWithoutSharedMeasurement) {
    group.phase = Phase::implementation;
    model.impact.observation_error = 0;
    model.membership.measurement_start = 0;
    double& measurement = group.conditions[static_cast<std::size_t>(Condition::measurement)];
    measurement = .5;
    run(24);
    EXPECT_NEAR(topic().observed_index, 1.06 * topic().impact_index(), 1e-12);
    measurement = 0;
    run(1);
    EXPECT_NEAR(topic().observed_index, 1.12 * topic().impact_index(), 1e-12);
}

TEST_F(World, IsSeenWithoutErrorWhereMeasurementIsComplete) {
    group.phase = Phase::implementation;
    group.conditions[static_cast<std::size_t>(Condition::measurement)] = 1;
    run(24);
    EXPECT_EQ(topic().observed_index, topic().impact_index());
    group.conditions[static_cast<std::size_t>(Condition::measurement)] = .2;
    run(1);
    EXPECT_NE(topic().observed_index, topic().impact_index());
}

}  // namespace
}  // namespace gemeinsim::tests
