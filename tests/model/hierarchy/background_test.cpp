// SPDX-License-Identifier: Apache-2.0
// Desks begin in their steady state, which is known for a queue with a clerk that is away now and then.
#include "model/hierarchy/background.h"

#include <gtest/gtest.h>

#include <cmath>

#include "model/hierarchy/chain.h"

namespace gemeinsim::tests {
namespace {

/// n heads, each over one unit: n desks that have nothing to do with each other.
Model many_desks(int n) {
    Model model = chain_model(1);
    model.population.actors.clear();
    model.population.superior.clear();
    model.population.funder.clear();
    model.population.place.clear();
    for (int k = 0; k < n; ++k) {
        const ActorId head = add_head(model, "head_" + std::to_string(k), Sector::administration, Level::municipal);
        const ActorId unit = add_head(model, "unit_" + std::to_string(k), Sector::administration, Level::municipal);
        model.population.superior[unit] = head;
    }
    return model;
}

struct Law {
    double total = 0;
    double mean = 0;
    double there = 0;
};

/// The law, summed term by term.
Law summed(const BackgroundLaw& law) {
    Law all;
    double there = law.empty[0];
    double away = law.empty[1];
    for (int n = 0; n < 20000; ++n) {
        all.total += there + away;
        all.mean += n * (there + away);
        all.there += there;
        const double one_more = there * law.next[0][0] + away * law.next[1][0];
        away = there * law.next[0][1] + away * law.next[1][1];
        there = one_more;
    }
    return all;
}

TEST(BackgroundLaw, IsGeometricWhereNobodyIsEverAway) {
    HierarchyParameters p = hierarchy_parameters().defaults();
    p.absence_rate = 0;
    p.utilisation = .8;
    const BackgroundLaw law = background_law(p);
    const Law all = summed(law);
    EXPECT_NEAR(all.total, 1, 1e-12);
    EXPECT_NEAR(law.empty[0], .2, 1e-12);
    EXPECT_NEAR(all.mean, 4, 1e-9);
    EXPECT_NEAR(law.mean_present, 4, 1e-12);
    EXPECT_NEAR(law.mean_stay, 4 / (.8 * .85), 1e-12);
}

TEST(BackgroundLaw, BalancesWhatComesAndGoesAtEveryLevel) {
    HierarchyParameters p = hierarchy_parameters().defaults();
    p.absence_rate = .7;
    p.absence_months = .5;
    p.utilisation = .6;
    p.return_probability = .2;
    const BackgroundLaw law = background_law(p);
    const Law all = summed(law);
    EXPECT_NEAR(all.total, 1, 1e-12);
    EXPECT_NEAR(all.there, 1 / (1 + .7 * .5), 1e-12);
    EXPECT_NEAR(all.mean, law.mean_present, 1e-9);
    // Flows across the cut between n and n + 1 present: lambda P(n) = mu (1 - r) P(n + 1, there).
    const double there_1 = law.empty[0] * law.next[0][0] + law.empty[1] * law.next[1][0];
    EXPECT_NEAR(.6 * (law.empty[0] + law.empty[1]), there_1, 1e-12);
    // Flow into and out of (0, away): a P(0, there) = (b + lambda) P(0, away).
    EXPECT_NEAR(.7 * law.empty[0], (2 + .6 * .8) * law.empty[1], 1e-12);
}

TEST(BackgroundLaw, IsNoneWhereBusinessFillsTheDesk) {
    HierarchyParameters p = hierarchy_parameters().defaults();
    p.utilisation = .96;
    EXPECT_FALSE(background_law(p).steady) << "the clerk is there for 1 / 1.05 of the time";
    p.absence_months = 0;
    EXPECT_TRUE(background_law(p).steady);
}

struct Seen {
    double present = 0;
    double squares = 0;
    double away = 0;
};

Seen look(const State& now, double time) {
    Seen seen;
    const auto n = static_cast<double>(now.approvals.staffed.size());
    for (const ActorId owner : now.approvals.staffed) {
        const Desk& desk = now.approvals.desks[owner];
        const auto present = static_cast<double>(desk.queue.size());
        seen.present += present / n;
        seen.squares += present * present / n;
        seen.away += (desk.absent_until > time ? 1 : 0) / n;
    }
    return seen;
}

class SteadyState : public testing::TestWithParam<HierarchyParameters> {};

// 4000 desks at three to four fifths of their capacity: at the start of the burn-in, at month 0 and at month 30 their
// mean number present is that of the steady state, and so is the share of clerks that are away. 4 standard errors each
// (false alarm 6e-5); from an empty start the mean at month 0 would be half of it.
TEST_P(SteadyState, HoldsFromTheStartOn) {
    constexpr int desks = 4000;
    Model model = many_desks(desks);
    model.hierarchy.utilisation = GetParam().utilisation;
    model.hierarchy.return_probability = .15;
    model.hierarchy.absence_rate = GetParam().absence_rate;
    model.hierarchy.absence_months = GetParam().absence_months;
    const BackgroundLaw law = background_law(model.hierarchy);
    ASSERT_TRUE(law.steady);
    State now = chain_state(model, {3, 0});
    open_desks(model, now, -18);
    const auto compare = [&](Month month) {
        const Seen seen = look(now, month);
        const double error = std::sqrt((seen.squares - seen.present * seen.present) / desks);
        EXPECT_NEAR(seen.present, law.mean_present, 4 * error) << "month " << month;
        EXPECT_NEAR(seen.away, 1 - law.there, 4 * std::sqrt(law.there * (1 - law.there) / desks)) << "month " << month;
    };
    compare(-18);
    for (Month month = -18; month < 30; ++month) {
        if (month == 0) compare(0);
        approvals_step(model, month, now);
    }
    compare(30);
}

// Seldom and shortly away, often, and for long.
INSTANTIATE_TEST_SUITE_P(
    Absences, SteadyState,
    testing::Values(HierarchyParameters{.utilisation = .7, .absence_rate = .5, .absence_months = .25},
                    HierarchyParameters{.utilisation = .3, .absence_rate = 3, .absence_months = .5},
                    HierarchyParameters{.utilisation = .3, .absence_rate = .4, .absence_months = 3}));

// Absences that are as long as a month and come thrice in one: the clerk is away for three quarters of the time, which
// a month's single absence, or one that starts within another, would not give. 4 standard errors (false alarm 6e-5).
TEST(Absence, EndsBeforeAnotherBegins) {
    constexpr int desks = 3000;
    Model model = many_desks(desks);
    model.hierarchy.absence_rate = 3;
    model.hierarchy.absence_months = 1;
    State now = chain_state(model, {3, 0});  // all there
    for (Month month = 0; month < 12; ++month) approvals_step(model, month, now);
    EXPECT_NEAR(look(now, 12).away, .75, 4 * std::sqrt(.75 * .25 / desks));
    // Without background the law must be that of the two phases alone.
    EXPECT_NEAR(background_law(model.hierarchy).there, .25, 1e-12);
}

// A case of month 0 climbs three desks with other business for four fifths of their time: its time is a sum of three
// exponential times with mean 5 (A18), from the first month on. Mean 15, sd 8.7; fourth central moment 9 sd^4 / 3 + ...
// gives the variance 75 an error of sqrt((5 - 1) / runs) of itself. 4 standard errors (false alarm 6e-5).
TEST(BackgroundLaw, GivesCasesOfMonthZeroTheirStationaryTime) {
    for (const Background background : {Background::poisson, Background::chain}) {
        Model model = chain_model(4);
        model.hierarchy.utilisation = .8;
        model.hierarchy.background = background;
        constexpr int runs = 1200;
        double mean = 0;
        double squares = 0;
        for (std::uint64_t run = 0; run < runs; ++run) {
            State now = chain_state(model, {4, run});
            open_desks(model, now, 0);
            const CaseId id =
                submit(model, now, {.initiator = ActorId(3), .counterpart = {}, .topic = TopicId(0), .born = 0});
            for (Month month = 0; status(now, id) == CaseStatus::waiting; ++month) {
                now.events.clear();
                approvals_step(model, month, now);
            }
            const double time = now.approvals.cases[id].closed;
            mean += time / runs;
            squares += (time - 15) * (time - 15) / runs;
        }
        EXPECT_NEAR(mean, 15, 4 * std::sqrt(75. / runs));
        EXPECT_NEAR(squares, 75, 4 * 75 * std::sqrt(4. / runs));
    }
}

TEST(BackgroundLaw, DoesNotHangOnTheOrderOfDesks) {
    Model model = many_desks(3);
    model.hierarchy.utilisation = .8;
    State now = chain_state(model, {1, 0});
    open_desks(model, now, 0);
    const Model fewer = [&] {
        Model other = many_desks(2);
        other.hierarchy = model.hierarchy;
        return other;
    }();
    State less = chain_state(fewer, {1, 0});
    open_desks(fewer, less, 0);
    for (const ActorId owner : less.approvals.staffed)
        EXPECT_TRUE(less.approvals.desks[owner] == now.approvals.desks[owner]);
}

}  // namespace
}  // namespace gemeinsim::tests
