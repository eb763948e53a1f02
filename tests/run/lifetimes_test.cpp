// SPDX-License-Identifier: Apache-2.0
// Actors that appear and end on dates of the scenario, in whole runs.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "model/actors/lifetimes.h"
#include "model/actors/rules.h"
#include "model/registry.h"
#include "run/core/ensemble.h"
#include "run/core/simulate.h"
#include "run/core/sweep/execute.h"
#include "scenario/reader.h"
#include "schedule/month.h"
#include "support/numbers.h"

namespace gemeinsim::tests {
namespace {

constexpr Month months = 60;

std::string actor(const std::string& id, const std::string& sector, const std::string& more = "") {
    return "[[population.actors]]\nid = \"" + id + "\"\nsector = \"" + sector + "\"\nsalience.youth = 0.9\n" + more;
}

/// A town from 2010 on; the centre stands in the middle of the order of names. `more` is of the scenario, `centre` of
/// its row, which is left out where `there` says so.
std::string town(const std::string& centre, const std::string& more = "", bool there = true) {
    std::string text =
        "[time]\nstart = \"2010-01\"\nmonths = 60\nburn_in = 12\n[topics.youth]\n"
        "[outputs]\nmetrics = [\"all\"]\nsnapshots = [10, 59]\n" +
        more + actor("city_hall", "administration", "level = \"municipal\"\n") +
        actor("office_a", "administration", "level = \"municipal\"\nsuperior = \"city_hall\"\n") +
        actor("office_b", "administration", "level = \"municipal\"\nsuperior = \"city_hall\"\n");
    for (const char* id : {"association_1", "association_2", "association_3", "welfare_1", "welfare_2"})
        text += actor(id, "civil_society");
    for (const char* id : {"chamber", "firm_1", "firm_2"}) text += actor(id, "business");
    return text + (there ? actor("centre", "civil_society", "hours = 40\nmoney = 5000\n" + centre) : "");
}

constexpr const char* mortal = "[actors]\nend_rate = 0.2\nbirth_rate = 0.5\n";
constexpr const char* immortal = "[actors]\nend_rate = 0\nbirth_rate = 0\n";

Scenario scenario_of(const std::string& text) {
    Issues issues;
    Scenario scenario = parse_scenario(text, "town.toml", ".", registry(), {}, issues);
    issues.throw_if_any();
    return scenario;
}

Model model_of(const std::string& text) {
    Issues issues;
    Model model = build(scenario_of(text), issues);
    issues.throw_if_any();
    return model;
}

ActorId named(const Model& model, const std::string& id) {
    for (const ActorId i : IdRange<ActorId>(model.population.actors.size()))
        if (model.population.actors[i].id == id) return i;
    return {};
}

long living(const State& now) {
    return std::count(now.actors.alive.begin(), now.actors.alive.end(), 1);
}

/// Nothing in the state is the actor's, and nothing of others is about it.
void expect_absent(const State& now, ActorId who, Month month) {
    EXPECT_EQ(now.actors.alive[who], 0) << month;
    EXPECT_EQ(now.actors.hours[who], Hours{}) << month;
    EXPECT_TRUE(now.relations.contacts.out(who).empty()) << month;
    EXPECT_TRUE(now.relations.pacts.out(who).empty()) << month;
    EXPECT_TRUE(now.relations.awareness.of(who).empty()) << month;
    EXPECT_TRUE(now.trust.of(who).empty()) << month;
    EXPECT_EQ(now.information.items[who], 0U) << month;
    EXPECT_EQ(now.funding.ledger.balance(now.funding.actor_account[who]), 0) << month;
    for (const ActorId i : IdRange<ActorId>(now.actors.size())) {
        EXPECT_FALSE(now.relations.awareness.knows(i, who)) << month;
        EXPECT_FALSE(now.relations.contacts.has(i, who)) << month;
        EXPECT_DOUBLE_EQ(now.trust.expected(i, who), now.trust.prior()) << month;
        EXPECT_NE(now.actors.funder[i], who) << month;
        if (now.actors.alive[i] != 0) {
            EXPECT_NE(now.actors.superior[i], who) << month;
        }
    }
    for (const CaseId id : now.approvals.open) {
        const ApprovalCase& one = now.approvals.cases[id];
        EXPECT_NE(one.initiator, who) << month;
        EXPECT_NE(one.path[one.at].desk, who) << month;
    }
    EXPECT_FALSE(std::binary_search(now.approvals.staffed.begin(), now.approvals.staffed.end(), who)) << month;
    for (const Initiative& initiative : now.initiatives.all) {
        if (!initiative.alive()) continue;
        for (const Member& member : initiative.members) EXPECT_NE(member.actor, who) << month;
        EXPECT_NE(initiative.broker, who) << month;
    }
}

TEST(Lifetimes, TheNumberOfTheLivingFollowsTheDatesExactly) {
    for (const char* rates : {immortal, mortal}) {
        const Model model = model_of(town("appears = \"2012-01\"\nends = \"2014-03\"\n", rates));
        const ActorId centre = named(model, "centre");
        State now = initial_state(model, {4, 0});
        expect_absent(now, centre, -1);
        for (Month month = 0; month < months; ++month) {
            const long before = living(now);
            advance(model, month, now);
            const bool there = month >= 24 && month < 50;
            EXPECT_EQ(now.actors.alive[centre], there ? 1 : 0) << month;
            if (!there) expect_absent(now, centre, month);
            long births = 0;
            long ends = 0;
            for (const Event& event : now.events) {
                if (event.kind == EventKind::actor_birth) ++births;
                if (event.kind == EventKind::actor_end) ++ends;
                if (event.actor != centre) continue;
                EXPECT_TRUE(event.kind != EventKind::actor_birth || month == 24) << month;
                EXPECT_TRUE(event.kind != EventKind::actor_end || month == 50) << month;
            }
            EXPECT_EQ(living(now) - before, births - ends);
            if (rates == immortal) {
                EXPECT_EQ(births, month == 24 ? 1 : 0) << month;
                EXPECT_EQ(ends, month == 50 ? 1 : 0) << month;
                EXPECT_EQ(living(now), there ? 12 : 11) << month;
            }
        }
    }
}

TEST(Lifetimes, ItComesAsThePopulationDescribesItAndTakesUpTies) {
    const Model dated = model_of(town("appears = \"2012-05\"\nknow_how = 0.9\n", immortal));
    const Model always = model_of(town("know_how = 0.9\n", immortal));
    const ActorId centre = named(dated, "centre");
    State now = initial_state(dated, {4, 0});
    const State other = initial_state(always, {4, 0});
    for (Month month = 0; month < 28; ++month) advance(dated, month, now);
    advance(dated, 28, now);
    EXPECT_EQ(now.actors.entity[centre], other.actors.entity[centre]);
    EXPECT_EQ(now.actors.hours[centre].capacity, 40);
    EXPECT_EQ(now.actors.know_how[centre], .9);
    EXPECT_EQ(now.actors.assets[centre], other.actors.assets[centre]) << "drawn by its name, whenever it comes";
    EXPECT_EQ(now.actors.motives[centre], other.actors.motives[centre]);
    for (Month month = 29; month < months; ++month) advance(dated, month, now);
    EXPECT_FALSE(now.relations.awareness.of(centre).empty()) << "it is met like anybody";
    EXPECT_FALSE(now.relations.contacts.out(centre).empty());
}

// Whoever never comes is in no sum: not one number differs from those of a town in which it was never listed.
TEST(Lifetimes, BeforeItAppearsTheWorldIsThatWithoutIt) {
    for (const char* rates : {immortal, mortal})
        for (const char* more : {"", "[schedule]\nmode = \"parallel\"\n"}) {
            const auto run = [&](const std::string& text) {
                return std::move(run_points({scenario_of(text)}, {.seed = 6, .replicates = 3}).ensemble.runs);
            };
            const std::vector<Results> listed = run(town("appears = \"2020-01\"\n", std::string(rates) + more));
            const std::vector<Results> unlisted = run(town("", std::string(rates) + more, false));
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

TEST(Lifetimes, AnEndOnADateIsThatOfAnyActor) {
    const Model dated = model_of(town("ends = \"2012-07\"\n", immortal));
    const Model undated = model_of(town("", immortal));
    const ActorId centre = named(dated, "centre");
    State one = initial_state(dated, {4, 0});
    State other = initial_state(undated, {4, 0});
    for (Month month = 0; month < months; ++month) {
        advance(dated, month, one);
        if (month != 30) {
            advance(undated, month, other);
        } else {
            // The first that happens in a month: what a random end does, by hand.
            const ActorId who[] = {centre};
            end_actors(undated, month, other, who);
            advance(undated, month, other);
            other.events.insert(other.events.begin(), {month, EventKind::actor_end, centre, InitiativeId(), 0});
        }
        ASSERT_EQ(one, other) << month;
        EXPECT_EQ(one.actors.alive[centre], month < 30 ? 1 : 0);
    }
}

TEST(Lifetimes, ChanceSparesWhoHasADateAndFillsNoDatedSlot) {
    const std::string deadly = "[actors]\nend_rate = 1\nbirth_rate = 1\n";
    const Model model = model_of(town("appears = \"2011-01\"\nends = \"2014-01\"\n", deadly));
    const ActorId centre = named(model, "centre");
    int others_that_ended = 0;
    for (const std::uint32_t replicate : {0U, 1U, 2U}) {
        State now = initial_state(model, {4, replicate});
        for (Month month = 0; month < months; ++month) {
            advance(model, month, now);
            ASSERT_EQ(now.actors.alive[centre] != 0, month >= 12 && month < 48) << month;
            for (const Event& event : now.events) others_that_ended += event.kind == EventKind::actor_end ? 1 : 0;
        }
        EXPECT_TRUE(is_of_the_population(model, now, centre)) << "nobody took its place";
    }
    EXPECT_GT(others_that_ended, 20);
    // Without a date for its end it is left to chance once it is there: of 20 such the rate of 1 a year ends all but
    // exp(-3) within 3 years; none at all has probability exp(-60).
    const Model open = model_of(town("appears = \"2011-01\"\n", deadly));
    int ended = 0;
    for (std::uint32_t replicate = 0; replicate < 20; ++replicate) {
        State now = initial_state(open, {5, replicate});
        for (Month month = 0; month < 48; ++month) {
            advance(open, month, now);
            if (month < 12) {
                ASSERT_EQ(now.actors.alive[centre], 0);
            }
            if (month == 12) {
                ASSERT_TRUE(now.actors.alive[centre] != 0 && is_of_the_population(open, now, centre));
            }
        }
        ended += now.actors.alive[centre] == 0 || !is_of_the_population(open, now, centre) ? 1 : 0;
    }
    EXPECT_GT(ended, 10);
}

/// The events of a kind, but for those of one actor.
std::vector<Event> events_of(const Model& model, std::initializer_list<EventKind> kinds, ActorId but) {
    std::vector<Event> all;
    State now = initial_state(model, {9, 0});
    for (Month month = 0; month < months; ++month) {
        advance(model, month, now);
        for (const Event& event : now.events)
            if (event.actor != but && std::find(kinds.begin(), kinds.end(), event.kind) != kinds.end())
                all.push_back(event);
    }
    return all;
}

// Elections, changes of head and ends come from streams by name: the dates of another change none of them. An
// administration is left out of the rate of foundings, so that these are the same, too.
TEST(Lifetimes, OthersKeepTheirLuck) {
    const auto lived = [](const std::string& dates) {
        const Model model = model_of(
            town("", std::string(mortal) + "[leadership]\njump_rate = 0.5\nturnover = 0.5\n") +
            actor("youth_office", "administration", "level = \"municipal\"\nsuperior = \"city_hall\"\n" + dates));
        return events_of(model,
                         {EventKind::election, EventKind::priorities, EventKind::actor_birth, EventKind::actor_end},
                         named(model, "youth_office"));
    };
    const std::vector<Event> all = lived("");
    EXPECT_GT(all.size(), 50U);
    EXPECT_EQ(all, lived("appears = \"2012-01\"\n"));
    EXPECT_EQ(all, lived("ends = \"2012-01\"\n"));
    EXPECT_EQ(all, lived("appears = \"2011-01\"\nends = \"2013-01\"\n"));
}

TEST(Lifetimes, ListedTiesBeginWhenBothSidesAreThere) {
    const std::string ties =
        "[[population.ties]]\nfrom = \"centre\"\nto = \"chamber\"\npact = true\n"
        "[[population.ties]]\nfrom = \"firm_1\"\nto = \"centre\"\n"
        "[[population.ties]]\nfrom = \"branch\"\nto = \"centre\"\n"
        "[[population.ties]]\nfrom = \"welfare_1\"\nto = \"welfare_2\"\n";
    // Nothing but the list makes a tie.
    const Model model = model_of(
        town("appears = \"2011-01\"\n", std::string(immortal) + "[relations]\ncontact_rate = 0\npact_rate = 0\n") +
        actor("branch", "civil_society", "appears = \"2012-01\"\n") + ties);
    const auto id = [&](const char* name) { return named(model, name); };
    State now = initial_state(model, {4, 0});
    EXPECT_TRUE(now.relations.contacts.has(id("welfare_1"), id("welfare_2")));
    EXPECT_EQ(now.relations.contacts.ties(), 1U);
    for (Month month = 0; month < 25; ++month) {
        advance(model, month, now);
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

TEST(Lifetimes, RelationsGrowBeforeTheRunWhereAllListedTiesAreToCome) {
    const Model model = model_of(town("appears = \"2011-01\"\n", immortal) +
                                 "[[population.ties]]\nfrom = \"centre\"\nto = \"chamber\"\n");
    const State now = initial_state(model, {4, 0});
    EXPECT_GT(now.relations.contacts.ties(), 0U);
}

TEST(Lifetimes, AFunderPaysFromItsFirstMonthToItsLast) {
    const std::string programme =
        "[[funding.programmes]]\nname = \"fund\"\nfunder = \"foundation\"\nbudget = 12000\ngrant_max = 1000\n";
    const Model model = model_of(town("", std::string(mortal) + programme) +
                                 actor("foundation", "civil_society", "appears = \"2011-07\"\nends = \"2013-01\"\n") +
                                 actor("school", "civil_society", "funder = \"foundation\"\nends = \"2030-01\"\n"));
    const ActorId foundation = named(model, "foundation");
    const ActorId school = named(model, "school");
    State now = initial_state(model, {4, 0});
    const AccountId account = now.funding.programme_account[ProgrammeId(0)];
    for (Month month = 0; month < 48; ++month) {
        advance(model, month, now);
        const bool there = month >= 18 && month < 36;
        EXPECT_EQ(now.actors.funder[school] == foundation, there) << month;
        if (month < 18) {
            EXPECT_EQ(now.funding.ledger.balance(account), 0) << "others that end take nothing from it " << month;
        }
        if (month == 18) {
            EXPECT_EQ(now.funding.ledger.moved(MoneyPurpose::budget) > 0, true);
            EXPECT_EQ(now.funding.filled_year[ProgrammeId(0)], 2011);
            EXPECT_GT(now.funding.ledger.balance(account), 0) << "half a year's budget";
        }
        if (month >= 36) {
            EXPECT_EQ(now.funding.payer_ended[ProgrammeId(0)], 1) << month;
        }
    }
}

TEST(Lifetimes, ElectionsKeepTheirRhythmAndDesksOpenWithTheirOwners) {
    const auto with = [](const std::string& dates) {
        return model_of(
            town("", std::string(immortal) + "[leadership]\nterm = 24\n") +
            actor("district", "administration", "level = \"municipal\"\n" + dates) +
            actor("district_unit", "administration", "level = \"municipal\"\nsuperior = \"district\"\n" + dates));
    };
    const Model dated = with("appears = \"2013-06\"\n");
    const Model always = with("");
    const ActorId district = named(dated, "district");
    State now = initial_state(dated, {4, 0});
    const State first = initial_state(always, {4, 0});
    EXPECT_FALSE(std::binary_search(now.approvals.staffed.begin(), now.approvals.staffed.end(), district));
    EXPECT_TRUE(std::binary_search(first.approvals.staffed.begin(), first.approvals.staffed.end(), district));
    for (Month month = 0; month <= 41; ++month) advance(dated, month, now);
    ASSERT_NE(now.actors.alive[district], 0);
    EXPECT_GE(now.actors.next_election[district], 41);
    EXPECT_EQ((now.actors.next_election[district] - first.actors.next_election[district]) % 24, 0);
    const ActorId unit = named(dated, "district_unit");
    EXPECT_EQ(now.actors.superior[unit], district);
    EXPECT_TRUE(now.relations.awareness.knows(unit, district));
}

TEST(Lifetimes, ManyWorldsGiveTheSameBytesForAnyNumberOfThreads) {
    const std::string parallel = std::string(mortal) + "[schedule]\nmode = \"parallel\"\nsubsteps = 4\n";
    const Scenario scenario =
        scenario_of(town("appears = \"2011-01\"\nends = \"2013-01\"\n", parallel) +
                    actor("youth_office", "administration",
                          "level = \"municipal\"\nsuperior = \"city_hall\"\nappears = \"2012-01\"\n"));
    const Ensemble one = run_points({scenario}, {.seed = 3, .replicates = 4, .threads = 1}).ensemble;
    for (const int threads : {2, 3}) {
        const Ensemble more = run_points({scenario}, {.seed = 3, .replicates = 4, .threads = threads}).ensemble;
        for (std::size_t run = 0; run < one.runs.size(); ++run)
            EXPECT_TRUE(same_numbers(one.runs[run], more.runs[run])) << threads;
    }
    // A sweep that is resumed runs what is missing by itself.
    Issues issues;
    const Model model = build(scenario, issues);
    EXPECT_TRUE(same_numbers(one.runs[2], simulate(model, {3, 2})));
}

}  // namespace
}  // namespace gemeinsim::tests
