// SPDX-License-Identifier: Apache-2.0
#include "model/relations/money_sources.h"

#include <gtest/gtest.h>

#include <cmath>

#include "model/plain_world.h"
#include "model/relations/dyad_terms.h"
#include "model/relations/evaluation.h"

namespace gemeinsim::tests {
namespace {

void grant(State& now, InitiativeId initiative, std::size_t programme) {
    Grant won;
    won.programme = ProgrammeId(programme);
    won.initiative = initiative;
    now.funding.grants.push_back(won);
}

double overlap(const State& now, std::size_t i, std::size_t j) {
    return source_overlap(money_sources(now), ActorId(i), ActorId(j));
}

/// The table of pairs as it would be made from nothing.
std::vector<DyadTerms> made_anew(const Model& model, const State& now) {
    const std::size_t n = now.actors.size();
    const MoneySources sources = money_sources(now);
    const NeededAssets needed = needed_assets(model);
    std::vector<DyadTerms> all;
    for (const ActorId i : IdRange<ActorId>(n))
        for (const ActorId j : IdRange<ActorId>(n)) all.push_back(dyad_terms(model, needed, now.actors, sources, i, j));
    return all;
}

/// What actors see in each other as the table of the state has it.
std::vector<DyadTerms> table(const Model& model, State& now) {
    const PairTable& pairs = now.relations.pairs;
    complete_pairs(model, now);
    std::vector<DyadTerms> all;
    for (const ActorId i : IdRange<ActorId>(pairs.actors()))
        all.insert(all.end(), pairs.of(i), pairs.of(i) + pairs.actors());
    return all;
}

// Sectors take turns: administration, civil society, business; the first administration heads the others.
TEST(MoneySources, OfItsOwnAreTheFunderElseTheRootElseTheSector) {
    const Model model = plain_model(9);
    State now = plain_state(model, {1, 0});
    EXPECT_EQ(overlap(now, 3, 6), 1);  // units of one root
    EXPECT_EQ(overlap(now, 0, 3), 0);  // the root lives on its sector
    EXPECT_EQ(overlap(now, 1, 4), 1);  // civil society
    EXPECT_EQ(overlap(now, 1, 2), 0);
    now.actors.funder[ActorId(1)] = ActorId(0);
    EXPECT_EQ(overlap(now, 1, 4), 0);
    EXPECT_EQ(overlap(now, 1, 3), 1);  // both live on the root
}

// Sets by hand: what two share over what they have together.
TEST(MoneySources, OverlapByTheJaccardIndexWithGrants) {
    const Model model = plain_model(9);
    State now = plain_state(model, {1, 0});
    const InitiativeId first = add_initiative(now, 3);  // actors 0, 1, 2: of three sectors
    grant(now, first, 0);
    EXPECT_DOUBLE_EQ(overlap(now, 1, 2), 1.0 / 3);  // {civil, P} and {business, P}
    EXPECT_DOUBLE_EQ(overlap(now, 1, 4), 1.0 / 2);  // {civil, P} and {civil}
    EXPECT_DOUBLE_EQ(overlap(now, 2, 4), 0);
    EXPECT_DOUBLE_EQ(overlap(now, 4, 7), 1);
    grant(now, first, 0);  // another grant of the same programme is no other source
    EXPECT_DOUBLE_EQ(overlap(now, 1, 2), 1.0 / 3);
    const InitiativeId second = add_initiative(now, 5);  // and actors 3, 4
    grant(now, second, 1);
    EXPECT_DOUBLE_EQ(overlap(now, 1, 2), 2.0 / 4);  // {civil, P, Q} and {business, P, Q}
    EXPECT_DOUBLE_EQ(overlap(now, 1, 4), 2.0 / 3);  // {civil, P, Q} and {civil, Q}
    EXPECT_DOUBLE_EQ(overlap(now, 2, 4), 1.0 / 4);
    EXPECT_DOUBLE_EQ(overlap(now, 4, 2), 1.0 / 4);
    now.initiatives.all[second].members[4].status = MemberStatus::associate;
    EXPECT_DOUBLE_EQ(overlap(now, 2, 4), 0);  // who did not sign holds no grant
    now.funding.grants.clear();
    EXPECT_DOUBLE_EQ(overlap(now, 1, 2), 0);
}

TEST(MoneySources, OfAGrantRaiseCostsWhileItIsInForce) {
    Model model = plain_model(9);
    model.relations.g_compete = 2;
    model.relations.contact_rate = model.relations.pact_rate = 0;
    State now = plain_state(model, {1, 0});
    const auto friction = [&] { return table(model, now)[1 * 9 + 2].friction; };
    const double without = friction();
    grant(now, add_initiative(now, 3), 0);
    relations_step(model, 0, now);
    EXPECT_NEAR(friction() - without, 2 * topic_overlap(now.actors, ActorId(1), ActorId(2)) / 3, 1e-12);
    EXPECT_EQ(table(model, now), made_anew(model, now));
    now.funding.grants.clear();
    relations_step(model, 1, now);
    EXPECT_EQ(friction(), without);
}

// Whether there is a table or not must not matter: it follows the ends of superiors, and newcomers.
TEST(MoneySources, AndTheTableOfPairsFollowWhoeverEndsOrEnters) {
    Model model = plain_model(12);
    model.population.superior[ActorId(6)] = ActorId(3);
    model.population.superior[ActorId(9)] = ActorId(6);
    model.population.funder[ActorId(4)] = ActorId(3);
    model.relations.contact_rate = model.relations.pact_rate = 0;
    State now = plain_state(model, {1, 0});
    EXPECT_EQ(table(model, now), made_anew(model, now));
    const std::vector<DyadTerms> before = table(model, now);
    end_actor(model, 1, now, ActorId(3));
    relations_step(model, 1, now);
    EXPECT_EQ(table(model, now), made_anew(model, now));
    EXPECT_NE(table(model, now), before);
    replace_actor(model, 2, now, ActorId(3));
    relations_step(model, 2, now);
    EXPECT_EQ(table(model, now), made_anew(model, now));
}

// A branch may weigh frictions by other terms than the trunk under which pairs were worked out.
TEST(MoneySources, AndTheTableOfPairsGoByABranchFromItsForkOn) {
    Model model = plain_model(9);
    model.relations.contact_rate = model.relations.pact_rate = 0;
    State now = plain_state(model, {1, 0});
    const std::vector<DyadTerms> before = table(model, now);
    Model branch = model;
    branch.trunk = std::make_shared<const Model>(model);
    branch.fork = 3;
    branch.relations.g_logic += 1;
    relations_step(branch, 3, now);
    EXPECT_EQ(table(branch, now), made_anew(branch, now));
    EXPECT_NE(table(branch, now), before);
}

// A pair is worked out when somebody first asks: what is asked late, of a copy or on both sides is the same.
TEST(MoneySources, LeaveThePairsTheSameWhoeverAsksFirst) {
    Model model = plain_model(9);
    State now = plain_state(model, {1, 0});
    const State copy = now;
    Evaluation evaluation(model, now);
    Evaluation of_copy(model, copy);
    evaluation.focus(ActorId(1));
    const double early = evaluation.contact(ActorId(2));
    EXPECT_EQ(now.relations.pairs.of(ActorId(1))[3].friction, 0);  // nobody has asked
    EXPECT_EQ(table(model, now), made_anew(model, now));
    evaluation.focus(ActorId(1));
    of_copy.focus(ActorId(1));
    EXPECT_EQ(evaluation.contact(ActorId(2)), early);
    EXPECT_EQ(of_copy.contact(ActorId(2)), early);
}

TEST(MoneySources, WeighTheMotiveToWatchAPartner) {
    Model model = plain_model(6);
    model.relations.contact_cost = model.relations.crowding = 0;
    State now = plain_state(model, {1, 0});
    const ActorId i(1);
    const ActorId j(2);
    now.actors.motives[i] = {0, 0, 0, 0, 0, 1, 0};
    now.actors.salience(i, TopicId(0)) = .8;
    now.actors.salience(j, TopicId(0)) = .5;
    now.actors.position(i, TopicId(0)) = .9;
    now.actors.position(j, TopicId(0)) = .3;
    const auto contact = [&] {
        renew_pairs(now, now.relations);
        Evaluation evaluation(model, now);
        evaluation.focus(i);
        return evaluation.contact(j);
    };
    EXPECT_EQ(contact(), 0);
    grant(now, add_initiative(now, 3), 0);
    EXPECT_NEAR(contact(), .5 * .6 / 3, 1e-12);
    now.actors.funder[i] = now.actors.funder[j] = ActorId(0);
    EXPECT_NEAR(contact(), .5 * .6, 1e-12);
}

}  // namespace
}  // namespace gemeinsim::tests
