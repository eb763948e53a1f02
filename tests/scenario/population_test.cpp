// SPDX-License-Identifier: Apache-2.0
#include "scenario/population.h"

#include "scenario/fixture.h"

namespace gemeinsim {
namespace {

class Populations : public ScenarioFiles {
  protected:
    Population people(const std::string& toml) {
        write("s.toml", toml);
        const Scenario scenario = read("s.toml");
        return read_population(scenario, issues_);
    }
    Population listed(const std::string& actors, const std::string& ties = "from,to\n", const std::string& more = "") {
        write("actors.csv", actors);
        write("ties.csv", ties);
        return people("population.actors = \"actors.csv\"\npopulation.ties = \"ties.csv\"\n" + more);
    }
    static std::vector<std::string> ids(const Population& population) {
        std::vector<std::string> names;
        for (const ActorRow& actor : population.actors) names.push_back(actor.id);
        return names;
    }
};

TEST_F(Populations, StandInTheSameOrderWhateverTheOrderOfTheInput) {
    const std::string header = "id,sector,superior,place,funder\n";
    const std::vector<std::string> lines{"b,business,,west,\n", "amt,administration,stadt,east,\n",
                                         "stadt,administration,,east,\n", "a,civil_society,,west,stadt\n"};
    const std::string ties = "from,to,pact\n";
    const Population first =
        listed(header + lines[0] + lines[1] + lines[2] + lines[3], ties + "a,b,true\namt,stadt,\n");
    const Population second =
        listed(header + lines[3] + lines[2] + lines[1] + lines[0], ties + "amt,stadt,\na,b,true\n");
    EXPECT_EQ(messages(), "");
    EXPECT_EQ(ids(first), (std::vector<std::string>{"amt", "stadt", "a", "b"})) << "by place, then id";
    EXPECT_EQ(ids(second), ids(first));
    EXPECT_EQ(first.superior[ActorId(0)], ActorId(1));
    EXPECT_FALSE(first.superior[ActorId(1)]);
    EXPECT_EQ(first.funder[ActorId(2)], ActorId(1));
    EXPECT_EQ(first.places.size(), 2U);
    EXPECT_EQ(first.place[ActorId(2)], PlaceId(1));
    ASSERT_EQ(first.ties.size(), 2U);
    EXPECT_EQ(first.ties[0].from, ActorId(0));
    EXPECT_FALSE(first.ties[0].pact);
    EXPECT_EQ(first.ties[1].from, ActorId(2));
    EXPECT_TRUE(first.ties[1].pact);
    EXPECT_EQ(second.ties[0].from, first.ties[0].from);
}

TEST_F(Populations, MayHaveOneActorOrTwo) {
    EXPECT_EQ(ids(people("population.business = 1\n")), (std::vector<std::string>{"business_0001"}));
    EXPECT_EQ(ids(people("population.administration = 1\npopulation.business = 1\n")),
              (std::vector<std::string>{"administration_0001", "business_0001"}));
    EXPECT_EQ(ids(listed("id,sector\na,business\n")), (std::vector<std::string>{"a"}));
    EXPECT_EQ(listed("id,sector\na,business\nb,business\n", "from,to\na,b\n").ties.size(), 1U);
    EXPECT_EQ(messages(), "");
}

TEST_F(Populations, AreSynthesisedFromCounts) {
    const Population population =
        people("[population]\nadministration = 3\ncivil_society = 2\nbusiness = 1\nplace = \"Stadt\"\n");
    EXPECT_EQ(messages(), "");
    EXPECT_EQ(ids(population),
              (std::vector<std::string>{"administration_0001", "administration_0002", "administration_0003",
                                        "business_0001", "civil_society_0001", "civil_society_0002"}));
    EXPECT_FALSE(population.superior[ActorId(0)]) << "one unit heads the administration";
    EXPECT_EQ(population.superior[ActorId(1)], ActorId(0));
    EXPECT_EQ(population.superior[ActorId(2)], ActorId(0));
    EXPECT_FALSE(population.superior[ActorId(4)]) << "the other sectors have no superior";
    ASSERT_EQ(population.places.size(), 1U);
    EXPECT_EQ(population.places[PlaceId(0)].id, "Stadt");
}

TEST_F(Populations, AreSynthesisedFromInhabitants) {
    const Population population = people("[population]\ninhabitants = 10000\n");
    EXPECT_EQ(messages(), "");
    EXPECT_EQ(population.actors.size(), 5U + 78U + 53U);
    EXPECT_EQ(people("[population]\ninhabitants = 10000\nbusiness = 2\n").actors.size(), 2U)
        << "a count beats the inhabitants";
}

TEST_F(Populations, NeedAnActor) {
    people("time.months = 12\n");
    EXPECT_EQ(messages(),
              "s.toml: population: there is no actor (a scenario needs at least one); list population.actors, or give "
              "population.administration, civil_society, business or inhabitants");
}

TEST_F(Populations, MustFitIntoMemoryBeforeTheyAreMade) {
    people("population.business = 2000000000\npopulation.memory_limit = 8\n");
    EXPECT_EQ(messages(),
              "s.toml:1:23: population: 2000000000 actors do not fit into memory (they take about 8.19e+03 GB at 4096 "
              "bytes each; population.memory_limit is 8 GB); ask for fewer actors");
    issues_ = {};
    people("population.business = 2000000000\n");
    ASSERT_EQ(issues_.errors().size(), 1U) << "no machine of ours has 8 TB";
    EXPECT_NE(messages().find("this machine has"), std::string::npos);
    issues_ = {};
    listed("id,sector\na,business\nb,business\n", "from,to\n", "population.memory_limit = 0.000005\n");
    EXPECT_EQ(
        messages(),
        "actors.csv:2:1: population: 2 actors do not fit into memory (they take about 8.19e-06 GB at 4096 bytes each; "
        "population.memory_limit is 5e-06 GB); ask for fewer actors");
}

TEST_F(Populations, RefuseAnActorListedTwice) {
    listed("id,sector\na,business\nb,business\na,administration\n");
    EXPECT_EQ(messages(),
              "actors.csv:4:1: population.actors.id: the actor \"a\" is listed twice (first in actors.csv:2); rename "
              "or remove one of them");
    issues_ = {};
    EXPECT_EQ(listed("id,sector\na,business\nA,business\n").actors.size(), 2U) << "case counts";
    EXPECT_EQ(messages(), "");
}

TEST_F(Populations, RefuseAnActorWithoutId) {
    people("[[population.actors]]\nid = \"\"\nsector = \"business\"\n[[population.actors]]\nsector = \"business\"\n");
    EXPECT_EQ(messages(),
              "s.toml:2:6: population.actors.id: the id is empty (ids name actors in ties and results); name it\n"
              "s.toml:4:1: population.actors.id: the row does not give it (every row must: text in quotes); add it");
}

TEST_F(Populations, RefuseUnknownSuperiorsAndFunders) {
    listed("id,sector,superior,funder\nstadt,administration,,\namt,administration,Stadt,lnad\n");
    EXPECT_EQ(messages(),
              "actors.csv:3:20: population.actors.superior: there is no actor \"Stadt\" (known: amt, stadt); did you "
              "mean \"stadt\"?\n"
              "actors.csv:3:26: population.actors.funder: there is no actor \"lnad\" (known: amt, stadt); correct the "
              "name or add it to population.actors");
}

TEST_F(Populations, RefuseCirclesInTheHierarchy) {
    listed(
        "id,sector,superior\na,administration,b\nb,administration,c\nc,administration,a\nd,administration,a\n"
        "e,administration,e\n");
    EXPECT_EQ(messages(),
              "actors.csv:2:18: population.actors.superior: the hierarchy runs in a circle (a -> b -> c -> a); leave "
              "the superior of the highest unit empty\n"
              "actors.csv:6:18: population.actors.superior: \"e\" is its own superior (it names another actor); leave "
              "it empty or correct it");
}

TEST_F(Populations, RefuseTiesToNobodyToOneselfAndTwice) {
    listed("id,sector\nkirche,civil_society\nschule,administration\n",
           "from,to\nkirche,schule\nkirche,schul\nschule,schule\nkirche,schule\nschule,kirche\n");
    EXPECT_EQ(messages(),
              "ties.csv:3:8: population.ties.to: there is no actor \"schul\" (known: kirche, schule); did you mean "
              "\"schule\"?\n"
              "ties.csv:4:8: population.ties: a tie from \"schule\" to itself (a tie joins two actors); remove it or "
              "correct one end\n"
              "ties.csv:5:1: population.ties: the tie from \"kirche\" to \"schule\" is listed twice (first in "
              "ties.csv:2); remove one of them");
}

TEST_F(Populations, RefuseUnknownTopicsAssetsAndPlaces) {
    listed("id,sector,place,salience.youht,asset.influence,asset.money\na,business,wset,1,1,1\n", "from,to\n",
           "[topics.youth]\n[[population.places]]\nid = \"west\"\n[[population.places]]\nid = \"west\"\n");
    EXPECT_EQ(messages(),
              "actors.csv:2:12: population.actors.place: there is no place \"wset\" (known: west); did you mean "
              "\"west\"?\n"
              "actors.csv:2:17: population.actors.salience.youht: there is no topic \"youht\" (known: youth); did you "
              "mean \"youth\"?\n"
              "actors.csv:2:21: population.actors.asset.money: there is no asset \"money\" (known: information, "
              "competence, resources, influence, control); choose one of these\n"
              "s.toml:7:6: population.places.id: the place \"west\" is listed twice (first in s.toml:5); remove one of "
              "them");
}

TEST_F(Populations, RefuseInterestsThatAddUpToMoreThanOne) {
    people(
        "[topics.a]\n[topics.b]\n[[population.actors]]\nid = \"x\"\nsector = \"business\"\n"
        "salience = {a = 0.75, b = 0.5}\n");
    EXPECT_EQ(messages(),
              "s.toml:3:1: population.actors.salience: the shares add up to 1.25 (they are parts of the actor's "
              "interest, at most 1 together); lower some of them");
}

TEST_F(Populations, RefuseNegativeMoney) {
    listed("id,sector,money\na,business,-0.01\n");
    EXPECT_EQ(messages(),
              "actors.csv:2:12: population.actors.money: -0.01 EUR is out of range (allowed: at least 0, in EUR); "
              "choose a value in this range; the default is 0");
}

TEST_F(Populations, WarnOfCountsThatNothingReads) {
    listed("id,sector\na,business\n", "from,to\n", "population.business = 3\n");
    EXPECT_EQ(messages(), "");
    ASSERT_EQ(issues_.warnings().size(), 1U);
    EXPECT_EQ(issues_.warnings().front().key, "population.business");
}

TEST_F(Populations, TakeTheShapeOfTheirHierarchy) {
    const Population town = people(R"([population]
administration = 14
civil_society = 4
business = 2
[population.hierarchy]
administration = [2, 3]
business = [2, 1]
authority = [2]
district = 1
european = 1
boards = 0.5
)");
    EXPECT_EQ(messages(), "");
    const auto above = [&](const std::string& id) -> std::string {
        for (const ActorRow& actor : town.actors)
            if (actor.id == id) return actor.superior;
        return "nobody of this name";
    };
    EXPECT_EQ(town.actors.size(), 14U + 6U + 4U + 2U + 2U * 5U);
    EXPECT_EQ(above("administration_0001"), "");
    for (const char* department : {"administration_0002", "administration_0003"})
        EXPECT_EQ(above(department), "administration_0001");
    EXPECT_EQ(above("administration_0004"), "administration_0002");
    EXPECT_EQ(above("administration_0006"), "administration_0002");
    EXPECT_EQ(above("administration_0007"), "administration_0003");
    EXPECT_EQ(above("administration_0009"), "administration_0003");
    EXPECT_EQ(above("administration_0010"), "administration_0004") << "what is beyond the shape, in turn";
    EXPECT_EQ(above("administration_0014"), "administration_0008");
    EXPECT_EQ(above("district_0001"), "");
    EXPECT_EQ(above("district_0001_02"), "district_0001");
    EXPECT_EQ(above("european_0001_01"), "european_0001");
    EXPECT_EQ(above("civil_society_0001"), "");
    EXPECT_EQ(above("civil_society_0002"), "civil_society_0002_board");
    EXPECT_EQ(above("civil_society_0004"), "civil_society_0004_board");
    EXPECT_EQ(above("business_0002_01"), "business_0002");
    EXPECT_EQ(above("business_0002_01_01"), "business_0002_01");
    for (const ActorRow& actor : town.actors)
        EXPECT_EQ(actor.level == Level::district, actor.id.starts_with("district")) << actor.id;
}

TEST_F(Populations, OfAnyDepthAndWithTheNamesOfAFlatOne) {
    const std::string town = "[population]\nadministration = 9\n";
    const Population flat = people(town);
    const Population chain = people(town + "[population.hierarchy]\nadministration = [1, 1, 1, 1, 1, 1, 1, 1]\n");
    EXPECT_EQ(messages(), "");
    EXPECT_EQ(ids(flat), ids(chain));
    for (std::size_t i = 1; i < 9; ++i) {
        EXPECT_EQ(flat.superior[ActorId(i)], ActorId(0));
        EXPECT_EQ(chain.superior[ActorId(i)], ActorId(i - 1));
    }
}

TEST_F(Populations, RefuseHalfADepartment) {
    people("[population]\nadministration = 9\n[population.hierarchy]\nadministration = [2.5]\n");
    EXPECT_EQ(
        messages(),
        "s.toml:4:18: population.hierarchy.administration: 2.5 units cannot stand under one (units are counted in "
        "whole numbers); give whole numbers, one for each tier");
}

}  // namespace
}  // namespace gemeinsim
