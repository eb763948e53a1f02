// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/joining.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "model/initiative/effort.h"
#include "model/relations/money_sources.h"
#include "model/small_world.h"

namespace gemeinsim::tests {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double tolerance = 1e-12;

class JoinRule : public testing::Test {
  protected:
    Model model = small_model(1);

    [[nodiscard]] double value(const JoinTerms& terms) const { return join_value(model, terms); }
};

TEST_F(JoinRule, AddsItsTermsWithTheirDefaults) {
    model.relations.g_compete = .7;
    EXPECT_NEAR(value({}), .3, tolerance);
    EXPECT_NEAR(value({.interest = .5, .success = .75, .gain = 2}) - .3, .5 * .45 * 1.3 * 2, tolerance);
    EXPECT_NEAR(value({.benefit = .2}) - .3, .3, tolerance);
    EXPECT_NEAR(value({.active = 10, .threshold = .3}) - .3, .05 * (.5 - .3), tolerance);
    EXPECT_NEAR(value({.share = .25}) - .3, -1.3 * .25, tolerance);
    EXPECT_NEAR(value({.voice = .25}) - .3, -.3 * .75, tolerance);
    EXPECT_NEAR(value({.distance = -.4}) - .3, -4.5 * .16, tolerance);
    EXPECT_NEAR(value({.overlap = .5}) - .3, -.35, tolerance);
}

TEST_F(JoinRule, IsALogitThatTurnsExactWithBeta) {
    const double chance = 1 / (1 + std::exp(-3.3 * .2));
    EXPECT_TRUE(joins(model, .2, chance - 1e-9));
    EXPECT_FALSE(joins(model, .2, chance + 1e-9));
    model.membership.beta = infinity;
    EXPECT_TRUE(joins(model, 0, .999));
    EXPECT_TRUE(joins(model, -1e-10, .999));
    EXPECT_FALSE(joins(model, -1e-8, 0));
}

TEST_F(JoinRule, MakesLeavingRareWhereTakingPartPays) {
    EXPECT_NEAR(leave_probability(model, 0), 1 - std::exp(-.0065), tolerance);
    EXPECT_NEAR(leave_probability(model, .5), 1 - std::exp(-.0065 * std::exp(-1.65)), tolerance);
    EXPECT_NEAR(leave_probability(model, -10), 1 - std::exp(-.5), tolerance);
    model.membership.beta = infinity;
    EXPECT_EQ(leave_probability(model, 0), 0);
    EXPECT_NEAR(leave_probability(model, -.1), 1 - std::exp(-.5), tolerance);
}

class Membership : public testing::Test {
  protected:
    const TopicId youth{0};
    const InitiativeId first{0};
    Model model = small_model(6);
    State now = small_state(model);

