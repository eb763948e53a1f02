// SPDX-License-Identifier: Apache-2.0
#include "model/impact/production.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "model/small_world.h"
#include "random/draws.h"

namespace gemeinsim::tests {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double tolerance = 1e-12;

double mean_of(std::vector<double> values, double exponent) {
    return power_mean(values, exponent);
}

TEST(PowerMean, HasTheNamedMeansAsSpecialCases) {
    EXPECT_NEAR(mean_of({1, 4}, 1), 2.5, tolerance);
    EXPECT_NEAR(mean_of({1, 4}, 0), 2, tolerance);
    EXPECT_NEAR(mean_of({1, 4}, -1), 1.6, tolerance);
    EXPECT_NEAR(mean_of({1, 4}, -2), std::sqrt(2 / (1 + 1. / 16)), tolerance);
    EXPECT_NEAR(mean_of({3, 4}, 2), std::sqrt(12.5), tolerance);
    EXPECT_EQ(mean_of({3, 4}, -infinity), 3);
    EXPECT_EQ(mean_of({3, 4}, infinity), 4);
}

TEST(PowerMean, IsZeroWhereAComplementIsMissing) {
    for (const double exponent : {0., -.5, -2., -infinity}) EXPECT_EQ(mean_of({0, 4}, exponent), 0) << exponent;
    EXPECT_NEAR(mean_of({0, 4}, .5), 1, tolerance);
    EXPECT_EQ(mean_of({0, 0}, 1), 0);
    EXPECT_EQ(mean_of({}, 1), 0);
}

TEST(PowerMean, ComesNearItsLimitsWithoutOverflow) {
    EXPECT_NEAR(mean_of({3e-200, 4e200}, -1000), 3e-200, 3e-202);
    EXPECT_NEAR(mean_of({3e-200, 4e200}, 1000), 4e200, 4e198);
    EXPECT_NEAR(mean_of({1, 4}, 1e-7), 2, 1e-6);
}

TEST(PowerMean, WeighsItsArgumentsAndLeavesOutThoseWithoutWeight) {
    const std::vector<double> values = {1, 4, 0};
    const std::vector<double> weights = {3, 1, 0};
    EXPECT_NEAR(power_mean(values, weights, 1), 1.75, tolerance);
    EXPECT_NEAR(power_mean(values, weights, 0), std::pow(4, .25), tolerance);
    EXPECT_EQ(power_mean(values, weights, -infinity), 1);
}

class Production : public testing::Test {
  protected:
    Model model = small_model(3);
    const TopicId youth{0};
    const Worker scholar{10, {1, .5, .2, .1, .1}};
    const Worker office{20, {.2, .5, .4, 1, 1}};

