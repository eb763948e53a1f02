// SPDX-License-Identifier: Apache-2.0
#include "network/measures.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "base/check.h"

namespace gemeinsim {
namespace {

Graph graph_of(std::size_t n, Direction direction, std::initializer_list<std::pair<int, int>> ties) {
    Graph graph(n, direction);
    for (const auto& [i, j] : ties)
        graph.add(ActorId(static_cast<std::size_t>(i)), ActorId(static_cast<std::size_t>(j)));
    return graph;
}

// A triangle 0 1 2 with 3 hanging on 2, and 4 alone.
const Graph kite = graph_of(5, Direction::undirected, {{0, 1}, {1, 2}, {0, 2}, {2, 3}});

TEST(Measures, OfASmallGraphAreWhatOneCounts) {
    EXPECT_DOUBLE_EQ(density(kite), 4.0 / 10);
    EXPECT_DOUBLE_EQ(mean_degree(kite), 8.0 / 5);
    // Two-paths: 1 + 1 + 3 (around 2), each in two directions; those of the triangle are closed.
    EXPECT_DOUBLE_EQ(transitivity(kite), 3.0 / 5);
    EXPECT_DOUBLE_EQ(components(kite), 2);
    // Connected pairs 6: four at one step, two at two.
    EXPECT_DOUBLE_EQ(mean_distance(kite), 8.0 / 6);
    // Largest degree 3: 1 + 1 + 0 + 2 + 3 over 4 * 3.
    EXPECT_DOUBLE_EQ(centralisation(kite), 7.0 / 12);
    EXPECT_TRUE(std::isnan(reciprocity(kite)));
}

TEST(Measures, LeaveOutActorsThatAreNotThere) {
    const std::array<std::uint8_t, 5> present = {1, 1, 1, 1, 0};
    EXPECT_DOUBLE_EQ(density(kite, present), 4.0 / 6);
    EXPECT_DOUBLE_EQ(mean_degree(kite, present), 2);
    EXPECT_DOUBLE_EQ(components(kite, present), 1);
    EXPECT_DOUBLE_EQ(centralisation(kite, present), (1 + 1 + 0 + 2) / 6.0);
}

TEST(Measures, OfAnArcGraphFollowDirections) {
    const Graph arcs = graph_of(3, Direction::directed, {{0, 1}, {1, 0}, {1, 2}, {0, 2}});
    EXPECT_DOUBLE_EQ(density(arcs), 4.0 / 6);
    EXPECT_DOUBLE_EQ(reciprocity(arcs), 2.0 / 4);
    // Two-paths 0-1-2 and 1-0-2, both closed.
    EXPECT_DOUBLE_EQ(transitivity(arcs), 1);
    EXPECT_DOUBLE_EQ(mean_distance(arcs), 1);
    EXPECT_DOUBLE_EQ(components(arcs), 1);
}

TEST(Measures, StarIsFullyCentralised) {
    EXPECT_DOUBLE_EQ(centralisation(graph_of(5, Direction::undirected, {{0, 1}, {0, 2}, {0, 3}, {0, 4}})), 1);
}

TEST(Measures, CrossingCountsTiesBetweenLabels) {
    const std::array<int, 5> label = {0, 0, 1, 1, 2};
    EXPECT_DOUBLE_EQ(cross_share(kite, label), 2.0 / 4);
    EXPECT_DOUBLE_EQ(ei_index(kite, label), 0);
}

TEST(Measures, AreMissingWhereTheyAreUndefined) {
    const Graph empty(3, Direction::directed);
    const Graph one(1, Direction::undirected);
    const std::array<int, 3> label = {0, 1, 2};
    EXPECT_TRUE(std::isnan(density(one)));
    EXPECT_TRUE(std::isnan(centralisation(one)));
    EXPECT_TRUE(std::isnan(transitivity(empty)));
    EXPECT_TRUE(std::isnan(reciprocity(empty)));
    EXPECT_TRUE(std::isnan(mean_distance(empty)));
    EXPECT_TRUE(std::isnan(cross_share(empty, label)));
    EXPECT_TRUE(std::isnan(mean_degree(Graph(0, Direction::undirected))));
    EXPECT_DOUBLE_EQ(density(empty), 0);
}

// Two cycles 0 1 2 and 3 4 5, joined by 2 -> 3.
const Graph chained = graph_of(6, Direction::directed, {{0, 1}, {1, 2}, {2, 0}, {3, 4}, {4, 5}, {5, 3}, {2, 3}});

TEST(Components, AreWeakOrStrong) {
    EXPECT_EQ(components(chained), 1);
    EXPECT_EQ(strong_components(chained), 2);
    EXPECT_EQ(strong_components(kite), 2);
    EXPECT_DOUBLE_EQ(largest_component(kite), 4.0 / 5);
    const std::array<std::uint8_t, 5> present = {1, 1, 1, 1, 0};
    EXPECT_DOUBLE_EQ(largest_component(kite, present), 1);
    EXPECT_EQ(strong_components(kite, present), 1);
    EXPECT_TRUE(std::isnan(largest_component(Graph(0, Direction::directed))));
}

TEST(Clustering, IsTheMeanOverActorsWithTwoPartners) {
    EXPECT_DOUBLE_EQ(clustering(kite), (1 + 1 + 1.0 / 3) / 3);
    EXPECT_DOUBLE_EQ(clustering(chained), (1 + 1 + 1.0 / 3 + 1.0 / 3 + 1 + 1) / 6) << "arcs count both ways";
    EXPECT_TRUE(std::isnan(clustering(graph_of(3, Direction::undirected, {{0, 1}}))));
}

TEST(Betweenness, SplitsEqualShortestPaths) {
    const Column<ActorId, double> of_kite = betweenness(kite);
    EXPECT_DOUBLE_EQ(of_kite[ActorId(2)], 2) << "0-3 and 1-3";
    EXPECT_DOUBLE_EQ(of_kite[ActorId(0)], 0);
    const Graph circle = graph_of(4, Direction::undirected, {{0, 1}, {1, 2}, {2, 3}, {3, 0}});
    for (const double value : betweenness(circle)) EXPECT_DOUBLE_EQ(value, .5);
    // 0 -> 1 -> 2: one ordered pair passes 1.
    EXPECT_DOUBLE_EQ(betweenness(graph_of(3, Direction::directed, {{0, 1}, {1, 2}}))[ActorId(1)], 1);
}

TEST(Betweenness, IsFullyCentralisedInAStar) {
    EXPECT_DOUBLE_EQ(betweenness_centralisation(graph_of(5, Direction::undirected, {{0, 1}, {0, 2}, {0, 3}, {0, 4}})),
                     1);
    EXPECT_DOUBLE_EQ(
        betweenness_centralisation(graph_of(4, Direction::directed, {{0, 1}, {1, 0}, {0, 2}, {2, 0}, {0, 3}, {3, 0}})),
        1);
    const std::array<std::uint8_t, 5> present = {1, 1, 1, 1, 0};
    EXPECT_DOUBLE_EQ(betweenness_centralisation(kite, present), (2 + 2 + 0 + 2) / (9.0 * 2 / 2));
}

TEST(Degrees, AreCounted) {
    EXPECT_EQ(degree_distribution(kite), (std::vector<std::size_t>{1, 1, 2, 1}));
    const std::array<std::uint8_t, 5> present = {1, 1, 1, 1, 0};
    EXPECT_EQ(degree_distribution(kite, present), (std::vector<std::size_t>{0, 1, 2, 1}));
    EXPECT_DOUBLE_EQ(degree_spread(kite, present), std::sqrt(.5));
    EXPECT_TRUE(degree_distribution(Graph(0, Direction::undirected)).empty());
}

TEST(Blocks, HaveDensitiesOfTheirOwn) {
    const std::array<int, 5> label = {0, 0, 1, 1, 2};
    const std::vector<double> ties = block_densities(kite, label, 3);
    EXPECT_DOUBLE_EQ(ties[0], 1);        // 0-1
    EXPECT_DOUBLE_EQ(ties[1], 2.0 / 4);  // 0-2 and 1-2 of four pairs
    EXPECT_DOUBLE_EQ(ties[3], ties[1]);
    EXPECT_DOUBLE_EQ(ties[4], 1);  // 2-3
    EXPECT_DOUBLE_EQ(ties[2], 0);
    EXPECT_TRUE(std::isnan(ties[8])) << "nobody to be tied to";
    const Graph arcs = graph_of(4, Direction::directed, {{0, 2}, {0, 1}, {3, 0}});
    const std::vector<double> sent = block_densities(arcs, std::array<int, 4>{0, 0, 1, 1}, 2);
    EXPECT_DOUBLE_EQ(sent[0], 1.0 / 2);
    EXPECT_DOUBLE_EQ(sent[1], 1.0 / 4);
    EXPECT_DOUBLE_EQ(sent[2], 1.0 / 4);
    EXPECT_DOUBLE_EQ(sent[3], 0);
    EXPECT_THROW(block_densities(kite, label, 2), ContractViolation);
}

/// The census of a graph of three: which kind it is.
std::string kind(std::initializer_list<std::pair<int, int>> arcs) {
    const auto census = triad_census(graph_of(3, Direction::directed, arcs));
    for (std::size_t k = 0; k < census.size(); ++k)
        if (census[k] == 1) return triad_names[k];
    return "";
}

TEST(TriadCensus, NamesTheSixteenKinds) {
    EXPECT_EQ(kind({}), "003");
    EXPECT_EQ(kind({{0, 1}}), "012");
    EXPECT_EQ(kind({{0, 1}, {1, 0}}), "102");
    EXPECT_EQ(kind({{1, 0}, {1, 2}}), "021D");
    EXPECT_EQ(kind({{0, 1}, {2, 1}}), "021U");
    EXPECT_EQ(kind({{0, 1}, {1, 2}}), "021C");
    EXPECT_EQ(kind({{0, 1}, {1, 0}, {2, 1}}), "111D");
    EXPECT_EQ(kind({{0, 1}, {1, 0}, {1, 2}}), "111U");
    EXPECT_EQ(kind({{0, 1}, {1, 2}, {0, 2}}), "030T");
    EXPECT_EQ(kind({{0, 1}, {1, 2}, {2, 0}}), "030C");
    EXPECT_EQ(kind({{0, 1}, {1, 0}, {1, 2}, {2, 1}}), "201");
    EXPECT_EQ(kind({{1, 0}, {1, 2}, {0, 2}, {2, 0}}), "120D");
    EXPECT_EQ(kind({{0, 1}, {2, 1}, {0, 2}, {2, 0}}), "120U");
    EXPECT_EQ(kind({{0, 1}, {1, 2}, {0, 2}, {2, 0}}), "120C");
    EXPECT_EQ(kind({{0, 1}, {1, 2}, {2, 1}, {0, 2}, {2, 0}}), "210");
    EXPECT_EQ(kind({{0, 1}, {1, 0}, {1, 2}, {2, 1}, {0, 2}, {2, 0}}), "300");
}

TEST(TriadCensus, OfTiesHasFourKinds) {
    // Triples of the kite: the triangle; 023 and 123 with two ties; 013, 014, 024, 124, 234 with one; 034, 134 none.
    const auto census = triad_census(kite);
    EXPECT_EQ(census[15], 1U);
    EXPECT_EQ(census[10], 2U);
    EXPECT_EQ(census[2], 5U);
    EXPECT_EQ(census[0], 2U);
}

TEST(TriadCensus, LeavesOutActorsThatAreNotThere) {
    const Graph graph = graph_of(5, Direction::directed, {{0, 1}, {1, 2}, {2, 1}});
    const std::uint8_t present[] = {1, 1, 1, 1, 0};
    const auto census = triad_census(graph, present);
    EXPECT_EQ(census[1], 1U);  // 0, 1 and 3
    EXPECT_EQ(census[2], 1U);  // 1, 2 and 3
    EXPECT_EQ(census[0], 1U);  // 0, 2 and 3
    std::uint64_t all = 0;
    for (const std::uint64_t count : census) all += count;
    EXPECT_EQ(all, 4U);
}

}  // namespace
}  // namespace gemeinsim
