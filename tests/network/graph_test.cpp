// SPDX-License-Identifier: Apache-2.0
#include "network/graph.h"

#include <gtest/gtest.h>

#include "base/check.h"

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

TEST(Graph, RefusesATieToOneself) {
    Graph graph(2, Direction::undirected);
    EXPECT_THROW(graph.add(ActorId(1), ActorId(1)), ContractViolation);
}

}  // namespace
}  // namespace gemeinsim
