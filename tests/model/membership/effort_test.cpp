// SPDX-License-Identifier: Apache-2.0
// The games in the literature are cases of selfcheck (A7 to A10, A14); here are their parts.
#include "model/initiative/effort.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <map>
#include <vector>

#include "model/small_world.h"
#include "random/draws.h"

namespace gemeinsim::tests {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double tolerance = 1e-12;

/// Four members with all assets 1 to whom the topic matters fully; 0 - 1 - 2 are in contact in a line, 3 with nobody.
class EffortGames : public testing::Test {
  protected:
    const TopicId youth{0};
    const InitiativeId first{0};
    Model model = small_model(5);
    State now = small_state(model);
    EffortGame game;

    void SetUp() override {
        for (const ActorId i : IdRange<ActorId>(now.actors.size())) {
            now.actors.salience(i, youth) = 1;
            now.actors.assets[i].fill(1);
        }
        add_working_initiative(now, {ActorId(0), ActorId(1), ActorId(2), ActorId(3)});
        now.relations.contacts.add(ActorId(0), ActorId(1));
        now.relations.contacts.add(ActorId(1), ActorId(2));
        now.relations.contacts.add(ActorId(3), ActorId(4));  // who is no member is no partner
        model.membership.effort_benefit = 3;
        model.membership.effort_cost = .5;
        model.impact.production = ProductionForm::linear;
    }
    void play(EffortPayoff payoff, const std::vector<double>& efforts) {
        model.membership.effort_payoff = payoff;
        for (std::size_t m = 0; m < efforts.size(); ++m) now.initiatives.all.front().members[m].effort = efforts[m];
        set_game(model, now, now.initiatives.all.front(), game);
    }
    [[nodiscard]] double gets(std::size_t player) { return payoff(game, player); }
    std::vector<double> efforts() {
        std::vector<double> all;
        for (const Member& member : now.initiatives.all.front().members) all.push_back(member.effort);
        return all;
    }
};

TEST_F(EffortGames, PayForWhatPartnersDonate) {
    play(EffortPayoff::donation, {1, .5, 0, 1});
    EXPECT_NEAR(gets(0), 3 * .5 - .5, tolerance);
    EXPECT_NEAR(gets(1), 3 * .5 - .25, tolerance);
    EXPECT_NEAR(gets(2), 3 * .5, tolerance);
    EXPECT_NEAR(gets(3), -.5, tolerance) << "without partners only the cost is left";
    model.membership.effort_pooling = EffortPooling::sum;
    EXPECT_NEAR(gets(1), 3 - 2 * .25, tolerance) << "as many gifts as partners";
    EXPECT_NEAR(gets(3), 0, tolerance);
    EXPECT_NEAR(joint_payoff(game), gets(0) + gets(1) + gets(2), tolerance);
}

TEST_F(EffortGames, PayForWhatTheGroupProduces) {
    now.actors.salience(ActorId(3), youth) = .5;
    play(EffortPayoff::production, {1, .5, 0, 1});
    EXPECT_NEAR(group_product(game), 2.5, tolerance);
    EXPECT_NEAR(gets(1), 3 * 2.5 - .5 * .25, tolerance);
    EXPECT_NEAR(gets(3), 1.5 * 2.5 - .5, tolerance) << "who cares half has half the benefit";
    model.membership.effort_sharing = EffortSharing::shared;
    model.membership.effort_cost_form = EffortCostForm::linear;
    EXPECT_NEAR(gets(1), 3 * 2.5 / 4 - .25, tolerance);
    model.membership.effort_cost_form = EffortCostForm::none;
    EXPECT_NEAR(gets(1), 3 * 2.5 / 4, tolerance);
    model.impact.production = ProductionForm::threshold;
    model.impact.threshold = 4;
    EXPECT_EQ(gets(1), 0);
}

TEST_F(EffortGames, PutTheEndowmentAtRiskBelowTheThreshold) {
    model.impact.threshold = 2;
    model.membership.effort_risk = .9;
    play(EffortPayoff::risk, {1, .5, 0, .5});
    EXPECT_NEAR(gets(0), 1 - .5, tolerance);
    EXPECT_NEAR(gets(2), 1, tolerance);
    play(EffortPayoff::risk, {1, .5, 0, .4});
    EXPECT_NEAR(gets(0), .1 - .5, tolerance) << "what was given is gone in any case";
    EXPECT_NEAR(gets(2), .1, tolerance);
}

TEST_F(EffortGames, PayForTheLowestEffort) {
    play(EffortPayoff::minimum, {1, .5, .25, 1});
    EXPECT_NEAR(gets(0), 3 * .25 - .5, tolerance);
    EXPECT_NEAR(gets(2), 3 * .25 - .125, tolerance);
}

TEST_F(EffortGames, CountBrakingAsNoWork) {
    play(EffortPayoff::minimum, {1, -.5, 1, 1});
    EXPECT_EQ(gets(1), 0);
    play(EffortPayoff::production, {1, -.5, 1, 1});
    EXPECT_NEAR(group_product(game), 3, tolerance);
}

TEST_F(EffortGames, AreChosenInWithOneselfOrAllInMind) {
    play(EffortPayoff::donation, {0, 0, 0, 0});
    EXPECT_NEAR(choice_value(game, 0, 1), -.5, tolerance);
    model.membership.effort_objective = EffortObjective::joint;
    EXPECT_NEAR(choice_value(game, 0, 1), 3 / 2. - .5, tolerance) << "to 1, who has two partners, a mean of 3/2";
    EXPECT_EQ(game.players[0].effort, 0) << "asking changes nothing";
    play(EffortPayoff::minimum, {0, 0, 0, 0});
    game.players[0].expectation = .4;
    EXPECT_NEAR(choice_value(game, 0, 1), 4 * 3 * .4 - .5, tolerance) << "the expected lowest, not the present one";
}

TEST_F(EffortGames, HaveTheirBestRealEffortWhereItsSlopeIsZero) {
    model.membership.effort_scale = EffortScale::real;
    model.membership.effort_rule = EffortRule::best_reply;
    model.membership.effort_benefit = .3;
    play(EffortPayoff::production, {1, 1, 1, 1});
    ChoiceWork work;
    EXPECT_NEAR(best_effort(game, 0, work), .3 / (2 * .5), 1e-7);
    model.membership.effort_objective = EffortObjective::joint;
    model.membership.effort_cost = .8;
    EXPECT_NEAR(best_effort(game, 0, work), 4 * .3 / (2 * .8), 1e-7);
    play(EffortPayoff::minimum, {1, 1, 1, 1});
    game.players[0].expectation = .37;
    EXPECT_NEAR(best_effort(game, 0, work), .37, 1e-7) << "a kink is found too";
}

/// Rule, payoff and numbers of an event, against what was worked out by hand.
class Events : public EffortGames {
  protected:
    void SetUp() override {
        EffortGames::SetUp();
        model.membership.effort_levels = {0, 1};
        model.membership.effort_mutation = 0;
        model.membership.effort_selection = 1;
        model.membership.effort_benefit = 1;
        model.membership.effort_cost = .5;
    }
    std::map<std::size_t, double> changes(EffortRule rule) {
        model.membership.effort_rule = rule;
        play(EffortPayoff::donation, {1, 0, 1, 0});
        std::map<std::size_t, double> by_player;
        for (const EffortChange& change : event_changes(game)) {
            EXPECT_NE(change.effort, game.players[change.player].effort);
            by_player[change.player] += change.probability;
        }
        return by_player;
    }
    /// How often each player changes in events that are played, against the chances: 4 sd of a binomial, 20,000 events.
    /// False alarm: 6e-5 for each of four players.
    void expect_played_like(EffortRule rule) {
        const std::map<std::size_t, double> expected = changes(rule);
        constexpr int events = 20000;
        std::vector<int> changed(4);
        ChoiceWork work;
        for (std::uint64_t e = 0; e < events; ++e) {
            play(EffortPayoff::donation, {1, 0, 1, 0});
            const std::vector<Player> before = game.players;
            Stream stream({1, 0}, e, 0, Purpose::effort);
            play_event(game, stream, work);
            for (std::size_t i = 0; i < 4; ++i) changed[i] += game.players[i].effort != before[i].effort;
        }
        for (std::size_t i = 0; i < 4; ++i) {
            const auto found = expected.find(i);
            const double p = found != expected.end() ? found->second : 0;
            EXPECT_NEAR(changed[i] / double(events), p, 4 * std::sqrt(p * (1 - p) / events)) << "player " << i;
        }
    }
};

// Payoffs at efforts 1 0 1 0 in the line: -.5, 1, -.5, 0.
TEST_F(Events, OfFermiCopyTheBetterOff) {
    model.membership.effort_beta = 2;
    const auto chance = changes(EffortRule::fermi);
    EXPECT_NEAR(chance.at(0), 1 / 4. / (1 + std::exp(-2 * 1.5)), tolerance);
    EXPECT_NEAR(chance.at(1), 1 / 4. / (1 + std::exp(2 * 1.5)), tolerance) << "either partner is worse off";
    EXPECT_FALSE(chance.contains(3)) << "who has no partner copies nobody";
    expect_played_like(EffortRule::fermi);
}

TEST_F(Events, OfMoranLetTheFitBeCopied) {
    const auto chance = changes(EffortRule::moran);
    const double all = .5 + 2 + .5 + 1;
    EXPECT_NEAR(chance.at(0), 2 / all / 2, tolerance);
    EXPECT_NEAR(chance.at(1), 2 * .5 / all, tolerance) << "the only partner of both ends";
    expect_played_like(EffortRule::moran);
}

TEST_F(Events, OfDeathAndBirthCopyPartnersByFitness) {
    now.initiatives.all.front().members[2].effort = 0;
    model.membership.effort_rule = EffortRule::death_birth;
    play(EffortPayoff::donation, {1, 0, 0, 0});  // payoffs -.5, .5, 0, 0
    const std::vector<EffortChange> found = event_changes(game);
    double of_middle = 0;
    for (const EffortChange& change : found) of_middle += change.player == 1 ? change.probability : 0;
    EXPECT_NEAR(of_middle, 1 / 4. * .5 / (.5 + 1), tolerance);
    expect_played_like(EffortRule::death_birth);
}

TEST_F(Events, MutateToAnyLevel) {
    model.membership.effort_mutation = .3;
    for (const EffortRule rule : {EffortRule::fermi, EffortRule::death_birth}) {
        EXPECT_NEAR(changes(rule).at(3), .25 * .3 / 2, tolerance) << "also without partners; half keep their level";
        expect_played_like(rule);
    }
    const auto moran = changes(EffortRule::moran);
    EXPECT_NEAR(moran.at(0), .25 * (.7 + .3 / 2), tolerance);
    EXPECT_FALSE(moran.contains(3)) << "nobody's place is taken by itself";
    expect_played_like(EffortRule::moran);
}

TEST_F(Events, AreChoicesUnderLogit) {
    model.membership.effort_beta = 2;
    const auto chance = changes(EffortRule::logit);
    EXPECT_NEAR(chance.at(3), .25 / (1 + std::exp(2 * .5)), tolerance);
    EXPECT_NEAR(chance.at(0), .25 / (1 + std::exp(-2 * .5)), tolerance);
    const auto exact = changes(EffortRule::best_reply);
    EXPECT_NEAR(exact.at(0), .25, tolerance);
    EXPECT_FALSE(exact.contains(3));
}

TEST_F(Events, LeaveFitnessAtZeroWherePayoffsWouldMakeItNegative) {
    EXPECT_EQ(fitness(2, -1), 0);
    model.membership.effort_selection = 100;
    const auto chance = changes(EffortRule::moran);
    EXPECT_NEAR(chance.at(0), 101 / (101 + 1.) / 2, tolerance);
}

TEST_F(Events, FillTheMonthOneAfterTheOther) {
    model.membership.effort_rule = EffortRule::fermi;
    model.membership.effort_beta = 0;
    model.membership.effort_revision = 1;
    play(EffortPayoff::donation, {1, 1, 1, 1});
    revise_effort(model, 0, now, first);
    EXPECT_EQ(efforts(), (std::vector<double>{1, 1, 1, 1})) << "nothing to copy but what all do";
    int ends_alike = 0;
    for (std::uint64_t replicate = 0; replicate < 50; ++replicate) {
        State trial = now;
        trial.key.replicate = replicate;
        trial.initiatives.all.front().members[0].effort = 0;
        for (Month month = 0; month < 100; ++month) revise_effort(model, month, trial, first);
        const std::vector<Member>& members = trial.initiatives.all.front().members;
        ends_alike += members[0].effort == members[1].effort && members[1].effort == members[2].effort;
    }
    EXPECT_EQ(ends_alike, 50) << "copying without mutation ends in agreement of those in contact";
}

class History : public EffortGames {
  protected:
    Member& newcomer() {
        Member member;
        member.actor = ActorId(4);
        member.status = MemberStatus::invited;
        member.effort = .5;
        member.expectation = .5;
        now.initiatives.all.front().members.push_back(member);
        return now.initiatives.all.front().members.back();
    }
};

TEST_F(History, IsTakenOverAsFarAsItIsVisible) {
    play(EffortPayoff::belief, {1, 1, .5, 1});
    Member& member = newcomer();
    inherit_history(model, now.initiatives.all.front(), member);
    EXPECT_EQ(member.expectation, .5);
    EXPECT_EQ(member.effort, .5);
    model.membership.history_visible = 1;
    inherit_history(model, now.initiatives.all.front(), member);
    EXPECT_NEAR(member.expectation, .875, tolerance);
    EXPECT_EQ(member.effort, .75) << "the nearest level, the lower of two";
    model.membership.history_visible = .5;
    member.expectation = 0;
    inherit_history(model, now.initiatives.all.front(), member);
    EXPECT_NEAR(member.expectation, .4375, tolerance);
}

TEST_F(History, IsTheLowestEffortWhereTheWeakestRules) {
    model.membership.history_visible = 1;
    play(EffortPayoff::minimum, {1, 1, .5, 1});
    Member& member = newcomer();
    inherit_history(model, now.initiatives.all.front(), member);
    EXPECT_EQ(member.expectation, .5);
    play(EffortPayoff::belief, {1, 1, .25, 1});
    model.impact.substitution_members = -infinity;
    inherit_history(model, now.initiatives.all.front(), member);
    EXPECT_EQ(member.expectation, .25);
}

TEST_F(EffortGames, LetJoinWhoGetsMoreInside) {
    // Two who decide together each work double, as in A10, which costs each 4 times and brings each 4 instead of 2.
    model.membership.joining = Joining::payoff;
    model.membership.join_base = 0;
    model.membership.effort_scale = EffortScale::real;
    model.membership.effort_rule = EffortRule::best_reply;
    model.membership.effort_objective = EffortObjective::joint;
    model.membership.effort_benefit = .1;
    model.membership.effort_cost = .5;
    model.membership.effort_payoff = EffortPayoff::production;
    now.initiatives.all.front().members.resize(1);
    const double alone = .1 / (2 * .5);
    const double pair = 2 * alone;
    const double inside = .1 * 2 * pair - .5 * pair * pair;
    const double outside = .1 * 2 * alone - .5 * alone * alone;
    EXPECT_NEAR(joining_payoff(model, now, now.initiatives.all.front(), ActorId(1)), inside - outside, 1e-12);
    model.membership.effort_sharing = EffortSharing::shared;
    EXPECT_NEAR(joining_payoff(model, now, now.initiatives.all.front(), ActorId(1)), 0, 1e-12)
        << "an equal share of linear work for all is what each has alone";
}

}  // namespace
}  // namespace gemeinsim::tests
