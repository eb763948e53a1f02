// SPDX-License-Identifier: Apache-2.0
// What applicants foresee that they can spend, in closed form, and what comes of asking for more than that.
#include "model/funding/forecast.h"

#include <gtest/gtest.h>

#include <cmath>
#include <utility>
#include <vector>

#include "fund_world.h"
#include "model/funding/applications.h"

namespace gemeinsim::tests {
namespace {

/// The world of one fund with hours for 10,000 EUR a month: 20 h of the office, 20 of the treasurer's 40 free ones.
struct Foreseeing : FundWorld {
    Foreseeing() {
        programme().grant_max = 100000000;
        model.governance.money_decided_by = MoneyDecidedBy::broker;
        initiative().broker = ActorId(0);
        now.actors.hours[ActorId(0)].capacity = 40;
    }
    Cents usable() { return usable_money(model, now, id, ProgrammeId(0)); }
};

constexpr Cents month_of_hours = 1000000;  // (20 h + .5 * 40 h) / 4 h per 1,000 EUR

TEST(Foresight, CountsTheMonthsWithHoursForTheMoney) {
    Foreseeing world;
    EXPECT_EQ(world.usable(), 12 * month_of_hours);
    world.model.funding.hours_per_1000_eur = 8;
    EXPECT_EQ(world.usable(), 6 * month_of_hours);
    world.model.funding.hours_per_1000_eur = 0;
    EXPECT_EQ(world.usable(), world.programme().grant_max);
    world.model.funding.hours_per_1000_eur = 4;
    world.model.funding.treasurer_share = 0;
    EXPECT_EQ(world.usable(), 6 * month_of_hours) << "the office alone";
    world.programme().grant_max = 5;
    EXPECT_EQ(world.usable(), 5);
}

TEST(Foresight, IsNothingForMeasuresBeforeDesign) {
    Foreseeing world;
    world.initiative().phase = Phase::initiation;
    for (const bool cliff : {true, false}) {
        world.programme().end_cliff = cliff;
        EXPECT_EQ(world.usable(), 0);
    }
    world.model.funding.success_prior = 1;
    write_applications(world.model, 0, world.now);
    EXPECT_TRUE(world.waiting().empty());
    world.initiative().phase = Phase::design;
    write_applications(world.model, 0, world.now);
    EXPECT_EQ(world.waiting().size(), 1U);
}

// Half of the largest grant may prepare measures.
TEST(Foresight, OfPreparationNeedsNoDesign) {
    Foreseeing world;
    world.initiative().phase = Phase::initiation;
    world.programme().preparation = .5;
    EXPECT_EQ(world.usable(), 12 * month_of_hours);
    world.programme().grant_max = 20 * month_of_hours;
    EXPECT_EQ(world.usable(), 10 * month_of_hours);
    world.initiative().phase = Phase::design;
    EXPECT_EQ(world.usable(), 12 * month_of_hours);
}

TEST(Foresight, OfProjectsOfMembersCountsTheHoursOfAll) {
    Foreseeing world;
    world.programme().forwarded = true;
    // Five others give half of their 100 hours.
    EXPECT_EQ(world.usable(), 12 * (month_of_hours + 5 * 50 * 100000 / 4));
}

TEST(Foresight, OfWhatAFunderDecidesWaitsForNobody) {
    Foreseeing world;
    world.model.governance.money_decided_by = MoneyDecidedBy::committee;
    EXPECT_EQ(world.usable(), 10 * month_of_hours);
    world.programme().decides_projects = true;
    EXPECT_EQ(world.usable(), 12 * month_of_hours);
}

TEST(Foresight, OfAnOfficeNeedsNoDesign) {
    Foreseeing world;
    world.model.governance.broker_paid_by = BrokerPaidBy::grant;
    world.initiative().phase = Phase::initiation;
    world.initiative().office_fte = 1;
    world.programme().earmark = Earmark::office;
    EXPECT_EQ(world.usable(), 12 * world.model.funding.office_cost);
}

TEST(Foresight, CountsTheWaitForThoseWhoDecideAboutMoney) {
    Foreseeing world;
    const auto waits = [&](MoneyDecidedBy who) {
        world.model.governance.money_decided_by = who;
        return months_to_release(world.model, world.now, world.initiative());
    };
    EXPECT_EQ(waits(MoneyDecidedBy::broker), 0);
    EXPECT_DOUBLE_EQ(waits(MoneyDecidedBy::all), (1 + 1 / 2. + 1 / 3. + 1 / 4. + 1 / 5. + 1 / 6.) / 2);
    EXPECT_DOUBLE_EQ(waits(MoneyDecidedBy::committee), 2) << "three sessions a year";
    EXPECT_EQ(world.usable(), 10 * month_of_hours);
    std::vector<Hours> busy(world.now.actors.size(), Hours{.capacity = 50, .ties = 49});
    std::swap(busy[0], world.now.actors.hours[ActorId(0)]);
    for (std::size_t i = 1; i < 4; ++i) std::swap(busy[i], world.now.actors.hours[ActorId(i)]);
    EXPECT_TRUE(std::isinf(waits(MoneyDecidedBy::committee))) << "two of six have the hours for a session";
    EXPECT_EQ(world.usable(), 0);
    world.now.actors.hours[ActorId(1)].ties = 40;
    world.now.actors.hours[ActorId(1)].money = 10;
    EXPECT_EQ(waits(MoneyDecidedBy::committee), 2) << "this month's session took the third's hours";
    for (std::size_t i = 0; i < 4; ++i) std::swap(busy[i], world.now.actors.hours[ActorId(i)]);
    EXPECT_EQ(waits(MoneyDecidedBy::superior), 0) << "nothing is known yet";
    CaseTotals& past = world.now.approvals.totals[static_cast<std::size_t>(CaseKind::budget)];
    past.approved = 4;
    past.approval_time = 12;
    EXPECT_EQ(waits(MoneyDecidedBy::superior), 3);
    EXPECT_EQ(world.usable(), 9 * month_of_hours);
    world.programme().end_cliff = false;
    EXPECT_EQ(world.usable(), 12 * month_of_hours) << "what is late is spent late";
}

// Three months' worth is in hand from another fund, and a bid for two more months' worth waits with a chance of .16.
TEST(Foresight, LeavesOutWhatOtherGrantsAndBidsWillTake) {
    Foreseeing world;
    world.add_programme("other");
    world.begin();
    world.initiative().broker = ActorId(0);
    world.now.actors.hours[ActorId(0)].capacity = 40;
    world.hold(3 * month_of_hours, Earmark::measures, 0, 0);
    EXPECT_EQ(world.usable(), 9 * month_of_hours);
    world.now.funding.bidding[world.id].push_back({ProgrammeId(1), 2 * month_of_hours});
    EXPECT_NEAR(static_cast<double>(world.usable()), (9 - .16 * 2) * month_of_hours, 1);
}

// The treasurer's hours that this month's handling took are there for a grant as well.
TEST(Foresight, CountsThisMonthsHandlingAmongTheHours) {
    Foreseeing world;
    const double before = foreseen_hours(world.model, world.now, world.initiative(), world.programme());
    // 7,500 EUR with a tenth of overhead took 30 h, ten of them the treasurer's.
    world.initiative().money_hours = 7500 * .9 / 42;
    world.now.actors.hours[ActorId(0)].money = 10;
    EXPECT_NEAR(foreseen_hours(world.model, world.now, world.initiative(), world.programme()), before, 1e-9);
}

TEST(Foresight, CountsTheOfficeThatTheGrantWouldPay) {
    Foreseeing world;
    world.model.governance.broker = Broker::separate_office;
    world.model.governance.broker_paid_by = BrokerPaidBy::grant;
    world.initiative().office_surplus_hours = 0;
    world.initiative().office_fte = 1;
    world.initiative().trust = .5;
    const auto hours = [&] { return foreseen_hours(world.model, world.now, world.initiative(), world.programme()); };
    EXPECT_DOUBLE_EQ(hours(), 20) << "this programme pays no office";
    world.programme().office_share = .5;
    const InitiativesParameters& p = world.model.initiatives;
    EXPECT_DOUBLE_EQ(hours(), 20 + p.fte_hours - p.office_fixed_hours - 5 * p.office_broker_hours);
}

TEST(Foresight, AsksForNoGrantThatIsLargerThanItsUse) {
    for (const Cents least : {Cents(12) * month_of_hours, Cents(12) * month_of_hours + 1}) {
        Foreseeing world;
        world.programme().grant_min = least;
        world.model.funding.success_prior = 1;
        write_applications(world.model, 0, world.now);
        const bool enough = least == 12 * month_of_hours;
        ASSERT_EQ(world.waiting().size(), enough ? 1U : 0U);
        if (enough) {
            EXPECT_EQ(world.waiting().front().amount, least);
        }
    }
}

// What is foreseen is what happens where nothing changes: asked for to the limit and spent, all but the overhead of
// waiting for the last instalments.
TEST(Foresight, IsWhatIsSpentWhereNothingChanges) {
    Foreseeing world;
    world.model.funding.overhead = 0;
    world.model.funding.treasurer_share = 0;
    world.programme().budget = 1000000000;
    for (Month month = 0; month <= 14; ++month) world.run(month);
    EXPECT_EQ(world.ledger().moved(MoneyPurpose::award), 6 * month_of_hours);
    EXPECT_EQ(world.ledger().moved(MoneyPurpose::measure), 6 * month_of_hours);
    EXPECT_EQ(world.now.funding.returned_by_initiatives, 0);
}

// The committee decides about the budget of a grant, so that what is drawn after its last session is spent as well:
// what was asked for less the wait for a session is what becomes measures.
TEST(Foresight, IsWhatIsSpentWhereACommitteeDecides) {
    Foreseeing world;
    world.model.governance.money_decided_by = MoneyDecidedBy::committee;
    world.model.governance.committee_size = 5;
    world.model.funding.overhead = 0;
    world.model.funding.treasurer_share = 0;
    world.programme().budget = 1000000000;
    world.programme().closes = 0;
    for (Month month = 0; month <= 14; ++month) world.run(month);
    EXPECT_EQ(world.ledger().moved(MoneyPurpose::award), 5 * month_of_hours) << "ten months of the office's hours";
    EXPECT_EQ(world.ledger().moved(MoneyPurpose::measure), 5 * month_of_hours);
    EXPECT_EQ(world.now.funding.returned_by_initiatives, 0);
}

// Decisions about the budget need not wait for the first instalment.
TEST(Foresight, WaitsForDecisionsWhileMoneyIsStillToCome) {
    for (const int gap : {0, 1, 2, 5}) {
        Foreseeing world;
        world.model.governance.money_decided_by = MoneyDecidedBy::committee;  // two months on average
        world.programme().gap = gap;
        EXPECT_EQ(world.usable(), (10 + std::min(gap, 2)) * month_of_hours) << gap;
        world.remedy(RemedyKind::pooled_budget, 1);
        EXPECT_EQ(world.usable(), 10 * month_of_hours) << "pooled money comes at once";
    }
}

// A pool that may lift an earmark is planned with: the office's money for measures, that of measures for an office.
TEST(Foresight, ExpectsEarmarksToBeLifted) {
    Foreseeing world;
    world.model.governance.broker_paid_by = BrokerPaidBy::grant;
    world.initiative().office_fte = .5;
    const auto office = static_cast<double>(12 * world.model.funding.office_cost / 2);
    const auto measures = [&] {
        return foreseen_hours(world.model, world.now, world.initiative(), world.programme()) / 4 * 100000 * 12;
    };
    for (const double pooled : {0., .5, 1.}) {
        world.remedy(RemedyKind::pooled_budget, pooled);
        world.programme().earmark = Earmark::office;
        EXPECT_NEAR(static_cast<double>(world.usable()), office + pooled * measures(), 1);
        world.programme().earmark = Earmark::measures;
        EXPECT_NEAR(static_cast<double>(world.usable()), (pooled > 0 ? office : 0) + measures(), 1);
        EXPECT_EQ(office_part(world.model, world.now, world.programme(), 1000), 1000 * pooled * pooled)
            << "lifted, and then the share that a pool allows an office";
    }
}

}  // namespace
}  // namespace gemeinsim::tests
