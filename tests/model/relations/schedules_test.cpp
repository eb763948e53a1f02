// SPDX-License-Identifier: Apache-2.0
#include "model/relations/schedules.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <string>
#include <tuple>
#include <vector>

#include "model/plain_world.h"
#include "model/relations/bare_world.h"
#include "network/measures.h"

namespace gemeinsim::tests {
namespace {

Model parallel(Model model, int substeps) {
    model.schedule.mode = ScheduleMode::parallel;
    model.schedule.substeps = substeps;
    return model;
}

// Same kernels, same draws: where no part of the month holds two rings, nothing is left to differ.
TEST(ParallelSchedule, IsTheSequentialOneWhereEveryPartHasOneRing) {
    Model model = plain_model(30);
    model.relations.pact_trust = .55;
    model.hierarchy.approval_depth = 0;
    const State sequential = lived_state(model, {11, 0}, 24);
    EXPECT_EQ(sequential, lived_state(parallel(model, 1000000), {11, 0}, 24));
    EXPECT_FALSE(sequential == lived_state(parallel(model, 1), {11, 0}, 24));
    EXPECT_GT(sequential.relations.pacts.ties(), 0U);  // both forms of tie were at work
}

// Arcs are worth so much that every ring adds one.
TEST(ParallelSchedule, LosesNoRing) {
    Model model = bare_model(60, Kernel::actor, Consent::unilateral, true, {{EffectKind::density, 50}});
    model.relations.contact_rate = 5;
    for (const int substeps : {1, 3, 64}) {
        State now = bare_state(model, {3, 0});
        const std::vector<Ring> rings = rings_of(model, 0, now);
        Column<ActorId, std::size_t> due(60, 0);
        for (const Ring& ring : rings) due[ring.actor] += ring.pact ? 0 : 1;
        relations_step(parallel(model, substeps), 0, now);
        for (const ActorId i : IdRange<ActorId>(60)) EXPECT_EQ(now.relations.contacts.out(i).size(), due[i]);
    }
}

TEST(ParallelSchedule, KeepsTheLimitOfHoursThoughAllChooseAtOnce) {
    Model model = plain_model(40);
    model.relations.contact_hours = 2;
    model.relations.pact_hours = 4;
    model.relations.contact_cost = model.relations.crowding = 0;
    model.relations.contact_rate = 4;
    model.hierarchy.approval_depth = 0;
    const State now = lived_state(parallel(model, 1), {3, 0}, 12);
    double fullest = 0;
    for (const ActorId i : IdRange<ActorId>(40)) {
        EXPECT_LE(now.actors.hours[i].ties, now.actors.hours[i].capacity);
        EXPECT_DOUBLE_EQ(now.actors.hours[i].ties, tie_hours(model, now.relations, i));
        fullest = std::max(fullest, now.actors.hours[i].ties / now.actors.hours[i].capacity);
        for (const ActorId j : now.relations.pacts.out(i)) EXPECT_TRUE(now.relations.contacts.has(i, j));
    }
    EXPECT_GT(fullest, .8);  // the limit was reached for
}

// Three actors, each with time for one contact, all ring and choose at once: whose wish comes first is luck, so each
// pair is equally likely; by order of number the third pair would never be the one. |z| <= 4 for three shares: a
// false alarm in 5,000 seeds.
TEST(ParallelSchedule, SettlesConflictsByLuckNotByNumber) {
    Model model = bare_model(3, Kernel::actor, Consent::unilateral, false, {{EffectKind::density, 50}});
    model.relations.contact_rate = 30;
    model.relations.contact_hours = 1;
    constexpr int runs = 1200;
    std::array<double, 3> share{};
    for (int run = 0; run < runs; ++run) {
        State now = bare_state(model, {5, static_cast<std::uint64_t>(run)});
        for (Hours& hours : now.actors.hours) hours = {.capacity = 1};
        relations_step(parallel(model, 1), 0, now);
        ASSERT_EQ(now.relations.contacts.ties(), 1U);
        for (const ActorId i : IdRange<ActorId>(3))
            if (now.relations.contacts.out(i).empty()) share[i.index()] += 1.0 / runs;
    }
    for (const double without : share) EXPECT_LE(std::abs(without - 1.0 / 3) / std::sqrt(2.0 / 9 / runs), 4) << without;
}

/// Arcs, transitivity and reciprocity of the graph after some months.
using Statistics = std::array<double, 3>;
constexpr const char* statistic_names[] = {"arcs", "transitivity", "reciprocity"};

Statistics statistics_of(const Model& model, RunKey key, Month months) {
    State now = bare_state(model, key);
    for (Month month = 0; month < months; ++month) relations_step(model, month, now);
    const Graph& graph = now.relations.contacts;
    return {static_cast<double>(graph.ties()), transitivity(graph), reciprocity(graph)};
}

// Arcs that wait to be returned and closed: on a stale state both sides act on what the other is about to change, so
// that fewer are returned. Both schedules meet the same luck; differences of pairs are compared with their standard
// errors. At the finest |z| <= 4 for three statistics: a false alarm in 5,000 seeds where there is no bias left. The
// coarsest is at least 6 standard errors off and each finer one nearer.
TEST(ParallelSchedule, ConvergesToTheSequentialOneAsPartsShrink) {
    const Model model =
        bare_model(12, Kernel::actor, Consent::unilateral, true,
                   {{EffectKind::density, -1.5}, {EffectKind::reciprocity, 2}, {EffectKind::transitive_triplets, .15}});
    constexpr int runs = 800;
    constexpr Month months = 30;
    std::vector<Statistics> exact;
    for (std::uint64_t run = 0; run < runs; ++run) exact.push_back(statistics_of(model, {100, run}, months));
    Statistics last_bias;
    last_bias.fill(1e9);
    for (const int substeps : {1, 2, 4, 16, 64}) {
        Statistics sum{};
        Statistics squares{};
        for (std::uint64_t run = 0; run < runs; ++run) {
            const Statistics there = statistics_of(parallel(model, substeps), {100, run}, months);
            for (std::size_t s = 0; s < 3; ++s) {
                const double difference = there[s] - exact[run][s];
                sum[s] += difference;
                squares[s] += difference * difference;
            }
        }
        for (std::size_t s = 0; s < 3; ++s) {
            const double bias = sum[s] / runs;
            const double z = bias / std::sqrt((squares[s] / runs - bias * bias) / (runs - 1));
            const std::string what = std::string(statistic_names[s]) + "_" + std::to_string(substeps);
            RecordProperty(what, std::to_string(bias) + " z " + std::to_string(z));
            if (substeps == 1) {
                EXPECT_LE(z, -6) << what << " off by " << bias;
            }
            if (substeps == 64) {
                EXPECT_LE(std::abs(z), 4) << what << " off by " << bias;
            }
            EXPECT_LT(std::abs(bias), last_bias[s]) << what << ", z " << z;
            last_bias[s] = std::abs(bias);
        }
    }
}

// The law of three actors from enumeration (VALIDATION A6), to which a fine parallel schedule must come as well.
// |z| <= 4 for three counts: a false alarm in 5,000 seeds. What is checked is shown to bite by the coarsest.
TEST(ParallelSchedule, OfFinePartsHasTheExactStationaryLaw) {
    const Model model =
        bare_model(3, Kernel::actor, Consent::unilateral, true,
                   {{EffectKind::density, -1}, {EffectKind::reciprocity, 1}, {EffectKind::transitive_triplets, .3}});
    const std::array<double, 3> law = {2.01579681, .53249023, .29990491};
    constexpr int runs = 12000;
    for (const int substeps : {1, 64}) {
        std::array<double, 3> sum{};
        std::array<double, 3> squares{};
        for (std::uint64_t run = 0; run < runs; ++run) {
            State now = bare_state(model, {6, run});
            for (Month month = 0; month < 15; ++month) relations_step(parallel(model, substeps), month, now);
            const Graph& graph = now.relations.contacts;
            const double counts[] = {arcs(graph), mutual_dyads(graph), transitive_triplets(graph)};
            for (std::size_t s = 0; s < 3; ++s) {
                sum[s] += counts[s];
                squares[s] += counts[s] * counts[s];
            }
        }
        for (std::size_t s = 0; s < 3; ++s) {
            const double mean = sum[s] / runs;
            const double z = (mean - law[s]) / std::sqrt((squares[s] / runs - mean * mean) / (runs - 1));
            RecordProperty("z_" + std::to_string(substeps) + "_" + std::to_string(s), std::to_string(z));
            if (substeps == 64) {
                EXPECT_LE(std::abs(z), 4) << "count " << s << " is " << mean;
            }
            if (substeps == 1 && s == 1) {
                EXPECT_LE(z, -4) << "mutual dyads are " << mean;
            }
        }
    }
}

// Clocks are Poisson streams: the number of rings of all actors in a month is Poisson. |z| <= 4 twice: a false alarm in
// 8,000 seeds.
TEST(Clocks, RingAtTheirRates) {
    Model model = bare_model(50, Kernel::pair, Consent::unilateral, true, {});
    model.relations.contact_rate = 1.5;
    model.relations.pact_rate = .25;
    const State now = bare_state(model, {8, 0});
    double contact = 0;
    double pact = 0;
    constexpr Month months = 200;
    for (Month month = 0; month < months; ++month)
        for (const Ring& ring : rings_of(model, month, now)) (ring.pact ? pact : contact) += 1;
    const double expected_contact = 1.5 * 50 * months;
    const double expected_pact = .25 * 50 * months;
    EXPECT_LE(std::abs(contact - expected_contact) / std::sqrt(expected_contact), 4) << contact;
    EXPECT_LE(std::abs(pact - expected_pact) / std::sqrt(expected_pact), 4) << pact;
}

// With complete awareness an ordered pair meets at rate/(n-1), a pair at twice that: where every meeting leads to a
// tie, a tie is there after time t with 1 - exp(-rate t). |z| <= 4 four times: a false alarm in 4,000 seeds; the ties
// of one run are independent of each other, because nothing is heeded but the luck of meeting.
class Meetings : public testing::TestWithParam<std::tuple<Kernel, bool>> {};

TEST_P(Meetings, OfEveryPairHaveTheRateOfItsActors) {
    const auto [kernel, directed] = GetParam();
    const Consent consent = kernel == Kernel::improving && !directed ? Consent::mutual : Consent::unilateral;
    Model model = bare_model(6, kernel, consent, directed, {{EffectKind::density, 60}});
    model.relations.contact_rate = .3;
    constexpr int runs = 1000;
    constexpr Month months = 5;
    double ties = 0;
    for (std::uint64_t run = 0; run < runs; ++run) {
        State now = bare_state(model, {9, run});
        for (Month month = 0; month < months; ++month) relations_step(model, month, now);
        ties += static_cast<double>(now.relations.contacts.ties());
    }
    const double rate = (directed ? 1 : 2) * .3 / 5;
    const double met = 1 - std::exp(-rate * months);
    const double trials = (directed ? 30.0 : 15.0) * runs;
    EXPECT_LE(std::abs(ties / trials - met) / std::sqrt(met * (1 - met) / trials), 4) << ties / trials;
}

INSTANTIATE_TEST_SUITE_P(OfKernels, Meetings,
                         testing::Combine(testing::Values(Kernel::pair, Kernel::improving), testing::Bool()));

}  // namespace
}  // namespace gemeinsim::tests
