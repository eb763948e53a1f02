// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <tuple>

#include "model/math.h"
#include "model/plain_world.h"
#include "model/relations/evaluation.h"
#include "model/relations/rules.h"
#include "network/measures.h"

namespace gemeinsim::tests {
namespace {

TEST(Relations, DependOnTheKeyAlone) {
    const Model model = plain_model(40);
    const State first = lived_state(model, {3, 0}, 12);
    EXPECT_EQ(first, lived_state(model, {3, 0}, 12));
    EXPECT_FALSE(first == lived_state(model, {3, 1}, 12));
    EXPECT_GT(first.relations.contacts.ties(), 0U);
}

TEST(Relations, NeverTakeMoreHoursThanThereAre) {
    Model model = plain_model(40);
    model.relations.contact_hours = 2;
    model.relations.pact_hours = 4;
    model.relations.contact_cost = model.relations.crowding = 0;
    model.hierarchy.approval_depth = 0;
    const State now = lived_state(model, {3, 0}, 24);
    double fullest = 0;
    for (const ActorId i : IdRange<ActorId>(now.actors.size())) {
        EXPECT_LE(now.actors.hours[i].ties, now.actors.hours[i].capacity);
        EXPECT_DOUBLE_EQ(now.actors.hours[i].ties, tie_hours(model, now.relations, i));
        fullest = std::max(fullest, now.actors.hours[i].ties / now.actors.hours[i].capacity);
        for (const ActorId j : now.relations.pacts.out(i)) EXPECT_TRUE(now.relations.contacts.has(i, j));
    }
    EXPECT_GT(fullest, .8);  // the limit was reached for
    EXPECT_EQ(now.relations.terms.size(), now.relations.pacts.ties());
}

TEST(Relations, OnlyTouchTheLivingAndTheKnown) {
    Model model = plain_model(20);
    model.relations.awareness_within = model.relations.awareness_across = 0;
    model.relations.contact_cost = 0;
    State now = plain_state(model, {3, 0});
    now.relations.awareness = AwarenessTable(20, 20);
    for (std::size_t j = 1; j < 20; ++j) {
        now.relations.awareness.hear(ActorId(0), ActorId(j), 0);
        now.relations.awareness.hear(ActorId(j), ActorId(0), 0);
    }
    now.actors.alive[ActorId(7)] = 0;
    for (Month month = 0; month < 24; ++month) relations_step(model, month, now);
    EXPECT_TRUE(now.relations.contacts.out(ActorId(7)).empty());
    EXPECT_GT(now.relations.contacts.ties(), 0U);
    EXPECT_EQ(now.relations.contacts.out(ActorId(0)).size(), now.relations.contacts.ties());
}

// Each number follows from the formula of docs/model.md by hand.
TEST(Evaluation, AddsBenefitsAndFrictions) {
    Model model = plain_model(4);
    RelationsParameters& p = model.relations;
    p.crowding = 0;
    State now = plain_state(model, {1, 0});
    const ActorId i(1);
    const ActorId j(2);  // civil society and business
    Actors& a = now.actors;
    a.motives[i] = {.1, .1, .2, .1, .2, .2, .1};
    a.salience(i, TopicId(0)) = .8;
    a.salience(j, TopicId(0)) = .5;
    a.assets[i] = {.1, .2, .3, .4, .5};
    a.assets[j] = {.3, .1, .8, .6, .5};
    a.personality[i] = {0, 0};
    a.personality[j] = {.6, .8};
    a.know_how[i] = .2;
    a.know_how[j] = .6;
    now.information.items.assign(4, 0);
    now.information.items[i] = 0b0011;
    now.information.items[j] = 0b0110;
    now.relations.pairs = PairTable();  // worked out anew
    now.relations.contacts.add(j, ActorId(3));
    Evaluation evaluation(model, now);
    evaluation.focus(i);
    const double competence = .8 * (.2 + 0 + .5 + .2 + 0) / 5;
    const double influence = .8 * .6 * (1 + 1.0 / 3) / 2;
    const double benefit = .1 * .5 + .1 * (2.0 / 3) + .2 * competence + .2 * influence + .1 * std::exp(-.5) * .6;
    const double friction = 1 + p.g_logic * .55 + p.g_person * 1;
    const double cost = p.contact_cost * friction * (1 - p.h_know_how * .4) * std::exp(-p.h_trust * .6);
    EXPECT_NEAR(evaluation.contact(j), benefit - cost, 1e-12);
    // The same with the tie in place: what it would be worth does not depend on whether it is there.
    now.relations.contacts.add(i, j);
    evaluation.focus(i);
    EXPECT_NEAR(evaluation.contact(j), benefit - cost, 1e-12);
}

TEST(Evaluation, SeesAPartnersMoneyAndItsShareOfOpenCalls) {
    Model model = plain_model(4);
    model.relations.money_reference = 1000000;
    State now = plain_state(model, {1, 0});
    now.actors.motives[ActorId(1)] = {0, 0, 0, .4, 0, 0, 0};
    now.funding.ledger.transfer(now.funding.outside, now.funding.actor_account[ActorId(2)], 250000,
                                MoneyPurpose::budget);
    const auto benefit = [&] {
        Evaluation evaluation(model, now);
        evaluation.focus(ActorId(1));
        return evaluation.benefit(ActorId(2));
    };
    EXPECT_NEAR(benefit(), .4 * .25, 1e-12);
    now.funding.joint_calls[static_cast<std::size_t>(Sector::business)] = 500000;
    EXPECT_NEAR(benefit(), .4 * .75, 1e-12);
    now.funding.joint_calls[static_cast<std::size_t>(Sector::business)] = 5000000;
    EXPECT_NEAR(benefit(), .4, 1e-12);
}

TEST(Evaluation, CountsCrowdingFromTheHoursOfTheOtherTies) {
    Model model = plain_model(4);
    State now = plain_state(model, {1, 0});
    RelationsParameters& p = model.relations;
    p.motive_scale = p.contact_cost = 0;
    p.crowding = 2;
    p.contact_hours = 1;
    now.actors.hours[ActorId(0)] = {.capacity = 4, .ties = 2};
    Evaluation evaluation(model, now);
    evaluation.focus(ActorId(0));
    EXPECT_NEAR(evaluation.contact(ActorId(1)), -2 * (9.0 - 4.0) / 16, 1e-12);
}

TEST(Evaluation, MembersOfOneInitiativeGainFromContact) {
    Model model = plain_model(4);
    State now = plain_state(model, {1, 0});
    const InitiativeId id = add_initiative(now, 2);
    for (Member& member : now.initiatives.all[id].members) member.effort = .5;
    now.initiatives.all[id].coordination = .8;
    Evaluation with(model, now);
    with.focus(ActorId(0));
    now.initiatives.all[id].office_funded = true;
    Evaluation with_office(model, now);
    with_office.focus(ActorId(0));
    now.initiatives.all.clear();
    Evaluation without(model, now);
    without.focus(ActorId(0));
    EXPECT_NEAR(with.contact(ActorId(1)) - without.contact(ActorId(1)), .6 * .8 * .35, 1e-12);
    EXPECT_NEAR(with_office.contact(ActorId(1)) - without.contact(ActorId(1)), .6 * .8, 1e-12);
    EXPECT_EQ(with.contact(ActorId(2)), without.contact(ActorId(2)));
}

TEST(Relations, RefuseKernelsWithoutTheirConsent) {
    RelationsParameters p = relations_parameters().defaults();
    Issues none;
    check_relations(p, none);
    EXPECT_FALSE(none.any());
    p.kernel = Kernel::actor;
    p.consent = Consent::forcing;
    Issues one;
    check_relations(p, one);
    EXPECT_EQ(one.errors().size(), 1U);
    p.kernel = Kernel::pair;
    p.consent = Consent::mutual;
    p.directed = true;
    Issues two;
    check_relations(p, two);
    ASSERT_EQ(two.errors().size(), 1U);
    EXPECT_EQ(two.errors().front().problem, "mutual does not go with the kernel pair and directed contacts");
    EXPECT_EQ(two.errors().front().why, "there these are defined: unilateral");
    EXPECT_EQ(two.errors().front().remedy, "set it to unilateral");
}

TEST(Relations, KnowTwelveCombinationsOfKernelConsentAndDirection) {
    constexpr Consent unilateral = Consent::unilateral;
    constexpr Consent mutual = Consent::mutual;
    constexpr Consent joint = Consent::joint;
    constexpr Consent forcing = Consent::forcing;
    const std::set<std::tuple<Kernel, bool, Consent>> defined = {
        {Kernel::actor, false, unilateral}, {Kernel::actor, false, mutual},     {Kernel::actor, false, joint},
        {Kernel::actor, true, unilateral},  {Kernel::actor, true, mutual},      {Kernel::pair, false, unilateral},
        {Kernel::pair, false, mutual},      {Kernel::pair, false, joint},       {Kernel::pair, false, forcing},
        {Kernel::pair, true, unilateral},   {Kernel::improving, false, mutual}, {Kernel::improving, true, unilateral}};
    RelationsParameters p = relations_parameters().defaults();
    for (const Kernel kernel : {Kernel::actor, Kernel::pair, Kernel::improving})
        for (const bool directed : {false, true})
            for (const Consent consent : {unilateral, mutual, joint, forcing}) {
                p.kernel = kernel;
                p.directed = directed;
                p.consent = consent;
                Issues issues;
                check_relations(p, issues);
                EXPECT_EQ(issues.any(), !defined.contains({kernel, directed, consent}))
                    << static_cast<int>(kernel) << directed << static_cast<int>(consent);
            }
}

TEST(Relations, OfAnEndedActorGoAndItsPartnersGetTheirHoursBack) {
    Model model = plain_model(3);
    State now = plain_state(model, {1, 0});
    now.relations.contacts.add(ActorId(0), ActorId(1));
    now.relations.contacts.add(ActorId(1), ActorId(2));
    leave_relations(model, now, ActorId(1));
    EXPECT_EQ(now.relations.contacts.ties(), 0U);
    EXPECT_EQ(now.actors.hours[ActorId(0)].ties, 0);
    EXPECT_FALSE(now.relations.awareness.knows(ActorId(0), ActorId(1)));
}

}  // namespace
}  // namespace gemeinsim::tests
