// SPDX-License-Identifier: Apache-2.0
#include "model/funding/spending.h"

#include <gtest/gtest.h>

#include <cmath>

#include "model/funding/grants.h"
#include "model/plain_world.h"

namespace gemeinsim::tests {
namespace {

/// One initiative in design with 10,000 EUR of free money; every actor has plenty of hours.
struct World {
    explicit World(MoneyDecidedBy who, std::size_t members = 6) : model(plain_model(12)) {
        model.governance.money_decided_by = who;
        model.funding.treasurer_share = 0;
        now = plain_state(model, {8, 0});
        for (Hours& hours : now.actors.hours) hours = {.capacity = 100};
        id = add_initiative(now, members);
        now.funding.ledger.transfer(now.funding.outside, initiative().account, money, MoneyPurpose::donation);
        fit_funding(now);
    }
    Initiative& initiative() { return now.initiatives.all[id]; }
    Cents released() { return now.funding.released[id].amount; }
    static constexpr Cents money = 1000000;
    Model model;
    State now;
    InitiativeId id;
};

TEST(Release, ABrokerReleasesAtOnceAndWithoutABrokerAllDecide) {
    World world(MoneyDecidedBy::broker);
    release_money(world.model, 0, world.now);
    EXPECT_LT(world.released(), World::money);
    world.initiative().broker = ActorId(0);
    release_money(world.model, 1, world.now);
    EXPECT_EQ(world.released(), World::money);
}

TEST(Release, AllAgreeTheSlowerTheMoreTheyAre) {
    World few(MoneyDecidedBy::all, 2);
    World many(MoneyDecidedBy::all, 12);
    release_money(few.model, 0, few.now);
    release_money(many.model, 0, many.now);
    // The last of two members agrees after (1 + 1/2) / rate months on average.
    EXPECT_NEAR(static_cast<double>(few.released()),
                World::money * (1 - std::exp(-few.model.funding.agreement_rate / 1.5)), 1);
    EXPECT_GT(few.released(), many.released());
    EXPECT_GT(many.released(), 0);
}

TEST(Release, ACommitteeReleasesInItsSessionsAndTheyTakeHours) {
    World world(MoneyDecidedBy::committee, 12);
    world.model.governance.committee_size = 9;
    world.model.funding.sessions_per_year = 3;
    int sessions = 0;
    for (Month month = 0; month < 12; ++month) {
        world.now.funding.hours_on_money = 0;
        world.now.funding.released[world.id].amount = 0;
        release_money(world.model, month, world.now);
        if (world.released() == 0) continue;
        ++sessions;
        EXPECT_EQ(world.released(), World::money);
        EXPECT_DOUBLE_EQ(world.now.funding.hours_on_money, 9 * world.model.funding.session_hours);
    }
    EXPECT_EQ(sessions, 3);
}

TEST(Release, ACommitteeWithoutHoursHasNoSession) {
    World world(MoneyDecidedBy::committee, 12);
    for (Hours& hours : world.now.actors.hours) hours = {.capacity = 1};
    for (Month month = 0; month < 12; ++month) release_money(world.model, month, world.now);
    EXPECT_EQ(world.released(), 0);
}

TEST(Release, ASuperiorDecidesThroughTheApprovalChain) {
    World world(MoneyDecidedBy::superior);
    world.model.hierarchy.approval_depth = 1;
    world.model.hierarchy.delegated_depth = 0;
    world.model.hierarchy.service_rate = 1000;
    world.model.hierarchy.veto_intercept = -100;
    world.initiative().founder = ActorId(3);  // an administration below actor 0
    release_money(world.model, 0, world.now);
    EXPECT_EQ(world.released(), 0);
    approvals_step(world.model, 1, world.now);
    release_money(world.model, 1, world.now);
    EXPECT_EQ(world.released(), World::money);
    // The head of the administration asks nobody.
    World own(MoneyDecidedBy::superior);
    release_money(own.model, 0, own.now);
    EXPECT_EQ(own.released(), World::money);
}

TEST(Spending, MoneyWithoutHoursStaysUnspent) {
    World world(MoneyDecidedBy::broker);
    world.now.funding.released[world.id].amount = World::money;
    spend_on_measures(world.model, world.now);
    EXPECT_EQ(world.initiative().money_hours, 0);
    EXPECT_EQ(free_money(world.now, world.id), World::money);
    world.initiative().office_surplus_hours = 8;  // 4 h per 1,000 EUR
    spend_on_measures(world.model, world.now);
    EXPECT_EQ(free_money(world.now, world.id), World::money - 200000);
    EXPECT_DOUBLE_EQ(world.initiative().money_hours, 180000.0 / 4200);  // a tenth is overhead
    EXPECT_EQ(world.now.funding.ledger.balance(world.now.funding.overhead), 20000);
    world.now.funding.ledger.check(0);
}

TEST(Spending, TheTreasurersHoursHandleMoneyToo) {
    World world(MoneyDecidedBy::broker);
    world.model.funding.treasurer_share = .02;  // 2 of 100 h
    world.now.funding.released[world.id].amount = World::money;
    spend_on_measures(world.model, world.now);
    EXPECT_EQ(free_money(world.now, world.id), World::money - 50000);
    EXPECT_DOUBLE_EQ(world.now.actors.hours[ActorId(0)].money, 2);
}

TEST(Spending, NothingIsSpentBeforeThereAreMeasures) {
    World world(MoneyDecidedBy::broker);
    world.initiative().phase = Phase::initiation;
    world.initiative().office_surplus_hours = 100;
    world.now.funding.released[world.id].amount = World::money;
    spend_on_measures(world.model, world.now);
    EXPECT_EQ(free_money(world.now, world.id), World::money);
}

}  // namespace
}  // namespace gemeinsim::tests
