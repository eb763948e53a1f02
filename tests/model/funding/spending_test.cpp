// SPDX-License-Identifier: Apache-2.0
#include "model/funding/spending.h"

#include <gtest/gtest.h>

#include <cmath>

#include "fund_world.h"
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

/// What a grant of 10,000 EUR becomes in a month: 8 h of the office, members' time of 100 h each.
struct Project : FundWorld {
    explicit Project(bool forwarded, double preparation = 0) {
        model.funding.treasurer_share = .02;
        model.funding.overhead = 0;
        model.funding.wage = 4000;
        initiative().office_surplus_hours = 8;
        Grant& grant = hold(1000000, Earmark::measures, 0, 1000000);
        grant.forwarded = forwarded;
        grant.preparation_left = share_of(1000000, preparation);
    }
    Cents spent() {
        spend_on_measures(model, now);
        check_books_of_money();
        return ledger().balance(now.funding.measures);
    }
    void check_books_of_money() { check_grants(model, 0, now); }
    double handled(std::size_t actor) { return now.actors.hours[ActorId(actor)].money; }
};

TEST(Forwarding, LetsMembersHandleWhatTheyCarryOut) {
    Project own(false);
    EXPECT_EQ(own.spent(), 1000000 / 4) << "8 h of the office and 2 of the treasurer's, at 4 h per 1,000 EUR";
    Project passed_on(true);
    EXPECT_EQ(passed_on.spent(), 1000000 / 2) << "and 2 h of each of five others";
    EXPECT_DOUBLE_EQ(passed_on.handled(0), 2);
    EXPECT_DOUBLE_EQ(passed_on.handled(5), 2);
    EXPECT_DOUBLE_EQ(passed_on.initiative().office_handling_hours, 8);
    Project short_of_money(true);
    short_of_money.now.funding.grants.front().released = 125000;  // 5 of their 10 h
    EXPECT_EQ(short_of_money.spent(), 125000);
    EXPECT_DOUBLE_EQ(short_of_money.handled(5), 1);
    EXPECT_EQ(short_of_money.initiative().office_handling_hours, 0);
}

// Pattern of the bottleneck: without hours, more money does nothing, whoever may handle it.
TEST(Forwarding, DoesNothingWithoutHours) {
    Project world(true, 1);
    world.initiative().office_surplus_hours = 0;
    for (Hours& hours : world.now.actors.hours) hours.capacity = 0;
    EXPECT_EQ(world.spent(), 0);
    world.initiative().phase = Phase::initiation;
    EXPECT_EQ(world.spent(), 0);
    EXPECT_EQ(world.initiative().preparation_hours, 0);
}

TEST(Preparation, BuysWorkOnTasksAndNoMeasures) {
    Project none(false);
    none.initiative().phase = Phase::initiation;
    EXPECT_EQ(none.spent(), 0) << "a funder that wants an agreement pays nothing before";
    Project some(false, .1);
    some.initiative().phase = Phase::initiation;
    EXPECT_EQ(some.spent(), 100000);
    EXPECT_DOUBLE_EQ(some.initiative().preparation_hours, 1000 / 40.);
    EXPECT_EQ(some.initiative().money_hours, 0);
    EXPECT_EQ(some.spent(), 100000) << "a tenth of the grant, once";
    some.initiative().phase = Phase::design;
    EXPECT_GT(some.spent(), 100000) << "what is left pays measures";
    EXPECT_EQ(some.initiative().preparation_hours, 0);
}

TEST(Preparation, TakesNoFreeMoney) {
    World world(MoneyDecidedBy::broker);
    world.initiative().phase = Phase::initiation;
    world.initiative().office_surplus_hours = 100;
    world.now.funding.released[world.id].amount = World::money;
    spend_on_measures(world.model, world.now);
    EXPECT_EQ(world.initiative().preparation_hours, 0);
}

TEST(Release, IsOfTheBudgetAndNotOfTheCash) {
    FundWorld world;
    world.model.governance.money_decided_by = MoneyDecidedBy::broker;
    world.initiative().broker = ActorId(0);
    world.programme().grant_max = 1200000;
    world.run(0);
    world.run(1);
    world.run(2);
    const Grant& grant = world.now.funding.grants.front();
    EXPECT_EQ(grant.left, 1200000 / 12 * 11);
    EXPECT_EQ(grant.released, grant.held + grant.left);
    EXPECT_EQ(unreleased(world.now, world.id), 0);
}

/// A grant of 12,000 EUR over a year that pays an office of this bill, in full or by half; no overhead, hours for all.
struct OfficeGrant : FundWorld {
    OfficeGrant(Cents bill, double office_share, BrokerPaidBy payer = BrokerPaidBy::grant) {
        model.governance.broker = Broker::separate_office;
        model.governance.broker_paid_by = payer;
        model.governance.money_decided_by = MoneyDecidedBy::broker;
        model.funding.overhead = 0;
        model.funding.hours_per_1000_eur = 0;
        programme().office_share = office_share;
        programme().closes = 0;
        begin();
        initiative().broker = ActorId(0);
        initiative().office_fte = static_cast<double>(bill) / static_cast<double>(model.funding.office_cost);
    }
    void run_to(Month last) {
        while (month <= last) run(month++);
    }
    Cents moved(MoneyPurpose purpose) { return ledger().moved(purpose); }
    Month month = 0;
};

