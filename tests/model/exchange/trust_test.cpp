// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>

#include "model/math.h"
#include "model/plain_world.h"

namespace gemeinsim::tests {
namespace {

/// Two actors under a pact; nothing else goes on.
struct Pair {
    Model model = plain_model(2);
    State now;
    ActorId i = ActorId(0);
    ActorId j = ActorId(1);

    Pair() {
        model.exchange.joint_content = model.exchange.conflict_rate = 0;
        model.exchange.memory = 1;
        model.exchange.position_rate = 0;
        now = plain_state(model, {5, 0});
        now.relations.contacts.add(i, j);
        now.relations.pacts.add(i, j);
        now.relations.terms.push_back({1, {i, j}, 1000});
    }
    void months(int count, Month from = 0) {
        for (Month month = from; month < from + count; ++month) exchange_step(model, month, now);
    }
};

TEST(Trust, OfStrangersIsThePrior) {
    const Pair pair;
    EXPECT_DOUBLE_EQ(pair.now.trust.expected(pair.i, pair.j), .6);
}

TEST(Trust, CountsJointMonthsThatWereKept) {
    Pair pair;
    pair.model.exchange.keep_base = 100;
    pair.months(10);
    EXPECT_DOUBLE_EQ(pair.now.trust.expected(pair.i, pair.j), 16.0 / 20);
    pair.model.exchange.keep_base = -100;
    pair.months(20, 10);
    EXPECT_DOUBLE_EQ(pair.now.trust.expected(pair.j, pair.i), 16.0 / 40);
}

TEST(Trust, GrowsBetweenAllPartiesOfAPact) {
    Model model = plain_model(4);
    model.exchange.joint_content = model.exchange.conflict_rate = 0;
    model.exchange.memory = 1;
    model.exchange.keep_base = 100;
    State now = plain_state(model, {5, 0});
    now.relations.terms.push_back({1, {ActorId(0), ActorId(1), ActorId(3)}, 1000});
    for (Month month = 0; month < 10; ++month) exchange_step(model, month, now);
    for (const ActorId i : {ActorId(0), ActorId(1), ActorId(3)})
        for (const ActorId j : {ActorId(0), ActorId(1), ActorId(3)})
            if (i != j) {
                EXPECT_DOUBLE_EQ(now.trust.expected(i, j), 16.0 / 20);
            }
    EXPECT_DOUBLE_EQ(now.trust.expected(ActorId(0), ActorId(2)), .6);
}

TEST(Trust, IdleReturnsToThePriorAtTheSpeedOfMemory) {
    Pair pair;
    pair.model.exchange.memory = .9;
    pair.now.trust.set(pair.i, pair.j, 16, 4);
    pair.now.relations.terms.clear();
    pair.months(1);
    EXPECT_NEAR(pair.now.trust.expected(pair.i, pair.j), 15.0 / 19, 1e-12);
    pair.months(400, 1);
    EXPECT_DOUBLE_EQ(pair.now.trust.expected(pair.i, pair.j), .6);
    EXPECT_TRUE(pair.now.trust.of(pair.i).empty());
}

// The mean of kept commitments over 4,000 joint months. |z| <= 4: a false alarm in 16,000 seeds.
TEST(Trust, KeepsAsOftenAsTheFormulaSays) {
    Pair pair;
    pair.now.actors.reliability[pair.j] = .5;
    pair.now.actors.position(pair.i, TopicId(0)) = .1;
    pair.now.actors.position(pair.j, TopicId(0)) = .7;
    pair.now.actors.hours[pair.j] = {.capacity = 10, .ties = 4};
    const ExchangeParameters& p = pair.model.exchange;
    const double expected = logistic(p.keep_base + p.keep_reliability * .5 - p.keep_position * .6 - p.keep_logic * .55 -
                                     p.keep_overload * .4);
    constexpr int months = 4000;
    pair.months(months);
    const double kept = static_cast<double>(pair.now.trust.beyond_prior(pair.i, pair.j).kept) / months;
    EXPECT_LE(std::abs(kept - expected) / std::sqrt(expected * (1 - expected) / months), 4) << kept;
}

TEST(Trust, FallsOnBothSidesInAConflict) {
    Pair pair;
    pair.model.exchange.conflict_rate = 1;
    pair.now.actors.personality[pair.i] = {0, 0};
    pair.now.actors.personality[pair.j] = {3, 4};
    pair.months(1);
    EXPECT_DOUBLE_EQ(pair.now.trust.expected(pair.i, pair.j), 6.0 / 11);
    EXPECT_DOUBLE_EQ(pair.now.trust.expected(pair.j, pair.i), 6.0 / 11);
}

TEST(Trust, IsLostWithTheContactPerson) {
    Pair pair;
    pair.now.trust.set(pair.i, pair.j, 16, 4);
    pair.now.trust.set(pair.j, pair.i, 6, 14);
    lose_contact(pair.now, std::vector{pair.j}, .5);
    EXPECT_DOUBLE_EQ(pair.now.trust.expected(pair.i, pair.j), 11.0 / 15);
    EXPECT_DOUBLE_EQ(pair.now.trust.expected(pair.j, pair.i), 6.0 / 15);
    lose_contact(pair.now, std::vector{pair.j}, 1);
    EXPECT_DOUBLE_EQ(pair.now.trust.expected(pair.i, pair.j), .6);
}

TEST(Trust, OfExperienceInPassingIsAddedAndFades) {
    Pair pair;
    pair.now.relations.terms.clear();
    add_experience(pair.now, pair.i, pair.j, 3, 1.5);
    EXPECT_DOUBLE_EQ(pair.now.trust.expected(pair.i, pair.j), 9 / 14.5);
    EXPECT_DOUBLE_EQ(pair.now.trust.expected(pair.j, pair.i), .6) << "only the truster has learnt";
    pair.model.exchange.memory = .5;
    pair.months(1);
    EXPECT_DOUBLE_EQ(pair.now.trust.expected(pair.i, pair.j), 7.5 / 12.25);
}

TEST(Trust, IsForgottenOnBothSidesAndOfNobodyElse) {
    TrustTable trust(4, 6, 4);
    for (std::size_t i = 0; i < 4; ++i)
        for (std::size_t j = 0; j < 4; ++j)
            if (i != j) trust.add(ActorId(i), ActorId(j), double(i), double(j));
    trust.forget(std::vector{ActorId(2)});
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_DOUBLE_EQ(trust.expected(ActorId(i), ActorId(2)), .6);
        EXPECT_DOUBLE_EQ(trust.expected(ActorId(2), ActorId(i)), .6);
    }
    EXPECT_DOUBLE_EQ(trust.expected(ActorId(3), ActorId(1)), 9.0 / 14);
    EXPECT_TRUE(trust.of(ActorId(2)).empty());
    EXPECT_EQ(trust.of(ActorId(3)).size(), 2U);
}

// A tie of which one side alone has a history costs one entry: 24 bytes per directed tie leave no room for a second.
TEST(Trust, IsListedOnTheSideOfWhoHasLearntSomethingAlone) {
    TrustTable trust(3, 6, 4);
    trust.add(ActorId(0), ActorId(1), 1, 0);
    EXPECT_EQ(trust.of(ActorId(0)).size(), 1U);
    EXPECT_TRUE(trust.of(ActorId(1)).empty());
    trust.scale(std::vector{ActorId(1)}, .5);
    EXPECT_DOUBLE_EQ(trust.expected(ActorId(0), ActorId(1)), 6.5 / 10.5) << "what others know of it is found";
    trust.drop_settled(1e-6);
    EXPECT_EQ(trust.of(ActorId(0)).size(), 1U);
    trust.scale(std::vector{ActorId(1)}, 0);
    trust.drop_settled(1e-6);
    EXPECT_TRUE(trust.of(ActorId(0)).empty());
}

TEST(Trust, IsLostTwiceWhereBothContactPersonsLeave) {
    TrustTable trust(3, 6, 4);
    for (const auto& [from, about] : {std::pair{0, 1}, {1, 0}, {0, 2}, {2, 0}})
        trust.set(ActorId(from), ActorId(about), 14, 4);
    trust.scale(std::vector{ActorId(0), ActorId(1)}, .5);
    EXPECT_DOUBLE_EQ(trust.expected(ActorId(0), ActorId(1)), 8.0 / 12);
    EXPECT_DOUBLE_EQ(trust.expected(ActorId(1), ActorId(0)), 8.0 / 12);
    EXPECT_DOUBLE_EQ(trust.expected(ActorId(0), ActorId(2)), 10.0 / 14);
    EXPECT_DOUBLE_EQ(trust.expected(ActorId(2), ActorId(0)), 10.0 / 14);
}

TEST(Trust, OfCoMembersMovesAndOfIdleContactsDoesNot) {
    Model model = plain_model(4);
    model.exchange.joint_content = 0;
    State now = plain_state(model, {5, 0});
    now.relations.contacts.add(ActorId(2), ActorId(3));
    add_initiative(now, 2);
    exchange_step(model, 0, now);
    EXPECT_NE(now.trust.expected(ActorId(0), ActorId(1)), .6);
    EXPECT_EQ(now.trust.expected(ActorId(2), ActorId(3)), .6);
}

}  // namespace
}  // namespace gemeinsim::tests
