// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/founding.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "model/initiative/invitation.h"
#include "model/small_world.h"

namespace gemeinsim::tests {
namespace {

// A11, Diekmann's volunteer's dilemma: N = 5, c/b = .3.
TEST(Volunteers, StartWithTheChanceOfTheEquilibrium) {
    const double p = volunteer_probability(.3, 1, 5);
    EXPECT_NEAR(p, .2599171955, 5e-11);
    EXPECT_NEAR(std::pow(1 - p, 5), .2220248413, 5e-11);
    EXPECT_NEAR(volunteer_probability(.03, .1, 5), p, 1e-12);
}

TEST(Volunteers, StartForCertainAloneWhereItPaysAndNeverWhereItDoesNot) {
    EXPECT_EQ(volunteer_probability(.3, 1, 1), 1);
    EXPECT_EQ(volunteer_probability(1, 1, 1), 0);
    EXPECT_EQ(volunteer_probability(2, 1, 5), 0);
    EXPECT_EQ(volunteer_probability(0, 1, 5), 1);
    EXPECT_EQ(volunteer_probability(0, 0, 5), 0);
}

TEST(Volunteers, WaitForEachOtherTheMoreTheyAre) {
    for (int n = 2; n < 40; ++n) EXPECT_GT(volunteer_probability(.3, 1, n), volunteer_probability(.3, 1, n + 1)) << n;
}

class FoundingTest : public testing::Test {
  protected:
    const TopicId youth{0};
    Model model = small_model(5);

