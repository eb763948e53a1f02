// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "model/calendar/dates.h"
#include "model/calendar/rules.h"
#include "model/plain_world.h"

namespace gemeinsim::tests {
namespace {

long count(const State& now, EventKind kind) {
    return std::count_if(now.events.begin(), now.events.end(), [&](const Event& e) { return e.kind == kind; });
}

TEST(BirthsAndEnds, AreSwitchedOffByRatesOfZero) {
    Model model = plain_model(30);
    model.actors.birth_rate = model.actors.end_rate = 0;
    State now = plain_state(model, {4, 0});
    const Actors before = now.actors;
    for (Month month = 0; month < 120; ++month) births_and_ends(model, month, now);
    EXPECT_EQ(now.actors, before);
    EXPECT_TRUE(now.events.empty());
}

TEST(BirthsAndEnds, AnEndedActorLeavesNoTieNoMoneyAndNoTrust) {
    Model model = plain_model(6);
    State now = plain_state(model, {4, 0});
    const ActorId gone(1);
    const ActorId below(4);
    now.actors.superior[below] = gone;
    now.actors.funder[ActorId(2)] = gone;
    now.relations.contacts.add(gone, ActorId(2));
    now.relations.awareness.hear(ActorId(3), gone, 0);
    now.trust.set(ActorId(2), gone, 50, 4);
    now.funding.ledger.transfer(now.funding.outside, now.funding.actor_account[gone], 12345, MoneyPurpose::budget);
    end_actor(model, 7, now, gone);
    EXPECT_EQ(now.actors.alive[gone], 0);
    EXPECT_TRUE(now.relations.contacts.out(gone).empty());
    EXPECT_FALSE(now.relations.awareness.knows(ActorId(3), gone));
    EXPECT_DOUBLE_EQ(now.trust.expected(ActorId(2), gone), now.trust.prior());
    EXPECT_EQ(now.funding.ledger.balance(now.funding.actor_account[gone]), 0);
    EXPECT_EQ(now.funding.ledger.balance(now.funding.returned), 12345);
    EXPECT_EQ(now.actors.superior[below], ActorId());
    EXPECT_EQ(now.actors.depth[below], 0);
    EXPECT_FALSE(now.actors.funder[ActorId(2)]);
    EXPECT_EQ(count(now, EventKind::actor_end), 1);
    now.funding.ledger.check(7);
}

TEST(BirthsAndEnds, ANewActorHasANameOfItsOwnAndFreshDraws) {
    Model model = plain_model(6);
    model.population.actors[ActorId(1)].hours = 500;
    State now = plain_state(model, {4, 0});
    const Actors before = now.actors;
    end_actor(model, 7, now, ActorId(1));
    replace_actor(model, 9, now, ActorId(1));
    EXPECT_EQ(now.actors.alive[ActorId(1)], 1);
    EXPECT_EQ(now.actors.entity[ActorId(1)], combine(before.entity[ActorId(1)], 9));
    EXPECT_EQ(now.actors.sector[ActorId(1)], before.sector[ActorId(1)]);
    EXPECT_NE(now.actors.hours[ActorId(1)].capacity, 500) << "what the file said held for the one that ended";
    EXPECT_NE(now.actors.know_how[ActorId(1)], before.know_how[ActorId(1)]);
    for (const ActorId i : IdRange<ActorId>(6))
        EXPECT_EQ(now.actors.know_how[i] == before.know_how[i], i != ActorId(1));
}

// Ends of 200 organisations over 10 years at rate .1: binomial with p = 1 - exp(-1); four standard errors, false alarm
// 6e-5. Births are off, so that nobody ends twice.
TEST(BirthsAndEnds, EndAtTheirRateAndAdministrationsNever) {
    Model model = plain_model(300);
    model.actors.end_rate = .1;
    model.actors.birth_rate = 0;
    State now = plain_state(model, {5, 0});
    for (Month month = 0; month < 120; ++month) births_and_ends(model, month, now);
    const double p = -std::expm1(-1.0);
    EXPECT_NEAR(static_cast<double>(count(now, EventKind::actor_end)), 200 * p, 4 * std::sqrt(200 * p * (1 - p)));
    for (const ActorId i : IdRange<ActorId>(300)) {
        EXPECT_TRUE(now.actors.sector[i] != Sector::administration || now.actors.alive[i] == 1);
    }
}

// In balance: as many are founded as end, so the number of slots in use keeps its level. 200 organisations at rates of
// .1 over 50 years: about 1,000 ends; births follow with a lag of the vacancies.
TEST(BirthsAndEnds, FoundingsBalanceEndsAtEqualRates) {
    Model model = plain_model(300);
    model.actors.end_rate = model.actors.birth_rate = .1;
    State now = plain_state(model, {6, 0});
    for (Month month = 0; month < 600; ++month) births_and_ends(model, month, now);
    const long ends = count(now, EventKind::actor_end);
    const long births = count(now, EventKind::actor_birth);
    EXPECT_GT(ends, 700);
    EXPECT_GT(births, .75 * static_cast<double>(ends));
    EXPECT_LE(births, ends);
}

TEST(BirthsAndEnds, ASlotStandsEmptyForAMonth) {
    Model model = plain_model(30);
    model.actors.end_rate = 5;
    model.actors.birth_rate = 1000;
    State now = plain_state(model, {7, 0});
    for (Month month = 0; month < 24; ++month) {
        std::vector<std::uint8_t> alive(now.actors.alive.begin(), now.actors.alive.end());
        now.events.clear();
        births_and_ends(model, month, now);
        for (const Event& event : now.events)
            EXPECT_EQ(alive[event.actor.index()], event.kind == EventKind::actor_end ? 1 : 0);
    }
}

}  // namespace
}  // namespace gemeinsim::tests
