// SPDX-License-Identifier: Apache-2.0
#include "model/remedies/portal.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "model/impact/production.h"
#include "model/plain_world.h"
#include "model/remedies/rules.h"

namespace gemeinsim::tests {
namespace {

Remedy portal(double strength) {
    Remedy one = remedy_columns().defaults();
    one.kind = RemedyKind::portal;
    one.months = 1200;
    one.strength = strength;
    return one;
}

Model town(const Remedy& remedy, std::size_t actors = 30) {
    Model model = plain_model(actors);
    model.relations.awareness_within = model.relations.awareness_across = 0;
    model.remedies = {remedy};
    return model;
}

State begin(const Model& model) {
    State now = plain_state(model, {3, 0});
    for (Hours& hours : now.actors.hours) hours = {.capacity = 50};
    return now;
}

void run(const Model& model, Month month, State& now) {
    remedies_act(model, month, now);
    portal_month(model, month, now);
}

std::size_t shown(const State& now) {
    return static_cast<std::size_t>(std::count(now.remedies.portal.shown.begin(), now.remedies.portal.shown.end(), 1));
}

std::size_t acquaintances(const State& now) {
    std::size_t all = 0;
    for (const ActorId i : IdRange<ActorId>(now.actors.size())) all += now.relations.awareness.of(i).size();
    return all;
}

TEST(Portal, ProvidersWriteAndTheEditorPublishesTheOldestFirst) {
    Remedy one = portal(1);
    one.editor_entries = 4;
    const Model model = town(one);
    State now = begin(model);
    run(model, 0, now);
    EXPECT_EQ(now.remedies.hours, 30 * .5);
    EXPECT_EQ(shown(now), 4U);
    EXPECT_EQ(now.remedies.portal.queue.size(), 26U);
    std::vector<ActorId> waiting;
    for (const Submission& entry : now.remedies.portal.queue) waiting.push_back(entry.provider);
    run(model, 1, now);
    EXPECT_EQ(now.remedies.hours, 4 * .5) << "those in the portal renew, those in the queue wait";
    for (std::size_t k = 0; k < 4; ++k) EXPECT_EQ(now.remedies.portal.shown[waiting[k]], 1);
    EXPECT_EQ(now.remedies.portal.queue.size(), 26U);
}

TEST(Portal, EntriesAgeFromTheMonthInWhichTheyWereWritten) {
    Remedy one = portal(1);
    one.editor_entries = 10;
    one.stale_months = 3;
    one.look_ups = 0;
    const Model model = town(one);
    State now = begin(model);
    run(model, 0, now);
    for (Hours& hours : now.actors.hours) hours.capacity = 0;  // nobody has time for upkeep any more
    run(model, 1, now);
    EXPECT_EQ(shown(now), 20U);
    run(model, 2, now);
    EXPECT_EQ(shown(now), 30U);
    run(model, 3, now);
    EXPECT_EQ(shown(now), 0U) << "three months old, those that waited as well";
}

TEST(Portal, WhoLooksHearsOfProvidersOfItsPlaceAndOnlyOfThose) {
    Model model = town(portal(1), 40);
    model.population.places.push_back({"village", 5, 0});
    for (std::size_t i = 20; i < 40; ++i) model.population.place[ActorId(i)] = PlaceId(1);
    State now = begin(model);
    const std::size_t before = acquaintances(now);
    for (Month month = 0; month < 12; ++month) run(model, month, now);
    EXPECT_GT(acquaintances(now), before + 200);
    for (const ActorId i : IdRange<ActorId>(40))
        for (const AwarenessTable::Entry& entry : now.relations.awareness.of(i)) {
            const bool kin = now.actors.superior[i] == entry.known || now.actors.superior[entry.known] == i;
            EXPECT_TRUE(kin || now.actors.place[i] == now.actors.place[entry.known]);
        }
}

TEST(Portal, WhoIsKnownToAllNeedsNoEntry) {
    const Model model = town(portal(1), 12);
    State now = begin(model);
    for (const ActorId i : IdRange<ActorId>(12))
        for (const ActorId j : IdRange<ActorId>(12)) now.relations.awareness.hear(i, j, 0);
    const State before = now;
    run(model, 0, now);
    EXPECT_EQ(now.relations, before.relations);
    EXPECT_EQ(now.actors, before.actors);
    EXPECT_EQ(now.remedies.portal.coverage, 0);
}

TEST(Portal, TheEndedLeaveItAndAClosedOneIsEmpty) {
    Model model = town(portal(1));
    State now = begin(model);
    run(model, 0, now);
    ASSERT_EQ(now.remedies.portal.shown[ActorId(7)], 1);
    end_actor(model, 1, now, ActorId(7));
    run(model, 1, now);
    EXPECT_EQ(now.remedies.portal.shown[ActorId(7)], 0);
    model.remedies[0].months = 2;
    run(model, 2, now);
    EXPECT_EQ(now.remedies.portal, Portal{});
}

TEST(Portal, KeepsEntriesAndQueueWhileItRestsUnpaid) {
    Remedy one = portal(1);
    one.editor_entries = 10;
    one.public_reach = .4;
    one.planning = .5;
    one.cost = 100;
    one.payer = "actor_0";
    one.payer_id = ActorId(0);
    const Model model = town(one);
    State now = begin(model);
    const auto give = [&](Cents amount) {
        now.funding.ledger.transfer(now.funding.outside, now.funding.actor_account[ActorId(0)], amount,
                                    MoneyPurpose::budget);
    };
    give(100);
    run(model, 0, now);
    ASSERT_EQ(shown(now), 10U);
    const Portal open = now.remedies.portal;
    const std::size_t known = acquaintances(now);
    run(model, 1, now);
    const Portal& portal = now.remedies.portal;
    EXPECT_EQ(shown(now), 0U) << "nobody sees it";
    EXPECT_EQ(portal.coverage, 0);
    EXPECT_EQ(portal_page(now, PlaceId(0)), PortalPage{});
    EXPECT_EQ(acquaintances(now), known);
    EXPECT_EQ(portal.listings, open.listings);
    EXPECT_EQ(portal.queue, open.queue);
    give(100);
    for (Hours& hours : now.actors.hours) hours.capacity = 0;  // nobody writes anything new
    run(model, 2, now);
    EXPECT_EQ(shown(now), 20U) << "the old entries, and the next of the queue";
    EXPECT_EQ(portal_page(now, PlaceId(0)).public_reach, .4);
}

TEST(Portal, ServesThePublicAndPlanning) {
    Remedy one = portal(1);
    one.public_reach = .4;
    one.planning = .5;
    const Model model = town(one, 12);
    State now = begin(model);
    const InitiativeId id = add_initiative(now, 6);
    Initiative& initiative = now.initiatives.all[id];
    for (Member& member : initiative.members) member.net_hours = 10;
    initiative.coordination = .5;
    const double reach = reach_factor(model, now, initiative);
    const double group = group_duplication(model, now, initiative);
    const double alone = isolated_duplication(model, now, ActorId(0), TopicId(0), 12);
    ASSERT_GT(group, 0);
    run(model, 0, now);
    for (std::size_t i = 3; i < 12; ++i) now.remedies.portal.shown[ActorId(i)] = 0;  // 3 of 6 members, 3 of 12
    now.remedies.portal.pages[PlaceId(0)].coverage = .25;
    EXPECT_NEAR(reach_factor(model, now, initiative), reach * 1.2, 1e-12);
    EXPECT_NEAR(group_duplication(model, now, initiative), group * .75, 1e-12);
    EXPECT_NEAR(isolated_duplication(model, now, ActorId(0), TopicId(0), 12), alone * .875, 1e-12);
}

/// Ten actors in each of three places: town, valley and village.
Model three_places(const std::vector<Remedy>& portals) {
    Model model = town(portals.front(), 30);
    model.remedies = portals;
    for (ActorId& superior : model.population.superior) superior = ActorId();  // nobody is known by office
    model.population.places.push_back({"valley", 5, 0});
    model.population.places.push_back({"village", 9, 0});
    for (std::size_t i = 0; i < 30; ++i) model.population.place[ActorId(i)] = PlaceId(i / 10);
    return model;
}

Remedy portal_of(std::vector<PlaceId> places, bool across) {
    Remedy one = portal(1);
    for (const PlaceId place : places) one.places.push_back(std::to_string(place.index()));
    one.place_ids = std::move(places);
    one.across_places = across;
    return one;
}

/// How many from one place know somebody of another.
std::size_t known(const State& now, PlaceId from, PlaceId of) {
    std::size_t count = 0;
    for (const ActorId i : IdRange<ActorId>(now.actors.size()))
        for (const AwarenessTable::Entry& entry : now.relations.awareness.of(i))
            count += now.actors.place[i] == from && now.actors.place[entry.known] == of ? 1 : 0;
    return count;
}

std::size_t shown_at(const State& now, PlaceId place) {
    std::size_t count = 0;
    for (const ActorId i : IdRange<ActorId>(now.actors.size()))
        count += now.actors.place[i] == place && now.remedies.portal.shown[i] != 0 ? 1 : 0;
    return count;
}

TEST(Portal, ListsAndServesTheActorsOfItsPlacesAlone) {
    Remedy one = portal_of({PlaceId(0), PlaceId(2)}, false);
    one.editor_entries = 12;
    const Model model = three_places({one});
    State now = begin(model);
    const Actors before = now.actors;
    run(model, 0, now);
    EXPECT_EQ(now.remedies.hours, 20 * one.upkeep_hours) << "only those of its places write";
    EXPECT_EQ(now.remedies.portal.queue.size(), 8U) << "of 20, the editor works on 12";
    for (Month month = 1; month < 24; ++month) run(model, month, now);
    EXPECT_EQ(shown_at(now, PlaceId(0)) + shown_at(now, PlaceId(2)), 20U);
    EXPECT_EQ(shown_at(now, PlaceId(1)), 0U);
    EXPECT_GT(known(now, PlaceId(0), PlaceId(0)), 60U);
    EXPECT_GT(known(now, PlaceId(2), PlaceId(2)), 60U);
    for (const PlaceId place : IdRange<PlaceId>(3)) {
        EXPECT_EQ(known(now, place, PlaceId(1)), 0U) << place.index();
        EXPECT_EQ(known(now, PlaceId(1), place), 0U) << place.index();
    }
    EXPECT_EQ(known(now, PlaceId(0), PlaceId(2)), 0U) << "each place finds its own entries";
    for (std::size_t i = 10; i < 20; ++i) EXPECT_EQ(now.actors.hours[ActorId(i)], before.hours[ActorId(i)]);
    EXPECT_EQ(portal_page(now, PlaceId(1)), PortalPage{}) << "nothing for its public and planners";
    EXPECT_EQ(portal_page(now, PlaceId(0)).coverage, 1);
    EXPECT_NEAR(now.remedies.portal.coverage, 2. / 3, 1e-12);
}

TEST(Portal, AcrossPlacesMakesThemKnownToEachOther) {
    const Model model = three_places({portal_of({PlaceId(0), PlaceId(2)}, true)});
    State now = begin(model);
    for (Month month = 0; month < 24; ++month) run(model, month, now);
    EXPECT_GT(known(now, PlaceId(0), PlaceId(2)), 60U);
    EXPECT_GT(known(now, PlaceId(2), PlaceId(0)), 60U);
    EXPECT_GT(known(now, PlaceId(0), PlaceId(0)), 60U);
    EXPECT_EQ(known(now, PlaceId(1), PlaceId(1)) + known(now, PlaceId(0), PlaceId(1)), 0U);
}

TEST(Portal, OnlyWhoeverMayFindAnEntryMakesItWorthwhile) {
    for (const bool across : {false, true}) {
        const Model model = three_places({portal_of({PlaceId(0), PlaceId(2)}, across)});
        State now = begin(model);
        for (const ActorId i : IdRange<ActorId>(30))
            for (const ActorId j : IdRange<ActorId>(30))
                if (now.actors.place[i] == now.actors.place[j]) now.relations.awareness.hear(i, j, 0);
        run(model, 0, now);
        EXPECT_EQ(shown(now), across ? 20U : 0U) << "known to all of its place, to none of the other";
    }
}

TEST(Portal, EveryPlaceMeansThePlacesThatAreListed) {
    const Model all = three_places({portal(1)});
    const Model listed = three_places({portal_of({PlaceId(0), PlaceId(1), PlaceId(2)}, false)});
    State one = begin(all);
    State other = begin(listed);
    for (Month month = 0; month < 12; ++month) {
        run(all, month, one);
        run(listed, month, other);
        ASSERT_EQ(one, other) << month;
    }
}

TEST(Portal, PortalsOfDifferentPlacesWorkBesideEachOther) {
    Remedy first = portal_of({PlaceId(0)}, false);
    Remedy second = portal_of({PlaceId(1), PlaceId(2)}, false);
    first.editor_entries = 3;
    second.editor_entries = 5;
    second.public_reach = .4;
    const Model model = three_places({first, second});
    State now = begin(model);
    run(model, 0, now);
    EXPECT_EQ(shown_at(now, PlaceId(0)), 3U) << "each editor has a queue of his own";
    EXPECT_EQ(shown_at(now, PlaceId(1)) + shown_at(now, PlaceId(2)), 5U);
    EXPECT_EQ(portal_page(now, PlaceId(0)).coverage, .3);
    EXPECT_EQ(portal_page(now, PlaceId(2)).coverage, .25);
    EXPECT_EQ(portal_page(now, PlaceId(2)).public_reach, .4);
    // Of two that serve a place the stronger counts.
    Remedy weak = portal(.5);
    weak.public_reach = .9;
    const Model both = three_places({weak, second});
    run(both, 1, now);
    EXPECT_EQ(portal_page(now, PlaceId(0)).public_reach, .9);
    EXPECT_EQ(portal_page(now, PlaceId(2)).public_reach, .4);
}

TEST(Portal, APlaceThatLosesItsPortalLosesItsEntriesAlone) {
    Remedy first = portal_of({PlaceId(0)}, false);
    const Remedy second = portal_of({PlaceId(1)}, false);
    first.months = 2;
    const Model model = three_places({first, second});
    State now = begin(model);
    run(model, 0, now);
    run(model, 1, now);
    EXPECT_EQ(shown(now), 20U);
    run(model, 2, now);
    EXPECT_EQ(shown_at(now, PlaceId(0)), 0U);
    EXPECT_EQ(shown_at(now, PlaceId(1)), 10U);
    for (std::size_t i = 0; i < 10; ++i) EXPECT_EQ(now.remedies.portal.listings[ActorId(i)], Listing{});
}

}  // namespace
}  // namespace gemeinsim::tests
