// SPDX-License-Identifier: Apache-2.0
// Contacts at month 0 that a scenario asks a generator for.
#include <gtest/gtest.h>

#include <string>

#include "model/registry.h"
#include "network/measures.h"
#include "scenario/reader.h"
#include "schedule/month.h"

namespace gemeinsim::tests {
namespace {

Model town(const std::string& more, Issues& issues) {
    const std::string text = R"(
[time]
months = 1
[population]
administration = 10
civil_society = 20
business = 10
[topics.youth]
)" + more;
    const Scenario scenario = parse_scenario(text, "town.toml", ".", registry(), {}, issues);
    if (issues.any()) return {};
    return build(scenario, issues);
}

Graph contacts(const std::string& more, std::uint64_t replicate = 0) {
    Issues issues;
    const Model model = town(more, issues);
    issues.throw_if_any();
    return initial_state(model, {3, replicate}).relations.contacts;
}

TEST(InitialNetwork, IsTheOneThatTheScenarioAsksFor) {
    EXPECT_EQ(contacts("[population.network]\ngenerator = \"random\"\ndensity = 1").ties(), 780U);
    EXPECT_EQ(contacts("[population.network]\ngenerator = \"preferential\"\nties = 3").ties(), 6U + 3 * 36);
    const Graph ring = contacts("[population.network]\ngenerator = \"small_world\"\nneighbours = 6\nrewiring = 0");
    EXPECT_EQ(ring.ties(), 120U);
    EXPECT_EQ(degree_spread(ring), 0);
    const Graph blocks = contacts(
        "[population.network]\ngenerator = \"blocks\"\nadministration_administration = 1\n"
        "administration_civil_society = 0\nadministration_business = 0\ncivil_society_civil_society = 0\n"
        "civil_society_business = 1\nbusiness_business = 0");
    EXPECT_EQ(blocks.ties(), 45U + 20 * 10);
}

// Where contacts are given nobody lives through a burn-in, and the clocks of desks begin with the run.
TEST(InitialNetwork, DesksOpenWhenTheRunBegins) {
    for (const char* network : {"[population.network]\ngenerator = \"random\"\ndensity = 0.2", ""}) {
        Issues issues;
        Model model = town(network, issues);
        issues.throw_if_any();
        model.hierarchy.utilisation = .9;
        State now = initial_state(model, {3, 0});
        const bool given = *network != '\0';
        for (const ActorId owner : now.approvals.staffed) {
            EXPECT_EQ(now.approvals.desks[owner].opened, given ? 0 : -18);
            EXPECT_EQ(now.approvals.desks[owner].observed_to, 0);
        }
        EXPECT_NO_THROW(advance(model, 0, now)) << "business from before the run breaks Little's law";
    }
}

TEST(InitialNetwork, IsDrawnAnewInEachRunAndTheSameForTheSameLuck) {
    const std::string text = "[population.network]\ngenerator = \"random\"\ndensity = 0.2";
    EXPECT_EQ(contacts(text, 1), contacts(text, 1));
    EXPECT_NE(contacts(text, 1), contacts(text, 2));
}

TEST(InitialNetwork, HasArcsBothWaysWhereContactsAreDirected) {
    const Graph ring = contacts(
        "[relations]\ndirected = true\nconsent = \"unilateral\"\n"
        "[population.network]\ngenerator = \"small_world\"\nneighbours = 6\nrewiring = 0.3");
    EXPECT_EQ(ring.ties(), 240U);
    EXPECT_EQ(reciprocity(ring), 1);
    const Graph arcs = contacts(
        "[relations]\ndirected = true\nconsent = \"unilateral\"\n"
        "[population.network]\ngenerator = \"random\"\ndensity = 0.3");
    EXPECT_LT(reciprocity(arcs), .6);
}

TEST(InitialNetwork, TakesTheHoursOfItsContacts) {
    Issues issues;
    const Model model = town("[population.network]\ngenerator = \"small_world\"\nneighbours = 4\nrewiring = 0", issues);
    const State now = initial_state(model, {3, 0});
    EXPECT_DOUBLE_EQ(now.actors.hours[ActorId(7)].ties, 4 * model.relations.contact_hours);
}

std::string complaint(const std::string& more) {
    Issues issues;
    town(more, issues);
    return issues.any() ? to_string(issues.errors().front()) : "";
}

TEST(InitialNetwork, RefusesWhatDoesNotGoTogether) {
    const std::string network = "[population.network]\n";
    EXPECT_NE(complaint(network + "generator = \"small_world\"\nneighbours = 5").find("odd"), std::string::npos);
    EXPECT_NE(complaint(network + "generator = \"small_world\"\nneighbours = 40").find("40 actors"), std::string::npos);
    EXPECT_NE(complaint(network + "generator = \"preferential\"\nties = 40").find("40 actors"), std::string::npos);
    EXPECT_NE(complaint(network + "generator = \"random\"\ndensity = 1.2"), "");
    EXPECT_NE(complaint(network + "generator = \"random\"\ndensity = nan"), "");
    EXPECT_NE(complaint(network + "generator = \"ring\""), "");
    EXPECT_NE(complaint("[[population.ties]]\nfrom = \"business_0001\"\nto = \"business_0002\"\n" + network +
                        "generator = \"random\"")
                  .find("listed as well"),
              std::string::npos);
    EXPECT_EQ(complaint(network + "generator = \"small_world\"\nneighbours = 38"), "");
}

TEST(InitialNetwork, WarnsOfValuesThatTheGeneratorDoesNotRead) {
    Issues issues;
    town("[population.network]\ngenerator = \"random\"\nrewiring = 0.5", issues);
    ASSERT_EQ(issues.warnings().size(), 1U);
    EXPECT_EQ(issues.warnings().front().key, "population.network.rewiring");
    EXPECT_EQ(issues.warnings().front().where.line, 11);
}

}  // namespace
}  // namespace gemeinsim::tests
