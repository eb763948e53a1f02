// SPDX-License-Identifier: Apache-2.0
// Chance meetings of a world of many places, against their law.
#include "model/relations/meetings.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "base/parallel.h"
#include "model/relations/rules.h"
#include "model/small_world.h"

namespace gemeinsim::tests {
namespace {

constexpr std::size_t places = 60;
constexpr double apart = 10;  // km

/// Places on a line, with as many residents each.
Model line(std::size_t residents) {
    Model model = small_model(places * residents);
    model.relations.meeting_range = 20;
    model.relations.hearsay_rate = 0;
    model.relations.awareness_cap = static_cast<int>(places * residents);
    model.population.places.clear();
    for (std::size_t k = 0; k < places; ++k)
        model.population.places.push_back({"place_" + std::to_string(k), apart * static_cast<double>(k), 0});
    for (const ActorId i : IdRange<ActorId>(places * residents))
        model.population.place[i] = PlaceId(i.index() % places);
    return model;
}

std::size_t steps_between(const State& now, ActorId i, ActorId j) {
    const std::size_t a = now.actors.place[i].index();
    const std::size_t b = now.actors.place[j].index();
    return a < b ? b - a : a - b;
}

bool is_across(const State& now, ActorId i, ActorId j) {
    return now.actors.sector[i] != now.actors.sector[j];
}

/// Ordered pairs of living actors, by steps between their places and by whether they are of two sectors.
std::vector<std::array<double, 2>> pairs_by_steps(const State& now) {
    std::vector<std::array<double, 2>> pairs(places);
    for (const ActorId i : IdRange<ActorId>(now.actors.size()))
        for (const ActorId j : IdRange<ActorId>(now.actors.size()))
            if (i != j && now.actors.alive[i] != 0 && now.actors.alive[j] != 0)
                pairs[steps_between(now, i, j)][is_across(now, i, j) ? 1 : 0] += 1;
    return pairs;
}

TEST(Meetings, AreDrawnByPlaceOnlyWhereMostOfTheWorldIsFar) {
    Model model = line(2);
    EXPECT_TRUE(is_scattered(model));
    model.relations.meeting_range = 1000;
    EXPECT_FALSE(is_scattered(model)) << "near enough to draw from everybody";
    model = line(2);
    for (Place& place : model.population.places) place.x_km = 0;
    EXPECT_FALSE(is_scattered(model)) << "no coordinates";
    EXPECT_FALSE(is_scattered(small_model(5))) << "one place";
}

// Numbers of meetings are Poisson, independent between distances: |z| <= 4.5 for some 80 of them, a false alarm in
// 1,800 seeds. The radius, -20 ln(mean nearness / 16), lies at about 109 km: both ways of drawing are in it.
TEST(Meetings, AreAsManyAsDistanceLeaves) {
    const Model model = line(12);
    State now = small_state(model);
    for (std::size_t i = 0; i < now.actors.size(); i += 7) now.actors.alive[ActorId(i)] = 0;
    constexpr double rate[] = {.4, .15};
    std::vector<std::array<double, 2>> met(places);
    for (Month month = 0; month < 200; ++month)
        for (const std::vector<Meeting>& block : meetings_by_place(model, now, month, rate[0], rate[1]))
            for (const Meeting& one : block) {
                ASSERT_NE(one.one, one.other);
                ASSERT_TRUE(now.actors.alive[one.one] != 0 && now.actors.alive[one.other] != 0);
                met[steps_between(now, one.one, one.other)][is_across(now, one.one, one.other) ? 1 : 0] += 1;
            }
    const std::vector<std::array<double, 2>> pairs = pairs_by_steps(now);
    int asked = 0;
    for (std::size_t steps = 0; steps < places; ++steps)
        for (const std::size_t kind : {0U, 1U}) {
            const double mean = 200 * rate[kind] * pairs[steps][kind] * std::exp(-apart * double(steps) / 20);
            if (mean < 20) continue;
            ++asked;
            EXPECT_LE(std::abs(met[steps][kind] - mean) / std::sqrt(mean), 4.5)
                << steps << " steps, kind " << kind << ": " << met[steps][kind] << " for " << mean;
        }
    EXPECT_GE(asked, 18);
}

// Acquaintances at month 0 and after a memory's length of meetings: of a pair at distance d the share known is
// 1 - (1 - share)^exp(-d / range). Trials are unordered pairs; |z| <= 4.5 for some 40 shares.
TEST(Meetings, OfScatteredWorldsKeepTheSharesOfTheDial) {
    Model model = line(35);
    model.relations.awareness_within = .3;
    model.relations.awareness_across = .1;
    State now = small_state(model);
    const std::vector<std::array<double, 2>> pairs = pairs_by_steps(now);
    const auto check = [&](const std::string& when) {
        std::vector<std::array<double, 2>> known(places);
        for (const ActorId i : IdRange<ActorId>(now.actors.size()))
            for (const AwarenessTable::Entry& entry : now.relations.awareness.of(i)) {
                ASSERT_TRUE(now.relations.awareness.knows(entry.known, i));
                known[steps_between(now, i, entry.known)][is_across(now, i, entry.known) ? 1 : 0] += 1;
            }
        for (std::size_t steps = 0; steps < places; ++steps)
            for (const std::size_t kind : {0U, 1U}) {
                const double share = kind == 0 ? .3 : .1;
                const double law = 1 - std::pow(1 - share, std::exp(-apart * double(steps) / 20));
                const double trials = pairs[steps][kind] / 2;
                if (trials * law < 20) continue;
                const double sd = std::sqrt(trials * law * (1 - law));
                EXPECT_LE(std::abs(known[steps][kind] / 2 - trials * law) / sd, 4.5) << when << ", " << steps;
            }
    };
    now.relations = initial_relations(model, now);
    check("month 0");
    Month oldest = 0;
    for (const AwarenessTable::Entry& entry : now.relations.awareness.of(ActorId(5)))
        oldest = std::min(oldest, entry.heard);
    EXPECT_GE(oldest, -model.time.burn_in - model.relations.awareness_memory);
    EXPECT_LT(oldest, -model.time.burn_in - model.relations.awareness_memory / 2) << "met all along, not at once";
    for (Month month = 0; month < model.relations.awareness_memory; ++month) awareness_step(model, month, now);
    check("after a memory's length");
}

// Two places and an actor without one; what the rates ask of an actor is exact arithmetic.
TEST(Meetings, TakeTimeThatIsShared) {
    Model model = small_model(30);
    model.relations.awareness_within = .3;
    model.relations.awareness_across = .1;
    model.population.places = {{"here", 0, 0}, {"there", 10, 0}};
    State now = small_state(model);
    for (const ActorId i : IdRange<ActorId>(30)) {
        now.actors.sector[i] = i.index() < 20 ? Sector::civil_society : Sector::business;
        now.actors.place[i] = i.index() % 3 == 2 ? PlaceId(1) : PlaceId(0);
    }
    now.actors.alive[ActorId(0)] = 0;
    now.actors.place[ActorId(1)] = PlaceId();
    const int memory = model.relations.awareness_memory;
    const double within = -std::log(.7) / memory / 2;
    const double across = -std::log(.9) / memory / 2;
    model.relations.meeting_range = 10;
    const double near = std::exp(-1);
    // Of civil society 12 are left here, 6 there and 1 nowhere; firms: 6 and 4.
    const auto mean = [&](double here, double there, bool firm) {
        const double clubs = 1 + 12 * here + 6 * there;
        const double firms = 6 * here + 4 * there;
        return firm ? firms * within + clubs * across : clubs * within + firms * across;
    };
    const double cap = mean(1, near, true) * 1.01;
    model.relations.meeting_cap = cap;
    const MeetingTime time(model, now.actors);
    EXPECT_DOUBLE_EQ(time.of(PlaceId(0), Sector::civil_society), cap / mean(1, near, false));
    EXPECT_EQ(time.of(PlaceId(0), Sector::business), 1);
    EXPECT_DOUBLE_EQ(time.of(PlaceId(1), Sector::civil_society), std::min(1., cap / mean(near, 1, false)));
    EXPECT_DOUBLE_EQ(time.of(now.actors, ActorId(1)), cap / mean(1, 1, false));
    EXPECT_DOUBLE_EQ(time.between(now.actors, ActorId(3), ActorId(20)),
                     (std::min(1., cap / mean(near, 1, true)) + cap / mean(1, near, false)) / 2);
    model.relations.meeting_cap = 1;
    EXPECT_EQ(MeetingTime(model, now.actors).between(now.actors, ActorId(3), ActorId(20)), 1);
    // Who hears of everybody of the own sector every month does not meet them by chance.
    model.relations.awareness_within = 1;
    model.relations.meeting_cap = across;
    EXPECT_DOUBLE_EQ(MeetingTime(model, now.actors).of(PlaceId(0), Sector::business), 1 / (13 + 6 * near));
}

// A town of 600 and a village 2 km away that shares its crowd: nobody knows strangers of the other place better than
// those of its own.
TEST(Meetings, DoNotRiseWithDistanceWhereTimeIsShort) {
    Model model = small_model(660);
    RelationsParameters& p = model.relations;
    p.awareness_within = p.awareness_across = .1;
    p.awareness_cap = 660;
    p.meeting_range = 20;
    p.meeting_cap = .2;
    model.population.places = {{"town", 0, 0}, {"village", 2, 0}};
    for (const ActorId i : IdRange<ActorId>(660)) model.population.place[i] = PlaceId(i.index() < 600 ? 0 : 1);
    State now = small_state(model);
    now.relations = initial_relations(model, now);
    double known[3] = {};
    double pairs[3] = {};
    for (std::size_t i = 0; i < 660; ++i)
        for (std::size_t j = i + 1; j < 660; ++j) {
            const int kind = (i >= 600 ? 1 : 0) + (j >= 600 ? 1 : 0);
            pairs[kind] += 1;
            known[kind] += now.relations.awareness.knows(ActorId(i), ActorId(j)) ? 1 : 0;
        }
    const double rate = meeting_rate(.1, p.awareness_memory);
    const double near = std::exp(-.1);
    const double town = .2 / ((600 + 60 * near) * rate);
    const double village = .2 / ((600 * near + 60) * rate);
    const double part[] = {town, near * (town + village) / 2, village};
    for (const int kind : {0, 1, 2}) {
        const double law = 1 - std::pow(.9, part[kind]);
        EXPECT_LE(std::abs(known[kind] / pairs[kind] - law) / std::sqrt(law / pairs[kind]), 4.5) << kind;
    }
    EXPECT_LT(part[1], part[0]);
}

// With places so far apart that nobody meets beyond, an actor begins as many as the cap says: a sum of Poisson numbers.
TEST(Meetings, AreNoMoreThanTheCap) {
    Model model = line(90);
    model.relations.meeting_range = .5;
    model.relations.awareness_within = .9;
    model.relations.awareness_across = .5;
    model.relations.meeting_cap = .4;
    State now = small_state(model);
    const double within = meeting_rate(.9, model.relations.awareness_memory);
    const double across = meeting_rate(.5, model.relations.awareness_memory);
    ASSERT_GT(30 * within, .4);
    std::size_t met = 0;
    constexpr Month months = 10;
    for (Month month = 0; month < months; ++month)
        for (const auto& block : meetings_by_place(model, now, month, within, across)) met += block.size();
    // Meeting oneself is drawn and dropped: one in so many of the own sector. Others than those of the place are e^-20
    // near.
    const double themselves = within / (30 * within + 60 * across);
    const double mean = .4 * (1 - themselves) * months * static_cast<double>(now.actors.size());
    EXPECT_LE(std::abs(static_cast<double>(met) - mean) / std::sqrt(mean), 4.5) << met << " for " << mean;
}

TEST(Meetings, AreTheSameBytesForAnyNumberOfThreads) {
    Model model = line(120);
    model.relations.awareness_cap = 20;  // full lists drop somebody
    model.relations.hearsay_rate = .5;
    const auto table = [&](int threads) {
        State now = small_state(model);
        parallel_for(1, threads, [&](std::size_t) {
            now.relations = initial_relations(model, now);
            for (Month month = 0; month < 3; ++month) awareness_step(model, month, now);
        });
        return now.relations.awareness;
    };
    const AwarenessTable one = table(1);
    EXPECT_FALSE(one.of(ActorId(3)).empty());
    for (const int threads : {2, 3}) EXPECT_EQ(table(threads), one) << threads;
}

}  // namespace
}  // namespace gemeinsim::tests
