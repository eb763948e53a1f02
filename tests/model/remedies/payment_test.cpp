// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "model/funding/hours.h"
#include "model/initiative/coordination.h"
#include "model/plain_world.h"
#include "model/remedies/rules.h"

namespace gemeinsim::tests {
namespace {

Remedy meetings(Cents cost) {
    Remedy one;
    one.kind = RemedyKind::round_table_meetings;
    one.months = 12;
    one.strength = .5;
    one.cost = cost;
    return one;
}

void pays(Remedy& remedy, std::size_t actor) {
    remedy.payer = "actor_" + std::to_string(actor);
    remedy.payer_id = ActorId(actor);
}

Cents paid(const State& now) {
    return now.funding.ledger.moved(MoneyPurpose::remedy);
}

TEST(RemedyPayment, ComesFromOutsideFromAnActorOrFromWhatAProgrammeHasFree) {
    Model model = plain_model(6);
    Programme programme = programme_columns().defaults();
    programme.name = "fund";
    model.programmes.push_back(programme);
    for (int payer = 0; payer < 3; ++payer) {
        Remedy one = meetings(1234);
        if (payer == 1) pays(one, 2);
        if (payer == 2) one.payer_programme = ProgrammeId(0);
        model.remedies = {one};
        State now = plain_state(model, {1, 0});
        Funding& funding = now.funding;
        const AccountId from = payer == 0   ? funding.outside
                               : payer == 1 ? funding.actor_account[ActorId(2)]
                                            : funding.programme_account[ProgrammeId(0)];
        if (payer > 0) funding.ledger.transfer(funding.outside, from, 2000, MoneyPurpose::budget);
        const Cents before = funding.ledger.balance(from);
        remedies_act(model, 0, now);
        EXPECT_EQ(now.funding.ledger.balance(from), before - 1234);
        EXPECT_EQ(now.funding.ledger.balance(funding.measures), 1234);
        EXPECT_EQ(now.remedies.held[0], 1);
        funding.ledger.check(0);
    }
}

TEST(RemedyPayment, ARemedyRestsWhereItsPayerCannotPayOrIsGone) {
    Model model = plain_model(6);
    Remedy one = meetings(1000);
    pays(one, 2);
    model.remedies = {one};
    State now = plain_state(model, {1, 0});
    now.funding.ledger.transfer(now.funding.outside, now.funding.actor_account[ActorId(2)], 1500, MoneyPurpose::budget);
    for (Month month = 0; month < 3; ++month) {
        remedies_act(model, month, now);
        EXPECT_EQ(remedy_strength(model, now, RemedyKind::round_table_meetings, month), month == 0 ? .5 : 0);
        EXPECT_EQ(paid(now), 1000) << "nothing is paid in part";
        EXPECT_EQ(now.remedies.unpaid, month);
    }
    now.funding.ledger.transfer(now.funding.outside, now.funding.actor_account[ActorId(2)], 5000, MoneyPurpose::budget);
    now.actors.alive[ActorId(2)] = 0;
    remedies_act(model, 3, now);
    EXPECT_EQ(paid(now), 1000);
}

TEST(RemedyPayment, ANewcomerInItsSlotDoesNotPayForAPayerThatIsGone) {
    Model model = plain_model(6);
    Remedy one = meetings(1000);
    pays(one, 2);
    model.remedies = {one};
    State now = plain_state(model, {1, 0});
    now.funding.ledger.transfer(now.funding.outside, now.funding.actor_account[ActorId(2)], 5000, MoneyPurpose::budget);
    remedies_act(model, 0, now);
    ASSERT_EQ(paid(now), 1000);
    now.actors.entity[ActorId(2)] = 4711;
    remedies_act(model, 1, now);
    EXPECT_EQ(paid(now), 1000);
    EXPECT_EQ(now.remedies.unpaid, 1);
}

TEST(RemedyPayment, AProgrammePaysNothingThatIsPromised) {
    Model model = plain_model(6);
    Programme programme = programme_columns().defaults();
    programme.name = "fund";
    model.programmes.push_back(programme);
    Remedy one = meetings(1000);
    one.payer_programme = ProgrammeId(0);
    model.remedies = {one};
    State now = plain_state(model, {1, 0});
    now.funding.ledger.transfer(now.funding.outside, now.funding.programme_account[ProgrammeId(0)], 1500,
                                MoneyPurpose::budget);
    now.funding.promised[ProgrammeId(0)] = 600;
    remedies_act(model, 0, now);
    EXPECT_EQ(paid(now), 0);
    now.funding.promised[ProgrammeId(0)] = 500;
    remedies_act(model, 1, now);
    EXPECT_EQ(paid(now), 1000);
}

TEST(RemedyPayment, OfTwoOfAKindTheStrongestThatIsPaidCounts) {
    Model model = plain_model(6);
    model.remedies = {meetings(0), meetings(1000)};
    model.remedies[1].strength = .9;
    pays(model.remedies[1], 2);
    State now = plain_state(model, {1, 0});
    remedies_act(model, 0, now);
    EXPECT_EQ(now.remedies.of(RemedyKind::round_table_meetings), .5);
    EXPECT_EQ(strongest(model, now, RemedyKind::round_table_meetings), &model.remedies[0]);
}

TEST(RemedyStrength, BeforeMonth0OnlyMeetingsActBecauseNobodyPaysYet) {
    Model model = plain_model(6);
    for (std::size_t kind = 0; kind < remedy_kind_count; ++kind) {
        Remedy one = meetings(0);
        one.kind = static_cast<RemedyKind>(kind);
        one.from = -12;
        one.months = 24;
        model.remedies = {one};
        const State now = plain_state(model, {1, 0});
        const bool meets = one.kind == RemedyKind::round_table_meetings;
        EXPECT_EQ(remedy_strength(model, now, one.kind, -1), meets ? .5 : 0) << name_of(one.kind);
    }
}

TEST(RemedyHours, AreTakenBeforeWorkAndNeverAboveCapacity) {
    Model model = plain_model(6);
    State now = plain_state(model, {1, 0});
    now.actors.hours[ActorId(1)] = {.capacity = 20, .regulation = 2, .ties = 3, .initiatives = 15};
    EXPECT_EQ(take_remedy_hours(now, ActorId(1), 9), 9);
    EXPECT_EQ(take_remedy_hours(now, ActorId(1), 9), 6);
    EXPECT_EQ(take_remedy_hours(now, ActorId(1), 9), 0);
    EXPECT_EQ(now.remedies.hours, 15);
}

// The missing hours of coordination, share by share, at the wage and to the cent.
TEST(BackboneFunding, PaysItsShareOfTheMissingHours) {
    Model model = plain_model(6);
    Remedy one;
    one.kind = RemedyKind::backbone_funding;
    one.months = 12;
    one.strength = .25;
    model.remedies = {one};
    State now = plain_state(model, {1, 0});
    remedies_act(model, 0, now);
    EXPECT_EQ(backbone_hours(model, now, 10), 2.5);
    EXPECT_EQ(now.funding.ledger.moved(MoneyPurpose::remedy), 10500) << "2.5 h at 42 EUR";
    EXPECT_EQ(now.funding.ledger.balance(now.funding.wages), 10500);
    EXPECT_EQ(backbone_hours(model, now, 0), 0);
    pays(model.remedies[0], 1);
    EXPECT_EQ(backbone_hours(model, now, 10), 0) << "the payer has no money";
}

TEST(BackboneFunding, PaysAsManyHoursAsItsPayerHasMoneyFor) {
    Model model = plain_model(6);
    Programme programme = programme_columns().defaults();
    programme.name = "fund";
    model.programmes.push_back(programme);
    Remedy one;
    one.kind = RemedyKind::backbone_funding;
    one.months = 12;
    one.strength = .25;
    for (const bool by_programme : {false, true}) {
        Remedy row = one;
        if (by_programme)
            row.payer_programme = ProgrammeId(0);
        else
            pays(row, 1);
        model.remedies = {row};
        State now = plain_state(model, {1, 0});
        Funding& funding = now.funding;
        const AccountId from =
            by_programme ? funding.programme_account[ProgrammeId(0)] : funding.actor_account[ActorId(1)];
        funding.ledger.transfer(funding.outside, from, 5250, MoneyPurpose::budget);
        remedies_act(model, 0, now);
        EXPECT_NEAR(backbone_hours(model, now, 10), 1.25, 1e-12) << "half of 2.5 h at 42 EUR";
        EXPECT_EQ(paid(now), 5250);
        EXPECT_EQ(funding.ledger.balance(from), 0);
        EXPECT_EQ(backbone_hours(model, now, 10), 0) << "what is spent is spent";
    }
}

TEST(BackboneFunding, RaisesTheCoordinationOfAGroupThatLacksHours) {
    Model model = plain_model(12);
    State now = plain_state(model, {1, 0});
    const InitiativeId id = add_initiative(now, 12);
    for (Member& member : now.initiatives.all[id].members) member.effort = .25;
    for (Hours& hours : now.actors.hours) hours.capacity = 4;
    State helped = now;
    release_hours(now);
    coordinate(model, 1, now, now.initiatives.all[id]);
    const double before = now.initiatives.all[id].coordination;
    ASSERT_LT(before, 1);
    Remedy one;
    one.kind = RemedyKind::backbone_funding;
    one.months = 12;
    one.strength = .5;
    model.remedies = {one};
    remedies_act(model, 1, helped);
    release_hours(helped);
    coordinate(model, 1, helped, helped.initiatives.all[id]);
    EXPECT_NEAR(helped.initiatives.all[id].coordination, before + .5 * (1 - before), 1e-12);
}

}  // namespace
}  // namespace gemeinsim::tests
