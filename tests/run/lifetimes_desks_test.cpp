// SPDX-License-Identifier: Apache-2.0
// Authorities that appear and end on dates of the scenario: their elections, their desks, whom they speak for.
#include <gtest/gtest.h>

#include <algorithm>

#include "model/hierarchy/rules.h"
#include "schedule/month.h"
#include "support/dated_town.h"

namespace gemeinsim::tests {
namespace {

CaseId ask(const Model& model, State& now, ActorId initiator, Month month) {
    return submit(model, now,
                  {.initiator = initiator,
                   .counterpart = {},
                   .kind = CaseKind::signature,
                   .subject = static_cast<std::uint64_t>(month),
                   .topic = TopicId(0),
                   .born = static_cast<double>(month)});
}

bool passes(const State& now, CaseId id, ActorId desk) {
    return std::ranges::any_of(now.approvals.cases[id].path, [desk](const Stop& stop) { return stop.desk == desk; });
}

TEST(LifetimesOfDesks, ElectionsKeepTheirRhythmAndDesksOpenWithTheirOwners) {
    const auto with = [](const std::string& dates) {
        return model_of(
            town("", std::string(immortal) + "[leadership]\nterm = 24\n[hierarchy]\napproval_depth = 2\n") +
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
    // Its desk opens with the first case.
    EXPECT_FALSE(std::ranges::binary_search(now.approvals.staffed, district));
    ASSERT_TRUE(passes(now, ask(dated, now, unit, 42), district));
    advance(dated, 42, now);
    EXPECT_TRUE(std::ranges::binary_search(now.approvals.staffed, district));
    EXPECT_EQ(now.approvals.desks[district].opened, 42);
}

TEST(LifetimesOfDesks, OfAuthoritiesThatFollowEachOtherTheOneThatIsThereIsAsked) {
    const auto ministry = [](const char* id, const char* dates) {
        return actor(id, "administration", std::string("level = \"state\"\n") + dates);
    };
    const std::string matrix = std::string(immortal) + "[jurisdiction.topics.youth]\nlevels = [\"state\"]\n";
    for (const char* signatory : {"", "[[jurisdiction.signatories]]\nactor = \"b_ministry\"\nlevel = \"state\"\n"}) {
        const Model model = model_of(town("", matrix) + ministry("a_ministry", "ends = \"2010-04\"\n") +
                                     ministry("b_ministry", "appears = \"2010-04\"\n") + signatory);
        const ActorId first = named(model, "a_ministry");
        const ActorId second = named(model, "b_ministry");
        const ActorId office = named(model, "office_a");
        State now = initial_state(model, {4, 0});
        for (Month month = 0; month < 8; ++month) {
            advance(model, month, now);
            const bool before = month < 3;
            const CaseId id = ask(model, now, office, month + 1);
            EXPECT_EQ(passes(now, id, first), before) << month;
            EXPECT_EQ(passes(now, id, second), !before) << month;
            const PlaceId place = now.actors.place[office];
            EXPECT_EQ(holds(model, now.actors, first, TopicId(0), place), before) << month;
            EXPECT_EQ(holds(model, now.actors, second, TopicId(0), place), !before) << month;
        }
        EXPECT_GT(now.approvals.desks[second].served, 0);
    }
}

}  // namespace
}  // namespace gemeinsim::tests
