// SPDX-License-Identifier: Apache-2.0
// Actors that appear and end on dates of the scenario, in whole runs.
#include <gtest/gtest.h>

#include <algorithm>

#include "model/actors/lifetimes.h"
#include "model/actors/rules.h"
#include "schedule/month.h"
#include "support/dated_town.h"

namespace gemeinsim::tests {
namespace {

constexpr Month months = town_months;

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
    int known = 0;
    int tied = 0;
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        State now = initial_state(dated, {seed, 0});
        const State other = initial_state(always, {seed, 0});
        for (Month month = 0; month <= 28; ++month) advance(dated, month, now);
        EXPECT_EQ(now.actors.entity[centre], other.actors.entity[centre]);
        EXPECT_EQ(now.actors.hours[centre].capacity, 40);
        EXPECT_EQ(now.actors.know_how[centre], .9);
        EXPECT_EQ(now.actors.assets[centre], other.actors.assets[centre]) << "drawn by its name, whenever it comes";
        EXPECT_EQ(now.actors.motives[centre], other.actors.motives[centre]);
        bool has_ties = false;
        for (Month month = 29; month < months; ++month) {
            advance(dated, month, now);
            has_ties |= !now.relations.contacts.out(centre).empty();
        }
        known += now.relations.awareness.of(centre).empty() ? 0 : 1;
        tied += has_ties ? 1 : 0;
    }
    EXPECT_GE(known, 3) << "it is met like anybody";
    EXPECT_GE(tied, 2);
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
            other.actors.gone = {centre};  // nobody takes its place
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
        const Cents before = now.funding.ledger.moved(MoneyPurpose::budget);
        advance(model, month, now);
        const bool there = month >= 18 && month < 36;
        EXPECT_EQ(now.actors.funder[school] == foundation, there) << month;
        if (month < 18) {
            EXPECT_EQ(now.funding.ledger.balance(account), 0) << "others that end take nothing from it " << month;
        }
        if (month == 18) {
            EXPECT_GT(now.funding.ledger.moved(MoneyPurpose::budget), before) << "its budget is voted";
            EXPECT_EQ(now.funding.filled_year[ProgrammeId(0)], 2011);
            EXPECT_GT(now.funding.ledger.balance(account), 0) << "half a year's budget";
        }
        if (month >= 36) {
            EXPECT_EQ(now.funding.payer_ended[ProgrammeId(0)], 1) << month;
        }
    }
}

}  // namespace
}  // namespace gemeinsim::tests
