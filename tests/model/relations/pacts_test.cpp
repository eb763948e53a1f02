// SPDX-License-Identifier: Apache-2.0
#include "model/relations/pacts.h"

#include <gtest/gtest.h>

#include "model/hierarchy/rules.h"
#include "model/plain_world.h"
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
        now.trust.entry(one, other).a = now.trust.entry(other, one).a = 40;
    }
};

TEST(Pact, NeedsContactTrustOfBothAndACommonInterest) {
    Pair pair;
    EXPECT_TRUE(may_propose(pair.model, pair.now, pair.one, pair.other));
    State without = pair.now;
    without.relations.contacts.remove(pair.one, pair.other);
    EXPECT_FALSE(may_propose(pair.model, without, pair.one, pair.other));
    without = pair.now;
    without.trust.entry(pair.other, pair.one) = {pair.one, 6, 4};  // .6 is below .65
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
    pair.now.trust.entry(pair.other, pair.one).b = 100;
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

}  // namespace
}  // namespace gemeinsim::tests
