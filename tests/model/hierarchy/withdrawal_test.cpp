// SPDX-License-Identifier: Apache-2.0
// What nobody wants to know any more leaves the desks at once.
#include <gtest/gtest.h>

#include <algorithm>

#include "model/funding/grants.h"
#include "model/hierarchy/cases.h"
#include "model/hierarchy/chain.h"
#include "model/hierarchy/desks.h"
#include "model/initiative/ending.h"
#include "model/initiative/joining.h"
#include "model/plain_world.h"
#include "model/relations/pacts.h"

namespace gemeinsim::tests {
namespace {

CaseId ask(const Model& model, State& now, int unit, double born, std::uint64_t subject = 0) {
    return submit(
        model, now,
        {.initiator = ActorId(unit), .counterpart = {}, .subject = subject, .topic = TopicId(0), .born = born});
}

bool lies_somewhere(const State& now, CaseId id) {
    return std::any_of(now.approvals.desks.begin(), now.approvals.desks.end(), [&](const Desk& desk) {
        return std::any_of(desk.queue.begin(), desk.queue.end(), [&](const Waiting& w) { return w.id == id; });
    });
}

long count(const State& now, EventKind kind) {
    return std::count_if(now.events.begin(), now.events.end(), [kind](const Event& e) { return e.kind == kind; });
}

TEST(Withdrawal, TakesACaseFromItsDeskAndFreesItsId) {
    Model model = chain_model(2);
    model.hierarchy.service_rate = 1e-9;
    State now = chain_state(model, {1, 0});
    const CaseId id = ask(model, now, 1, 0);
    approvals_step(model, 0, now);
    ASSERT_TRUE(lies_somewhere(now, id));
    CaseId held = id;
    withdraw_case(0, now, held);
    EXPECT_FALSE(held);
    EXPECT_FALSE(lies_somewhere(now, id));
    EXPECT_TRUE(now.approvals.open.empty());
    EXPECT_EQ(count(now, EventKind::withdrawal), 1);
    EXPECT_EQ(now.approvals.totals[static_cast<std::size_t>(CaseKind::membership)].withdrawn, 1);
    EXPECT_EQ(ask(model, now, 1, 1), id) << "the id is free at once";
    withdraw_case(0, now, held);
    EXPECT_EQ(count(now, EventKind::withdrawal), 1) << "who holds none withdraws none";
}

TEST(Withdrawal, OfACaseThatHasReachedNoDeskLeavesNoTrace) {
    const Model model = chain_model(2);
    State now = chain_state(model, {1, 0});
    CaseId id = ask(model, now, 1, 1);
    withdraw_case(0, now, id);
    EXPECT_TRUE(now.approvals.newborn.empty());
    for (Month month = 0; month < 3; ++month) approvals_step(model, month, now);
    EXPECT_EQ(now.approvals.desks[ActorId(0)].served, 0);
    EXPECT_EQ(now.approvals.desks[ActorId(0)].load_integral, 0);
}

TEST(Withdrawal, OfADecidedCaseOnlyForgetsIt) {
    Model model = chain_model(2);
    model.hierarchy.service_rate = 1000;
    State now = chain_state(model, {1, 0});
    CaseId id = ask(model, now, 1, 0);
    approvals_step(model, 0, now);
    ASSERT_EQ(status(now, id), CaseStatus::approved);
    withdraw_case(0, now, id);
    EXPECT_FALSE(id);
    EXPECT_EQ(count(now, EventKind::withdrawal), 0);
    EXPECT_EQ(now.approvals.totals[static_cast<std::size_t>(CaseKind::membership)].approved, 1);
}

// Every second case is withdrawn after two months: what is withdrawn spent its time until then, and the engine stops
// where the identity breaks in any month.
TEST(Withdrawal, KeepsLittlesLaw) {
    Model model = chain_model(5);
    model.hierarchy = hierarchy_parameters().defaults();
    model.hierarchy.approval_depth = 4;
    model.hierarchy.weight_membership = 1;
    State now = chain_state(model, {7, 0});
    std::vector<std::pair<Month, CaseId>> held;
    for (Month month = 0; month < 240; ++month) {
        const CaseId id = ask(model, now, 4, month + .25, static_cast<std::uint64_t>(month));
        // Cases are held, so that their ids stay theirs.
        now.relations.proposals.resize(1);
        now.relations.proposals.front().cases.push_back(id);
        held.emplace_back(month, id);
        approvals_step(model, month, now);
        for (auto& [since, one] : held)
            if (one && since % 2 == 0 && month - since == 2) {
                OfParties<CaseId>& cases = now.relations.proposals.front().cases;
                cases.erase(std::find(cases.begin(), cases.end(), one));
                withdraw_case(month, now, one);
            }
    }
    EXPECT_GT(now.approvals.totals[static_cast<std::size_t>(CaseKind::membership)].withdrawn, 50);
    for (const ActorId owner : now.approvals.staffed) {
        const Desk& desk = now.approvals.desks[owner];
        EXPECT_NEAR(desk.load_integral, sojourn_inside(desk), 1e-6 * desk.load_integral);
    }
}

/// An initiative in which actor 3, a unit, waits for its superiors.
struct Waits {
    Model model = plain_model(6);
    State now;
    InitiativeId id;
    CaseId asked;

