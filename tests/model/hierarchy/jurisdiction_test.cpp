// SPDX-License-Identifier: Apache-2.0
#include "model/hierarchy/jurisdiction.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "model/hierarchy/chain.h"
#include "model/hierarchy/paths.h"

namespace gemeinsim::tests {
namespace {

/// A mayor over an office, a club, a court without level, and one administration for each higher level.
class Jurisdiction : public testing::Test {
  protected:
    Model model = chain_model(2);
    ActorId mayor{0};
    ActorId office{1};
    ActorId club = add_head(model, "club", Sector::civil_society, Level::none);
    ActorId court = add_head(model, "court", Sector::administration, Level::none);
    ActorId district = add_head(model, "district", Sector::administration, Level::district);
    ActorId state = add_head(model, "state", Sector::administration, Level::state);
    ActorId other_state = add_head(model, "other_state", Sector::administration, Level::state);
    ActorId federal = add_head(model, "federal", Sector::administration, Level::federal);
    Actors there;  // nobody is away

    Jurisdiction() {
        Topic second;
        second.id = "housing";
        model.topics.push_back(second);
        model.jurisdiction.speakers = level_speakers(model);
    }

    std::vector<ActorId> holders(ActorId initiator, int topic, int levels = 0) const {
        State now = chain_state(model, {1, 0});
        now.actors.to_come = there.to_come;
        now.actors.gone = there.gone;
        for (const ActorId i : IdRange<ActorId>(now.actors.size())) now.actors.alive[i] = there.is_away(i) ? 0 : 1;
        std::vector<Stop> path;
        add_holders(model, now.actors, initiator, TopicId(topic), levels, path);
        std::vector<ActorId> desks;
        for (const Stop& stop : path) desks.push_back(stop.desk);
        return desks;
    }

    void give(int topic, std::vector<Level> levels, double regulation = 0) {
        model.jurisdiction.competence.resize(model.topics.size());
        Competence& row = model.jurisdiction.competence[TopicId(topic)];
        row.given = true;
        row.regulation = regulation;
        for (const Level level : levels) row.level[static_cast<std::size_t>(level)] = true;
    }

