// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/invitation.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "model/small_world.h"

namespace gemeinsim::tests {
namespace {

class Invitation : public testing::Test {
  protected:
    const TopicId youth{0};
    const InitiativeId first{0};
    Model model = small_model(8);
    State now = small_state(model);

    void SetUp() override {
        for (const ActorId i : IdRange<ActorId>(now.actors.size())) {
            now.actors.salience(i, youth) = .5;
            now.actors.hours[i].capacity = 10;
        }
        add_working_initiative(now, {ActorId(0)}).founded = 5;
        model.membership.core = 2;
    }
    [[nodiscard]] std::vector<ActorId> asked() const {
        std::vector<ActorId> actors;
        for (const Member& member : now.initiatives.all.front().members)
            if (member.status == MemberStatus::invited) actors.push_back(member.actor);
        return actors;
    }
    [[nodiscard]] std::vector<ActorId> candidates(Month month) const {
        return invitation_candidates(model, month, now, first);
    }
};

TEST_F(Invitation, ReachesOnlyTheKnownAndTheInterested) {
    EXPECT_TRUE(candidates(5).empty());
    now.relations.awareness.hear(ActorId(0), ActorId(3), 0);
    now.relations.contacts.add(ActorId(0), ActorId(6));
    now.relations.awareness.hear(ActorId(5), ActorId(0), 0);  // knows of the founder, not the other way round
    EXPECT_EQ(candidates(5), (std::vector{ActorId(3), ActorId(6)}));
    now.actors.salience(ActorId(3), youth) = .1;
    EXPECT_EQ(candidates(5), std::vector{ActorId(6)});
    now.actors.alive[ActorId(6)] = 0;
    EXPECT_TRUE(candidates(5).empty());
}

TEST_F(Invitation, ComesAgainOnlyAWhileAfterARefusal) {
    now.relations.awareness.hear(ActorId(0), ActorId(3), 0);
    now.initiatives.all.front().refusals.push_back({ActorId(3), 10});
    EXPECT_TRUE(candidates(21).empty());
    EXPECT_EQ(candidates(22), std::vector{ActorId(3)});
}

TEST_F(Invitation, GoesFirstToWhoCompletesTheGroup) {
    make_all_aware(now);
    for (const ActorId i : IdRange<ActorId>(now.actors.size())) now.actors.assets[i] = {1, 1, 1, 1, .1};
    now.actors.assets[ActorId(4)] = {.1, .1, .1, .1, 1};
    invite(model, 5, now, first);
    EXPECT_EQ(asked(), std::vector{ActorId(4)});
}

TEST_F(Invitation, GoesFirstToTheBestConnectedWhereThatIsChosen) {
    make_all_aware(now);
    model.membership.selection = Selection::central;
    now.relations.contacts.add(ActorId(6), ActorId(1));
    now.relations.contacts.add(ActorId(6), ActorId(2));
    invite(model, 5, now, first);
    EXPECT_EQ(asked(), std::vector{ActorId(6)});
}

TEST_F(Invitation, IsTakenUpByWhoCaresMostWhereTheCallIsOpen) {
    make_all_aware(now);
    model.membership.selection = Selection::open;
    now.actors.salience(ActorId(5), youth) = .9;
    invite(model, 5, now, first);
    EXPECT_EQ(asked(), std::vector{ActorId(5)});
}

TEST_F(Invitation, HitsAnybodyAtRandomWhereThatIsChosen) {
    make_all_aware(now);
    model.membership.selection = Selection::random;
    std::vector<int> times(now.actors.size(), 0);
    for (std::uint64_t replicate = 0; replicate < 700; ++replicate) {
        State trial = now;
        trial.key.replicate = replicate;
        invite(model, 5, trial, first);
        ++times[trial.initiatives.all.front().members.back().actor.index()];
    }
    // 700 draws among 7: each 100 times, sd 9.3. Four of them: false alarm 7 * 6e-5.
    for (std::size_t i = 1; i < times.size(); ++i) EXPECT_NEAR(times[i], 100, 37) << i;
}

TEST_F(Invitation, FillsTheFirstCircleAtOnceAndThenGoesByItsClock) {
    make_all_aware(now);
    model.membership.core = 4;
    model.membership.invitation_rate = 0;
    invite(model, 5, now, first);
    EXPECT_EQ(asked().size(), 3U);
    invite(model, 6, now, first);
    EXPECT_EQ(asked().size(), 3U);
    model.membership.invitation_rate = 50;
    invite(model, 6, now, first);
    EXPECT_EQ(asked().size(), 7U);
}

TEST_F(Invitation, GoesToAVoiceOfTheTargetGroupWhenTheCircleIsWidened) {
    make_all_aware(now);
    model.membership.selection = Selection::central;
    model.membership.invitation_rate = 50;
    model.membership.core = 2;
    now.relations.contacts.add(ActorId(6), ActorId(1));
    now.relations.contacts.add(ActorId(6), ActorId(2));
    now.actors.voice[ActorId(3)] = now.actors.voice[ActorId(4)] = 1;
    invite(model, 5, now, first);
    EXPECT_EQ(asked(), std::vector{ActorId(6)}) << "not in the first circle";
    now.initiatives.all.front().phase = Phase::design;
    invite(model, 6, now, first);
    ASSERT_GE(asked().size(), 3U);
    EXPECT_EQ(asked()[1], ActorId(3)) << "first a voice";
    EXPECT_NE(asked()[2], ActorId(4)) << "then by the rule again: there is a voice";
}

TEST_F(Invitation, IsAnOrderToUnitsWhereMembersAreAssigned) {
    make_all_aware(now);
    model.governance.membership = Membership::assigned;
    model.membership.core = 8;
    now.actors.superior[ActorId(3)] = ActorId(0);
    now.actors.superior[ActorId(6)] = ActorId(3);
    invite(model, 5, now, first);
    std::vector<ActorId> members;
    for (const Member& member : now.initiatives.all.front().members)
        if (member.status == MemberStatus::member) members.push_back(member.actor);
    std::sort(members.begin(), members.end());
    EXPECT_EQ(members, (std::vector{ActorId(0), ActorId(3), ActorId(6)}));
    EXPECT_EQ(asked().size(), 5U);
}

TEST_F(Invitation, IsNotNeededWhereMembershipIsOpenAndOneKnowsAMember) {
    model.membership.invitation_rate = 0;
    model.membership.asking_rate = 50;
    now.relations.awareness.hear(ActorId(5), ActorId(0), 0);
    invite(model, 6, now, first);
    EXPECT_TRUE(asked().empty());
    model.governance.membership = Membership::open;
    invite(model, 6, now, first);
    EXPECT_EQ(asked(), std::vector{ActorId(5)});
}

}  // namespace
}  // namespace gemeinsim::tests
