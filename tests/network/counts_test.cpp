// SPDX-License-Identifier: Apache-2.0
#include "network/counts.h"

#include <gtest/gtest.h>

#include <array>

#include "random/draws.h"
#include "random/stream.h"

namespace gemeinsim {
namespace {

constexpr std::size_t n = 9;

Graph random_graph(std::uint64_t seed, Direction direction, double share) {
    Graph graph(n, direction);
    Stream stream(RunKey{seed, 0}, 1, 0, Purpose::choice);
    for (const ActorId i : IdRange<ActorId>(n))
        for (const ActorId j : IdRange<ActorId>(n))
            if (i != j && bernoulli(stream, share)) graph.add(i, j);
    return graph;
}

int x(const Graph& graph, std::size_t i, std::size_t j) {
    return i != j && graph.has(ActorId(i), ActorId(j)) ? 1 : 0;
}

TEST(Counts, AreTheSumsOverAllTriplesOfTheirFormulas) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const Graph graph = random_graph(seed, Direction::directed, .4);
        int returned = 0;
        int triplets = 0;
        int cycles = 0;
        int squares = 0;
        for (std::size_t i = 0; i < n; ++i) {
            int received = 0;
            for (std::size_t j = 0; j < n; ++j) {
                received += x(graph, j, i);
                returned += x(graph, i, j) * x(graph, j, i);
                for (std::size_t h = 0; h < n; ++h) {
                    triplets += x(graph, i, j) * x(graph, i, h) * x(graph, h, j);
                    cycles += x(graph, i, j) * x(graph, j, h) * x(graph, h, i);
                }
            }
            squares += received * received;
        }
        EXPECT_EQ(reciprocated_arcs(graph), returned);
        EXPECT_EQ(transitive_triplets(graph), triplets);
        EXPECT_EQ(three_cycles(graph), cycles / 3.0);
        EXPECT_EQ(squared_indegrees(graph), squares);
    }
}

TEST(Counts, OfChangesAreTheTiesThatOneGraphHasAlone) {
    for (const Direction direction : {Direction::directed, Direction::undirected})
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            const Graph one = random_graph(seed, direction, .3);
            const Graph other = random_graph(100 + seed, direction, .5);
            int different = 0;
            for (std::size_t i = 0; i < n; ++i)
                for (std::size_t j = direction == Direction::directed ? 0 : i; j < n; ++j)
                    different += x(one, i, j) != x(other, i, j) ? 1 : 0;
            EXPECT_EQ(changed_ties(one, other), different);
            EXPECT_EQ(changed_ties(other, one), different);
            EXPECT_EQ(changed_ties(one, one), 0);
        }
}

}  // namespace
}  // namespace gemeinsim
