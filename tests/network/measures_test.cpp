// SPDX-License-Identifier: Apache-2.0
#include "network/measures.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <initializer_list>
#include <utility>

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

}  // namespace
}  // namespace gemeinsim
