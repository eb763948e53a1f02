// SPDX-License-Identifier: Apache-2.0
#include "scenario/synthesis.h"

#include <map>

#include "scenario/fixture.h"

namespace gemeinsim {
namespace {

class Synthesis : public ScenarioFiles {
  protected:
    Population people(const std::string& toml) {
        write("s.toml", toml);
        const Scenario scenario = read("s.toml");
        return read_population(scenario, issues_);
    }
    static std::map<std::string, int> by_place(const Population& population) {
        std::map<std::string, int> count;
        for (const ActorId i : IdRange<ActorId>(population.actors.size()))
            ++count[population.places[population.place[i]].id];
        return count;
    }
    std::string warnings() const {
        std::string all;
        for (Issue issue : issues_.warnings()) {
            issue.where.file = "s.toml";
            all += to_string(issue) + "\n";
        }
        return all;
    }
};

TEST_F(Synthesis, GivesATownThePublishedNumbersOfOrganisations) {
    const Population town = people("[population]\ninhabitants = 42000\n");
    EXPECT_EQ(messages(), "");
    std::array<int, sector_count> found{};
    for (const ActorRow& actor : town.actors) ++found[static_cast<std::size_t>(actor.sector)];
    EXPECT_EQ(found[0], 21);
    EXPECT_EQ(found[1], 328) << "ZiviZ: about 330 in Pirmasens";
    EXPECT_EQ(found[2], 223) << "about 225 firms with ten employees or more";
}

// The sourced shares of German municipalities above a size, within a seventh of each: all sizes are scaled to the
// inhabitants. Sizes fall with the number but for what rounding makes of equal ones.
TEST_F(Synthesis, MunicipalitiesHaveTheSizesOfGermanOnes) {
    const std::vector<Place> places = municipalities(84000000, 10789, 33.1);
    ASSERT_EQ(places.size(), 10789U);
    double total = 0;
    std::array<int, 3> above{};
    for (const Place& place : places) {
        total += place.inhabitants;
        above[0] += place.inhabitants < 5000;
        above[1] += place.inhabitants > 20000;
        above[2] += place.inhabitants > 100000;
    }
    EXPECT_EQ(total, 84000000);
    EXPECT_NEAR(places.front().inhabitants, 3500000, 3500000 / 7.) << "the largest of the source, scaled";
    EXPECT_NEAR(above[0] / 10789., .75, .75 / 7);
    EXPECT_NEAR(above[1] / 10789., 648. / 11100, 648. / 11100 / 7);
    EXPECT_NEAR(above[2] / 10789., 77. / 11100, 77. / 11100 / 7);
    EXPECT_TRUE(std::is_sorted(places.begin(), places.end(),
                               [](const Place& a, const Place& b) { return a.inhabitants > b.inhabitants + 1; }));
}

// Each quarter of the square holds a quarter of the places, and of the large ones among them.
TEST_F(Synthesis, MunicipalitiesLieEvenlyOverTheirArea) {
    const std::vector<Place> places = municipalities(8000000, 1000, 40);
    for (const std::size_t first : {100U, 1000U}) {
        std::array<int, 4> quarter{};
        for (std::size_t k = 0; k < first; ++k)
            ++quarter[(places[k].x_km < 100 ? 0U : 1U) + (places[k].y_km < 100 ? 0U : 2U)];
        for (const int count : quarter)
            EXPECT_NEAR(count, static_cast<double>(first) / 4, static_cast<double>(first) / 20);
    }
}

TEST_F(Synthesis, APlaceHasTheSameActorsWhateverOthersThereAre) {
    const std::string rows = "{id = \"b\", inhabitants = 5000}, {id = \"a\", inhabitants = 12000}";
    const Population two = people("population.places = [" + rows + "]\n");
    const Population three = people("population.places = [{id = \"c\", inhabitants = 90000}, " + rows + "]\n");
    EXPECT_EQ(messages(), "");
    std::map<std::string, int> count = by_place(three);
    EXPECT_EQ(count["a"], 6 + 94 + 64);
    EXPECT_EQ(count["b"], 3 + 39 + 27);
    count.erase("c");
    EXPECT_EQ(count, by_place(two));
    for (const ActorId i : IdRange<ActorId>(two.actors.size())) EXPECT_EQ(three.actors[i].id, two.actors[i].id);
    EXPECT_EQ(two.actors[ActorId(0)].id, "a_administration_0001");
    EXPECT_EQ(two.actors[two.superior[ActorId(1)]].id, "a_administration_0001");
}

TEST_F(Synthesis, ACountryHasTownsAndAuthoritiesAboveThem) {
    const Population country = people(
        "[population]\ninhabitants = 800000\nmunicipalities = 100\n[population.hierarchy]\ndistrict = 4\nstate = 1\n"
        "authority = [2]\n");
    EXPECT_EQ(messages(), "");
    EXPECT_EQ(warnings(), "");
    EXPECT_EQ(country.places.size(), 100U);
    EXPECT_EQ(by_place(country).size(), 100U) << "everywhere is somebody";
    int units = 0;
    int heads = 0;
    for (const ActorId i : IdRange<ActorId>(country.actors.size())) {
        units += country.actors[i].level == Level::district;
        heads += country.actors[i].level == Level::municipal && !country.superior[i];
    }
    EXPECT_EQ(units, 4 * 3);
    EXPECT_EQ(heads, 100);
    EXPECT_NEAR(static_cast<double>(country.actors.size()), 800 * (.5 + 7.8 + 5.3), 200);
    EXPECT_TRUE(std::is_sorted(country.actors.begin(), country.actors.end(), [](const ActorRow& a, const ActorRow& b) {
        return std::tie(a.place, a.id) < std::tie(b.place, b.id);
    }));
}

TEST_F(Synthesis, InhabitantsOfZeroAreRefusedWhereTheyStand) {
    people("[population]\ninhabitants = 0\n");
    EXPECT_EQ(messages(),
              "s.toml:2:15: population.inhabitants: 0 inhabitants make no actor (a scenario needs at least one); list "
              "population.actors, or give population.administration, civil_society, business or inhabitants");
}

TEST_F(Synthesis, ASectorThatARateLeavesEmptyIsWarnedOf) {
    const Population town = people("[population]\ninhabitants = 42000\nbusiness_per_1000 = 0\n");
    EXPECT_EQ(messages(), "");
    EXPECT_FALSE(town.actors.empty());
    EXPECT_EQ(
        warnings(),
        "s.toml:3:21: population.business_per_1000: there is nobody of business (the rate gives less than half an "
        "actor for these inhabitants); raise the rate if that is not meant\n");
}

TEST_F(Synthesis, MorePlacesThanPeopleAndPlacesGivenTwiceAreRefused) {
    people("[population]\ninhabitants = 10\nmunicipalities = 11\n");
    EXPECT_NE(messages().find("s.toml:3:18: population.municipalities: there are 11 of them for 10 inhabitants"),
              std::string::npos)
        << messages();
    issues_ = {};
    people("population.inhabitants = 5000\npopulation.municipalities = 3\npopulation.places = [{id = \"a\"}]\n");
    EXPECT_NE(messages().find("places are listed and made"), std::string::npos) << messages();
}

}  // namespace
}  // namespace gemeinsim
