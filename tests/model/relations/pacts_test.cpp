// SPDX-License-Identifier: Apache-2.0
#include "model/relations/pacts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

#include "model/hierarchy/rules.h"
#include "model/plain_world.h"
#include "model/relations/revision.h"
#include "model/relations/rules.h"

namespace gemeinsim::tests {
namespace {

struct Pair {
    Model model = plain_model(7);
    State now;
    ActorId one = ActorId(3);    // an office below actor 0
    ActorId other = ActorId(4);  // an association

    Pair() {
        model.relations.rationality = 100;
        model.relations.pact_cost = model.relations.contact_cost = 0;
        model.relations.pact_hours = model.relations.contact_hours = 0;
        now = plain_state(model, {1, 0});
        for (const ActorId i : {one, other}) now.actors.salience(i, TopicId(0)) = .5;
        now.relations.contacts.add(one, other);
        now.trust.set(one, other, 40, 4);
        now.trust.set(other, one, 40, 4);
    }
};

TEST(Pact, NeedsContactTrustOfBothAndACommonInterest) {
    Pair pair;
    EXPECT_TRUE(may_propose(pair.model, pair.now, pair.one, pair.other));
    State without = pair.now;
    without.relations.contacts.remove(pair.one, pair.other);
    EXPECT_FALSE(may_propose(pair.model, without, pair.one, pair.other));
    without = pair.now;
    without.trust.set(pair.other, pair.one, 6, 4);  // .6 is below .65
    EXPECT_FALSE(may_propose(pair.model, without, pair.one, pair.other));
    without = pair.now;
    without.actors.salience(pair.one, TopicId(0)) = .05;
    EXPECT_FALSE(may_propose(pair.model, without, pair.one, pair.other));
}

TEST(Pact, IsInForceAtOnceWhereNobodyNeedBeAsked) {
    Pair pair;
    pair.model.hierarchy.approval_depth = 0;
    propose_pact(pair.model, 5, pair.now, pair.one, pair.other, 5.5);
    EXPECT_TRUE(pair.now.relations.pacts.has(pair.one, pair.other));
    ASSERT_EQ(pair.now.relations.terms.size(), 1U);
    EXPECT_EQ(pair.now.relations.terms.front().expires, 5 + pair.model.relations.pact_term);
    ASSERT_EQ(pair.now.events.size(), 1U);
    EXPECT_EQ(pair.now.events.front().kind, EventKind::pact);
}

TEST(Pact, WaitsForTheDeskAboveAndDiesWithAVeto) {
    Pair pair;
    pair.model.hierarchy.approval_depth = 1;
    propose_pact(pair.model, 0, pair.now, pair.one, pair.other, .5);
    EXPECT_FALSE(pair.now.relations.pacts.has(pair.one, pair.other));
    ASSERT_EQ(pair.now.relations.proposals.size(), 1U);
    EXPECT_FALSE(may_propose(pair.model, pair.now, pair.one, pair.other));
    State vetoed = pair.now;
    for (ApprovalCase& one : vetoed.approvals.cases)
        if (one.status == CaseStatus::waiting) one.status = CaseStatus::vetoed;
    settle_pacts(pair.model, 1, vetoed);
    EXPECT_TRUE(vetoed.relations.proposals.empty());
    EXPECT_FALSE(vetoed.relations.pacts.has(pair.one, pair.other));
    for (ApprovalCase& one : pair.now.approvals.cases) one.status = CaseStatus::approved;
    settle_pacts(pair.model, 1, pair.now);
    EXPECT_TRUE(pair.now.relations.pacts.has(pair.one, pair.other));
}

TEST(Pact, EndsWhenTrustFalls) {
    Pair pair;
    pair.model.hierarchy.approval_depth = 0;
    propose_pact(pair.model, 0, pair.now, pair.one, pair.other, 0);
    settle_pacts(pair.model, 1, pair.now);
    EXPECT_TRUE(pair.now.relations.pacts.has(pair.one, pair.other));
    pair.now.trust.set(pair.other, pair.one, 40, 100);
    settle_pacts(pair.model, 1, pair.now);
    EXPECT_FALSE(pair.now.relations.pacts.has(pair.one, pair.other));
    EXPECT_TRUE(pair.now.relations.terms.empty());
    EXPECT_TRUE(pair.now.relations.contacts.has(pair.one, pair.other));
}

TEST(Pact, IsRenewedAtTheEndOfItsTermWhereItIsWorthIt) {
    Pair pair;
    pair.model.hierarchy.approval_depth = 0;
    pair.model.relations.effects = {{EffectKind::pact_density, 5}};
    propose_pact(pair.model, 0, pair.now, pair.one, pair.other, 0);
    State bad = pair.now;
    const Month end = pair.model.relations.pact_term;
    settle_pacts(pair.model, end, pair.now);
    EXPECT_EQ(pair.now.relations.terms.front().expires, 2 * end);
    pair.model.relations.effects = {{EffectKind::pact_density, -5}};
    settle_pacts(pair.model, end - 1, bad);
    EXPECT_TRUE(bad.relations.pacts.has(pair.one, pair.other));
    settle_pacts(pair.model, end, bad);
    EXPECT_FALSE(bad.relations.pacts.has(pair.one, pair.other));
}

/// A pact of 3 and 4 that 5 might join: all in contact, in trust, with a common interest.
struct Three : Pair {
    ActorId third = ActorId(5);
    EntityKey name = 0;