    void name(ActorId desk, Level level, TopicId topic = {}, Say say = Say::consent) {
        Signatory one;
        one.desk = desk;
        one.level = level;
        one.topic_id = topic;
        one.say = say;
        model.jurisdiction.signatories.push_back(one);
    }
};

TEST_F(Jurisdiction, LevelsSignForAdministrationsDistrictFirst) {
    EXPECT_TRUE(holders(office, 0, 0).empty());
    EXPECT_EQ(holders(office, 0, 2), (std::vector<ActorId>{district, state})) << "the first administration of a level";
    EXPECT_EQ(holders(office, 0, 4), (std::vector<ActorId>{district, state, federal})) << "no European one here";
    EXPECT_TRUE(holders(club, 0, 4).empty());
    EXPECT_EQ(holders(district, 0, 2), std::vector<ActorId>{state}) << "nobody signs for itself";
}

TEST_F(Jurisdiction, ATopicWithARowFollowsItInPlaceOfTheDial) {
    give(0, {Level::municipal, Level::federal});
    EXPECT_EQ(holders(office, 0, 2), (std::vector<ActorId>{mayor, federal}));
    EXPECT_EQ(holders(office, 1, 1), std::vector<ActorId>{district}) << "the other topic has no row";
}

TEST_F(Jurisdiction, WhoIsNamedSpeaksForTheLevel) {
    name(other_state, Level::state, TopicId(0));
    EXPECT_EQ(holders(office, 0, 2), (std::vector<ActorId>{district, other_state}));
    EXPECT_EQ(holders(office, 1, 2), (std::vector<ActorId>{district, state})) << "named for the first topic only";
    EXPECT_TRUE(holders(club, 0, 2).empty());
}

TEST_F(Jurisdiction, ACourtHasASayWithoutStandingInAnyChain) {
    name(court, Level::none, TopicId(0));
    EXPECT_EQ(holders(club, 0), std::vector<ActorId>{court});
    EXPECT_EQ(holders(office, 0, 1), (std::vector<ActorId>{district, court}));
    EXPECT_TRUE(holders(club, 1).empty());
}

TEST_F(Jurisdiction, WhoIsOnlyHeardCostsTimeButCannotVeto) {
    model.hierarchy.veto_intercept = 100;
    model.hierarchy.veto_priority = 0;
    name(court, Level::none, {}, Say::hearing);
    const auto outcome = [&] {
        State now = chain_state(model, {1, 0});
        const CaseId id =
            submit(model, now,
                   {.initiator = club, .counterpart = {}, .kind = CaseKind::signature, .topic = TopicId(0), .born = 0});
        EXPECT_EQ(waiting_at(now, id), court);
        for (Month month = 0; month < 30; ++month) approvals_step(model, month, now);
        return std::pair(status(now, id), now.approvals.cases[id].closed);
    };
    EXPECT_EQ(outcome().first, CaseStatus::approved);
    EXPECT_GT(outcome().second, 0);
    model.jurisdiction.signatories.front().say = Say::consent;
    EXPECT_EQ(outcome().first, CaseStatus::vetoed);
}

TEST_F(Jurisdiction, HoldersAreThoseWhoAreAsked) {
    const auto has_say = [&](ActorId actor, int topic) {
        model.jurisdiction.holders_at = holders_by_place(model);
        return holds(model, there, actor, TopicId(topic), PlaceId(0));
    };
    EXPECT_FALSE(has_say(state, 0)) << "no matrix, nobody in particular";
    give(0, {Level::state});
    EXPECT_TRUE(has_say(state, 0));
    EXPECT_FALSE(has_say(other_state, 0)) << "the first of the level signs";
    EXPECT_FALSE(has_say(district, 0));
    EXPECT_FALSE(has_say(state, 1));
    EXPECT_FALSE(has_say(club, 0));
    name(other_state, Level::state);
    EXPECT_FALSE(has_say(state, 0));
    EXPECT_TRUE(has_say(other_state, 0));
}

TEST_F(Jurisdiction, RulesTakeHoursByTopic) {
    model.jurisdiction.regulation = .1;
    give(1, {Level::state}, .3);
    EXPECT_EQ(regulation_share(model, TopicId(0)), .1);
    EXPECT_EQ(regulation_share(model, TopicId(1)), .3);
}

TEST_F(Jurisdiction, TheNearestOfALevelSigns) {
    model.population.places = {{"town", 0, 0}, {"far", 90, 0}};
    model.population.place[other_state] = PlaceId(1);
    model.population.place[office] = PlaceId(1);
    model.jurisdiction.speakers = level_speakers(model);
    EXPECT_EQ(speaker(model, there, PlaceId(0), Level::state), state);
    EXPECT_EQ(speaker(model, there, PlaceId(1), Level::state), other_state);
    EXPECT_EQ(speaker(model, there, PlaceId(1), Level::district), district) << "the only one";
    EXPECT_FALSE(speaker(model, there, PlaceId(1), Level::municipal)) << "a municipality signs for its own place";
    EXPECT_EQ(holders(office, 0, 2), (std::vector<ActorId>{district, other_state}));
}

TEST_F(Jurisdiction, OfAuthoritiesThatFollowEachOtherTheOneThatIsThereSigns) {
    give(0, {Level::state});
    model.lifetimes = {{.actor = state, .ends = 2}, {.actor = other_state, .appears = 2, .ends = 9}};
    const ActorId third = add_head(model, "third_state", Sector::administration, Level::state);
    const ActorId fourth = add_head(model, "fourth_state", Sector::administration, Level::state);
    const auto expect = [&](ActorId who) {
        model.jurisdiction.speakers = level_speakers(model);
        model.jurisdiction.holders_at = holders_by_place(model);
        EXPECT_EQ(holders(office, 0), std::vector<ActorId>{who});
        for (const ActorId one : {state, other_state, third, fourth})
            EXPECT_EQ(holds(model, there, one, TopicId(0), PlaceId(0)), one == who) << one.index();
    };
    there.to_come = {other_state};
    expect(state);
    there.to_come = {};
    there.gone = {state};
    expect(other_state);
    there.gone = {state, other_state};
    expect(third);
    // Named signatories that are not there do not speak, and the level has its own head again.
    name(other_state, Level::state, TopicId(0));
    expect(third);
    there.gone = {state};
    expect(other_state);
    name(fourth, Level::state, TopicId(0));
    there.gone = {state, other_state};
    expect(fourth);
    const std::vector<ActorId> asked = holders_of_competence(model);
    for (const ActorId one : {state, other_state, third, fourth})
        EXPECT_TRUE(std::binary_search(asked.begin(), asked.end(), one)) << "its desk may be needed";
}

/// The same with a second town 90 km away: its own mayor, a department and a state authority.
class JurisdictionOfPlaces : public Jurisdiction {
  protected:
    ActorId far_mayor;
    ActorId far_office;

