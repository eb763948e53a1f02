// SPDX-License-Identifier: Apache-2.0
// What may be paid from a grant, how it is matched, how it ends, and that its books are kept.
#include "model/funding/grants.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/check.h"
#include "fund_world.h"
#include "model/funding/spending.h"

namespace gemeinsim::tests {
namespace {

using testing::HasSubstr;

TEST(Earmarks, OfMeasuresPayNoOfficeAndOfOfficesNoMeasure) {
    for (const Earmark earmark : {Earmark::measures, Earmark::office, Earmark::none}) {
        FundWorld world;
        world.hold(100000, earmark, 100000, 100000);
        EXPECT_EQ(payable(world.now, world.id, Use::office), earmark == Earmark::measures ? 0 : 100000);
        EXPECT_EQ(payable(world.now, world.id, Use::measures), earmark == Earmark::office ? 0 : 100000);
        EXPECT_EQ(payable(world.now, world.id, Use::overhead), earmark == Earmark::office ? 0 : 100000);
        const Funding& funding = world.now.funding;
        EXPECT_EQ(pay(world.now, world.id, funding.wages, 60000, MoneyPurpose::office, Use::office),
                  earmark == Earmark::measures ? 0 : 60000);
        EXPECT_EQ(pay(world.now, world.id, funding.measures, 60000, MoneyPurpose::measure, Use::measures),
                  earmark == Earmark::office ? 0
                  : earmark == Earmark::none ? 40000
                                             : 60000);
        check_grants(world.model, 0, world.now);
    }
}

TEST(Earmarks, LeaveFreeMoneyFree) {
    FundWorld world;
    world.hold(100000, Earmark::measures, 0, 100000);
    world.ledger().transfer(world.now.funding.outside, world.initiative().account, 7000, MoneyPurpose::donation);
    EXPECT_EQ(payable(world.now, world.id, Use::office), 7000);
    EXPECT_EQ(pay(world.now, world.id, world.now.funding.wages, 9000, MoneyPurpose::office, Use::office), 7000);
    EXPECT_EQ(world.now.funding.grants.front().held, 100000);
}

TEST(Earmarks, OfAnOfficeAreNeverReleasedForMeasures) {
    FundWorld world;
    world.model.governance.money_decided_by = MoneyDecidedBy::broker;
    world.initiative().broker = ActorId(0);
    world.hold(100000, Earmark::office, 100000, 0);
    EXPECT_EQ(unreleased(world.now, world.id), 0);
    release_money(world.model, 0, world.now);
    spend_on_measures(world.model, world.now);
    EXPECT_EQ(world.account(), 100000);
}

TEST(Overhead, BeyondTheCapIsTheTreasurersOrLessIsSpent) {
    const auto spent = [](Cents cap, Cents own) {
        FundWorld world;
        world.model.funding.overhead = .1;
        world.model.funding.hours_per_1000_eur = 0;
        world.hold(100000, Earmark::measures, 0, cap);
        world.give(0, own);
        spend_on_measures(world.model, world.now);
        check_books(world.model, 0, world.now);
        EXPECT_EQ(world.now.funding.grants.front().overhead_left, 0);
        return std::array{world.ledger().balance(world.now.funding.measures),
                          world.ledger().balance(world.now.funding.overhead),
                          own - world.ledger().balance(world.now.funding.actor_account[ActorId(0)])};
    };
    EXPECT_EQ(spent(10000, 0), (std::array<Cents, 3>{90000, 10000, 0}));
    EXPECT_EQ(spent(4000, 0), (std::array<Cents, 3>{36000, 4000, 0})) << "administration that nobody pays is not done";
    EXPECT_EQ(spent(4000, 50000), (std::array<Cents, 3>{90000, 10000, 6000}));
    EXPECT_EQ(spent(0, 0), (std::array<Cents, 3>{0, 0, 0}));
}

TEST(Matching, TakesHoursAtTheWageAsFarAsTheProgrammeSays) {
    // A grant of 1,000 EUR a month at a fifth of own means asks for 250 EUR; ten hours at 10 EUR are worth 100.
    const auto drawn = [](double in_kind, Cents own) {
        FundWorld world;
        world.model.funding.wage = 1000;
        world.programme().co_financing = .2;
        world.programme().in_kind = in_kind;
        world.begin();
        for (std::size_t i = 0; i < 6; ++i) world.give(i, own);
        Member& worker = world.initiative().members[1];
        worker.given_hours = 10;
        world.now.actors.hours[ActorId(1)].initiatives = 10;
        world.run(0);
        world.initiative().phase = Phase::initiation;  // nothing is spent
        for (Month month = 1; month <= 2; ++month) world.run(month);
        EXPECT_EQ(world.ledger().moved(MoneyPurpose::in_kind) % 3, 0) << "in, over and out";
        return std::array{world.account(), world.ledger().moved(MoneyPurpose::in_kind) / 3};
    };
    EXPECT_EQ(drawn(0, 100000), (std::array<Cents, 2>{125000, 0}));
    EXPECT_EQ(drawn(1, 100000), (std::array<Cents, 2>{100000 + 15000, 10000})) << "100 of 250 EUR are hours";
    EXPECT_EQ(drawn(.2, 100000), (std::array<Cents, 2>{100000 + 20000, 5000})) << "a fifth of 250 EUR may be hours";
    EXPECT_EQ(drawn(.5, 0), (std::array<Cents, 2>{0, 0})) << "hours alone are not half of anything";
    EXPECT_EQ(drawn(1, 0)[1], 10000) << "but may be all there is where the programme says so";
}

TEST(Grants, WithoutACliffMayStillBeSpentButNotDrawn) {
    for (const bool cliff : {true, false}) {
        FundWorld world;
        world.programme().end_cliff = cliff;
        world.programme().decides_projects = true;
        world.begin();
        world.run(0);
        world.initiative().phase = Phase::initiation;  // nothing is spent
        for (Month month = 1; month <= 13; ++month) world.run(month);
        world.programme().closes = 0;
        world.run(14);
        EXPECT_EQ(world.account(), cliff ? 0 : 1200000);
        EXPECT_EQ(world.now.funding.grants.size(), cliff ? 0U : 1U);
        world.run(15);
        EXPECT_EQ(world.account(), cliff ? 0 : 1200000) << "nothing more is drawn";
        if (cliff) continue;
        pay(world.now, world.id, world.now.funding.measures, 1200000, MoneyPurpose::measure, Use::measures);
        world.run(16);
        EXPECT_TRUE(world.now.funding.grants.empty());
    }
}

// Nothing is spent: half a year more, once, and then all returns.
TEST(Grants, AreLengthenedOnceWhereMoneyIsLeft) {
    FundWorld world;
    world.programme().extension = 6;
    world.programme().last = Calendar{2008, 1};
    world.programme().closes = 0;
    world.begin();
    world.run(0);
    world.initiative().phase = Phase::initiation;
    const auto returned_by = [&](Month last, Month from) {
        for (Month month = from; month <= last; ++month) world.run(month);
        return world.now.funding.returned_by_initiatives;
    };
    EXPECT_EQ(returned_by(19, 1), 0) << "begun in month 2, for twelve months and six more";
    EXPECT_EQ(world.account(), 1200000);
    EXPECT_EQ(returned_by(20, 20), 1200000);
    EXPECT_TRUE(world.now.funding.grants.empty());
}

TEST(Grants, ThatAreSpentAreNotLengthened) {
    FundWorld world;
    world.programme().extension = 6;
    world.programme().decides_projects = true;
    world.programme().closes = 0;
    world.model.funding.hours_per_1000_eur = 0;
    world.begin();
    for (Month month = 0; month <= 14; ++month) world.run(month);
    EXPECT_EQ(world.ledger().moved(MoneyPurpose::award), 1200000);
    EXPECT_TRUE(world.now.funding.grants.empty());
}

TEST(Grants, AreStoppedWhereTheirBooksDoNotAgree) {
    FundWorld world;
    for (Month month = 0; month <= 3; ++month) {
        if (month == 3) world.initiative().phase = Phase::initiation;  // the last instalment is not spent
        world.run(month);
    }
    const auto complaint = [](const FundWorld& wrong) {
        try {
            check_books(wrong.model, 3, wrong.now);
        } catch (const ContractViolation& violation) {
            return std::string(violation.what());
        }
        return std::string();
    };
    EXPECT_EQ(complaint(world), "");
    FundWorld lost = world;
    lost.now.funding.grants.front().held -= 1;
    EXPECT_THAT(complaint(lost), HasSubstr("month 3: of a grant of youth fund initiative 0 received"));
    FundWorld released = world;
    released.now.funding.grants.front().released = 99000000;
    EXPECT_THAT(complaint(released), HasSubstr("month 3: of a grant of youth fund initiative 0 may spend 99000000"));
    FundWorld spent = world;
    spent.ledger().transfer(spent.initiative().account, spent.now.funding.wages, spent.account(), MoneyPurpose::office);
    EXPECT_THAT(complaint(spent), HasSubstr("initiative 0 holds 0 cents"));
    FundWorld promised = world;
    promised.now.funding.promised[ProgrammeId(0)] += 100000000;
    EXPECT_THAT(complaint(promised), HasSubstr("youth fund promised"));
}

// "Up to 12,000 EUR a year": grants that last five times as long bring as much a year, with a budget for one such grant
// at once, and where a year's budget holds a year's money only.
TEST(Grants, ThatAreLongBringNoLessMoneyAYear) {
    for (const Cents budget : {10000000, 1200000}) {
        const auto received = [&](double strength) {
            FundWorld world;
            world.model.funding.hours_per_1000_eur = 0;
            world.programme().budget = budget;
            world.programme().calls_per_year = 12;
            world.programme().decides_projects = true;
            world.begin();
            world.remedy(RemedyKind::long_grants, strength);
            for (Month month = 0; month < 120; ++month) {
                world.run(month);
                Cents in_force = 0;
                for (const Grant& grant : world.now.funding.grants) in_force += grant.amount;
                EXPECT_LE(in_force, (12 + strength * 48) / 12 * 1200000) << "a year's money, for each year";
            }
            return world.ledger().moved(MoneyPurpose::award);
        };
        const Cents plain = received(0);
        EXPECT_GT(plain, 8 * 1200000);
        for (const double strength : {.5, 1.})
            EXPECT_GE(received(strength), budget > 1200000 ? plain * 95 / 100 : plain * 3 / 4)
                << strength << " " << budget;
    }
}

TEST(Payers, ThatEndLeaveOnlyWhatIsPromised) {
    FundWorld world(8);
    world.programme().funder = "actor_7";
    world.begin();
    world.run(0);
    EXPECT_EQ(world.ledger().flow(AccountKind::outside, AccountKind::civil_society, MoneyPurpose::budget), 10000000)
        << "the budget passes through its payer";
    world.run(1);
    ASSERT_EQ(world.now.funding.grants.size(), 1U);
    end_actor(world.model, 2, world.now, ActorId(7));
    for (Month month = 2; month < 16; ++month) world.run(month);
    EXPECT_EQ(world.ledger().moved(MoneyPurpose::award), 1200000);
    EXPECT_EQ(world.ledger().balance(world.now.funding.programme_account[ProgrammeId(0)]), 0);
    EXPECT_TRUE(world.now.funding.grants.empty());
    EXPECT_TRUE(world.waiting().empty()) << "no call in the second January";
}

TEST(Payers, OfATopicPayWhileTheirLeadershipSupportsIt) {
    FundWorld world;
    world.programme().funder = "actor_0";
    world.programme().topics = {"youth"};
    world.begin();
    EXPECT_TRUE(has_payer(world.model, world.now, ProgrammeId(0)));
    world.now.actors.priority(ActorId(0), TopicId(0)) = .1;
    EXPECT_FALSE(has_payer(world.model, world.now, ProgrammeId(0)));
    world.run(0);
    EXPECT_TRUE(world.waiting().empty());
    EXPECT_EQ(world.ledger().moved(MoneyPurpose::budget), 0);
}

// A budget that its funder did not vote in January is voted when it supports the topic again: what is left of the year.
TEST(Payers, ThatSupportATopicAgainPayTheRestOfTheYear) {
    FundWorld world;
    world.programme().funder = "actor_0";
    world.programme().topics = {"youth"};
    world.programme().calls_per_year = 12;
    world.begin();
    const auto voted = [&] {
        return world.ledger().flow(AccountKind::outside, AccountKind::administration, MoneyPurpose::budget);
    };
    double& priority = world.now.actors.priority(ActorId(0), TopicId(0));
    priority = .1;
    for (Month month = 0; month < 6; ++month) world.run(month);
    EXPECT_EQ(voted(), 0);
    priority = .9;
    world.run(6);
    EXPECT_EQ(voted(), 5000000) << "July to December";
    EXPECT_EQ(world.waiting().size(), 1U);
    priority = .1;
    world.run(7);
    priority = .9;
    world.run(8);
    EXPECT_EQ(voted(), 5000000) << "a year's budget is voted once";
    for (Month month = 9; month <= 12; ++month) world.run(month);
    EXPECT_EQ(voted(), 15000000);
}

TEST(Applications, AreDecidedInTheMonthOfTheCallWhereNoTimeIsTaken) {
    for (const int months : {0, 1}) {
        FundWorld world;
        world.programme().months_to_decide = months;
        world.begin();
        world.run(0);
        EXPECT_EQ(world.now.funding.applications_decided, months == 0 ? 1 : 0);
        world.run(1);
        EXPECT_EQ(world.now.funding.applications_decided, 1);
    }
}

}  // namespace
}  // namespace gemeinsim::tests