    [[nodiscard]] double j_of(int actor) const {
        return join_value(model, now, now.initiatives.all.front(), ActorId(static_cast<std::size_t>(actor)));
    }
    void SetUp() override {
        for (const ActorId i : IdRange<ActorId>(now.actors.size())) {
            now.actors.salience(i, youth) = .5;
            now.actors.position(i, youth) = .5;
            now.actors.hours[i].capacity = 10;
        }
        add_working_initiative(now, {ActorId(0), ActorId(1)});
    }
    Member& ask(int actor) {
        Member member;
        member.actor = ActorId(static_cast<std::size_t>(actor));
        now.initiatives.all.front().members.push_back(member);
        return now.initiatives.all.front().members.back();
    }
    [[nodiscard]] std::size_t size() const { return now.initiatives.all.front().members.size(); }
};

TEST_F(Membership, IsWorthMoreToWhoAddsWhatIsMissing) {
    for (const int i : {0, 1, 2, 3}) now.actors.assets[ActorId(static_cast<std::size_t>(i))] = {1, 1, 1, 1, .2};
    now.actors.motives[ActorId(2)] = now.actors.motives[ActorId(3)] = {0, 0, 0, 1, 0, 0, 0};
    now.actors.threshold[ActorId(2)] = now.actors.threshold[ActorId(3)];
    now.actors.sector[ActorId(2)] = now.actors.sector[ActorId(3)] = Sector::business;
    now.relations.sources = money_sources(now);
    EXPECT_NEAR(j_of(2), j_of(3), 1e-9);
    now.actors.assets[ActorId(3)] = {.2, .2, .2, .2, 1};
    EXPECT_GT(j_of(3), j_of(2));
}

TEST_F(Membership, IsWorthLessFarFromTheCommonGoal) {
    now.actors.motives[ActorId(3)] = {1, 0, 0, 0, 0, 0, 0};  // who wants control likes the distance
    const double before = j_of(3);
    now.actors.position(ActorId(3), youth) = .9;
    EXPECT_NEAR(j_of(3) - before, -4.5 * .16, tolerance);
}

// Rivals live on the same money: all of civil society on that of its sector, until a grant makes the members differ.
TEST_F(Membership, IsWorthLessAmongRivalsForTheSameMoney) {
    now.actors.motives[ActorId(4)] = {1, 0, 0, 0, 0, 0, 0};
    for (const int i : {0, 1, 4}) now.actors.sector[ActorId(static_cast<std::size_t>(i))] = Sector::civil_society;
    const auto lost = [this] {
        now.relations.sources = money_sources(now);
        model.relations.g_compete = 0;
        const double without = j_of(4);
        model.relations.g_compete = .7;
        return without - j_of(4);
    };
    EXPECT_NEAR(lost(), .7 * .5, tolerance);
    Grant won;
    won.programme = ProgrammeId(0);
    won.initiative = first;
    now.funding.grants.push_back(won);
    EXPECT_NEAR(lost(), .7 * .5 / 2, tolerance);  // {sector} and {sector, programme}
}

TEST_F(Membership, BeginsAtTheNextTurnAfterTheInvitation) {
    model.membership.beta = infinity;
    model.membership.join_base = 10;
    ask(2).since = 4;
    revise_membership(model, 4, now, first);
    EXPECT_EQ(now.initiatives.all.front().members.back().status, MemberStatus::invited);
    revise_membership(model, 5, now, first);
    EXPECT_EQ(now.initiatives.all.front().members.back().status, MemberStatus::member);
    EXPECT_EQ(now.initiatives.all.front().members.back().since, 5);
    ASSERT_EQ(now.events.size(), 1U);
    EXPECT_EQ(now.events.front().kind, EventKind::join);
}

TEST_F(Membership, IsRefusedWhereItDoesNotPayAndThatIsRemembered) {
    model.membership.beta = infinity;
    model.membership.join_base = -10;
    model.membership.leave_max = 0;
    ask(2);
    revise_membership(model, 5, now, first);
    EXPECT_EQ(size(), 2U);
    EXPECT_TRUE(now.events.empty());
    EXPECT_EQ(now.initiatives.all.front().refusals, (std::vector<Refusal>{{ActorId(2), 5}}));
    revise_membership(model, 17, now, first);
    EXPECT_TRUE(now.initiatives.all.front().refusals.empty());
}

TEST_F(Membership, EndsWithAnEventWhereItNoLongerPays) {
    model.membership.join_base = -10;
    model.membership.leave_max = 1000;
    model.membership.leave_base = 1000;
    revise_membership(model, 5, now, first);
    EXPECT_EQ(size(), 0U);
    ASSERT_EQ(now.events.size(), 2U);
    EXPECT_EQ(now.events.front().kind, EventKind::leave);
}

TEST_F(Membership, EndsWithTheActor) {
    model.membership.leave_base = 0;
    now.actors.alive[ActorId(1)] = 0;
    ask(2).since = 5;
    now.actors.alive[ActorId(2)] = 0;
    revise_membership(model, 5, now, first);
    EXPECT_EQ(size(), 1U);
    EXPECT_EQ(now.events.size(), 1U);
}

TEST_F(Membership, WaitsForTheOwnSuperiors) {
    model.membership.join_base = 10;
    model.membership.leave_base = 0;
    ask(2);
    ApprovalCase open;
    open.initiator = ActorId(2);
    now.approvals.cases.push_back(open);
    Member& member = now.initiatives.all.front().members.back();
    member.status = MemberStatus::approving;
    member.approval = CaseId(now.approvals.cases.size() - 1);
    const CaseId id = member.approval;
    revise_membership(model, 5, now, first);
    EXPECT_EQ(now.initiatives.all.front().members.back().status, MemberStatus::approving);
    State vetoed = now;
    now.approvals.cases[id].status = CaseStatus::approved;
    revise_membership(model, 6, now, first);
    EXPECT_EQ(now.initiatives.all.front().members.back().status, MemberStatus::member);
    vetoed.approvals.cases[id].status = CaseStatus::vetoed;
    revise_membership(model, 6, vetoed, first);
    EXPECT_EQ(vetoed.initiatives.all.front().members.size(), 2U);
    EXPECT_EQ(vetoed.initiatives.all.front().refusals.size(), 1U);
}

class Effort : public Membership {};

TEST_F(Effort, IsWorthItsFormula) {
    EXPECT_EQ(effort_value(model, .4, 0, .5, 0), 0);
    EXPECT_NEAR(effort_value(model, .4, 0, .7, .5), .4 * .5 * 1.2 - .53 * .25 - .06, tolerance);
    EXPECT_NEAR(effort_value(model, .4, .1, .7, -.5), .1 * .5 * 1.2 - .53 * .25 - .06, tolerance);
}

TEST_F(Effort, IsTheBestLevelWhereTheReplyIsExact) {
    model.membership.effort_rule = EffortRule::best_reply;
    model.membership.effort_revision = 1;
    model.membership.join_base = 10;
    for (Member& member : now.initiatives.all.front().members) member.effort = 0;
    revise_effort(model, 0, now, first);
    for (const Member& member : now.initiatives.all.front().members) EXPECT_EQ(member.effort, 1);
    model.membership.join_base = -10;
    revise_effort(model, 1, now, first);
    for (const Member& member : now.initiatives.all.front().members) EXPECT_EQ(member.effort, 0);
}

TEST_F(Effort, EndsWhereTheUnitsLeadershipHasOtherPriorities) {
    model.membership.effort_revision = 0;
    Initiative& initiative = now.initiatives.all.front();
    for (Member& member : initiative.members) member.effort = 1;
    const ActorId turned = initiative.members.front().actor;
    now.actors.priority(turned, initiative.topic) = model.leadership.support_threshold - .01;
    revise_effort(model, 0, now, first);
    for (const Member& member : initiative.members) EXPECT_EQ(member.effort, member.actor == turned ? 0 : 1);
    now.actors.priority(turned, initiative.topic) = 1;
    revise_effort(model, 1, now, first);
    EXPECT_EQ(initiative.members.front().effort, 0) << "until it chooses anew";
}

TEST_F(Effort, IsRevisedNowAndThen) {
    model.membership.effort_rule = EffortRule::best_reply;
    model.membership.join_base = -10;
    int revised = 0;
    constexpr int runs = 2000;
    for (std::uint64_t replicate = 0; replicate < runs; ++replicate) {
        State trial = now;
        trial.key.replicate = replicate;
        revise_effort(model, 0, trial, first);
        for (const Member& member : trial.initiatives.all.front().members)
            if (member.effort == 0) ++revised;
    }
    // Binomial(4000, .25): sd 27.4. Four of them: false alarm 6e-5.
    EXPECT_NEAR(revised, 1000, 110);
}

TEST_F(Effort, FollowsExpectationsThatFollowTheOthers) {
    model.membership.effort_revision = 0;
    now.initiatives.all.front().members[1].effort = 0;
    revise_effort(model, 0, now, first);
    EXPECT_NEAR(now.initiatives.all.front().members[0].expectation, .35, tolerance);
    EXPECT_NEAR(now.initiatives.all.front().members[1].expectation, .65, tolerance);
}

TEST_F(Effort, LooksAtTheWeakestWhereTheWeakestRules) {
    model.membership.effort_revision = 0;
    ask(2).status = MemberStatus::member;  // effort 0
    revise_effort(model, 0, now, first);
    EXPECT_NEAR(now.initiatives.all.front().members[0].expectation, .5, tolerance);
    model.impact.substitution_members = -infinity;
    revise_effort(model, 1, now, first);
    EXPECT_NEAR(now.initiatives.all.front().members[0].expectation, .35, tolerance);
}

TEST_F(Effort, IsNegativeOnlyForThoseWhoWantToBrake) {
    Initiative& initiative = now.initiatives.all.front();
    EXPECT_FALSE(prevention_oriented(model, now, initiative, ActorId(1)));
    now.actors.position(ActorId(1), youth) = 1;
    now.actors.motives[ActorId(1)] = {0, 0, 0, 0, 0, 1, 0};
    now.actors.motives[ActorId(0)] = {0, 0, 0, 0, 0, 1, 0};
    EXPECT_TRUE(prevention_oriented(model, now, initiative, ActorId(1)));
    model.membership.effort_rule = EffortRule::best_reply;
    model.membership.effort_revision = 1;
    model.membership.join_base = -1;  // working along does not pay
    revise_effort(model, 0, now, first);
    EXPECT_EQ(now.initiatives.all.front().members[0].effort, 0);
    EXPECT_LT(now.initiatives.all.front().members[1].effort, 0);
}

TEST_F(Effort, LivesOnTheExpectationOfSuccess) {
    model.membership.effort_revision = 0;
    Initiative& initiative = now.initiatives.all.front();
    note_product(model, initiative);
    EXPECT_NEAR(initiative.success, .625, tolerance);
    note_refusal(model, initiative);
    EXPECT_NEAR(initiative.success, .5625, tolerance);
    revise_effort(model, 18, now, first);
    EXPECT_NEAR(initiative.success, .5625, tolerance);
    revise_effort(model, 19, now, first);
    EXPECT_NEAR(initiative.success, .5625 * .985, tolerance);
}

}  // namespace
}  // namespace gemeinsim::tests