// Of what may pay an office as much is kept as the office will cost; all else may become measures.
TEST(Reserves, AreWhatTheOfficeWillCost) {
    for (const double share : {.55, .8, 1.}) {
        OfficeGrant world(55000, share);
        world.run_to(1);
        ASSERT_EQ(world.now.funding.grants.size(), 1U);
        world.run_to(2);
        EXPECT_EQ(world.now.funding.grants.front().released + world.moved(MoneyPurpose::measure), 1200000 - 12 * 55000)
            << share;
        world.run_to(14);
        EXPECT_EQ(world.moved(MoneyPurpose::office), 12 * 55000) << share;
        EXPECT_EQ(world.moved(MoneyPurpose::measure), 1200000 - 12 * 55000) << share;
        EXPECT_EQ(world.now.funding.returned_by_initiatives, 0) << share;
    }
}

// What one grant keeps for the office no other keeps again.
TEST(Reserves, OfSeveralGrantsAreForOneOffice) {
    OfficeGrant world(50000, 1);
    world.initiative().office_surplus_hours = 0;
    for (int k = 0; k < 3; ++k) world.hold(600000, Earmark::none, 600000, 600000).ends = 10;
    for (Grant& grant : world.now.funding.grants) grant.released = 0;
    release_money(world.model, 1, world.now);
    EXPECT_EQ(unreleased(world.now, world.id), 0);
    Cents released = 0;
    for (const Grant& grant : world.now.funding.grants) released += grant.released;
    EXPECT_EQ(released, 3 * 600000 - 8 * 50000) << "months 2 to 9";
    EXPECT_EQ(payable(world.now, world.id, Use::measures), 3 * 600000 - 8 * 50000) << "nothing more is to come";
}

// Half of the grant may pay an office whose bill exceeds an instalment of 1,000 EUR: what lacks is saved up first.
TEST(Reserves, OfCashLetAnOfficeSaveUpForItsBill) {
    OfficeGrant world(137500, .5);
    std::vector<bool> paid;
    for (Month month = 2; month <= 13; ++month) {
        world.run_to(month);
        paid.push_back(world.initiative().office_funded);
    }
    // 1,000 EUR come a month: 1,375 are there in the second, third and fourth month of four, and again.
    EXPECT_EQ(paid,
              (std::vector<bool>{false, true, true, false, true, true, false, false, false, false, false, false}));
    EXPECT_EQ(world.moved(MoneyPurpose::office), 4 * 137500);
    EXPECT_EQ(world.moved(MoneyPurpose::measure), 1200000 - 4 * 137500) << "what pays no fifth bill is free in the end";
}

// Where instalments to come pay every bill, measures need not wait.
TEST(Reserves, OfCashAreNoneWhereInstalmentsPayTheBill) {
    OfficeGrant world(60000, 1);
    for (Month month = 2; month <= 13; ++month) {
        world.run_to(month);
        EXPECT_EQ(world.moved(MoneyPurpose::measure), (month - 1) * 40000);
        EXPECT_TRUE(world.initiative().office_funded);
    }
}

// Where somebody else pays the office, no share of a grant waits for it.
TEST(Reserves, AreNoneWhereNoGrantPaysTheOffice) {
    for (const BrokerPaidBy payer : {BrokerPaidBy::nobody, BrokerPaidBy::grant}) {
        OfficeGrant world(50000, .5, payer);
        world.model.governance.money_decided_by = MoneyDecidedBy::committee;
        world.model.governance.committee_size = 0;  // never meets
        world.programme().decides_projects = true;
        world.run_to(1);
        ASSERT_EQ(world.now.funding.grants.size(), 1U);
        const Cents kept = payer == BrokerPaidBy::grant ? 12 * 50000 : 0;
        EXPECT_EQ(world.now.funding.grants.front().released, 1200000 - kept);
        world.initiative().office_fte = 0;
        world.run_to(2);
        const Grant& grant = world.now.funding.grants.front();
        EXPECT_EQ(grant.released, grant.held + grant.left) << "the funder has decided, and no office takes its share";
        world.run_to(14);
        EXPECT_EQ(world.moved(MoneyPurpose::measure), 1200000);
    }
}

// A pool that lifts the earmark of office money binds nothing that was free before.
TEST(Earmarks, ThatAreLiftedLeaveTheOfficeWhatWasItsOwn) {
    for (const double pooled : {0., .9, 1.}) {
        OfficeGrant world(100000, 0);
        world.programme().office_share.reset();
        world.model.funding.office_share = .1;
        world.programme().earmark = Earmark::office;
        world.remedy(RemedyKind::pooled_budget, pooled);
        world.run_to(1);
        ASSERT_EQ(world.now.funding.grants.size(), 1U);
        const Grant& grant = world.now.funding.grants.front();
        ASSERT_EQ(grant.earmark, pooled > 0 ? Earmark::none : Earmark::office);
        EXPECT_EQ(grant.office_left, grant.amount);
        world.run_to(13);
        EXPECT_EQ(world.moved(MoneyPurpose::office), 12 * 100000);
    }
}

}  // namespace
}  // namespace gemeinsim::tests
