// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/conditions.h"

#include <gtest/gtest.h>

#include <cmath>

#include "model/small_world.h"

namespace gemeinsim::tests {
namespace {

constexpr double tolerance = 1e-12;

class Conditions : public testing::Test {
  protected:
    const TopicId youth{0};
    Model model = small_model(4);
    State now = small_state(model);
    Initiative& group = add_working_initiative(now, {ActorId(0), ActorId(1), ActorId(2)});

    double updated(Condition which) {
        update_conditions(model, now, group);
        return group.conditions[static_cast<std::size_t>(which)];
    }
};

TEST_F(Conditions, AreFullForOneAloneButMeasurement) {
    group.members.resize(1);
    now.actors.impact_orientation[ActorId(0)] = 0;
    group.coordination = .3;
    update_conditions(model, now, group);
    EXPECT_EQ(group.conditions[0], 1);
    EXPECT_LT(group.conditions[1], .1);
    for (std::size_t c = 2; c < condition_count; ++c) EXPECT_EQ(group.conditions[c], 1) << c;
}

TEST_F(Conditions, SeeACommonGoalWherePositionsAgree) {
    for (std::size_t i = 0; i < 3; ++i) now.actors.position(ActorId(i), youth) = .7;
    EXPECT_NEAR(updated(Condition::goal), 1, tolerance);
    now.actors.position(ActorId(0), youth) = .4;  // mean .6, population variance .02
    EXPECT_NEAR(updated(Condition::goal), 1 - 2 * std::sqrt(.02), tolerance);
    now.actors.position(ActorId(0), youth) = 0;
    now.actors.position(ActorId(1), youth) = 1;
    now.actors.position(ActorId(2), youth) = .5;
    EXPECT_NEAR(updated(Condition::goal), 1 - 2 * std::sqrt(.5 / 3), tolerance);
}

TEST_F(Conditions, LetMeasurementGrowSlowlyAndSlowerBeforeDesign) {
    for (std::size_t i = 0; i < 3; ++i) now.actors.impact_orientation[ActorId(i)] = .6;
    group.coordination = .5;
    const double step = .02 * (.6 * .5 - .3 * .1);
    EXPECT_NEAR(updated(Condition::measurement), .1 + .2 * step, tolerance);
    group.conditions[1] = .1;
    group.phase = Phase::design;
    EXPECT_NEAR(updated(Condition::measurement), .1 + step, tolerance);
}

TEST_F(Conditions, SeeActivitiesReinforceWhereSomebodyAtWorkHoldsEachAsset) {
    group.coordination = 1;  // nothing is duplicated
    for (std::size_t i = 0; i < 3; ++i) now.actors.assets[ActorId(i)] = {.9, .1, .1, .1, .1};
    EXPECT_NEAR(updated(Condition::activities), .2, tolerance);
    now.actors.assets[ActorId(1)] = {.1, .9, .9, .1, .1};
    EXPECT_NEAR(updated(Condition::activities), .6, tolerance);
    group.members[1].effort = 0;
    EXPECT_NEAR(updated(Condition::activities), .2, tolerance);
    group.coordination = 0;  // and nobody knows of anybody: a share dup0 is done twice
    EXPECT_NEAR(updated(Condition::activities), .2 * .7, tolerance);
}

TEST_F(Conditions, CommunicateByContactsAndByCoordination) {
    group.coordination = .5;
    now.relations.contacts.add(ActorId(0), ActorId(1));
    EXPECT_NEAR(updated(Condition::communication), .7 / 3 + .3 * .5, tolerance);
    EXPECT_NEAR(updated(Condition::coordination), .5, tolerance);
}

TEST_F(Conditions, NeverFallBelowTheirFloor) {
    group.coordination = 0;
    now.actors.position(ActorId(0), youth) = 0;
    now.actors.position(ActorId(1), youth) = 1;
    for (std::size_t i = 0; i < 3; ++i) now.actors.assets[ActorId(i)].fill(0);
    group.conditions[1] = .05;
    for (std::size_t i = 0; i < 3; ++i) now.actors.impact_orientation[ActorId(i)] = 0;
    update_conditions(model, now, group);
    EXPECT_NEAR(group.conditions[1], .05, tolerance);
    EXPECT_EQ(group.conditions[2], .05);
    EXPECT_EQ(group.conditions[3], .05);
    EXPECT_EQ(group.conditions[4], .05);
}

}  // namespace
}  // namespace gemeinsim::tests
