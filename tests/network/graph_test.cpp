// SPDX-License-Identifier: Apache-2.0
#include "network/graph.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <utility>

#include "base/check.h"
#include "random/draws.h"

namespace gemeinsim {
namespace {

TEST(Graph, AnUndirectedTieIsSeenFromBothSides) {
    Graph graph(3, Direction::undirected);
    EXPECT_TRUE(graph.add(ActorId(2), ActorId(0)));
    EXPECT_FALSE(graph.add(ActorId(0), ActorId(2)));
    EXPECT_TRUE(graph.has(ActorId(0), ActorId(2)));
    EXPECT_EQ(graph.ties(), 1U);
    EXPECT_TRUE(graph.remove(ActorId(0), ActorId(2)));
    EXPECT_EQ(graph, Graph(3, Direction::undirected));
}

TEST(Graph, AnArcGoesOneWay) {
    Graph graph(3, Direction::directed);
    graph.add(ActorId(0), ActorId(1));
    EXPECT_FALSE(graph.has(ActorId(1), ActorId(0)));
    EXPECT_TRUE(graph.add(ActorId(1), ActorId(0)));
    EXPECT_EQ(graph.ties(), 2U);
    ASSERT_EQ(graph.in(ActorId(1)).size(), 1U);
    EXPECT_EQ(graph.in(ActorId(1)).front(), ActorId(0));
}

TEST(Graph, IsolatingRemovesTiesInEitherDirection) {
    Graph graph(3, Direction::directed);
    graph.add(ActorId(0), ActorId(1));
    graph.add(ActorId(2), ActorId(0));
    graph.add(ActorId(2), ActorId(1));
    graph.isolate(ActorId(0));
    EXPECT_EQ(graph.ties(), 1U);
    EXPECT_TRUE(graph.has(ActorId(2), ActorId(1)));
}

// Small graphs keep bits beside their lists, large ones do not; lists grow, move and shrink on the way.
TEST(Graph, HoldsWhatItWasToldWhateverTheWay) {
    for (const std::size_t n : {40, 300})
        for (const Direction direction : {Direction::undirected, Direction::directed}) {
            Graph graph(n, direction);
            std::set<std::pair<std::size_t, std::size_t>> told;
            Stream stream({1, 0}, n, 0, Purpose::choice);
            for (int change = 0; change < 20000; ++change) {
                const std::size_t i = index(stream, n / 10);  // few rows, so that they grow long
                const std::size_t j = index(stream, n);
                if (i == j) continue;
                const auto tie =
                    direction == Direction::directed ? std::pair(i, j) : std::pair(std::min(i, j), std::max(i, j));
                if (bernoulli(stream, .5))
                    EXPECT_EQ(graph.add(ActorId(i), ActorId(j)), told.insert(tie).second);
                else
                    EXPECT_EQ(graph.remove(ActorId(i), ActorId(j)), told.erase(tie) == 1);
            }
            EXPECT_EQ(graph.ties(), told.size());
            Graph anew(n, direction);
            for (auto tie = told.rbegin(); tie != told.rend(); ++tie)
                anew.add(ActorId(tie->first), ActorId(tie->second));
            EXPECT_EQ(graph, anew);
            for (const ActorId i : IdRange<ActorId>(n)) {
                EXPECT_TRUE(std::ranges::is_sorted(graph.out(i)));
                EXPECT_TRUE(std::ranges::is_sorted(graph.in(i)));
                EXPECT_TRUE(std::ranges::equal(graph.in(i), anew.in(i)));
                for (const ActorId j : IdRange<ActorId>(n))
                    EXPECT_EQ(graph.has(i, j), std::ranges::binary_search(graph.out(i), j));
            }
            anew.add(ActorId(n - 2), ActorId(n - 1));
            EXPECT_NE(graph, anew);
        }
}

TEST(Graph, RefusesATieToOneself) {
    Graph graph(2, Direction::undirected);
    EXPECT_THROW(graph.add(ActorId(1), ActorId(1)), ContractViolation);
}

}  // namespace
}  // namespace gemeinsim
