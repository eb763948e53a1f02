// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "model/relations/meetings.h"
#include "model/relations/rules.h"
#include "model/small_world.h"
#include "random/draws.h"
#include "random/pair_words.h"

namespace gemeinsim::tests {
namespace {

TEST(Awareness, ForgetsTheLongestUnheardBeyondTheCap) {
    AwarenessTable table(5, 2);
    table.hear(ActorId(0), ActorId(1), 1);
    table.hear(ActorId(0), ActorId(2), 2);
    table.hear(ActorId(0), ActorId(1), 3);  // heard of again: now 2 is the longest unheard
    table.hear(ActorId(0), ActorId(3), 4);
    EXPECT_TRUE(table.knows(ActorId(0), ActorId(1)));
    EXPECT_FALSE(table.knows(ActorId(0), ActorId(2)));
    EXPECT_TRUE(table.knows(ActorId(0), ActorId(3)));
    EXPECT_FALSE(table.knows(ActorId(3), ActorId(0)));
}

TEST(Awareness, OfManyAtOnceIsWhatOneByOneLeaves) {
    constexpr std::size_t n = 40;
    for (const std::size_t cap : {1U, 7U, 25U, 100U}) {
        AwarenessTable one(n, cap);
        AwarenessTable all(n, cap);
        std::vector<AwarenessTable::Entry> scratch;
        Stream stream({1, 0}, cap, 0, Purpose::awareness);
        for (int batch = 0; batch < 50; ++batch) {
            std::vector<AwarenessTable::Entry> heard(index(stream, 30));
            for (AwarenessTable::Entry& entry : heard) {
                entry = {ActorId(index(stream, n)), static_cast<Month>(batch / 5 + index(stream, 3))};
                one.hear(ActorId(2), entry.known, entry.heard);
            }
            all.hear(ActorId(2), heard, scratch);
            ASSERT_EQ(one, all) << cap << ", " << batch;
        }
        EXPECT_EQ(all.of(ActorId(2)).size(), std::min(cap, n - 1));
    }
}

TEST(Awareness, OfAnEndedActorGoesOnBothSides) {
    AwarenessTable table(3, 5);
    table.hear(ActorId(0), ActorId(1), 1);
    table.hear(ActorId(1), ActorId(2), 1);
    table.forget(ActorId(1));
    EXPECT_EQ(table, AwarenessTable(3, 5));
}

/// Shares of pairs within and across sectors of which the first knows the second.
std::pair<double, double> shares(const State& now) {
    double known[2] = {};
    double pairs[2] = {};
    for (const ActorId i : IdRange<ActorId>(now.actors.size()))
        for (const ActorId j : IdRange<ActorId>(now.actors.size())) {
            if (i == j) continue;
            const int across = now.actors.sector[i] != now.actors.sector[j];
            pairs[across] += 1;
            known[across] += now.relations.awareness.knows(i, j);
        }
    return {known[0] / pairs[0], known[1] / pairs[1]};
}

// Where there are too many pairs for a draw each; far places meet less. Trials are unordered pairs. |z| <= 4 three
// times: a false alarm in 5,000 seeds.
TEST(Awareness, OfALargeWorldStartsAtTheSharesOfTheDial) {
    constexpr std::size_t n = 2400;
    Model model = small_model(n);
    RelationsParameters& p = model.relations;
    p.awareness_within = .03;
    p.awareness_across = .01;
    p.awareness_cap = n;
    p.meeting_range = 20;
    State now = small_state(model);
    model.population.places = {{"here", 0, 0}, {"there", 10, 0}};
    for (const ActorId i : IdRange<ActorId>(n)) now.actors.place[i] = PlaceId(i.index() < 2000 ? 0 : 1);
    const Relations start = initial_relations(model, now);
    const double far_share = 1 - std::pow(1 - .03, std::exp(-.5));
    double known[3] = {}, pairs[3] = {}, ages = 0;
    for (const ActorId i : IdRange<ActorId>(n))
        for (const ActorId j : IdRange<ActorId>(n)) {
            if (j <= i) continue;
            const bool far = now.actors.place[i] != now.actors.place[j];
            const bool across = now.actors.sector[i] != now.actors.sector[j];
            if (far && across) continue;
            const int kind = far ? 2 : across ? 1 : 0;
            pairs[kind] += 1;
            known[kind] += start.awareness.knows(i, j);
            ASSERT_EQ(start.awareness.knows(i, j), start.awareness.knows(j, i));
        }
    const double share[] = {.03, .01, far_share};
    for (int kind = 0; kind < 3; ++kind) {
        const double sd = std::sqrt(share[kind] * (1 - share[kind]) / pairs[kind]);
        EXPECT_LE(std::abs(known[kind] / pairs[kind] - share[kind]) / sd, 4) << kind;
    }
    for (const AwarenessTable::Entry& entry : start.awareness.of(ActorId(5)))
        ages = std::max<double>(ages, -entry.heard);
    EXPECT_LE(ages, model.time.burn_in + 1 + p.awareness_memory);
    EXPECT_GT(ages, model.time.burn_in + 1 + p.awareness_memory / 2);
}

// Meetings are mutual, so unordered pairs are the independent trials: 90 actors have 1305 within and 2700 across.
// |z| <= 4 twice: a false alarm in 8,000 seeds.
TEST(Awareness, OfChanceMeetingsSettlesAtTheSharesOfTheDial) {
    Model model = small_model(90);
    model.relations.hearsay_rate = 0;
    State now = small_state(model);
    for (Month month = 0; month < 30; ++month) awareness_step(model, month, now);
    const auto [within, across] = shares(now);
    const double p = model.relations.awareness_within;
    const double q = model.relations.awareness_across;
    EXPECT_LE(std::abs(within - p) / std::sqrt(p * (1 - p) / 1305), 4) << within;
    EXPECT_LE(std::abs(across - q) / std::sqrt(q * (1 - q) / 2700), 4) << across;
    // The start of a run is drawn from the same law.
    const Relations start = initial_relations(model, now);
    now.relations = start;
    const auto [first_within, first_across] = shares(now);
    EXPECT_LE(std::abs(first_within - p) / std::sqrt(p * (1 - p) / 1305), 4) << first_within;
    EXPECT_LE(std::abs(first_across - q) / std::sqrt(q * (1 - q) / 2700), 4) << first_across;
}

// Half of 90 actors live 20 km away with meetings that reach 10: their rate is thinned to exp(-2), so that of the
// 990 + 1035 pairs within a town and a sector or not, each kind at distance settles at 1 - (1 - share)^exp(-2). Both
// the start of a run and 30 months of meetings give it. |z| <= 4 four times: a false alarm in 4,000 seeds.
TEST(Awareness, ThinsOutWithDistance) {
    Model model = small_model(90);
    model.relations.hearsay_rate = 0;
    model.relations.meeting_range = 10;
    model.relations.awareness_across = .3;
    model.population.places.push_back({"far", 20, 0});
    for (std::size_t i = 0; i < 90; i += 2) model.population.place[ActorId(i)] = PlaceId(1);
    State now = small_state(model);
    const auto check = [&](double share, bool across) {
        double known = 0;
        double pairs = 0;
        for (const ActorId i : IdRange<ActorId>(90))
            for (std::size_t j = i.index() + 1; j < 90; ++j) {
                const ActorId other(j);
                if (now.actors.place[i] == now.actors.place[other]) continue;
                if ((now.actors.sector[i] != now.actors.sector[other]) != across) continue;
                pairs += 1;
                known += now.relations.awareness.knows(i, other);
            }
        const double law = 1 - std::pow(1 - share, std::exp(-2.));
        EXPECT_LE(std::abs(known / pairs - law) / std::sqrt(law * (1 - law) / pairs), 4) << known / pairs << " " << law;
    };
    now.relations = initial_relations(model, now);
    check(model.relations.awareness_within, false);
    check(model.relations.awareness_across, true);
    for (Month month = 0; month < 30; ++month) awareness_step(model, month, now);
    check(model.relations.awareness_within, false);
    check(model.relations.awareness_across, true);
}

// Meetings capped to a part of what the shares ask: of all pairs of a kind 1 - (1 - share)^part are known, at the
// start, drawn pair by pair or row by row, and after 30 months of meetings. |z| <= 4 six times: a false alarm in 2,600
// seeds.
TEST(Awareness, IsLessWhereThereAreTooManyToMeet) {
    const auto check = [](const Model& model, const State& now, double part, const char* when) {
        double known[2] = {};
        double pairs[2] = {};
        for (const ActorId i : IdRange<ActorId>(now.actors.size()))
            for (std::size_t j = i.index() + 1; j < now.actors.size(); ++j) {
                const int across = now.actors.sector[i] != now.actors.sector[ActorId(j)] ? 1 : 0;
                pairs[across] += 1;
                known[across] += now.relations.awareness.knows(i, ActorId(j)) ? 1 : 0;
            }
        for (const int across : {0, 1}) {
            const double share = across != 0 ? model.relations.awareness_across : model.relations.awareness_within;
            const double law = 1 - std::pow(1 - share, part);
            const double sd = std::sqrt(law * (1 - law) / pairs[across]);
            EXPECT_LE(std::abs(known[across] / pairs[across] - law) / sd, 4) << when << ", " << across;
        }
    };
    const auto capped = [](Model& model, double part) {
        RelationsParameters& p = model.relations;
        const double third = static_cast<double>(model.population.actors.size()) / 3;
        const double asked = third * meeting_rate(p.awareness_within, p.awareness_memory) +
                             2 * third * meeting_rate(p.awareness_across, p.awareness_memory);
        p.meeting_cap = part * asked;
    };
    Model model = small_model(90);
    model.relations.hearsay_rate = 0;
    capped(model, .4);
    State now = small_state(model);
    now.relations = initial_relations(model, now);
    check(model, now, .4, "at the start");
    for (Month month = 0; month < 30; ++month) awareness_step(model, month, now);
    check(model, now, .4, "after meetings");
    Model large = small_model(2100);
    large.relations.awareness_within = .06;
    large.relations.awareness_across = .02;
    large.relations.awareness_cap = 2100;
    capped(large, .5);
    State then = small_state(large);
    then.relations = initial_relations(large, then);
    check(large, then, .5, "row by row");
}

// Pairs are drawn many at a time; each has luck of its own all the same.
TEST(Awareness, StartsAsEachPairsOwnDrawSays) {
    constexpr std::size_t n = 90;
    for (const std::size_t cap : {15U, 150U}) {
        Model model = small_model(n);
        RelationsParameters& p = model.relations;
        p.meeting_range = 10;
        p.awareness_across = .3;
        p.awareness_cap = static_cast<int>(cap);
        model.population.places.push_back({"far", 20, 0});
        for (std::size_t i = 0; i < n; i += 3) model.population.place[ActorId(i)] = PlaceId(1);
        State now = small_state(model);
        const Actors& actors = now.actors;
        const Month start = -model.time.burn_in - 1;
        const PairWords luck(now.key, start, Purpose::awareness, actors.entity);
        AwarenessTable expected(n, cap);
        const auto meet = [&](ActorId i, ActorId j, Month month) {
            expected.hear(i, j, month);
            expected.hear(j, i, month);
        };
        for (const ActorId i : IdRange<ActorId>(n))
            for (std::size_t other = i.index() + 1; other < n; ++other) {
                const ActorId j(other);
                const double near = nearness(model, actors.place[i], actors.place[j]);
                const double share = actors.sector[i] == actors.sector[j] ? p.awareness_within : p.awareness_across;
                const std::uint64_t word = luck.between(i.index(), j.index());
                const bool met =
                    static_cast<double>(word) * 0x1p-64 < (near < 1 ? 1 - std::pow(1 - share, near) : share);
                const double ago = static_cast<double>(word & 0xffffffffU) * 0x1p-32;
                if (met) meet(i, j, start - static_cast<Month>(ago * p.awareness_memory));
            }
        for (const ActorId i : IdRange<ActorId>(n))
            for (const ActorId other : {actors.superior[i], actors.funder[i]})
                if (other) meet(i, other, start);
        EXPECT_EQ(initial_relations(model, now).awareness, expected) << cap;
    }
}

TEST(Awareness, OffTheDialMeansThatEverybodyKnowsEverybody) {
    Model model = small_model(30);
    model.relations.awareness_within = model.relations.awareness_across = 1;
    State now = small_state(model);
    awareness_step(model, 0, now);
    EXPECT_EQ(shares(now), std::pair(1.0, 1.0));
}

TEST(Awareness, CoMembersHearOfEachOtherAndTheDeadHearNothing) {
    Model model = small_model(6);
    model.relations.hearsay_rate = 0;
    model.relations.awareness_within = model.relations.awareness_across = 0;
    State now = small_state(model);
    add_working_initiative(now, {ActorId(0), ActorId(3), ActorId(5)});
    now.actors.alive[ActorId(4)] = 0;
    awareness_step(model, 0, now);
    EXPECT_TRUE(now.relations.awareness.knows(ActorId(5), ActorId(0)));
    EXPECT_TRUE(now.relations.awareness.knows(ActorId(3), ActorId(5)));
    EXPECT_FALSE(now.relations.awareness.knows(ActorId(0), ActorId(1)));
    EXPECT_TRUE(now.relations.awareness.of(ActorId(4)).empty());
}

TEST(Awareness, RoundTablesIntroduceThoseWhoAttend) {
    Model model = small_model(12);
    model.relations.hearsay_rate = 0;
    model.relations.awareness_within = model.relations.awareness_across = 0;
    Remedy remedy;
    remedy.kind = RemedyKind::round_table_meetings;
    remedy.from = 2;
    remedy.months = 1;
    remedy.strength = 1;
    model.remedies.push_back(remedy);
    State now = small_state(model);
    awareness_step(model, 1, now);
    EXPECT_EQ(shares(now).second, 0);
    awareness_step(model, 2, now);
    EXPECT_EQ(shares(now), std::pair(1.0, 1.0));
}

TEST(Awareness, FadesWhenNothingIsHeardForTheLengthOfMemory) {
    Model model = small_model(4);
    model.relations.hearsay_rate = 0;
    model.relations.awareness_within = model.relations.awareness_across = 0;
    State now = small_state(model);
    now.relations.awareness.hear(ActorId(0), ActorId(1), 0);
    awareness_step(model, model.relations.awareness_memory - 1, now);
    EXPECT_TRUE(now.relations.awareness.knows(ActorId(0), ActorId(1)));
    awareness_step(model, model.relations.awareness_memory, now);
    EXPECT_FALSE(now.relations.awareness.knows(ActorId(0), ActorId(1)));
}

}  // namespace
}  // namespace gemeinsim::tests
