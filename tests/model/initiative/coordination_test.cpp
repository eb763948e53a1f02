// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/coordination.h"

#include <gtest/gtest.h>

#include "model/initiative/decision.h"
#include "model/initiative/group.h"

namespace gemeinsim::tests {
namespace {

struct Group {
    Model model;
    State now;
    InitiativeId id;
    [[nodiscard]] Initiative& initiative() { return now.initiatives.all[id]; }
    void coordinate_all() {
        release_hours(now);
        for (const InitiativeId one : IdRange<InitiativeId>(now.initiatives.all.size()))
            coordinate(model, 1, now, now.initiatives.all[one]);
    }
};

Group group(Broker broker, std::size_t members = 6) {
    Group g;
    g.model = plain_model(members);
    g.model.governance.broker = broker;
    g.model.jurisdiction.regulation = 0;
    g.now = plain_state(g.model, {5, 0});
    for (Hours& hours : g.now.actors.hours) hours = {.capacity = 20};
    g.id = start(g.model, g.now, members);
    return g;
}

TEST(Coordination, WithoutABrokerMembersGiveAtMostHalfTheirActiveHours) {
    Group g = group(Broker::none);
    g.model.initiatives.pair_hours = 40;  // 5/2 * 40 * .4 = 40 h asked of each
    g.coordinate_all();
    for (const Member& member : g.initiative().members) {
        EXPECT_NEAR(member.coordination_hours, 40, 1e-9);
        EXPECT_NEAR(member.given_hours, 10, 1e-9);
        EXPECT_EQ(member.net_hours, 0);
    }
    EXPECT_NEAR(g.initiative().coordination, .25, 1e-9);
    EXPECT_NEAR(g.initiative().coordination_hours, 60, 1e-9);
}

TEST(Coordination, NetHoursAreWhatIsLeftOfActiveHours) {
    Group g = group(Broker::none);
    g.model.jurisdiction.regulation = .1;
    g.initiative().members[2].effort = .5;
    g.initiative().members[3].effort = 0;
    g.coordinate_all();
    const double asked = 5 / 2. * .7 * .4;
    EXPECT_NEAR(g.initiative().members[0].net_hours, 20 * .9 - asked, 1e-9);
    EXPECT_NEAR(g.initiative().members[2].net_hours, 20 * .5 * .9 - asked, 1e-9);
    EXPECT_EQ(g.initiative().members[3].given_hours, 0);
    EXPECT_NEAR(g.initiative().group_hours, 4 * (18 - asked) + 9 - asked, 1e-9);
}

TEST(Coordination, BrakingTakesHoursFromTheGroup) {
    Group g = group(Broker::none);
    g.coordinate_all();
    const double before = g.initiative().group_hours;
    const double own = g.initiative().members[1].net_hours;
    g.initiative().members[1].effort = -.5;
    g.coordinate_all();
    EXPECT_NEAR(g.initiative().group_hours, before - own - 10, 1e-9);
    for (Member& member : g.initiative().members) member.effort = -1;
    g.coordinate_all();
    EXPECT_EQ(g.initiative().group_hours, 0);
}

TEST(Coordination, LeadCarriesTheLoadOutOfItsOwnWork) {
    Group g = group(Broker::lead_member);
    g.initiative().broker = ActorId(0);
    g.coordinate_all();
    const double load = 2.5 * 5 * (1.4 - .8 * .6);
    EXPECT_NEAR(g.initiative().members[0].coordination_hours, load, 1e-9);
    EXPECT_NEAR(g.initiative().members[0].net_hours, 20 - load, 1e-9);
    EXPECT_NEAR(g.initiative().members[1].coordination_hours, .5, 1e-9);
    EXPECT_NEAR(g.initiative().coordination, 1, 1e-12);
    g.now.actors.hours[ActorId(0)].capacity = 10;  // .7 of them are fewer than asked
    g.coordinate_all();
    EXPECT_NEAR(g.initiative().coordination, 7 / load, 1e-9);
}

TEST(Coordination, OfficeIsAsLargeAsItsLoadAndItsSurplusWorks) {
    Group g = group(Broker::separate_office);
    g.initiative().broker = ActorId(0);
    g.initiative().office_funded = true;
    g.coordinate_all();
    const double load = 20 + 2.5 * 5 * (1.4 - .8 * .6);
    EXPECT_NEAR(g.initiative().office_fte, std::max(.25, load / 130), 1e-12);
    g.model.initiatives.office_reserve = .2;
    g.coordinate_all();
    EXPECT_NEAR(g.initiative().office_fte, load / .8 / 130, 1e-12);
    EXPECT_NEAR(g.initiative().office_surplus_hours, load / 4, 1e-9);
    g.model.initiatives.office_fte = 1;
    g.coordinate_all();
    EXPECT_EQ(g.initiative().office_fte, 1);
    EXPECT_NEAR(g.initiative().office_surplus_hours, 130 - load, 1e-9);
    EXPECT_NEAR(g.initiative().group_hours, 6 * 19.5 + .7 * (130 - load), 1e-9);
    EXPECT_EQ(g.initiative().coordination, 1);
    // Hours that handle money work on no task; those that money bought before there is an agreement do.
    g.initiative().office_handling_hours = 30;
    g.initiative().preparation_hours = 10;
    g.initiative().phase = Phase::initiation;
    g.coordinate_all();
    EXPECT_NEAR(g.initiative().group_hours, 6 * 19.5 + .7 * (130 - load - 30 + 10), 1e-9);
    g.initiative().phase = Phase::design;
    g.coordinate_all();
    EXPECT_NEAR(g.initiative().group_hours, 6 * 19.5 + .7 * (130 - load - 30), 1e-9);
    g.model.initiatives.office_fte = .1;
    g.coordinate_all();
    EXPECT_NEAR(g.initiative().coordination, 13 / load, 1e-9);
}

TEST(Coordination, UnpaidOfficeIsNoBroker) {
    Group g = group(Broker::separate_office);
    g.initiative().broker = ActorId(0);
    EXPECT_EQ(broker_in_force(g.model, g.initiative()), Broker::separate_office);  // nobody had to pay yet
    g.initiative().months_unfunded = 1;
    EXPECT_EQ(broker_in_force(g.model, g.initiative()), Broker::none);
    g.coordinate_all();
    EXPECT_NEAR(g.initiative().members[0].coordination_hours, 5 / 2. * .7 * .4, 1e-9);
    EXPECT_GT(g.initiative().office_fte, 0) << "it is wanted still, so that somebody may pay again";
    EXPECT_EQ(g.initiative().office_surplus_hours, 0);
}

TEST(Coordination, HoursNeverExceedTheBudgetWhateverElseTakesThem) {
    Group g = group(Broker::none);
    const InitiativeId second = start(g.model, g.now, 6);
    for (Hours& hours : g.now.actors.hours) {
        hours.ties = 6;
        hours.desk = 2;
        hours.applications = 3;
    }
    g.coordinate_all();
    for (const Hours& hours : g.now.actors.hours) {
        EXPECT_NEAR(hours.initiatives, 9, 1e-9) << "two initiatives at full effort want more than is left";
        EXPECT_GE(hours.free(), -1e-9);
    }
    EXPECT_GT(g.initiative().group_hours, g.now.initiatives.all[second].group_hours) << "the older is served first";
}

TEST(Coordination, VoiceIsThatOfTheRule) {
    Group g = group(Broker::lead_member);
    g.initiative().broker = ActorId(0);
    const auto of = [&](DecisionRule rule, std::size_t actor) {
        g.model.governance.decision = rule;
        return voice(g.model, g.now, g.initiative(), ActorId(actor));
    };
    EXPECT_EQ(of(DecisionRule::consensus, 1), 1);
    EXPECT_EQ(of(DecisionRule::supermajority, 1), g.model.governance.quorum);
    EXPECT_EQ(of(DecisionRule::majority, 1), .5);
    EXPECT_EQ(of(DecisionRule::broker_decides, 1), .25);
    EXPECT_EQ(of(DecisionRule::broker_decides, 0), 1);
    EXPECT_EQ(of(DecisionRule::superior_decides, 1), 0);
}

TEST(Coordination, WithoutASeatAmongThoseWhoVoteThereIsLessToSay) {
    Group g = group(Broker::none);
    g.model.governance.voters = Voters::steering_group;
    const auto of = [&](std::size_t actor) { return voice(g.model, g.now, g.initiative(), ActorId(actor)); };
    EXPECT_EQ(of(1), 1) << "no steering group yet";
    g.initiative().seats = 1;
    g.initiative().members[0].steering = true;
    EXPECT_EQ(of(0), 1);
    EXPECT_EQ(of(1), g.model.initiatives.voice_broker);
    EXPECT_EQ(of(5), g.model.initiatives.voice_broker) << "nor has a candidate one";
}

TEST(Coordination, CandidateTakesTheLeadFromAFounderWhoIsNone) {
    Group g = group(Broker::lead_member);
    appoint_broker(g.model, g.now, g.initiative());
    EXPECT_EQ(g.initiative().broker, ActorId(0));
    g.model.population.actors[ActorId(3)].broker_candidate = true;
    appoint_broker(g.model, g.now, g.initiative());
    EXPECT_EQ(g.initiative().broker, ActorId(3));
    g.model.population.actors[ActorId(4)].broker_candidate = true;
    g.now.actors.know_how[ActorId(4)] = 1;
    appoint_broker(g.model, g.now, g.initiative());
    EXPECT_EQ(g.initiative().broker, ActorId(3)) << "who leads stays";
    g.now.actors.alive[ActorId(3)] = 0;
    appoint_broker(g.model, g.now, g.initiative());
    EXPECT_EQ(g.initiative().broker, ActorId(4));
    g.now.actors.alive[ActorId(4)] = 0;
    appoint_broker(g.model, g.now, g.initiative());
    EXPECT_FALSE(g.initiative().broker) << "nobody who was named is left";
}

TEST(Coordination, CandidateWithMoreHoursLeadsWhereOthersAreAsAble) {
    Group g = group(Broker::lead_member);
    for (const std::size_t actor : {2, 3, 4}) {
        g.model.population.actors[ActorId(actor)].broker_candidate = true;
        g.now.actors.know_how[ActorId(actor)] = .5;
        g.now.actors.hours[ActorId(actor)].capacity = 40;
    }
    g.now.actors.hours[ActorId(3)].capacity = 80;
    g.now.actors.know_how[ActorId(4)] = .9;
    appoint_broker(g.model, g.now, g.initiative());
    EXPECT_EQ(g.initiative().broker, ActorId(3)) << "twice the hours outweigh less than twice the know-how";
    g.now.actors.alive[ActorId(3)] = 0;
    appoint_broker(g.model, g.now, g.initiative());
    EXPECT_EQ(g.initiative().broker, ActorId(4));
}

TEST(Coordination, OfficeHasItsHostWhereItsMoneyComesFrom) {
    Group g = group(Broker::separate_office);
    g.initiative().founder = ActorId(4);  // civil society
    g.model.governance.broker_paid_by = BrokerPaidBy::host_administration;
    appoint_broker(g.model, g.now, g.initiative());
    EXPECT_EQ(g.initiative().broker, ActorId(0)) << "the administration that heads others";
    g.initiative().broker = {};
    g.model.governance.broker_paid_by = BrokerPaidBy::members;
    appoint_broker(g.model, g.now, g.initiative());
    EXPECT_EQ(g.initiative().broker, ActorId(4));
}

TEST(Coordination, LeadPullsTheCommonGoalTowardsItself) {
    Group g = group(Broker::none, 3);
    g.now.actors.position(ActorId(0), TopicId(0)) = .9;
    g.now.actors.position(ActorId(1), TopicId(0)) = .3;
    g.now.actors.position(ActorId(2), TopicId(0)) = .3;
    EXPECT_NEAR(common_goal_position(g.model, g.now, g.initiative()), .5, 1e-12);
    g.model.governance.broker = Broker::lead_member;
    g.initiative().broker = ActorId(0);
    EXPECT_NEAR(common_goal_position(g.model, g.now, g.initiative()), .6 * .5 + .4 * .9, 1e-12);
    g.initiative().by_mandate = true;
    EXPECT_NEAR(common_goal_position(g.model, g.now, g.initiative()), .9, 1e-12);
}

}  // namespace
}  // namespace gemeinsim::tests
