// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/signature.h"

#include <gtest/gtest.h>

#include <cmath>

#include "model/hierarchy/rules.h"
#include "model/initiative/constraint.h"
#include "model/initiative/group.h"

namespace gemeinsim::tests {
namespace {

struct Group {
    Model model = plain_model(6);
    State now;
    InitiativeId id;
    Group() {
        make_bare(model);
        now = plain_state(model, {9, 0});
        id = start(model, now, 6);
    }
    [[nodiscard]] Initiative& initiative() { return now.initiatives.all[id]; }
    bool sign_with(const std::vector<int>& votes) {
        for (std::size_t m = 0; m < votes.size(); ++m)
            initiative().members[m].vote = static_cast<std::int8_t>(votes[m]);
        open_signature(model, 1, now, initiative());
        EXPECT_EQ(signatures_settled_at(now, initiative()), 0) << "no desk has to be asked";
        return sign(model, 1, now, id);
    }
};

TEST(Signature, NeedsThreeSignersFromTwoSectors) {
    // Actors 0 and 3 are of one sector, 1 and 4 of another, 2 and 5 of the third.
    EXPECT_TRUE(Group().sign_with({1, 1, 1, 0, 0, 0}));
    EXPECT_TRUE(Group().sign_with({1, 0, 0, 1, 0, 1}));
    EXPECT_FALSE(Group().sign_with({1, 1, 0, 0, 0, 0})) << "two";
    Group g;
    g.model.initiatives.signers = 2;
    EXPECT_FALSE(g.sign_with({1, 0, 0, 1, 0, 0})) << "of one sector";
}

TEST(Signature, WhoDoesNotSignIsAnAssociateUntilTheNextText) {
    Group g;
    g.sign_with({1, 1, 1, 0, 1, 1});
    EXPECT_EQ(g.initiative().members[3].status, MemberStatus::associate);
    EXPECT_EQ(g.initiative().members[0].status, MemberStatus::member);
    g.sign_with({1, 1, 1, 1, 1, 1});
    EXPECT_EQ(g.initiative().members[3].status, MemberStatus::member);
}

TEST(Signature, WhatTooFewSignMakesNobodyAnAssociate) {
    Group few;
    EXPECT_FALSE(few.sign_with({1, 1, 0, 0, 0, 0}));
    for (const Member& member : few.initiative().members) EXPECT_EQ(member.status, MemberStatus::member);
    Group g;
    for (std::size_t actor = 0; actor < 6; ++actor)
        g.now.actors.priority(ActorId(actor), g.initiative().topic) = g.model.leadership.support_threshold - .01;
    EXPECT_FALSE(g.sign_with({1, 1, 1, 1, 1, 1}));
    for (const Member& member : g.initiative().members) EXPECT_EQ(member.status, MemberStatus::member);
}

TEST(Signature, AUnitWhoseLeadershipHasOtherPrioritiesWithdrawsItsSignature) {
    Group g;
    g.now.actors.priority(ActorId(2), g.initiative().topic) = g.model.leadership.support_threshold - .01;
    g.now.actors.priority(ActorId(3), g.initiative().topic) = g.model.leadership.support_threshold;
    g.sign_with({1, 1, 1, 1, 1, 1});
    EXPECT_EQ(g.initiative().members[2].status, MemberStatus::associate);
    EXPECT_EQ(g.initiative().members[3].status, MemberStatus::member);
}

TEST(Signature, SubordinatesSignWhatTheirSuperiorDecided) {
    Group g;
    g.model.governance.decision = DecisionRule::superior_decides;
    g.model.governance.convening = Convening::by_mandate;
    g.sign_with({0, 0, 0, 0, 0, 0});
    EXPECT_TRUE(g.initiative().members[0].signed_product);
    EXPECT_TRUE(g.initiative().members[3].signed_product) << "a unit below actor 0";
    EXPECT_FALSE(g.initiative().members[1].signed_product);
}

// Two departments of one administration: unit 6 below 3, unit 9 below the head.
TEST(Signature, OfSeveralDepartmentsReachesTheirCommonSuperior) {
    Model model = plain_model(12);
    make_bare(model);
    model.population.superior[ActorId(6)] = ActorId(3);
    model.hierarchy.approval_depth = 1;
    model.hierarchy.weight_signature = 1;
    const auto desks = [&](bool with_the_other) {
        State now = plain_state(model, {9, 0});
        Initiative& initiative = now.initiatives.all[start(model, now, 12)];
        for (Member& member : initiative.members) member.vote = -1;
        initiative.members[6].vote = 1;
        if (with_the_other) initiative.members[9].vote = 0;
        open_signature(model, 1, now, initiative);
        std::vector<ActorId> asked;
        for (const Stop& stop : now.approvals.cases[initiative.members[6].approval].path) asked.push_back(stop.desk);
        return asked;
    };
    EXPECT_EQ(desks(false), std::vector<ActorId>{ActorId(3)});
    EXPECT_EQ(desks(true), (std::vector<ActorId>{ActorId(3), ActorId(0)}));
}

TEST(Signature, WaitsForTheDesksAbove) {
    Group g;
    g.model.hierarchy.approval_depth = 2;
    for (Member& member : g.initiative().members) member.vote = 1;
    open_signature(g.model, 1, g.now, g.initiative());
    EXPECT_TRUE(std::isinf(signatures_settled_at(g.now, g.initiative())));
    note_constraint(g.model, 1, g.now, g.id);
    EXPECT_EQ(g.initiative().waits_for.constraint, Constraint::approval);
    EXPECT_EQ(g.initiative().waits_for.actor, ActorId(0)) << "the desk of unit 3's superior";
    double at = 0;
    for (Month month = 2; month < 40; ++month) {
        approvals_step(g.model, month, g.now);
        at = signatures_settled_at(g.now, g.initiative());
        if (std::isfinite(at)) break;
    }
    EXPECT_GT(at, 2);
    EXPECT_LT(at, 40);
}

}  // namespace
}  // namespace gemeinsim::tests
