// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/decision.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>

#include "model/initiative/constraint.h"
#include "model/initiative/group.h"
#include "model/math.h"

namespace gemeinsim::tests {
namespace {

struct Group {
    Model model = plain_model(6);
    State now = plain_state(model, {8, 0});
    InitiativeId id = start(model, now, 6);
    [[nodiscard]] Initiative& initiative() { return now.initiatives.all[id]; }
    void vote(const std::vector<int>& votes) {
        initiative().gate = Gate::decision;
        for (std::size_t m = 0; m < votes.size(); ++m) {
            initiative().members[m].vote = static_cast<std::int8_t>(votes[m]);
            initiative().members[m].replies_at = 1 + static_cast<double>(m);
        }
    }
};

TEST(Decision, PassesWithTheReplyThatBringsTheLastYesNeeded) {
    EXPECT_EQ(settling_reply(std::array{true, true, true, true}, 4), 3);
    EXPECT_EQ(settling_reply(std::array{true, false, true, true}, 2), 2);
    EXPECT_EQ(settling_reply(std::array{true, true, false, false}, 2), 1);
}

TEST(Decision, FailsWithTheNoThatPutsItOutOfReach) {
    EXPECT_EQ(settling_reply(std::array{true, false, true, true}, 4), 1);
    EXPECT_EQ(settling_reply(std::array{false, true, false, true}, 3), 2);
}

TEST(Decision, RulesNeedAllTwoThirdsOrMoreThanHalf) {
    Model model = plain_model(2);
    model.governance.decision = DecisionRule::consensus;
    EXPECT_EQ(votes_needed(model, 9), 9);
    model.governance.decision = DecisionRule::supermajority;
    EXPECT_EQ(votes_needed(model, 9), 6);
    EXPECT_EQ(votes_needed(model, 8), 6);
    model.governance.decision = DecisionRule::majority;
    EXPECT_EQ(votes_needed(model, 9), 5);
    EXPECT_EQ(votes_needed(model, 8), 5);
}

TEST(Decision, NamesWhoRefused) {
    Group g;
    g.model.governance.decision = DecisionRule::consensus;
    g.vote({1, 1, 0, 1, 0, 1});
    const DecisionState outcome = decide(g.model, g.initiative());
    EXPECT_FALSE(outcome.passed);
    EXPECT_EQ(outcome.settled_at, 3);
    EXPECT_EQ(outcome.refusing, ActorId(2));
    g.model.governance.decision = DecisionRule::majority;
    EXPECT_TRUE(decide(g.model, g.initiative()).passed);
}

TEST(Decision, WaitsForWhoHasNotReplied) {
    Group g;
    g.model.governance.decision = DecisionRule::consensus;
    g.vote({1, 1, 1, 1, 1, 1});
    g.initiative().members[4].replies_at = 2.5;
    note_constraint(g.model, 2, g.now, g.id);
    EXPECT_EQ(g.initiative().waits_for.constraint, Constraint::vote);
    EXPECT_EQ(g.initiative().waits_for.actor, ActorId(5));
    g.initiative().members[1].vote = 0;
    note_constraint(g.model, 2, g.now, g.id);
    EXPECT_EQ(g.initiative().waits_for.actor, ActorId(1)) << "whose no is in holds it up more";
}

TEST(Decision, ChanceOfYesIsTheLogisticOfItsTerms) {
    Group g;
    g.initiative().goal_position = .5;
    g.initiative().text_quality = -1;
    g.now.actors.position(ActorId(1), TopicId(0)) = .8;
    const double odds = 6 + 2.2 * (.6 - .6) - 14 * .3 + .7 * (-1 + .8 * .5);
    EXPECT_NEAR(yes_probability(g.model, g.now, g.initiative(), ActorId(1), .5), logistic(odds), 1e-12);
    g.initiative().members[1].effort = -.5;
    EXPECT_EQ(yes_probability(g.model, g.now, g.initiative(), ActorId(1), .5), 0) << "it is there to brake";
}

TEST(Decision, DependentMembersFollowTheirFunderOrSuperior) {
    Group g;
    // Everybody far from the goal but the one who funds all others.
    g.initiative().goal_position = 0;
    for (const ActorId i : IdRange<ActorId>(6)) {
        g.now.actors.position(i, TopicId(0)) = i == ActorId(0) ? 0 : 1;
        if (i != ActorId(0)) g.now.actors.funder[i] = ActorId(0);
    }
    g.model.initiatives.vote_distance = 100;
    g.model.initiatives.vote_dependence = 0;
    open_decision(g.model, g.now, g.initiative(), 0);
    for (const Member& member : g.initiative().members) EXPECT_EQ(member.vote, member.actor == ActorId(0) ? 1 : 0);
    g.model.initiatives.vote_dependence = 1;
    open_decision(g.model, g.now, g.initiative(), 0);
    for (const Member& member : g.initiative().members) EXPECT_EQ(member.vote, 1);
}

TEST(Decision, AssociatesHaveNoVote) {
    Group g;
    g.initiative().members[2].status = MemberStatus::associate;
    open_decision(g.model, g.now, g.initiative(), 0);
    EXPECT_LT(g.initiative().members[2].replies_at, 0);
    EXPECT_GE(g.initiative().members[1].replies_at, 0);
}

TEST(Decision, BrokerOrSuperiorDecidesAlone) {
    Group g;
    g.model.governance.broker = Broker::lead_member;
    g.initiative().broker = ActorId(3);
    for (const DecisionRule rule : {DecisionRule::broker_decides, DecisionRule::superior_decides}) {
        g.model.governance.decision = rule;
        const ActorId decider = rule == DecisionRule::broker_decides ? ActorId(3) : ActorId(0);
        g.now.actors.position(decider, TopicId(0)) = g.initiative().goal_position = .5;
        g.model.initiatives.vote_intercept = 50;
        open_decision(g.model, g.now, g.initiative(), 4);
        EXPECT_TRUE(decide(g.model, g.initiative()).passed);
        EXPECT_GT(decide(g.model, g.initiative()).settled_at, 4);
        g.model.initiatives.vote_intercept = -50;
        open_decision(g.model, g.now, g.initiative(), 4);
        EXPECT_FALSE(decide(g.model, g.initiative()).passed);
        EXPECT_EQ(decide(g.model, g.initiative()).refusing, decider);
    }
}

TEST(Decision, LogicsApartReplyLater) {
    Group g;
    g.model.initiatives.reply_delay = 0;
    open_decision(g.model, g.now, g.initiative(), 0);
    std::vector<double> quick;
    for (const Member& member : g.initiative().members) quick.push_back(member.replies_at);
    --g.initiative().texts;  // the same text again
    g.model.initiatives.reply_delay = 3;
    open_decision(g.model, g.now, g.initiative(), 0);
    for (std::size_t m = 0; m < quick.size(); ++m) EXPECT_GT(g.initiative().members[m].replies_at, quick[m]);
}

// --- talks before the vote --------------------------------------------------------------------------------------

// Where all trust all alike and nobody is more heard than others, W is 1/(n-1) off the diagonal. The mean of the
// opinions stays, and what each is off it shrinks by (1 - S) / (1 + S / (n - 1)).
TEST(Talks, DrawOpinionsTogetherAsFriedkinAndJohnsenSay) {
    Group g;
    g.model.exchange.slow = 0;
    for (const ActorId i : IdRange<ActorId>(6)) g.now.actors.assets[i][static_cast<std::size_t>(Asset::influence)] = .3;
    const std::vector<ActorId> actors{ActorId(0), ActorId(2), ActorId(3), ActorId(5)};
    const std::vector<double> own{-3, 0, 1, 10};
    for (const double open : {.2, .9}) {
        g.model.initiatives.deliberation = open;
        const std::vector<double> after = opinions_after_talks(g.model, g.now, actors, own);
        for (std::size_t i = 0; i < own.size(); ++i)
            EXPECT_NEAR(after[i], 2 + (own[i] - 2) * (1 - open) / (1 + open / 3), 1e-9) << open;
    }
    g.model.initiatives.deliberation = 0;
    EXPECT_EQ(opinions_after_talks(g.model, g.now, actors, own), own);
}

TEST(Talks, EndHoweverStrongOpinionsAre) {
    Group g;
    g.model.exchange.slow = 0;
    for (const ActorId i : IdRange<ActorId>(6)) g.now.actors.assets[i][static_cast<std::size_t>(Asset::influence)] = .3;
    g.model.initiatives.deliberation = .95;
    const std::vector<ActorId> actors{ActorId(0), ActorId(1), ActorId(2), ActorId(3)};
    const std::vector<double> own{-3e8, 0.1, 1e8 / 3, 1e9 / 7};
    const double mean = (own[0] + own[1] + own[2] + own[3]) / 4;
    const std::vector<double> after = opinions_after_talks(g.model, g.now, actors, own);
    for (std::size_t i = 0; i < own.size(); ++i)
        EXPECT_NEAR(after[i], mean + (own[i] - mean) * .05 / (1 + .95 / 3), 1e-1);
}

TEST(Talks, WhoIsTrustedIsHeardMoreAndWhoBrakesIsNotHeard) {
    Group g;
    g.model.initiatives.deliberation = .5;
    const std::vector<ActorId> actors{ActorId(0), ActorId(1), ActorId(2)};
    const std::vector<double> before = opinions_after_talks(g.model, g.now, actors, {0, 4, -4});
    add_experience(g.now, ActorId(0), ActorId(1), 20, 0);
    const std::vector<double> after = opinions_after_talks(g.model, g.now, actors, {0, 4, -4});
    EXPECT_GT(after[0], before[0]);
    constexpr double brakes = -std::numeric_limits<double>::infinity();
    const std::vector<double> braked = opinions_after_talks(g.model, g.now, actors, {0, 4, brakes});
    EXPECT_EQ(braked[2], brakes);
    EXPECT_GT(braked[0], after[0]) << "nobody speaks against it any more";
    EXPECT_LT(braked[0], 4);
}

TEST(Talks, TakeTheirTimeAndLeaveTheLuckOfAVoteAsItIs) {
    Group g;
    open_decision(g.model, g.now, g.initiative(), 3);
    const std::vector<Member> silent = g.initiative().members;
    --g.initiative().texts;  // the same text again
    g.model.initiatives.deliberation = 1e-12;
    g.model.initiatives.deliberation_time = 2;
    open_decision(g.model, g.now, g.initiative(), 3);
    for (std::size_t m = 0; m < silent.size(); ++m) {
        EXPECT_NEAR(g.initiative().members[m].replies_at, silent[m].replies_at + 2, 1e-9);
        EXPECT_EQ(g.initiative().members[m].vote, silent[m].vote);
    }
}

// --- the steering group votes -----------------------------------------------------------------------------------

TEST(SteeringVotes, InPlaceOfAllOnceItIsFormed) {
    Group g;
    g.model.governance.voters = Voters::steering_group;
    g.model.governance.decision = DecisionRule::consensus;
    const auto asked = [&] {
        int count = 0;
        for (const Member& member : g.initiative().members) count += member.replies_at >= 0 ? 1 : 0;
        return count;
    };
    open_decision(g.model, g.now, g.initiative(), 0);
    EXPECT_EQ(asked(), 6) << "there is none yet";
    g.initiative().seats = 2;
    g.initiative().members[1].steering = g.initiative().members[4].steering = true;
    open_decision(g.model, g.now, g.initiative(), 0);
    EXPECT_EQ(asked(), 2);
    for (Member& member : g.initiative().members) member.vote = member.steering ? 1 : 0;
    EXPECT_TRUE(decide(g.model, g.initiative()).passed);
    g.initiative().members[4].vote = 0;
    EXPECT_EQ(decide(g.model, g.initiative()).refusing, ActorId(4));
}

TEST(SteeringVotes, WhoTakesAFreeSeatDuringAVoteIsAsked) {
    Group g;
    g.model.governance.voters = Voters::steering_group;
    g.initiative().seats = 1;
    g.initiative().members[3].steering = true;
    open_decision(g.model, g.now, g.initiative(), 0);
    const std::int8_t judged = g.initiative().members[0].vote;
    g.initiative().members.erase(g.initiative().members.begin() + 1, g.initiative().members.end());
    EXPECT_FALSE(decide(g.model, g.initiative()).settling) << "nobody is left who was asked";
    seat_successors(g.model, 4, g.now, g.initiative());
    EXPECT_TRUE(g.initiative().members[0].steering);
    EXPECT_EQ(g.initiative().members[0].vote, judged);
    EXPECT_GE(decide(g.model, g.initiative()).settled_at, 4);
    EXPECT_EQ(decide(g.model, g.initiative()).settling, ActorId(0));
}

TEST(SteeringVotes, WhoTakesASeatDuringTheTalksVotesAfterThem) {
    Group g;
    g.model.governance.voters = Voters::steering_group;
    g.model.initiatives.deliberation = 0.5;
    g.model.initiatives.deliberation_time = 24;
    g.initiative().last_progress = 2;
    g.initiative().seats = 1;
    g.initiative().members[3].steering = true;
    open_decision(g.model, g.now, g.initiative(), 2.5);
    EXPECT_GE(g.initiative().members[3].replies_at, 26.5);
    g.initiative().members.erase(g.initiative().members.begin() + 1, g.initiative().members.end());
    seat_successors(g.model, 4, g.now, g.initiative());
    EXPECT_GE(g.initiative().members[0].replies_at, 26.5);
}

TEST(Talks, AreAsOpenWithMediationAsWithoutOpposingLogics) {
    Group g;
    g.model.initiatives.deliberation = 0.8;
    std::vector<ActorId> all;
    std::vector<double> own;
    for (const Member& member : g.initiative().members) {
        all.push_back(member.actor);
        own.push_back(static_cast<double>(own.size()));
    }
    for (std::size_t i = 0; i < all.size(); ++i)
        g.now.actors.logic[all[i]] = i % 2 == 0 ? std::array<double, 3>{1, 0, 0} : std::array<double, 3>{0, 0, 1};
    g.model.exchange.slow = 0;
    const std::vector<double> open = opinions_after_talks(g.model, g.now, all, own);
    g.model.exchange.slow = 0.9;
    EXPECT_NE(opinions_after_talks(g.model, g.now, all, own), open);
    g.now.remedies.strength[static_cast<std::size_t>(RemedyKind::mediation)] = 1;
    EXPECT_EQ(opinions_after_talks(g.model, g.now, all, own), open);
}

TEST(Decision, RefusalReopensTheStrategicTaskAndCostsTrustAndHope) {
    Group g;
    g.vote({1, 1, 0, 1, 1, 1});
    for (Task& task : g.initiative().tasks) task.progress = task.threshold;
    const double hope = g.initiative().success;
    const double trust = g.now.trust.expected(ActorId(0), ActorId(2));
    refuse(g.model, 3, g.now, g.id, ActorId(2));
    EXPECT_EQ(g.initiative().gate, Gate::tasks);
    for (const Task& task : g.initiative().tasks) {
        if (task.strand == Strand::strategy)
            EXPECT_LT(task.progress, task.threshold);
        else
            EXPECT_EQ(task.progress, task.threshold);
    }
    EXPECT_LT(g.initiative().success, hope);
    EXPECT_LT(g.now.trust.expected(ActorId(0), ActorId(2)), trust);
    EXPECT_EQ(g.now.trust.expected(ActorId(0), ActorId(1)), trust) << "they agreed";
}

}  // namespace
}  // namespace gemeinsim::tests
