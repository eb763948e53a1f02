// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/ending.h"

#include <gtest/gtest.h>

#include <cmath>

#include "model/initiative/coordination.h"
#include "model/initiative/group.h"

namespace gemeinsim::tests {
namespace {

struct Group {
    Model model = plain_model(6);
    State now = plain_state(model, {10, 0});
    InitiativeId id = start(model, now, 6);
    [[nodiscard]] Initiative& initiative() { return now.initiatives.all[id]; }
    [[nodiscard]] EndCause cause(Month month) { return end_at_once(model, month, now, initiative()); }
};

TEST(Ending, TooFewMembersOrSectorsEndItAfterTheMonthsOfGrace) {
    Group g;
    EXPECT_EQ(g.cause(20), EndCause::none);
    g.initiative().members.resize(2);
    EXPECT_EQ(g.cause(8), EndCause::none);
    EXPECT_EQ(g.cause(9), EndCause::members);
    Group alike;
    for (const ActorId i : IdRange<ActorId>(6)) alike.now.actors.sector[i] = Sector::business;
    EXPECT_EQ(alike.cause(9), EndCause::members);
}

TEST(Ending, MandateDiesWithTheLeadersPriority) {
    Group g;
    g.now.actors.priority(ActorId(0), TopicId(0)) = .31;
    g.initiative().by_mandate = true;
    EXPECT_EQ(g.cause(1), EndCause::none);
    g.now.actors.priority(ActorId(0), TopicId(0)) = .29;
    EXPECT_EQ(g.cause(1), EndCause::leader_gone);
    g.initiative().by_mandate = false;
    EXPECT_EQ(g.cause(1), EndCause::none);
}

TEST(Ending, LeadOrganisationEndsWithoutALead) {
    Group g;
    g.model.governance.broker = Broker::lead_member;
    EXPECT_EQ(g.cause(1), EndCause::leader_gone);
    g.initiative().broker = ActorId(2);
    EXPECT_EQ(g.cause(1), EndCause::none);
}

TEST(Ending, HazardsAreThoseOfTheModelPage) {
    Group g;
    EXPECT_DOUBLE_EQ(end_hazards(g.model, 10, g.initiative()).total(), .0022);
    EXPECT_DOUBLE_EQ(end_hazards(g.model, 48, g.initiative()).no_progress, .04);
    g.initiative().last_progress = 30;
    EXPECT_DOUBLE_EQ(end_hazards(g.model, 48, g.initiative()).no_progress, 0);
    g.initiative().months_unfunded = 6;
    EXPECT_DOUBLE_EQ(end_hazards(g.model, 10, g.initiative()).office_unfunded, 0) << "no office is wanted";
    g.model.governance.broker = Broker::separate_office;
    EXPECT_DOUBLE_EQ(end_hazards(g.model, 6, g.initiative()).office_unfunded, .003) << "there never was one";
    EXPECT_DOUBLE_EQ(end_hazards(g.model, 10, g.initiative()).office_unfunded, .006);
    g.initiative().months_unfunded = 5;
    EXPECT_DOUBLE_EQ(end_hazards(g.model, 10, g.initiative()).office_unfunded, 0);
}

TEST(Ending, CausesComeInProportionToTheirHazards) {
    Group g;
    g.model.governance.broker = Broker::separate_office;
    g.model.initiatives.end_hazard = .1;
    g.model.initiatives.unfunded_hazard = .2;
    g.initiative().months_unfunded = 60;
    g.initiative().founded = 0;
    g.initiative().last_progress = 60;
    constexpr int runs = 20000;
    int ended = 0;
    int unfunded = 0;
    for (int run = 0; run < runs; ++run) {
        g.now.key = {11, static_cast<std::uint64_t>(run)};
        const PossibleEnd end = draw_end(g.model, 60, g.now, g.initiative());
        if (end.cause == EndCause::none) {
            EXPECT_TRUE(std::isinf(end.at));
            continue;
        }
        EXPECT_GE(end.at, 60);
        EXPECT_LT(end.at, 61);
        ++ended;
        if (end.cause == EndCause::office_unfunded) ++unfunded;
    }
    // Four standard errors of binomials: a false alarm in 16,000 seeds each.
    const double p = 1 - std::exp(-.3);
    EXPECT_LE(std::abs(ended - runs * p), 4 * std::sqrt(runs * p * (1 - p)));
    EXPECT_LE(std::abs(unfunded - ended * 2. / 3), 4 * std::sqrt(ended * 2. / 9));
}

TEST(Ending, GoalIsReachedInImplementationOnly) {
    Group g;
    g.initiative().goal_index = .1;
    g.now.world.topics[TopicId(0)].untouched_severity = .5;
    g.now.world.topics[TopicId(0)].severity = .44;
    EXPECT_FALSE(goal_reached(g.now, g.initiative()));
    g.initiative().phase = Phase::implementation;
    EXPECT_TRUE(goal_reached(g.now, g.initiative()));
    g.now.world.topics[TopicId(0)].severity = .46;
    EXPECT_FALSE(goal_reached(g.now, g.initiative()));
}

TEST(Ending, GoalsSpreadOverTheirRange) {
    Group g;
    constexpr int runs = 20000;
    double sum = 0;
    int outputs = 0;
    for (int run = 0; run < runs; ++run) {
        g.now.key = {12, static_cast<std::uint64_t>(run)};
        draw_goal(g.model, g.now, g.initiative());
        ASSERT_GE(g.initiative().goal_index, .03);
        ASSERT_LE(g.initiative().goal_index, .25);
        sum += g.initiative().goal_index;
        outputs += g.initiative().output_goal ? 1 : 0;
    }
    // Four standard errors: a false alarm in 16,000 seeds each.
    EXPECT_NEAR(sum / runs, .14, 4 * .22 / std::sqrt(12. * runs));
    EXPECT_NEAR(outputs, runs * .11, 4 * std::sqrt(runs * .11 * .89));
}

TEST(Ending, FreesTheHoursOfItsMembers) {
    Group g;
    const InitiativeId other = start(g.model, g.now, 6);
    release_hours(g.now);
    coordinate(g.model, 1, g.now, g.initiative());
    coordinate(g.model, 1, g.now, g.now.initiatives.all[other]);
    std::vector<double> of_other;
    for (const Member& member : g.now.initiatives.all[other].members) of_other.push_back(member.given_hours);
    end_initiative(1, g.now, g.id, EndCause::base);
    EXPECT_EQ(g.initiative().phase, Phase::dissolved);
    EXPECT_EQ(g.initiative().ended, 1);
    for (std::size_t m = 0; m < of_other.size(); ++m)
        EXPECT_NEAR(g.now.actors.hours[ActorId(m)].initiatives, of_other[m], 1e-9);
    EXPECT_EQ(g.now.events.back().kind, EventKind::end);
}

}  // namespace
}  // namespace gemeinsim::tests