    [[nodiscard]] double of(const std::vector<Worker>& workers, double money = 0) const {
        return production(model, youth, workers, money);
    }
};

// By hand: hours times assets are (10 5 2 1 1) and (4 10 8 20 20); their sums (14 15 10 21 21).
TEST_F(Production, AddsMembersAndComplementsAssets) {
    model.impact.substitution_members = 1;
    model.impact.substitution_assets = 1;
    EXPECT_NEAR(of({scholar, office}), 16.2, tolerance);
    model.impact.substitution_assets = 0;
    EXPECT_NEAR(of({scholar, office}), std::pow(14. * 15 * 10 * 21 * 21, .2), 1e-10);
    model.impact.substitution_assets = -infinity;
    EXPECT_NEAR(of({scholar, office}), 10, tolerance);
    model.impact.substitution_assets = -2;
    const double squares = 1 / 196. + 1 / 225. + 1 / 100. + 2 / 441.;
    EXPECT_NEAR(of({scholar, office}), std::sqrt(5 / squares), 1e-10);
}

TEST_F(Production, CountsOnlyTheAssetsThatTheTopicNeeds) {
    model.topics[youth].assets = {"resources", "control"};
    model.impact.substitution_assets = 1;
    EXPECT_NEAR(of({scholar, office}), (10 + 21) / 2., tolerance);
}

TEST_F(Production, PutsBoughtHoursToTheResources) {
    model.impact.substitution_assets = 1;
    EXPECT_NEAR(of({scholar, office}, 5) - of({scholar, office}), 1, tolerance);
    model.topics[youth].assets = {"control"};
    EXPECT_EQ(of({scholar, office}, 5), of({scholar, office}));
}

TEST_F(Production, TreatsBrakingAsNoWork) {
    EXPECT_EQ(of({scholar, {-5, office.assets}}), of({scholar, {0, office.assets}}));
}

// A14, minimum-effort work (Van Huyck et al. 1990): m times what the weakest gives, in groups of any size.
TEST_F(Production, FollowsTheWeakestMemberInTheLimit) {
    model.impact.substitution_members = -infinity;
    model.topics[youth].assets = {"competence"};
    for (const std::size_t size : {2U, 3U, 8U, 16U}) {
        std::vector<Worker> group(size, Worker{7, {1, 1, 1, 1, 1}});
        group.back().hours = 1;
        EXPECT_NEAR(of(group), static_cast<double>(size), tolerance);
        group.back().hours = 0;
        EXPECT_EQ(of(group), 0);
        model.impact.substitution_members = -200;  // on the way there
        group.back().hours = 1;
        EXPECT_NEAR(of(group) / static_cast<double>(size), 1, .02);
        model.impact.substitution_members = -infinity;
    }
}

TEST_F(Production, CanBeAPlainSumOrAskForAThreshold) {
    model.impact.production = ProductionForm::linear;
    EXPECT_NEAR(of({scholar, office}), 16.2, tolerance);
    model.impact.production = ProductionForm::threshold;
    model.impact.threshold = 2;
    EXPECT_NEAR(of({scholar, office}), 16.2, tolerance);
    model.impact.threshold = 3;
    EXPECT_EQ(of({scholar, office}), 0);
    EXPECT_EQ(of({scholar, office, {0, office.assets}}), 0);
}

class Output : public testing::Test {
  protected:
    Model model = small_model(12);
    State now = small_state(model);
    const TopicId youth{0};
};

TEST_F(Output, OfOneAloneIsTheFormulaOfAGroupOfOne) {
    Initiative& alone = add_working_initiative(now, {ActorId(4)}, 9);
    EXPECT_NEAR(group_output(model, now, alone), isolated_output(model, now, ActorId(4), youth, 9), tolerance);
}

TEST_F(Output, IsTheGeometricMeanOfTheConditionsByDefault) {
    EXPECT_NEAR(condition_factor(model, {.5, .2, .8, .4, 1}), std::pow(.032, .2), tolerance);
    model.impact.condition_exponent = 1;
    EXPECT_NEAR(condition_factor(model, {.5, .2, .8, .4, 1}), .58, tolerance);
    model.impact.weight_measurement = 0;
    EXPECT_NEAR(condition_factor(model, {.5, .2, .8, .4, 1}), .675, tolerance);
}

// Where assets replace each other and nothing is duplicated, coming together adds nothing: whatever coordination takes
// is lost. 200 random groups; exact, no chance of a false alarm but rounding.
TEST_F(Output, OfAGroupNeverBeatsIsolationWhereNothingComplements) {
    model.impact.substitution_assets = 1;
    model.impact.duplication = 0;
    for (std::uint64_t trial = 0; trial < 200; ++trial) {
        Stream stream({3, trial}, 5, 0, Purpose::quality);
        std::vector<ActorId> members;
        for (const ActorId i : IdRange<ActorId>(now.actors.size()))
            if (bernoulli(stream, .5)) members.push_back(i);
        if (members.empty()) continue;
        now.initiatives.all.clear();
        Initiative& group = add_working_initiative(now, members);
        double alone = 0;
        for (Member& member : group.members) {
            const double hours = uniform(stream, 0, 20);
            member.net_hours = hours - std::min(hours, uniform(stream, 0, 3));
            alone += isolated_output(model, now, member.actor, youth, hours);
        }
        for (std::size_t c = 0; c < condition_count; ++c)
            if (c != static_cast<std::size_t>(Condition::measurement)) group.conditions[c] = uniform(stream);
        EXPECT_LE(group_output(model, now, group), alone * (1 + 1e-12)) << "trial " << trial;
    }
}

TEST_F(Output, OfComplementsBeatsIsolation) {
    now.actors.assets[ActorId(0)] = {1, 1, .1, .1, .1};
    now.actors.assets[ActorId(1)] = {.1, .1, 1, 1, 1};
    const Initiative& pair = add_working_initiative(now, {ActorId(0), ActorId(1)});
    EXPECT_GT(group_output(model, now, pair), 2 * (isolated_output(model, now, ActorId(0), youth, 10) +
                                                   isolated_output(model, now, ActorId(1), youth, 10)));
}

TEST_F(Output, LosesADuplicatedShareThatContactsAvoid) {
    for (const ActorId i : IdRange<ActorId>(now.actors.size())) now.actors.salience(i, youth) = 1;
    const int all = interested_actors(model, now, youth);
    EXPECT_EQ(all, 12);
    EXPECT_NEAR(isolated_duplication(model, now, ActorId(0), youth, all), .3, tolerance);
    now.relations.contacts.add(ActorId(0), ActorId(1));
    EXPECT_NEAR(isolated_duplication(model, now, ActorId(0), youth, all), .3 * 10 / 11, tolerance);
    now.actors.salience(ActorId(1), youth) = 0;  // no longer on the topic: no longer one to coordinate with
    EXPECT_NEAR(isolated_duplication(model, now, ActorId(0), youth, all - 1), .3, tolerance);
}

TEST_F(Output, LosesLessToDuplicationTheBetterAGroupIsCoordinated) {
    Initiative& group = add_working_initiative(now, {ActorId(0), ActorId(1), ActorId(2)});
    now.relations.contacts.add(ActorId(0), ActorId(1));
    group.coordination = 0;
    EXPECT_NEAR(group_duplication(model, now, group), .3 * (1 - 1. / 3), tolerance);
    group.coordination = .75;
    EXPECT_NEAR(group_duplication(model, now, group), .3 * .25 * (1 - 1. / 3), tolerance);
    group.coordination = 1;
    EXPECT_EQ(group_duplication(model, now, group), 0);
}

TEST_F(Output, CountsByPhase) {
    Initiative initiative;
    EXPECT_EQ(phase_factor(model, initiative), 0);
    initiative.phase = Phase::design;
    EXPECT_EQ(phase_factor(model, initiative), .25);
    initiative.phase = Phase::implementation;
    initiative.quality = 1;
    EXPECT_NEAR(phase_factor(model, initiative), 1.15, tolerance);
    initiative.quality = -9;
    EXPECT_EQ(phase_factor(model, initiative), .6);
    initiative.quality = 9;
    EXPECT_EQ(phase_factor(model, initiative), 1.4);
    initiative.phase = Phase::dissolved;
    EXPECT_EQ(phase_factor(model, initiative), 0);
}

}  // namespace
}  // namespace gemeinsim::tests
