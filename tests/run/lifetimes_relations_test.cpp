// SPDX-License-Identifier: Apache-2.0
// Relations of actors that appear and end on dates of the scenario.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "model/relations/observables.h"
#include "run/core/ensemble.h"
#include "run/core/sweep/execute.h"
#include "schedule/month.h"
#include "support/dated_town.h"

namespace gemeinsim::tests {
namespace {

double changed_ties_of(const Model& model, const State& now) {
    for (const Metric& metric : relations_metrics())
        if (metric.name == "changed_ties") return metric.value(model, now);
    throw std::runtime_error("no metric changed_ties");
}

/// Nothing but the list makes a tie.
const std::string only_listed = std::string(immortal) + "[relations]\ncontact_rate = 0\npact_rate = 0\n";

// Whoever never comes is in no sum: not one number differs from those of a town in which it was never listed.
TEST(LifetimesOfRelations, BeforeItAppearsTheWorldIsThatWithoutIt) {
    // Whoever is far away would move the means that distances and other numbers of pairs are taken off.
    const std::string two_places =
        "[[population.places]]\nid = \"town\"\nx_km = 0\ny_km = 0\n"
        "[[population.places]]\nid = \"village\"\nx_km = 60\ny_km = 0\n"
        "[[population.dyads]]\nfrom = \"firm_1\"\nto = \"welfare_1\"\ncovariate.flow = 40\n"
        "[[relations.effects]]\nname = \"dyadic_covariate\"\ncovariate = \"distance_km\"\nweight = -0.05\n"
        "[[relations.effects]]\nname = \"dyadic_covariate\"\ncovariate = \"flow\"\nweight = 0.5\n";
    for (const char* rates : {immortal, mortal})
        for (const std::string& more : {std::string(), std::string("[schedule]\nmode = \"parallel\"\n"), two_places}) {
            const auto run = [&](const std::string& text) {
                return std::move(run_points({scenario_of(text)}, {.seed = 6, .replicates = 3}).ensemble.runs);
            };
            const std::vector<Results> listed =
                run(town("appears = \"2020-01\"\n" + std::string(more == two_places ? "place = \"village\"\n" : ""),
                         rates + more));
            const std::vector<Results> unlisted = run(town("", rates + more, false));
            for (std::size_t r = 0; r < listed.size(); ++r) {
                for (std::size_t m = 0; m < listed[r].monthly.size(); ++m)
                    for (std::size_t t = 0; t < listed[r].monthly[m].size(); ++t) {
                        const float one = listed[r].monthly[m][t];
                        const float other = unlisted[r].monthly[m][t];
                        ASSERT_TRUE(one == other || (std::isnan(one) && std::isnan(other)))
                            << "metric " << m << ", month " << t << ": " << one << " and " << other;
                    }
            }
        }
}

TEST(LifetimesOfRelations, ListedTiesBeginWhenBothSidesAreThere) {
    const std::string ties =
        "[[population.ties]]\nfrom = \"centre\"\nto = \"chamber\"\npact = true\n"
        "[[population.ties]]\nfrom = \"firm_1\"\nto = \"centre\"\n"
        "[[population.ties]]\nfrom = \"branch\"\nto = \"centre\"\n"
        "[[population.ties]]\nfrom = \"welfare_1\"\nto = \"welfare_2\"\n";
    const Model model = model_of(town("appears = \"2011-01\"\n", only_listed) +
                                 actor("branch", "civil_society", "appears = \"2012-01\"\n") + ties);
    const auto id = [&](const char* name) { return named(model, name); };
    State now = initial_state(model, {4, 0});
    EXPECT_TRUE(now.relations.contacts.has(id("welfare_1"), id("welfare_2")));
    EXPECT_EQ(now.relations.contacts.ties(), 1U);
    for (Month month = 0; month < 25; ++month) {
        advance(model, month, now);
        EXPECT_EQ(changed_ties_of(model, now), 0) << "just what is listed of those who have come " << month;
        ASSERT_EQ(now.relations.contacts.ties(), month < 12 ? 1U : month < 24 ? 3U : 4U) << month;
        if (month < 12) {
            EXPECT_TRUE(now.relations.terms.empty()) << month;
        }
        if (month != 12) continue;
        ASSERT_EQ(now.relations.terms.size(), 1U);
        EXPECT_TRUE(now.relations.contacts.has(id("centre"), id("chamber")));
        EXPECT_TRUE(now.relations.contacts.has(id("firm_1"), id("centre")));
        EXPECT_EQ(now.relations.terms.front().expires, 12 + model.relations.pact_term);
        EXPECT_TRUE(now.relations.awareness.knows(id("chamber"), id("centre")));
        EXPECT_GE(now.actors.hours[id("centre")].capacity,
                  now.actors.hours[id("centre")].regulation + now.actors.hours[id("centre")].ties);
    }
    EXPECT_TRUE(now.relations.contacts.has(id("branch"), id("centre")));
}

TEST(LifetimesOfRelations, RelationsGrowBeforeTheRunWhereAllListedTiesAreToCome) {
    const Model model = model_of(town("appears = \"2011-01\"\n", immortal) +
                                 "[[population.ties]]\nfrom = \"centre\"\nto = \"chamber\"\n");
    const State now = initial_state(model, {4, 0});
    EXPECT_GT(now.relations.contacts.ties(), 0U);
}

TEST(LifetimesOfRelations, NobodyMeetsWhoEndsInTheSameMonth) {
    const Model model =
        model_of(town("", only_listed) + actor("newcomer", "civil_society", "hours = 1\nappears = \"2010-07\"\n") +
                 actor("old", "civil_society", "ends = \"2010-07\"\n") +
                 "[[population.ties]]\nfrom = \"newcomer\"\nto = \"old\"\npact = true\n"
                 "[[population.ties]]\nfrom = \"welfare_1\"\nto = \"welfare_2\"\n");
    const ActorId newcomer = named(model, "newcomer");
    State now = initial_state(model, {4, 0});
    for (Month month = 0; month < 10; ++month) {
        advance(model, month, now);
        EXPECT_TRUE(std::ranges::none_of(now.events, [](const Event& one) { return one.kind == EventKind::pact; }));
        EXPECT_EQ(now.relations.contacts.ties(), 1U) << month;
        EXPECT_TRUE(now.relations.terms.empty()) << month;
        EXPECT_EQ(now.actors.hours[newcomer].capacity, month < 6 ? 0 : 1) << "no hours for a tie that never is";
        EXPECT_EQ(changed_ties_of(model, now), 0) << month;
    }
}

TEST(LifetimesOfRelations, PossiblePartnersAreThoseWhoAreNotAwayByDate) {
    const Model model = model_of(town("appears = \"2010-07\"\nends = \"2011-07\"\n", immortal));
    State now = initial_state(model, {4, 0});
    EXPECT_EQ(now.actors.others(), 10);
    for (Month month = 0; month < 24; ++month) {
        advance(model, month, now);
        EXPECT_EQ(now.actors.others(), month < 6 || month >= 18 ? 10 : 11) << month;
    }
}

// What a pair is to each other may have been worked out before one of the two came, under the rules of that time.
TEST(LifetimesOfRelations, PairsOfANewcomerAreWorkedOutAnew) {
    const Model model =
        model_of(town("appears = \"2011-01\"\n", std::string(immortal) + "[schedule]\nmode = \"parallel\"\n"));
    const ActorId centre = named(model, "centre");
    const ActorId chamber = named(model, "chamber");
    State now = initial_state(model, {4, 0});
    for (Month month = 0; month < 12; ++month) advance(model, month, now);
    ASSERT_FALSE(now.relations.pairs.empty());
    for (const auto& [one, other] : {std::pair(centre, chamber), std::pair(chamber, centre)})
        now.relations.pairs.of(one)[other.index()].friction = 77;
    advance(model, 12, now);
    for (const auto& [one, other] : {std::pair(centre, chamber), std::pair(chamber, centre)})
        EXPECT_NE(now.relations.pairs.of(one)[other.index()].friction, 77);
}

}  // namespace
}  // namespace gemeinsim::tests
