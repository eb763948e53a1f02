// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/structure.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "model/impact/production.h"
#include "model/impact/rules.h"
#include "model/initiative/decision.h"
#include "model/initiative/group.h"
#include "model/initiative/phases.h"
#include "model/small_world.h"
#include "random/draws.h"

namespace gemeinsim::tests {
namespace {

class Structure : public testing::Test {
  protected:
    Model model = small_model(12);
    State now = small_state(model);
    std::vector<ActorId> everybody() const {
        std::vector<ActorId> all;
        for (std::size_t i = 0; i < 9; ++i) all.emplace_back(i);
        return all;
    }
    Initiative& group = add_working_initiative(now, everybody());

    void SetUp() override {
        for (const ActorId i : IdRange<ActorId>(12)) {
            now.actors.know_how[i] = .1 + .05 * static_cast<double>(i.index());
            now.actors.impact_orientation[i] = .9 - .05 * static_cast<double>(i.index());
        }
        group.phase = Phase::implementation;
    }
    std::vector<std::size_t> steering() const {
        std::vector<std::size_t> seats;
        for (const Member& member : group.members)
            if (member.steering) seats.push_back(member.actor.index());
        return seats;
    }
    std::vector<std::size_t> in_group(Strand strand) const {
        std::vector<std::size_t> members;
        for (const Member& member : group.members)
            if (member.working_group == static_cast<std::int8_t>(strand)) members.push_back(member.actor.index());
        return members;
    }
};

TEST_F(Structure, SteeringGroupHasTheFittestOfEachSectorFirst) {
    // Sectors take turns, so that the three last are the fittest of each.
    model.governance.committee_size = 4;
    form_steering_group(model, now, group);
    EXPECT_EQ(steering(), (std::vector<std::size_t>{5, 6, 7, 8}));
    for (const ActorId i : IdRange<ActorId>(12)) now.actors.sector[i] = Sector::business;
    now.actors.sector[ActorId(0)] = Sector::administration;
    form_steering_group(model, now, group);
    EXPECT_EQ(steering(), (std::vector<std::size_t>{0, 6, 7, 8})) << "the least fit has the seat of its sector";
}

TEST_F(Structure, SteeringGroupIsNoLargerThanTheMembersWithAVote) {
    model.governance.committee_size = 99;
    group.members[3].status = MemberStatus::associate;
    group.members[4].status = MemberStatus::invited;
    form_steering_group(model, now, group);
    EXPECT_EQ(steering(), (std::vector<std::size_t>{0, 1, 2, 5, 6, 7, 8}));
}

TEST_F(Structure, AFreeSeatGoesToASectorThatHasNoneElseToTheFittest) {
    model.governance.committee_size = 4;
    form_steering_group(model, now, group);
    ASSERT_EQ(steering(), (std::vector<std::size_t>{5, 6, 7, 8}));
    fill_seats(now, group);
    EXPECT_EQ(steering(), (std::vector<std::size_t>{5, 6, 7, 8})) << "all seats are taken";
    group.members[7].status = MemberStatus::associate;  // the only one of its sector, and has no vote now
    fill_seats(now, group);
    EXPECT_EQ(steering(), (std::vector<std::size_t>{4, 5, 6, 8})) << "4 is of the sector of 7";
    group.members.erase(group.members.begin() + 4, group.members.begin() + 7);
    fill_seats(now, group);
    EXPECT_EQ(steering(), (std::vector<std::size_t>{1, 2, 3, 8})) << "1 and 3 for their sectors, then the fittest";
    group.members.resize(2);
    fill_seats(now, group);
    EXPECT_EQ(steering(), (std::vector<std::size_t>{0, 1}));
}

TEST_F(Structure, NobodySitsBeforeTheGroupIsFormedNorBesideItsSeats) {
    fill_seats(now, group);
    EXPECT_TRUE(steering().empty());
    model.governance.committee_size = 99;
    for (std::size_t m = 3; m < 9; ++m) group.members[m].status = MemberStatus::invited;
    form_steering_group(model, now, group);
    EXPECT_EQ(group.seats, 3);
    group.members[3].status = MemberStatus::member;
    fill_seats(now, group);
    EXPECT_EQ(steering(), (std::vector<std::size_t>{0, 1, 2})) << "who comes later waits for a seat";
}

TEST_F(Structure, ItsWorkingGroupAnalysesImpactAsFarAsTheScenarioSays) {
    const double all = impact_orientation(model, now, group);
    EXPECT_NEAR(all, .9 - .05 * 4, 1e-12);
    model.initiatives.working_group_share = 1;
    EXPECT_EQ(impact_orientation(model, now, group), all) << "there is no working group yet";
    form_working_groups(now, group);
    EXPECT_NEAR(impact_orientation(model, now, group), .85, 1e-12) << "the quarter most oriented towards it: 0, 1, 2";
    model.initiatives.working_group_share = .5;
    EXPECT_NEAR(impact_orientation(model, now, group), (all + .85) / 2, 1e-12);
}

TEST_F(Structure, IsFormedByTheTasksThatSaySo) {
    group.phase = Phase::initiation;
    open_phase(model, 0, now, group, Phase::initiation);
    for (const Task& task : group.tasks)
        if (task.strand == Strand::strategy) note_structure(model, now, group, task);
    EXPECT_TRUE(steering().empty());
    for (const Task& task : group.tasks) note_structure(model, now, group, task);
    EXPECT_EQ(steering().size(), 9U);
    EXPECT_TRUE(in_group(Strand::impact_analysis).empty());
    open_phase(model, 0, now, group, Phase::design);
    for (const Task& task : group.tasks) note_structure(model, now, group, task);
    EXPECT_FALSE(in_group(Strand::impact_analysis).empty());
}

TEST_F(Structure, WorkingGroupsHaveOneForImpactAnalysisAndNobodyStandsAside) {
    model.governance.committee_size = 2;
    form_steering_group(model, now, group);
    form_working_groups(now, group);
    EXPECT_EQ(in_group(Strand::impact_analysis), (std::vector<std::size_t>{0, 1, 2})) << "a quarter, rounded up";
    EXPECT_EQ(in_group(Strand::steering), (std::vector<std::size_t>{7, 8}));
    EXPECT_EQ(in_group(Strand::involvement).size(), 3U);
    for (const Member& member : group.members) EXPECT_NE(member.working_group, no_group);
}

TEST_F(Structure, ActionPlanIsAMeasureForEachAssetOwnedByWhoBringsMost) {
    for (const ActorId i : IdRange<ActorId>(12)) now.actors.assets[i].fill(.2);
    now.actors.assets[ActorId(3)] = {.9, .2, .2, .2, .2};
    now.actors.assets[ActorId(5)] = {.2, .2, .8, .2, .2};
    model.topics.front().assets = {"information", "resources"};
    draw_up_measures(model, 17, now, group);
    ASSERT_EQ(group.measures.size(), 2U);
    EXPECT_EQ(group.measures[0].asset, static_cast<std::int8_t>(Asset::information));
    EXPECT_EQ(group.measures[0].owner, ActorId(3));
    EXPECT_EQ(group.measures[0].since, 17);
    EXPECT_EQ(group.measures[1].asset, static_cast<std::int8_t>(Asset::resources));
    EXPECT_EQ(group.measures[1].owner, ActorId(5));
}

TEST_F(Structure, MeasuresOfAnOwnerThatLeavesFindAnother) {
    for (const ActorId i : IdRange<ActorId>(12)) now.actors.assets[i].fill(.1 + .01 * static_cast<double>(i.index()));
    draw_up_measures(model, 0, now, group);
    EXPECT_EQ(group.measures[0].owner, ActorId(8));
    group.members.pop_back();
    carry_out_measures(now, group);
    for (const Measure& measure : group.measures) EXPECT_EQ(measure.owner, ActorId(7));
    group.members.clear();
    carry_out_measures(now, group);
    for (const Measure& measure : group.measures) {
        EXPECT_FALSE(measure.owner);
        EXPECT_EQ(measure.hours, 0);
    }
}

TEST_F(Structure, MeasuresTakeTheHoursOfMembersByWhatTheyHold) {
    draw_up_measures(model, 0, now, group);
    carry_out_measures(now, group);
    carry_out_measures(now, group);
    double expected = 0;
    for (const Member& member : group.members) expected += 10 * now.actors.assets[member.actor][1];
    EXPECT_NEAR(group.measures[1].hours, expected, 1e-9);
    EXPECT_NEAR(group.measures[1].total_hours, 2 * expected, 1e-9);
}

TEST_F(Structure, BeneficiariesOfMeasuresAddUpToThoseOfTheTopic) {
    Initiative& other = add_working_initiative(now, {ActorId(9), ActorId(10), ActorId(11)});
    Initiative& first = now.initiatives.all.front();
    other.phase = first.phase = Phase::implementation;
    for (Initiative& one : now.initiatives.all) draw_up_measures(model, 0, now, one);
    double helped = 0;
    for (Month month = 0; month < 24; ++month) {
        for (Initiative& one : now.initiatives.all) carry_out_measures(now, one);
        impact_step(model, month, now);
    }
    double shares[2] = {};
    for (std::size_t k = 0; k < 2; ++k)
        for (const Measure& measure : now.initiatives.all[InitiativeId(k)].measures) {
            EXPECT_GT(measure.beneficiaries, 0);
            shares[k] += measure.beneficiaries;
            helped += measure.beneficiaries;
        }
    EXPECT_NEAR(helped, now.world.topics[TopicId(0)].beneficiaries, 1e-9 * helped);
    EXPECT_GT(shares[0], shares[1]) << "nine members add more than three";
}

// --- learning ---------------------------------------------------------------------------------------------------

/// Mean quality of the plan after one report, over runs.
double quality_after_a_report(double learning, double measurement, int runs) {
    Model model = small_model(4);
    model.impact.learning = learning;
    State now = small_state(model);
    double sum = 0;
    for (int run = 0; run < runs; ++run) {
        State trial = now;
        trial.key.replicate = static_cast<std::uint64_t>(run);
        Initiative& one = add_working_initiative(trial, {ActorId(0)});
        one.phase = Phase::implementation;
        Stream stream(trial.key, 9, 0, Purpose::goal);
        one.quality = normal(stream);
        one.text_quality = normal(stream);
        one.conditions[static_cast<std::size_t>(Condition::measurement)] = measurement;
        report(model, 0, trial, one);
        sum += one.quality;
    }
    return sum / runs;
}

// Of two standard normal plans the better is worth 1/sqrt(pi) on average; seen with error e (sd s_e of the difference
// of what is seen, which itself has the sd sqrt(2 + s_e^2)) the choice is worth 1/sqrt(pi) * sqrt(2/(2 + s_e^2)).
// 20,000 runs at sd < 1: 4 standard errors are .028, a false alarm in 16,000 seeds for each row.
TEST(Learning, TakesTheBetterPlanAsFarAsItCanBeSeen) {
    const double best = 1 / std::sqrt(M_PI);
    constexpr int runs = 20000;
    const double noise = plain_model(1).initiatives.quality_noise;
    EXPECT_NEAR(quality_after_a_report(0, 1, runs), 0, .03);
    const double seen = best * std::sqrt(2 / (2 + noise * noise));  // the old one exactly, the new one as voters do
    EXPECT_NEAR(quality_after_a_report(1, 1, runs), seen, .03);
    EXPECT_NEAR(quality_after_a_report(.5, 1, runs), seen / 2, .03);
    EXPECT_LT(quality_after_a_report(1, 0, runs), seen - .03) << "without shared measurement less is learnt";
}

TEST(Learning, WithoutMeasurementHoldsOnToWhatIsOverstated) {
    Model model = small_model(4);
    model.impact.learning = 1;
    model.initiatives.quality_noise = 0;
    State now = small_state(model);
    Initiative& one = add_working_initiative(now, {ActorId(0)});
    const auto kept = [&](double measurement) {
        one.quality = 0;
        one.text_quality = .1;  // a better plan by less than one overstates the old
        one.conditions[static_cast<std::size_t>(Condition::measurement)] = measurement;
        report(model, 3, now, one);
        return one.record.back().kept;
    };
    EXPECT_TRUE(kept(0));
    EXPECT_FALSE(kept(1));
    EXPECT_EQ(one.record.size(), 2U);
    EXPECT_EQ(one.record.back().month, 3);
    EXPECT_EQ(one.record.back().quality, .1);
    EXPECT_EQ(one.record.back().measurement, 1);
}

// --- voices of the target group ---------------------------------------------------------------------------------

TEST_F(Structure, VoicesDrawTheCommonGoalTowardsWhatTheyWant) {
    for (const ActorId i : IdRange<ActorId>(12)) now.actors.position(i, TopicId(0)) = .4;
    now.actors.position(ActorId(2), TopicId(0)) = 1;
    const double mean = (8 * .4 + 1) / 9;
    EXPECT_NEAR(common_goal_position(model, now, group), mean, 1e-12);
    now.actors.voice[ActorId(2)] = 1;
    EXPECT_NEAR(common_goal_position(model, now, group), .7 * mean + .3 * 1, 1e-12);
    now.actors.voice[ActorId(11)] = 1;  // is no member
    EXPECT_NEAR(common_goal_position(model, now, group), .7 * mean + .3 * 1, 1e-12);
}

TEST_F(Structure, VoicesLetMeasuresReachFurther) {
    EXPECT_EQ(reach_factor(model, now, group), 1);
    now.actors.voice[ActorId(2)] = 1;
    EXPECT_NEAR(reach_factor(model, now, group), 1.1, 1e-12);
    now.actors.voice[ActorId(3)] = 1;
    EXPECT_NEAR(reach_factor(model, now, group), 1.15, 1e-12);
    group.members[3].status = MemberStatus::invited;
    EXPECT_NEAR(reach_factor(model, now, group), 1.1, 1e-12);
}

}  // namespace
}  // namespace gemeinsim::tests
