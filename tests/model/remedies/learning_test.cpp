// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>

#include "model/plain_world.h"
#include "model/remedies/rules.h"

namespace gemeinsim::tests {
namespace {

Remedy training(Audience audience, double strength, int months) {
    Remedy one;
    one.kind = RemedyKind::training;
    one.audience = audience;
    one.strength = strength;
    one.months = months;
    return one;
}

Model with(const Remedy& remedy) {
    Model model = plain_model(6);
    model.remedies = {remedy};
    return model;
}

State world(const Model& model, double hours) {
    State now = plain_state(model, {1, 0});
    for (Hours& one : now.actors.hours) one = {.capacity = hours};
    for (double& know_how : now.actors.know_how) know_how = .2;
    add_initiative(now, 3);
    return now;
}

TEST(Training, OfLeadersTakesTwoDaysOfTheHeadsOfThoseWhoTakePart) {
    const Model model = with(training(Audience::leaders, .4, 12));
    State now = world(model, 100);
    // actor_3 is a unit of actor_0 and takes part, too; it is its head who goes.
    Member unit;
    unit.actor = ActorId(3);
    unit.status = MemberStatus::member;
    now.initiatives.all[InitiativeId(0)].members.push_back(unit);
    double hours = 0;
    for (Month month = 0; month < 12; ++month) {
        remedies_act(model, month, now);
        hours += now.remedies.hours;
    }
    EXPECT_EQ(hours, 3 * 16);
    for (const ActorId i : IdRange<ActorId>(6))
        EXPECT_NEAR(now.actors.know_how[i], i.index() < 3 ? 1 - .6 * .8 : .2, 1e-12) << i.index();
    EXPECT_NEAR(now.actors.trained[ActorId(0)], .32, 1e-12);
}

TEST(Training, OfCoordinatorsComesInThreeBlocksTwoMonthsApart) {
    const Model model = with(training(Audience::coordinators, .4, 12));
    State now = world(model, 100);
    now.initiatives.all[InitiativeId(0)].broker = ActorId(2);
    for (Month month = 0; month < 12; ++month) {
        remedies_act(model, month, now);
        EXPECT_EQ(now.remedies.hours, month == 0 || month == 2 || month == 4 ? 16 : 0) << month;
    }
    EXPECT_NEAR(now.actors.know_how[ActorId(2)], 1 - .6 * .8, 1e-12);
    EXPECT_EQ(now.actors.know_how[ActorId(0)], .2);
}

TEST(Training, OfCoordinatorsTakesAFounderOnlyWhereItTakesPart) {
    const Model model = with(training(Audience::coordinators, .4, 12));
    State now = world(model, 100);
    Initiative& initiative = now.initiatives.all[InitiativeId(0)];
    remedies_act(model, 0, now);
    EXPECT_EQ(now.remedies.hours, 16) << "there is no broker, the founder holds the threads";
    initiative.members.erase(initiative.members.begin());
    remedies_act(model, 2, now);
    EXPECT_EQ(now.remedies.hours, 0) << "it has left";
    now.actors.entity[ActorId(0)] = 4711;
    remedies_act(model, 4, now);
    EXPECT_EQ(now.remedies.hours, 0) << "a stranger in its slot";
}

TEST(Training, CoachingFollowsTheCourseAndAddsToIt) {
    Remedy one = training(Audience::leaders, .4, 12);
    one.coaching_days = 1;
    const Model model = with(one);
    State now = world(model, 100);
    for (Month month = 0; month < 12; ++month) {
        remedies_act(model, month, now);
        EXPECT_EQ(now.remedies.hours, month == 0 ? 3 * 16 : month == 2 ? 3 * 8 : 0) << month;
    }
    EXPECT_NEAR(now.actors.know_how[ActorId(1)], 1 - .8 * std::pow(.6, 1.5), 1e-12);
}

TEST(Training, WhoeverLacksHoursAttendsInPartsAndLearnsInProportion) {
    const Model model = with(training(Audience::leaders, .4, 3));
    State now = world(model, 4);
    for (Month month = 0; month < 3; ++month) remedies_act(model, month, now);
    EXPECT_NEAR(now.actors.know_how[ActorId(1)], 1 - .8 * std::pow(.6, 8. / 16), 1e-12) << "months 0 and 2, 4 h each";
}

TEST(Training, ANewcomerInASlotBeginsAnew) {
    const Model model = with(training(Audience::leaders, .4, 12));
    State now = world(model, 100);
    remedies_act(model, 0, now);
    now.actors.entity[ActorId(1)] = 4711;
    remedies_act(model, 1, now);
    EXPECT_EQ(now.remedies.hours, 16);
}

TEST(Training, NobodyGoesWhoHasNothingToLearn) {
    const Model model = with(training(Audience::leaders, 1, 12));
    State now = world(model, 100);
    for (double& know_how : now.actors.know_how) know_how = 1;
    remedies_act(model, 0, now);
    EXPECT_EQ(now.remedies.hours, 0);
}

TEST(Guides, CloseTheirShareOfTheDistanceToTheMostSkilledPartner) {
    Remedy one;
    one.kind = RemedyKind::guides;
    one.strength = .4;
    one.months = 6;
    const Model model = with(one);
    State now = world(model, 100);
    now.actors.know_how[ActorId(0)] = .9;
    now.relations.contacts.add(ActorId(0), ActorId(1));
    now.relations.contacts.add(ActorId(1), ActorId(2));
    remedies_act(model, 0, now);
    const double monthly = 1 - std::pow(.6, 1. / 6);
    EXPECT_NEAR(now.actors.know_how[ActorId(1)], .2 + monthly * .7, 1e-12);
    EXPECT_EQ(now.actors.know_how[ActorId(2)], .2) << "learns from what its partner knew before this month";
    EXPECT_EQ(now.actors.know_how[ActorId(0)], .9);
    for (Month month = 1; month < 12; ++month) remedies_act(model, month, now);
    EXPECT_NEAR(now.actors.know_how[ActorId(1)], .9 - .6 * .7, 1e-12);
    EXPECT_GT(now.actors.know_how[ActorId(2)], .2);
    EXPECT_EQ(now.actors.trained[ActorId(1)], 0) << "guides stay in the house";
}

}  // namespace
}  // namespace gemeinsim::tests
