// SPDX-License-Identifier: Apache-2.0
#include "model/funding/offices.h"

#include <gtest/gtest.h>

#include <numeric>

#include "model/funding/grants.h"
#include "model/plain_world.h"

namespace gemeinsim::tests {
namespace {

/// One initiative of six members that wants half a post (2,750 EUR), every actor with 1,000 EUR.
struct World {
    explicit World(BrokerPaidBy payer, Arm arm = Arm::as_financed) : model(plain_model(6)) {
        model.governance.broker_paid_by = payer;
        model.governance.broker = Broker::separate_office;
        model.funding.arm = arm;
        for (ActorRow& row : model.population.actors) row.money = 100000;
        now = plain_state(model, {5, 0});
        id = add_initiative(now, 6);
        initiative().office_fte = .5;
        initiative().broker = ActorId(0);
        fit_funding(now);
    }
    Initiative& initiative() { return now.initiatives.all[id]; }
    Cents balance(std::size_t actor) { return now.funding.ledger.balance(now.funding.actor_account[ActorId(actor)]); }
    Model model;
    State now;
    InitiativeId id;
};

constexpr Cents bill = 275000;

TEST(Offices, NobodyPaysWhereNobodyIsNamed) {
    World world(BrokerPaidBy::nobody);
    for (Month month = 0; month < 3; ++month) pay_offices(world.model, month, world.now);
    EXPECT_FALSE(world.initiative().office_funded);
    EXPECT_EQ(world.initiative().months_unfunded, 3);
}

TEST(Offices, MembersPayEqualFeesToTheCent) {
    World world(BrokerPaidBy::members);
    pay_offices(world.model, 0, world.now);
    EXPECT_TRUE(world.initiative().office_funded);
    Cents fees = 0;
    for (const Member& member : world.initiative().members) {
        EXPECT_NEAR(static_cast<double>(member.fee), bill / 6.0, 1);
        fees += member.fee;
    }
    EXPECT_EQ(fees, bill);
    EXPECT_EQ(world.now.funding.ledger.balance(world.now.funding.wages), bill);
    // 600,000 cents last for two months; the third is not paid at all.
    pay_offices(world.model, 1, world.now);
    pay_offices(world.model, 2, world.now);
    EXPECT_FALSE(world.initiative().office_funded);
    EXPECT_EQ(world.initiative().months_unfunded, 1);
    EXPECT_EQ(world.now.funding.ledger.balance(world.now.funding.wages), 2 * bill);
    for (const Member& member : world.initiative().members) EXPECT_EQ(member.fee, 0);
}

TEST(Offices, AHostPaysFromALineThatIsSpentOnNothingElse) {
    World world(BrokerPaidBy::host_administration);
    world.model.funding.host_line = 3 * bill;
    const Cents own = world.balance(0);
    for (Month month = 0; month < 4; ++month) {
        pay_offices(world.model, month, world.now);
        EXPECT_EQ(world.initiative().office_funded, month < 3);
        EXPECT_EQ(world.balance(0), own);
    }
    pay_offices(world.model, 12, world.now);  // the next year's line
    EXPECT_TRUE(world.initiative().office_funded);
}

TEST(Offices, AHostThatNoLongerSupportsTheTopicClosesItsLine) {
    World world(BrokerPaidBy::host_administration);
    world.now.actors.priority(ActorId(0), TopicId(0)) = .29;
    pay_offices(world.model, 0, world.now);
    EXPECT_FALSE(world.initiative().office_funded);
    world.now.actors.priority(ActorId(0), TopicId(0)) = .3;
    pay_offices(world.model, 1, world.now);
    EXPECT_TRUE(world.initiative().office_funded);
}

TEST(Offices, ALeadPaysFromItsOwnAccount) {
    World world(BrokerPaidBy::lead);
    world.initiative().office_fte = .1;
    pay_offices(world.model, 0, world.now);
    EXPECT_TRUE(world.initiative().office_funded);
    EXPECT_EQ(world.balance(0), 100000 - 55000);
}

TEST(Offices, AGrantPaysOnlyAsMuchOfAnOfficeAsItsFunderAllows) {
    World world(BrokerPaidBy::grant);
    Ledger& ledger = world.now.funding.ledger;
    ledger.transfer(world.now.funding.outside, world.initiative().account, 10 * bill, MoneyPurpose::award);
    world.now.funding.promised.resize(1);
    Grant grant;
    grant.programme = ProgrammeId(0);
    grant.initiative = world.id;
    grant.amount = grant.held = 10 * bill;
    grant.office_left = 2 * bill;
    grant.ends = 99;
    add_grant(world.now, grant);
    for (Month month = 0; month < 3; ++month) pay_offices(world.model, month, world.now);
    EXPECT_FALSE(world.initiative().office_funded);
    EXPECT_EQ(ledger.balance(world.initiative().account), 8 * bill);
    EXPECT_EQ(world.now.funding.grants.front().held, 8 * bill);
}

TEST(Offices, UnderEqualMoneyNoHostPaysWhateverGovernanceSays) {
    for (const BrokerPaidBy payer : {BrokerPaidBy::members, BrokerPaidBy::host_administration, BrokerPaidBy::lead}) {
        World world(payer, Arm::equal_money);
        draw_instalments(world.model, 0, world.now);
        pay_offices(world.model, 0, world.now);
        EXPECT_TRUE(world.initiative().office_funded);
        EXPECT_EQ(world.now.funding.ledger.balance(world.initiative().account), world.model.funding.endowment - bill);
        for (std::size_t i = 0; i < 6; ++i) EXPECT_EQ(world.balance(i), 100000);
    }
}

}  // namespace
}  // namespace gemeinsim::tests
