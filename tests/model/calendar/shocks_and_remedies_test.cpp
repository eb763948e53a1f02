// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>

#include "model/calendar/dates.h"
#include "model/calendar/rules.h"
#include "model/plain_world.h"
#include "model/remedies/rules.h"

namespace gemeinsim::tests {
namespace {

Shock shock(ShockKind kind, const char* target, Month month, int months, double size) {
    Shock one;
    one.kind = kind;
    one.target = target;
    one.month = month;
    one.months = months;
    one.size = size;
    return one;
}

TEST(Shocks, RaiseSeverityAndItsTwinOverTheirMonths) {
    Model model = plain_model(3);
    model.shocks.push_back(shock(ShockKind::severity, "youth", 2, 4, .2));
    State now = plain_state(model, {1, 0});
    now.world.topics[TopicId(0)].severity = .3;
    now.world.topics[TopicId(0)].untouched_severity = .5;
    for (Month month = 0; month < 12; ++month) shocks_strike(model, month, now);
    EXPECT_NEAR(now.world.topics[TopicId(0)].severity, 1 - .7 * std::pow(.95, 4), 1e-12);
    EXPECT_NEAR(now.world.topics[TopicId(0)].untouched_severity, 1 - .5 * std::pow(.95, 4), 1e-12);
}

TEST(Shocks, ChangeTheHeadOfTheirTargetOnce) {
    Model model = plain_model(3);
    model.leadership.unclear_months = 5;
    model.shocks.push_back(shock(ShockKind::leadership, "actor_1", 3, 6, 1));
    State now = plain_state(model, {1, 0});
    for (Month month = 0; month < 12; ++month) {
        const double before = now.actors.unclear_until[ActorId(1)];
        shocks_strike(model, month, now);
        EXPECT_EQ(now.actors.unclear_until[ActorId(1)] != before, month == 3);
    }
    EXPECT_EQ(now.actors.leadership_clear[ActorId(1)], 0);
    EXPECT_EQ(now.actors.leadership_clear[ActorId(0)], 1);
}

Remedy training(double strength, int months, Cents cost) {
    Remedy one;
    one.kind = RemedyKind::training;
    one.from = 1;
    one.months = months;
    one.strength = strength;
    one.cost = cost;
    return one;
}

TEST(TrainingAtWork, ClosesItsShareOfTheGapForThoseWhoTakePart) {
    Model model = plain_model(6);
    model.remedies.push_back(training(.4, 6, 1000));
    State now = plain_state(model, {1, 0});
    add_initiative(now, 3);
    const Actors before = now.actors;
    for (Month month = 0; month < 24; ++month) remedies_act(model, month, now);
    for (const ActorId i : IdRange<ActorId>(6)) {
        const double gap = 1 - before.know_how[i];
        EXPECT_NEAR(now.actors.know_how[i], i.index() < 3 ? 1 - .6 * gap : 1 - gap, 1e-12);
    }
    EXPECT_EQ(now.funding.ledger.balance(now.funding.measures), 6000);
}

// A year's budget of 13,000 EUR pays 1,000 EUR a month from the first month on, though what is left goes back in
// January.
TEST(RemedyPayment, FollowsTheBudgetsOfTheMonth) {
    Model model = plain_model(3);
    model.funding.annuality = 1;
    model.funding.budget_administration = 1300000;
    Programme programme = programme_columns().defaults();
    programme.name = "fund";
    programme.budget = 1300000;
    programme.annuality = 1;
    programme.closes = 36;
    model.programmes.push_back(programme);
    for (const bool by_programme : {false, true}) {
        Remedy one = training(.4, 36, 100000);
        one.from = 0;
        if (by_programme) {
            one.payer_programme = ProgrammeId(0);
        } else {
            one.payer = "actor_0";
            one.payer_id = ActorId(0);
        }
        model.remedies = {one};
        State now = plain_state(model, {1, 0});
        for (Month month = 0; month < 36; ++month) calendar_step(model, month, now);
        EXPECT_EQ(now.remedies.unpaid, 0);
        EXPECT_EQ(now.funding.ledger.moved(MoneyPurpose::remedy), 3600000);
    }
}

TEST(TrainingAtWork, WithoutItsCauseCostsMoneyAndChangesNothingElse) {
    Model model = plain_model(6);
    model.remedies.push_back(training(1, 6, 1000));
    State now = plain_state(model, {1, 0});
    add_initiative(now, 3);
    for (double& know_how : now.actors.know_how) know_how = 1;
    const Actors before = now.actors;
    for (Month month = 0; month < 24; ++month) remedies_act(model, month, now);
    EXPECT_EQ(now.actors, before);
    EXPECT_EQ(now.funding.ledger.balance(now.funding.measures), 6000);
}

TEST(TrainingAtWork, GoesInPartWithTheHeadThatWasTrained) {
    Model model = plain_model(3);
    model.leadership.contact_loss = .25;
    State now = plain_state(model, {1, 0});
    now.actors.know_how[ActorId(1)] = .7;
    now.actors.trained[ActorId(1)] = .4;
    change_leadership(model, 5, now, ActorId(1));
    EXPECT_NEAR(now.actors.know_how[ActorId(1)], .6, 1e-12);
    EXPECT_NEAR(now.actors.trained[ActorId(1)], .3, 1e-12);
}

}  // namespace
}  // namespace gemeinsim::tests
