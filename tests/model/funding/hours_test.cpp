// SPDX-License-Identifier: Apache-2.0
#include "model/funding/hours.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/check.h"
#include "fund_world.h"

namespace gemeinsim::tests {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

std::string complaint(const FundWorld& world) {
    try {
        check_hours(world.model, 7, world.now);
    } catch (const ContractViolation& violation) {
        return violation.what();
    }
    return "";
}

TEST(HoursLedger, AcceptsWhatFits) {
    FundWorld world;
    EXPECT_THAT(complaint(world), IsEmpty());
    EXPECT_DOUBLE_EQ(take_hours(world.now, ActorId(0), 130, MoneyWork::application), 100);
    EXPECT_DOUBLE_EQ(take_hours(world.now, ActorId(0), 1, MoneyWork::handling), 0);
    EXPECT_THAT(complaint(world), IsEmpty());
}

TEST(HoursLedger, StopsWithMonthActorAndAccounts) {
    FundWorld over;
    over.now.actors.hours[ActorId(3)] = {.capacity = 10, .regulation = 2, .applications = 9};
    EXPECT_THAT(complaint(over),
                HasSubstr("month 7: actor_3 has 10 hours and spends 11 (hours are never above capacity: "
                          "regulation 2, ties 0, initiatives 0, applications 9, money 0, desk 0, remedies 0)"));
    FundWorld below;
    below.now.actors.hours[ActorId(2)].money = -1;
    EXPECT_THAT(complaint(below), HasSubstr("month 7: actor_2 has -1 hours for money"));
    FundWorld ties;
    ties.now.actors.hours[ActorId(4)].ties = 5;
    EXPECT_THAT(complaint(ties), HasSubstr("month 7: actor_4 spends 5 hours on ties that take 0"));
    FundWorld given;
    given.initiative().members[1].given_hours = 4;
    EXPECT_THAT(complaint(given), HasSubstr("month 7: actor_1 spends 0 hours on initiatives that got 4"));
    FundWorld money;
    money.now.actors.hours[ActorId(0)].applications = 3;
    EXPECT_THAT(complaint(money), HasSubstr("month 7: actors spend 3 hours on money and 0 were taken"));
}

TEST(HoursLedger, RegulationTakesItsShareFirst) {
    Model model = plain_model(6);
    model.jurisdiction.regulation = .2;
    const State now = plain_state(model, {1, 0});
    for (const Hours& hours : now.actors.hours) {
        EXPECT_DOUBLE_EQ(hours.regulation, .2 * hours.capacity);
        EXPECT_DOUBLE_EQ(hours.free(), .8 * hours.capacity);
    }
}

TEST(HoursLedger, GivenTiesComeWithTheHoursThatTheyTake) {
    FundWorld world;
    world.now.actors.hours[ActorId(1)] = {.capacity = 4, .regulation = 1, .ties = 5};
    fit_hours_to_ties(world.now);
    EXPECT_DOUBLE_EQ(world.now.actors.hours[ActorId(1)].capacity, 6);
    EXPECT_DOUBLE_EQ(world.now.actors.hours[ActorId(0)].capacity, 100);
}

TEST(Hours, OfLastMonthsMoneyAreFreeAgainWhenTheMonthBegins) {
    FundWorld world;
    Hours& hours = world.now.actors.hours[ActorId(0)];
    take_hours(world.now, ActorId(0), 30, MoneyWork::application);
    hours.money = 5;
    ASSERT_LT(hours.free(), 70);
    programmes_step(world.model, 1, world.now);
    EXPECT_EQ(hours.applications + hours.money, 0);
    EXPECT_EQ(world.now.funding.hours_on_money, 0);
}

}  // namespace
}  // namespace gemeinsim::tests