    Three() {
        model.hierarchy.approval_depth = 0;
        model.relations.contact_hours = .4;
        model.relations.pact_hours = 1.5;
        now.actors.salience(third, TopicId(0)) = .5;
        for (const ActorId party : {one, other, third}) now.actors.hours[party].capacity = 100;
        for (const ActorId party : {one, other}) {
            now.relations.contacts.add(party, third);
            now.trust.set(party, third, 40, 4);
            now.trust.set(third, party, 40, 4);
        }
        propose_pact(model, 0, now, one, other, 0);
        name = pact().name;
    }
    [[nodiscard]] const Pact& pact() const { return now.relations.terms.front(); }
    void extend() { propose_extension(model, 1, now, name, one, third, 1); }
};

TEST(PactOfSeveral, AsksOfTheNewcomerAndEveryPartyWhatAPactOfTwoAsks) {
    Three three;
    EXPECT_TRUE(may_extend(three.model, three.now, three.pact(), three.third));
    State without = three.now;
    without.relations.contacts.remove(three.other, three.third);
    EXPECT_FALSE(may_extend(three.model, without, three.pact(), three.third));
    without = three.now;
    without.trust.set(three.third, three.other, 6, 4);
    EXPECT_FALSE(may_extend(three.model, without, three.pact(), three.third));
    three.model.relations.pact_parties = 2;
    EXPECT_FALSE(may_extend(three.model, three.now, three.pact(), three.third));
}

TEST(PactOfSeveral, IsOnePactWithTheTermOfItsFounding) {
    Three three;
    three.extend();
    ASSERT_EQ(three.now.relations.terms.size(), 1U);
    EXPECT_THAT(three.pact().parties, testing::ElementsAre(three.one, three.other, three.third));
    EXPECT_EQ(three.pact().expires, three.model.relations.pact_term);
    EXPECT_EQ(three.now.relations.pacts.ties(), 3U);
    EXPECT_EQ(three.now.events.back().kind, EventKind::pact);
    EXPECT_EQ(three.now.events.back().actor, three.third);
}

// Each of three parties has two contacts (.4 each) and a pact of 1.1 beyond its contact, half as much again for the
// third party: .8 + 1.1 * 1.5. Where a further party costs in full, that is two pacts of two: 2 * 1.5.
TEST(PactOfSeveral, SharesItsHours) {
    for (const auto& [further, hours] : {std::pair(.5, 2.45), std::pair(1., 3.), std::pair(0., 1.9)}) {
        Three three;
        three.model.relations.pact_further = further;
        three.extend();
        for (const ActorId party : {three.one, three.other, three.third})
            EXPECT_NEAR(three.now.actors.hours[party].ties, hours, 1e-12);
    }
    Three full;
    full.now.actors.hours[full.other].capacity = full.now.actors.hours[full.other].ties + .5;  // .55 would be needed
    EXPECT_FALSE(extension_affordable(full.model, full.now, full.pact(), full.third));
}

TEST(PactOfSeveral, NeedsTheApprovalOfEveryHierarchy) {
    Three three;
    three.model.hierarchy.approval_depth = 1;
    // Units below actor 0, each to be asked for.
    for (const ActorId party : {three.other, three.third}) {
        three.now.actors.sector[party] = Sector::administration;
        three.now.actors.superior[party] = ActorId(0);
    }
    three.extend();
    ASSERT_EQ(three.now.relations.proposals.size(), 1U);
    const OfParties<CaseId> cases = three.now.relations.proposals.front().cases;
    ASSERT_EQ(cases.size(), 3U);
    for (std::size_t vetoed = 0; vetoed < 4; ++vetoed) {
        State now = three.now;
        for (std::size_t c = 0; c < 3; ++c)
            now.approvals.cases[cases[c]].status = c == vetoed ? CaseStatus::vetoed : CaseStatus::approved;
        settle_pacts(three.model, 2, now);
        EXPECT_TRUE(now.relations.proposals.empty());
        EXPECT_EQ(now.relations.terms.front().parties.size(), vetoed < 3 ? 2U : 3U) << vetoed;
    }
}

TEST(Pact, IsGivenUpWhereADeskNeverAnswers) {
    Pair pair;
    pair.model.hierarchy.approval_depth = 1;
    propose_pact(pair.model, 0, pair.now, pair.one, pair.other, .5);
    for (ApprovalCase& one : pair.now.approvals.cases)
        if (one.status == CaseStatus::waiting) one.status = CaseStatus::expired;
    settle_pacts(pair.model, 13, pair.now);
    EXPECT_TRUE(pair.now.relations.proposals.empty());
    EXPECT_FALSE(pair.now.relations.pacts.has(pair.one, pair.other));
}

// A fourth actor fits as well as the third did, until the extension to the third is under way, or has come into force
// after the parties agreed.
TEST(PactOfSeveral, IsExtendedToOneAtATimeAndOnlyAsAllAgreed) {
    Three three;
    const ActorId fourth(6);
    three.now.actors.salience(fourth, TopicId(0)) = .5;
    three.now.actors.hours[fourth].capacity = 100;
    for (const ActorId party : {three.one, three.other, three.third}) {
        three.now.relations.contacts.add(party, fourth);
        three.now.trust.set(party, fourth, 40, 4);
        three.now.trust.set(fourth, party, 40, 4);
    }
    ASSERT_TRUE(may_extend(three.model, three.now, three.pact(), fourth));
    State waiting = three.now;
    waiting.relations.proposals.push_back({three.one, three.third, three.name, {}});
    EXPECT_FALSE(may_extend(three.model, waiting, waiting.relations.terms.front(), fourth));

    const TieChange agreed{TieChange::Kind::extend_pact, three.one, fourth, three.name, three.pact().extensions};
    three.extend();
    ASSERT_TRUE(may_extend(three.model, three.now, three.pact(), fourth));
    EXPECT_FALSE(commit(three.model, 2, three.now, agreed, 2));  // the third has not been asked about the fourth
    const TieChange anew{TieChange::Kind::extend_pact, three.one, fourth, three.name, three.pact().extensions};
    EXPECT_TRUE(commit(three.model, 2, three.now, anew, 2));
    EXPECT_EQ(three.pact().parties.size(), 4U);
}

TEST(PactOfSeveral, TakesOnlyNewcomersWithTheHours) {
    Three three;
    three.now.actors.hours[three.third].regulation = 0;
    three.now.actors.hours[three.third].capacity = three.now.actors.hours[three.third].ties + 1.6;
    EXPECT_FALSE(extension_affordable(three.model, three.now, three.pact(), three.third));  // 1.65 would be needed
    three.now.actors.hours[three.third].capacity += .1;
    EXPECT_TRUE(extension_affordable(three.model, three.now, three.pact(), three.third));
}

TEST(Pact, HoldsItsContact) {
    Three three;
    EXPECT_FALSE(commit(three.model, 1, three.now, {TieChange::Kind::cut_contact, three.one, three.other}, 1));
    EXPECT_TRUE(three.now.relations.contacts.has(three.one, three.other));
    EXPECT_TRUE(commit(three.model, 1, three.now, {TieChange::Kind::cut_contact, three.one, three.third}, 1));
}

TEST(PactOfSeveral, GoesOnWithoutAPartyAndEndsBelowTwo) {
    Three three;
    three.extend();
    leave_pact(three.model, 2, three.now, three.name, three.one);
    EXPECT_THAT(three.pact().parties, testing::ElementsAre(three.other, three.third));
    EXPECT_FALSE(three.now.relations.pacts.has(three.one, three.other));
    EXPECT_TRUE(three.now.relations.pacts.has(three.other, three.third));
    EXPECT_NEAR(three.now.actors.hours[three.other].ties, .4 + 1.5, 1e-12);
    EXPECT_NEAR(three.now.actors.hours[three.one].ties, .8, 1e-12);
    leave_pact(three.model, 3, three.now, three.name, three.third);
    EXPECT_TRUE(three.now.relations.terms.empty());
    EXPECT_EQ(three.now.relations.pacts.ties(), 0U);
    for (const std::vector<std::uint32_t>& rows : three.now.relations.pacts_of) EXPECT_TRUE(rows.empty());
}

TEST(PactOfSeveral, IsLeftByWhoNoLongerTrustsAParty) {
    Three three;
    three.extend();
    three.now.trust.set(three.third, three.one, 40, 100);
    settle_pacts(three.model, 2, three.now);
    EXPECT_THAT(three.pact().parties, testing::ElementsAre(three.one, three.other));
}

TEST(PactOfSeveral, IsRenewedByThoseToWhomItIsWorthIt) {
    Three three;
    three.model.relations.crowding = 10;
    three.model.relations.effects = {{EffectKind::pact_density, 2}};
    three.model.relations.motive_scale = 0;
    three.extend();
    three.now.actors.hours[three.third].capacity = 1;  // crowded: worth less than nothing
    const Month end = three.model.relations.pact_term;
    settle_pacts(three.model, end - 1, three.now);
    EXPECT_EQ(three.pact().parties.size(), 3U);
    settle_pacts(three.model, end, three.now);
    EXPECT_THAT(three.pact().parties, testing::ElementsAre(three.one, three.other));
    EXPECT_EQ(three.pact().expires, 2 * end);
}

// Cost beyond the contact 1, three parties, a further one costs half: 1.5 for two partners against 1 for one.
TEST(PactOfSeveral, IsWorthWhatItsPartnersAreAtSharedCost) {
    Three three;
    RelationsParameters& p = three.model.relations;
    p.contact_cost = .25;
    p.pact_cost = 1.25;
    p.motive_scale = p.crowding = p.h_trust = p.h_know_how = 0;
    p.effects = {{EffectKind::pact_density, 3}};
    const PairTable& pairs = three.now.relations.pairs;
    for (const ActorId i : IdRange<ActorId>(pairs.actors())) std::fill_n(pairs.of(i), pairs.actors(), DyadTerms{});
    Evaluation evaluation(three.model, three.now);
    const Pact& pact = three.pact();
    EXPECT_NEAR(pact_value(three.model, three.now, evaluation, three.one, pact.parties, {}), 3 - 1, 1e-12);
    EXPECT_NEAR(extension_value(three.model, three.now, evaluation, three.one, pact, three.third), 3 - .5, 1e-12);
    EXPECT_NEAR(extension_value(three.model, three.now, evaluation, three.third, pact, three.third), 6 - 1.5, 1e-12);
}

TEST(PactOfSeveral, LosesAnEndedActorAndKeepsTheRest) {
    Three three;
    three.extend();
    leave_relations(three.model, three.now, three.one);
    EXPECT_THAT(three.pact().parties, testing::ElementsAre(three.other, three.third));
    EXPECT_TRUE(three.now.relations.pacts_of[three.one].empty());
}

// Years of a lively town: pacts stay what they are said to be.
TEST(PactOfSeveral, KeepsItsBooksInALivelyTown) {
    Model model = plain_model(30);
    RelationsParameters& p = model.relations;
    p.pact_trust = .5;
    p.pact_end_trust = .45;
    p.contact_cost = .1;
    p.pact_rate = 1;
    p.pact_overlap = 0;
    p.pact_weight = 4;
    p.pact_term = 6;
    model.exchange.joint_content = .8;
    State now = plain_state(model, {4, 0});
    for (Hours& hours : now.actors.hours) hours.capacity = 60;
    now.information = initial_information(model, now);
    std::size_t largest = 0;
    bool ended = false;
    for (Month month = 0; month < 60; ++month) {
        now.events.clear();
        awareness_step(model, month, now);
        relations_step(model, month, now);
        approvals_step(model, month, now);
        exchange_step(model, month, now);
        if (month == 30) leave_relations(model, now, now.relations.terms.front().parties.front());
        Graph pairs(30, Direction::undirected);
        std::size_t seats = 0;
        for (std::size_t row = 0; row < now.relations.terms.size(); ++row) {
            const OfParties<ActorId>& parties = now.relations.terms[row].parties;
            ASSERT_GE(parties.size(), 2U);
            ASSERT_TRUE(std::is_sorted(parties.begin(), parties.end()));
            largest = std::max(largest, parties.size());
            seats += parties.size();
            for (const ActorId i : parties) {
                const std::vector<std::uint32_t>& rows = now.relations.pacts_of[i];
                ASSERT_EQ(std::count(rows.begin(), rows.end(), row), 1);
                for (const ActorId j : parties)
                    if (i < j) {
                        ASSERT_TRUE(pairs.add(i, j)) << "two pacts of one pair";
                        ASSERT_TRUE(now.relations.contacts.has(i, j));
                    }
            }
        }
        ASSERT_EQ(pairs, now.relations.pacts);
        for (const std::vector<std::uint32_t>& rows : now.relations.pacts_of) seats -= rows.size();
        ASSERT_EQ(seats, 0U);
        for (const Event& event : now.events) ended = ended || event.kind == EventKind::pact_end;
    }
    EXPECT_GE(largest, 4U);
    EXPECT_LE(largest, static_cast<std::size_t>(p.pact_parties));
    EXPECT_TRUE(ended);
}

}  // namespace
}  // namespace gemeinsim::tests
