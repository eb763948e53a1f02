// SPDX-License-Identifier: Apache-2.0
// The time that information takes over the complete graph and how far it comes where nobody takes it twice are cases of
// selfcheck (A16).
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <functional>

#include "base/parallel.h"
#include "model/plain_world.h"
#include "random/draws.h"

namespace gemeinsim::tests {
namespace {

TEST(Information, NeverLeavesTheUniverseOfItems) {
    Model model = plain_model(20);
    model.exchange.items = 5;
    model.exchange.initial_items = 1;
    State now = plain_state(model, {9, 0});
    now.information = initial_information(model, now);
    for (std::size_t j = 1; j < 20; ++j) now.relations.contacts.add(ActorId(0), ActorId(j));
    for (Month month = 0; month < 24; ++month) {
        exchange_step(model, month, now);
        for (const std::uint64_t items : now.information.items) EXPECT_EQ(items >> 5U, 0U);
    }
}

TEST(Information, IsForgottenAtItsRateWithoutContacts) {
    Model model = plain_model(50);
    model.exchange.items = 64;
    model.exchange.forgetting_rate = .05;
    State now = plain_state(model, {9, 0});
    now.information.items.assign(50, ~std::uint64_t{0});
    for (Month month = 0; month < 12; ++month) exchange_step(model, month, now);
    double held = 0;
    for (const std::uint64_t items : now.information.items) held += std::popcount(items);
    // 3200 items, each there with probability exp(-.6); |z| <= 4: a false alarm in 16,000 seeds.
    const double p = std::exp(-.6);
    EXPECT_LE(std::abs(held / 3200 - p) / std::sqrt(p * (1 - p) / 3200), 4) << held / 3200;
}

TEST(Information, ThatWasForgottenIsTakenAgainOnlyWhereThatIsAsked) {
    for (const bool relearn : {true, false}) {
        Model model = plain_model(2);
        model.exchange.items = 1;
        model.exchange.information_rate = 100;
        model.exchange.information_trust = 0;
        model.exchange.forgetting_rate = 0;
        model.exchange.relearn = relearn;
        State now = plain_state(model, {9, 0});
        now.information = initial_information(model, now);
        now.relations.contacts.add(ActorId(0), ActorId(1));
        now.information.items.assign(2, 1);
        now.information.items[ActorId(1)] = 0;
        if (!relearn) now.information.forgotten[ActorId(1)] = 1;
        exchange_step(model, 0, now);
        EXPECT_EQ(now.information.items[ActorId(1)], relearn ? 1U : 0U);
        reset_exchange(now, std::vector{ActorId(1)});
        exchange_step(model, 1, now);
        EXPECT_EQ(now.information.items[ActorId(1)], 1U) << "whoever takes the slot has forgotten nothing";
    }
}

// Actor 15 meets one more, who has nothing to tell and is the first of its contacts: what everybody else hears does not
// change.
TEST(Information, BetweenTwoDoesNotHangOnWhomElseTheyKnow) {
    Model model = plain_model(30);
    model.exchange.items = 40;
    model.exchange.information_rate = .6;
    model.exchange.forgetting_rate = .05;
    const auto heard = [&](bool one_more) {
        State now = plain_state(model, {9, 0});
        now.information = initial_information(model, now);
        for (std::size_t i = 1; i < 30; ++i)
            for (std::size_t j = i + 1; j < 30; ++j)
                if ((i + j) % 3 == 1) now.relations.contacts.add(ActorId(i), ActorId(j));
        now.information.items[ActorId(0)] = 0;
        if (one_more) now.relations.contacts.add(ActorId(15), ActorId(0));
        exchange_step(model, 0, now);
        now.information.items[ActorId(0)] = 0;
        return now.information.items;
    };
    EXPECT_EQ(heard(false), heard(true));
}

/// The share of 4,000 pairs of a teller and a listener in which the item passes within a month.
double passed(const Model& model, const std::function<void(State&)>& prepare) {
    int count = 0;
    constexpr int pairs = 4000;
    for (std::uint64_t run = 0; run < pairs; ++run) {
        State now = plain_state(model, {9, run});
        now.information.items.assign(2, 0);
        now.information.items[ActorId(0)] = 1;
        now.relations.contacts.add(ActorId(0), ActorId(1));
        prepare(now);
        exchange_step(model, 0, now);
        count += now.information.items[ActorId(1)] != 0 ? 1 : 0;
    }
    return static_cast<double>(count) / pairs;
}

Model one_telling() {
    Model model = plain_model(2);
    model.exchange.items = 1;
    model.exchange.forgetting_rate = 0;
    model.exchange.information_rate = .8;
    model.exchange.information_trust = .7;
    model.exchange.joint_content = model.exchange.position_rate = 0;
    model.exchange.rival_information = .25;
    return model;
}

// |z| <= 4 at 4,000 pairs: a false alarm in 16,000 seeds.
void expect_share(double share, double rate) {
    const double p = -std::expm1(-rate);
    EXPECT_LE(std::abs(share - p) / std::sqrt(p * (1 - p) / 4000), 4) << share << " for " << p;
}

TEST(Information, PassesWithTheTrustOfTheTeller) {
    const Model model = one_telling();
    expect_share(passed(model,
                        [](State& now) {
                            now.trust.set(ActorId(0), ActorId(1), 9, 1);
                            now.trust.set(ActorId(1), ActorId(0), 1, 9);
                        }),
                 .8 * (.3 + .7 * .9));
}

TEST(Information, IsHeldBackFromRivalsForACallAndFromNobodyElse) {
    const Model model = one_telling();
    const double open = .8 * (.3 + .7 * .6);
    const auto rivals = [](std::size_t second_programme, bool both_in_first) {
        return [=](State& now) {
            for (const std::size_t i : {0, 1}) {
                Initiative initiative;
                initiative.topic = TopicId(0);
                initiative.place = PlaceId(0);
                Member member;
                member.status = MemberStatus::member;
                member.actor = ActorId(i);
                initiative.members.push_back(member);
                if (i == 0 && both_in_first) {
                    member.actor = ActorId(1);
                    initiative.members.push_back(member);
                }
                now.initiatives.all.push_back(initiative);
                const ProgrammeId programme(i * second_programme);
                now.funding.applications.resize(2);
                now.funding.applications[programme].push_back({.programme = programme,
                                                               .initiative = InitiativeId(i),
                                                               .applicant = ActorId(i),
                                                               .amount = 100,
                                                               .decided = 9});
            }
        };
    };
    expect_share(passed(model, rivals(0, false)), .25 * open);
    expect_share(passed(model, rivals(1, false)), open);  // of different programmes
    expect_share(passed(model, rivals(0, true)), open);   // partners in one of the bids
}

// Two blocks of actors; the fastest of what is told reaches some who held nothing when the month began.
TEST(Exchange, GivesTheSameBytesOnAnyNumberOfThreads) {
    const std::size_t n = 5000;
    Model model = plain_model(n);
    model.relations.awareness_within = model.relations.awareness_across = 0;
    model.exchange.information_rate = 2;
    const auto after = [&](int threads) {
        State now = plain_state(model, {3, 0});
        now.information.items.assign(n, 0);
        for (std::size_t i = 0; i < n; i += 7) now.information.items[ActorId(i)] = i + 1;
        Stream stream(now.key, 1, 0, Purpose::network);
        for (std::size_t tie = 0; tie < 4 * n; ++tie) {
            const ActorId i(index(stream, n));
            const ActorId j(index(stream, n));
            if (i != j) now.relations.contacts.add(i, j);
        }
        add_initiative(now, 30);
        parallel_for(1, threads, [&](std::size_t) {
            for (Month month = 0; month < 3; ++month) exchange_step(model, month, now);
        });
        return now;
    };
    const State one = after(1);
    EXPECT_EQ(one, after(2));
    EXPECT_EQ(one, after(3));
}

}  // namespace
}  // namespace gemeinsim::tests
