// SPDX-License-Identifier: Apache-2.0
#include "model/funding/applications.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "fund_world.h"
#include "model/funding/eligibility.h"
#include "model/funding/grants.h"
#include "model/funding/programmes.h"
#include "model/plain_world.h"

namespace gemeinsim::tests {
namespace {

/// One programme for grants of 12,000 EUR over a year, one initiative with hours to use them.
struct World {
    World() : model(plain_model(6)) {
        model.calendar = Calendar{2008, 1};
        Programme programme = programme_columns().defaults();
        programme.name = "youth fund";
        programme.budget = 10000000;
        programme.grant_min = 0;
        programme.grant_max = 1200000;
        programme.duration = 12;
        programme.co_financing = 0;
        programme.annuality = 0;
        programme.office_share = 0;
        programme.months_to_decide = 1;
        programme.success = 1;
        programme.earmark = Earmark::none;
        programme.gap = 0;
        programme.closes = 120;
        model.programmes.push_back(programme);
        model.funding.budget_administration = 0;
        model.funding.budget_civil_society = 0;
        model.funding.budget_business = 0;
        now = plain_state(model, {9, 0});
        for (Hours& hours : now.actors.hours) hours = {.capacity = 100};
        id = add_initiative(now, 6);
        now.initiatives.all[id].office_surplus_hours = 20;
    }
    Programme& programme() { return model.programmes[ProgrammeId(0)]; }
    Cents account() { return now.funding.ledger.balance(now.initiatives.all[id].account); }
    std::vector<Application>& waiting() { return now.funding.applications[ProgrammeId(0)]; }
    void run(Month month) {
        programmes_step(model, month, now);
        funding_step(model, month, now);
    }
    /// From now on: money is for the phase of design, though it was applied for there.
    void spend_nothing() { now.initiatives.all[id].phase = Phase::initiation; }
    Model model;
    State now;
    InitiativeId id;
};

TEST(Applications, AreWrittenWhereTheyAreWorthTheirHours) {
    World world;
    write_applications(world.model, 0, world.now);
    ASSERT_EQ(world.waiting().size(), 1U);
    EXPECT_EQ(world.waiting().front().amount, 1200000);
    double hours = 0;
    for (const Hours& budget : world.now.actors.hours) hours += budget.applications;
    EXPECT_DOUBLE_EQ(hours, world.programme().hours_to_apply);

    World hopeless;
    hopeless.model.funding.success_prior = .01;
    write_applications(hopeless.model, 0, hopeless.now);
    EXPECT_TRUE(hopeless.waiting().empty());

    World busy;
    for (Hours& budget : busy.now.actors.hours) budget.capacity = 3;  // 18 h together
    write_applications(busy.model, 0, busy.now);
    EXPECT_TRUE(busy.waiting().empty());
}

TEST(Applications, NeedACallAndAnEligibleSector) {
    World world;
    EXPECT_FALSE(calls(world.model, world.programme(), 1));
    EXPECT_TRUE(calls(world.model, world.programme(), 12));
    world.programme().calls_per_year = 12;
    for (Month month = 0; month < 12; ++month) EXPECT_TRUE(calls(world.model, world.programme(), month));
    world.programme().sectors = {"business"};
    place_programme(world.model, world.programme());
    EXPECT_EQ(applicant(world.now, world.now.initiatives.all[world.id], world.programme()), ActorId(2));
    world.now.initiatives.all[world.id].members.resize(2);
    EXPECT_FALSE(applicant(world.now, world.now.initiatives.all[world.id], world.programme()));
}

// Half of a mean grant of 6,000 EUR at the prior chance, for the sector that may apply and in the month of a call.
TEST(Applications, PromiseAPartnerItsHalfOfAnOpenCall) {
    World world;
    world.programme().sectors = {"business"};
    place_programme(world.model, world.programme());
    const auto half = static_cast<Cents>(std::llround(world.model.funding.success_prior * 300000));
    programmes_step(world.model, 0, world.now);
    EXPECT_EQ(world.now.funding.joint_calls, (std::array<Cents, sector_count>{0, 0, half}));
    EXPECT_GT(half, 0);
    programmes_step(world.model, 1, world.now);
    EXPECT_EQ(world.now.funding.joint_calls, (std::array<Cents, sector_count>{0, 0, 0}));
    world.model.funding.arm = Arm::equal_money;
    EXPECT_EQ(open_joint_calls(world.model, 0, world.now), (std::array<Cents, sector_count>{0, 0, 0}));
}

// That is how sweeps switch a programme off: the world is as if there were none.
TEST(Applications, ABudgetOfNothingIsNoCall) {
    World world;
    EXPECT_TRUE(calls(world.model, world.programme(), 0));
    world.programme().budget = 0;
    EXPECT_FALSE(calls(world.model, world.programme(), 0));
    EXPECT_EQ(open_joint_calls(world.model, 0, world.now), (std::array<Cents, sector_count>{0, 0, 0}));
}

TEST(Applications, ExpectationsFollowThePast) {
    World world;
    EXPECT_DOUBLE_EQ(expected_success(world.model, world.now, ProgrammeId(0)), world.model.funding.success_prior);
    world.now.funding.track_record[ProgrammeId(0)] = {8, 6};
    EXPECT_DOUBLE_EQ(expected_success(world.model, world.now, ProgrammeId(0)), (6 + 4 * .16) / 12);
}

TEST(Applications, ExpectWhatIsAnnouncedUntilDecisionsAreKnown) {
    World world;
    world.programme().announced_success = .9;
    const auto expected = [&] { return expected_success(world.model, world.now, ProgrammeId(0)); };
    EXPECT_DOUBLE_EQ(expected(), .9);
    world.now.funding.track_record[ProgrammeId(0)] = {8, 2};
    EXPECT_DOUBLE_EQ(expected(), (2 + 4 * .9) / 12);
    world.model.funding.prior_weight = 0;
    EXPECT_DOUBLE_EQ(expected(), .25) << "the last decisions alone";
}

TEST(Applications, RememberThisYearsDecisionsBetterThanThoseBefore) {
    for (const double memory : {0., .5, 1.}) {
        World world;
        world.model.funding.record_memory = memory;
        world.now.initiatives.all[world.id].members.clear();  // nobody applies
        world.now.funding.track_record[ProgrammeId(0)] = {8, 6};
        for (Month month = 1; month <= 11; ++month) world.run(month);
        EXPECT_EQ(world.now.funding.track_record[ProgrammeId(0)], (TrackRecord{8, 6}));
        world.run(12);
        EXPECT_EQ(world.now.funding.track_record[ProgrammeId(0)], (TrackRecord{8 * memory, 6 * memory}));
    }
}

TEST(Grants, FlowInInstalmentsAndEndWithACliff) {
    World world;
    for (Month month = 0; month <= 13; ++month) {
        world.run(month);
        world.spend_nothing();
        // Written in January, decided in February, paid from March to February.
        EXPECT_EQ(world.account(), 100000 * std::max(0, month - 1)) << month;
    }
    world.programme().calls_per_year = 1;
    world.run(14);
    EXPECT_EQ(world.account(), 0);
    EXPECT_EQ(world.now.funding.returned_by_initiatives, 1200000);
    EXPECT_TRUE(world.now.funding.grants.empty());
}

TEST(Grants, LoseWhatIsUnspentAtTheEndOfAYear) {
    World world;
    world.programme().annuality = 1;
    world.run(0);
    world.spend_nothing();
    for (Month month = 1; month < 12; ++month) world.run(month);
    EXPECT_EQ(world.account(), 1000000);
    world.run(12);
    EXPECT_EQ(world.account(), 100000) << "only January's instalment is left";
}

TEST(Grants, AreMatchedByMembersOrNotDrawn) {
    for (const Cents own_money : {Cents(0), Cents(100000)}) {
        World world;
        world.programme().co_financing = .2;
        for (const AccountId account : world.now.funding.actor_account)
            world.now.funding.ledger.transfer(world.now.funding.outside, account, own_money, MoneyPurpose::budget);
        world.run(0);
        world.spend_nothing();
        for (Month month = 1; month <= 2; ++month) world.run(month);
        EXPECT_EQ(world.account(), own_money > 0 ? 125000 : 0) << "100,000 of the funder, 25,000 of the members";
    }
}

TEST(Grants, OfEndedInitiativesGoBack) {
    World world;
    for (Month month = 0; month <= 4; ++month) world.run(month);
    EXPECT_FALSE(world.now.funding.grants.empty());
    world.now.initiatives.all[world.id].phase = Phase::dissolved;
    world.run(5);
    EXPECT_TRUE(world.now.funding.grants.empty());
    EXPECT_EQ(world.account(), 0);
    EXPECT_EQ(free_budget(world.now, ProgrammeId(0)),
              world.now.funding.ledger.balance(world.now.funding.programme_account[ProgrammeId(0)]));
}

TEST(Programmes, ACutTakesWhatIsNotPromised) {
    World world;
    Shock cut;
    cut.kind = ShockKind::budget;
    cut.target = "youth fund";
    cut.month = 6;
    cut.months = 12;
    cut.size = .5;
    world.model.shocks.push_back(cut);
    world.programme().calls_per_year = 12;
    world.run(0);
    world.run(1);
    const Cents before = free_budget(world.now, ProgrammeId(0));
    EXPECT_EQ(before, 10000000 - 1200000);
    for (Month month = 2; month <= 6; ++month) world.run(month);
    EXPECT_EQ(free_budget(world.now, ProgrammeId(0)), before / 2);
}

// Two bids at once, of which one is decided: the other still waits.
TEST(Applications, ThatAreDecidedLeaveTheOthersWaiting) {
    FundWorld world;
    world.programme().at_once = 2;
    programmes_step(world.model, 0, world.now);
    for (const Month decided : {1, 2}) {
        Application one;
        one.programme = ProgrammeId(0);
        one.initiative = world.id;
        one.applicant = ActorId(0);
        one.amount = 100000 * decided;
        one.decided = decided;
        world.waiting().push_back(one);
        world.now.funding.bidding[world.id].push_back({ProgrammeId(0), one.amount});
    }
    decide_applications(world.model, 1, world.now);
    EXPECT_EQ(world.waiting().size(), 1U);
    EXPECT_EQ(world.now.funding.bidding[world.id], (std::vector<Bidding>{{ProgrammeId(0), 200000}}));
    EXPECT_TRUE(is_served(world.model, 1, world.now, ProgrammeId(0), world.id)) << "a grant and a bid";
}

}  // namespace
}  // namespace gemeinsim::tests