    /// Five actors of the same mind with c/b = .3, all aware of each other.
    State alike(RunKey key) {
        State now = small_state(model, key);
        make_all_aware(now);
        for (const ActorId i : IdRange<ActorId>(now.actors.size())) {
            now.actors.salience(i, youth) = 1;
            now.actors.know_how[i] = .5;
        }
        model.membership.founding_cost = .3 * model.membership.omega * .5 * now.world.topics[youth].severity;
        return now;
    }
};

TEST_F(FoundingTest, BeginsInPhaseOneWithItsFounderAndAnEvent) {
    model.membership.founding_rate = 10;
    State now = alike({9, 1});
    found_initiatives(model, 3, now);
    ASSERT_EQ(now.initiatives.all.size(), 1U);
    const Initiative& initiative = now.initiatives.all.front();
    ASSERT_EQ(initiative.members.size(), 1U);
    EXPECT_EQ(initiative.members.front().actor, initiative.founder);
    EXPECT_EQ(initiative.members.front().status, MemberStatus::member);
    EXPECT_EQ(initiative.phase, Phase::initiation);
    EXPECT_EQ(initiative.founded, 3);
    EXPECT_FALSE(initiative.tasks.empty());
    ASSERT_FALSE(now.events.empty());
    EXPECT_EQ(now.events.front().kind, EventKind::founding);
    EXPECT_EQ(now.events.front().actor, initiative.founder);
}

TEST_F(FoundingTest, IsDoneOnceAtATimeAndMayBeDoneAgainAfterAnEnd) {
    model.membership.founding_rate = 10;
    State now = alike({9, 2});
    for (Month month = 0; month < 24; ++month) found_initiatives(model, month, now);
    ASSERT_EQ(now.initiatives.all.size(), 1U);
    now.initiatives.all.front().phase = Phase::dissolved;
    for (Month month = 24; month < 48; ++month) found_initiatives(model, month, now);
    EXPECT_EQ(now.initiatives.all.size(), 2U);
}

TEST_F(FoundingTest, NeedsInterest) {
    model.membership.founding_rate = 10;
    State now = alike({9, 3});
    for (const ActorId i : IdRange<ActorId>(now.actors.size())) now.actors.salience(i, youth) = .2;
    model.membership.founding_cost = 0;
    found_initiatives(model, 0, now);
    EXPECT_TRUE(now.initiatives.all.empty());
}

TEST_F(FoundingTest, WaitsForNobodyWhereAnActorIsAnOwner) {
    model.membership.founding_rate = 50;  // rings for certain
    model.population.actors[ActorId(2)].owner = true;
    State now = alike({9, 4});
    model.membership.founding_cost *= .999 / .3;  // c just below b: volunteers wait, owners do not
    found_initiatives(model, 0, now);
    ASSERT_EQ(now.initiatives.all.size(), 1U);
    EXPECT_EQ(now.initiatives.all.front().founder, ActorId(2));
}

// 5 actors, hazard .1: expected founding months 1 - exp(-.5) among 4000 runs. z within 4: false alarm 6e-5.
TEST_F(FoundingTest, FollowsAHazardWhereThatIsChosen) {
    model.membership.founding = Founding::hazard;
    model.membership.founding_hazard = .1;
    constexpr int runs = 4000;
    int founded = 0;
    for (std::uint64_t run = 0; run < runs; ++run) {
        State now = alike({10, run});
        found_initiatives(model, 0, now);
        if (!now.initiatives.all.empty()) ++founded;
    }
    const double expected = 1 - std::exp(-.5);
    EXPECT_LE(std::abs(founded - runs * expected) / std::sqrt(runs * expected * (1 - expected)), 4);
}

TEST_F(FoundingTest, HappensOnItsDateWhereItIsPrescribed) {
    model.membership.founding = Founding::date;
    PrescribedRow row;
    row.founder_id = ActorId(1);
    row.topic_id = youth;
    row.month = 7;
    row.member_ids = {ActorId(3), ActorId(4)};
    model.prescribed.push_back(row);
    State now = alike({11, 0});
    for (Month month = 0; month < 7; ++month) found_initiatives(model, month, now);
    EXPECT_TRUE(now.initiatives.all.empty());
    found_initiatives(model, 7, now);
    ASSERT_EQ(now.initiatives.all.size(), 1U);
    EXPECT_EQ(now.initiatives.all.front().founder, ActorId(1));
    invite(model, 7, now, InitiativeId(0));
    const std::vector<Member>& members = now.initiatives.all.front().members;
    ASSERT_EQ(members.size(), 3U);
    EXPECT_EQ(members[1].actor, ActorId(3));
    EXPECT_EQ(members[1].status, MemberStatus::invited);
    EXPECT_EQ(members[2].actor, ActorId(4));
}

TEST_F(FoundingTest, IsDoneByTheHeadOfTheAdministrationUnderAMandate) {
    model.governance.convening = Convening::by_mandate;
    model.population.superior[ActorId(1)] = ActorId(0);  // actor 0 is of the administration
    model.population.superior[ActorId(3)] = ActorId(0);
    State now = alike({12, 0});
    EXPECT_EQ(convener(now, PlaceId(0)), ActorId(0));
    now.actors.priority(ActorId(0), youth) = .2;
    found_initiatives(model, 0, now);
    EXPECT_TRUE(now.initiatives.all.empty()) << "no mandate without priority";
    now.actors.priority(ActorId(0), youth) = .8;
    now.actors.leadership_clear[ActorId(0)] = 0;
    found_initiatives(model, 1, now);
    EXPECT_TRUE(now.initiatives.all.empty()) << "no mandate without a leader";
    now.actors.leadership_clear[ActorId(0)] = 1;
    found_initiatives(model, 2, now);
    found_initiatives(model, 3, now);
    ASSERT_EQ(now.initiatives.all.size(), 1U);
    EXPECT_EQ(now.initiatives.all.front().founder, ActorId(0));
    EXPECT_TRUE(now.initiatives.all.front().by_mandate);
}

TEST_F(FoundingTest, ByMandateConvenesAtOnceWhileVolunteersHaveToFindEachOther) {
    model.population.superior[ActorId(1)] = ActorId(0);
    PrescribedRow row;
    row.founder_id = ActorId(0);
    row.topic_id = youth;
    model.prescribed.push_back(row);
    for (const Convening convening : {Convening::bottom_up, Convening::by_mandate}) {
        model.governance.convening = convening;
        State now = alike({12, 0});
        found_initiatives(model, 0, now);
        const bool at_once = convening == Convening::by_mandate;
        for (const Task& task : now.initiatives.all.front().tasks)
            EXPECT_EQ(task.progress >= task.threshold, at_once && task.strand == Strand::involvement);
        EXPECT_EQ(std::any_of(now.events.begin(), now.events.end(),
                              [](const Event& event) { return event.kind == EventKind::task; }),
                  at_once);
    }
}

}  // namespace
}  // namespace gemeinsim::tests