    JurisdictionOfPlaces() {
        model.population.places = {{"town", 0, 0}, {"far", 90, 0}};
        far_mayor = add_head(model, "far_mayor", Sector::administration, Level::municipal, PlaceId(1));
        far_office = add_head(model, "far_office", Sector::administration, Level::municipal, PlaceId(1));
        model.population.superior[far_office] = far_mayor;
        model.population.place[other_state] = PlaceId(1);
        model.jurisdiction.speakers = level_speakers(model);
        give(0, {Level::municipal, Level::state});
    }

    void name_for(PlaceId place, ActorId desk, Level level) {
        name(desk, level, TopicId(0));
        model.jurisdiction.signatories.back().place_id = place;
    }

    bool has_say(ActorId actor, int place) {
        model.jurisdiction.holders_at = holders_by_place(model);
        return holds(model, there, actor, TopicId(0), PlaceId(place));
    }
};

TEST_F(JurisdictionOfPlaces, AMunicipalActorThatIsNamedSignsForItsOwnPlaceOnly) {
    name(office, Level::municipal, TopicId(0));
    EXPECT_EQ(holders(mayor, 0), (std::vector<ActorId>{office, state}));
    EXPECT_EQ(holders(far_office, 0), (std::vector<ActorId>{far_mayor, other_state})) << "nobody is named there";
    EXPECT_TRUE(has_say(office, 0));
    EXPECT_FALSE(has_say(office, 1));
    EXPECT_FALSE(has_say(mayor, 0));
    EXPECT_TRUE(has_say(far_mayor, 1));
}

TEST_F(JurisdictionOfPlaces, OfThoseNamedForAHigherLevelTheNearestSigns) {
    name(state, Level::state, TopicId(0));
    EXPECT_EQ(holders(far_office, 0), (std::vector<ActorId>{far_mayor, state})) << "the only one who is named";
    name(other_state, Level::state, TopicId(0));
    EXPECT_EQ(holders(office, 0), (std::vector<ActorId>{mayor, state}));
    EXPECT_EQ(holders(far_office, 0), (std::vector<ActorId>{far_mayor, other_state}));
    EXPECT_FALSE(has_say(state, 1));
    EXPECT_TRUE(has_say(other_state, 1));
}

TEST_F(JurisdictionOfPlaces, TwoWhoAreEquallyNearBothSign) {
    const ActorId second = add_head(model, "state_office", Sector::administration, Level::state);
    name(state, Level::state, TopicId(0));
    name(second, Level::state, TopicId(0));
    EXPECT_EQ(holders(far_office, 0), (std::vector<ActorId>{far_mayor, state, second}));
}

TEST_F(JurisdictionOfPlaces, ARowForAPlaceSpeaksThereAndNowhereElse) {
    name_for(PlaceId(1), state, Level::state);
    EXPECT_EQ(holders(far_office, 0), (std::vector<ActorId>{far_mayor, state})) << "though another is nearer";
    EXPECT_EQ(holders(office, 0), (std::vector<ActorId>{mayor, state})) << "as the nearest of its level";
    name_for(PlaceId(1), court, Level::none);
    EXPECT_EQ(holders(far_office, 0), (std::vector<ActorId>{far_mayor, state, court}));
    EXPECT_EQ(holders(office, 0), (std::vector<ActorId>{mayor, state}));
    EXPECT_TRUE(has_say(court, 1));
    EXPECT_FALSE(has_say(court, 0));
}

TEST_F(JurisdictionOfPlaces, TheirOwnAuthorityIsNearerThanOneOnTheSamePointOfTheMap) {
    model.population.places = {{"town", 0, 0}, {"far", 0, 0}};
    model.jurisdiction.speakers = level_speakers(model);
    EXPECT_EQ(speaker(model, there, PlaceId(1), Level::state), other_state);
}

}  // namespace
}  // namespace gemeinsim::tests