    Waits() {
        model.hierarchy.service_rate = 1e-9;
        now = plain_state(model, {1, 0});
        id = add_initiative(now, 3);
        fit_funding(now);
        Member member;
        member.actor = ActorId(3);
        member.status = MemberStatus::approving;
        asked = member.approval = submit(
            model, now,
            {.initiator = ActorId(3), .counterpart = {}, .kind = CaseKind::budget, .topic = TopicId(0), .born = 0});
        now.initiatives.all[id].members.push_back(member);
        approvals_step(model, 0, now);
        now.events.clear();
    }
};

TEST(Withdrawal, FollowsTheEndOfAnInitiative) {
    Waits at;
    const CaseId request =
        submit(at.model, at.now,
               {.initiator = ActorId(3), .counterpart = {}, .kind = CaseKind::budget, .topic = TopicId(0), .born = 1});
    at.now.funding.released[at.id].request = request;
    ASSERT_EQ(at.now.approvals.open.size(), 2U);
    end_initiative(0, at.now, at.id, EndCause::base);
    EXPECT_TRUE(at.now.approvals.open.empty());
    EXPECT_FALSE(lies_somewhere(at.now, at.asked));
    EXPECT_FALSE(at.now.funding.released[at.id].request);
    for (const Member& member : at.now.initiatives.all[at.id].members) EXPECT_FALSE(member.approval);
    EXPECT_EQ(count(at.now, EventKind::withdrawal), 2);
}

TEST(Withdrawal, FollowsAMemberThatGoes) {
    Waits at;
    at.now.actors.alive[ActorId(3)] = 0;
    revise_membership(at.model, 1, at.now, at.id);
    EXPECT_TRUE(at.now.approvals.open.empty());
    EXPECT_FALSE(lies_somewhere(at.now, at.asked));
}

TEST(Withdrawal, FollowsTheNoOfTheOtherSideOfAPact) {
    Waits at;
    const auto of_two = [&] {
        PactProposal proposal;
        proposal.first = ActorId(3);
        proposal.second = ActorId(1);
        for (int k = 0; k < 2; ++k)
            proposal.cases.push_back(submit(at.model, at.now,
                                            {.initiator = ActorId(3),
                                             .counterpart = {},
                                             .kind = CaseKind::budget,
                                             .subject = static_cast<std::uint64_t>(k + 1),
                                             .topic = TopicId(0),
                                             .born = 1}));
        at.now.relations.proposals.push_back(proposal);
        return proposal.cases;
    };
    const OfParties<CaseId> first = of_two();
    approvals_step(at.model, 1, at.now);
    expire(at.now, first[0], 2, EventKind::expiry);
    drop_closed(at.now);
    settle_pacts(at.model, 2, at.now);
    EXPECT_TRUE(at.now.relations.proposals.empty());
    EXPECT_FALSE(lies_somewhere(at.now, first[1]));
    EXPECT_EQ(at.now.approvals.open, std::vector<CaseId>{at.asked});

    const OfParties<CaseId> second = of_two();
    approvals_step(at.model, 2, at.now);
    withdraw_proposals(3, at.now, ActorId(1));
    EXPECT_TRUE(at.now.relations.proposals.empty());
    for (const CaseId id : second) EXPECT_FALSE(lies_somewhere(at.now, id));
}

}  // namespace
}  // namespace gemeinsim::tests
