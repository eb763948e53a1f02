// SPDX-License-Identifier: Apache-2.0
// Laws of the generators are cases of selfcheck (A21); here is what holds for every draw.
#include "network/generators.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "network/measures.h"
#include "network/random_graphs.h"

namespace gemeinsim::tests {
namespace {

constexpr RunKey key{7, 1};

/// The same ties under another numbering: actor i of the graph is at[i] of the result.
Graph renumbered(const Graph& graph, const std::vector<std::size_t>& at) {
    Graph other(graph.actors(), graph.directed() ? Direction::directed : Direction::undirected);
    for (const ActorId i : IdRange<ActorId>(graph.actors()))
        for (const ActorId j : graph.out(i)) other.add(ActorId(at[i.index()]), ActorId(at[j.index()]));
    return other;
}

TEST(Generators, DrawTheSameTiesForTheSameNames) {
    const std::vector<EntityKey> entities = names(40);
    EXPECT_EQ(random_graph({key, entities}, Direction::directed, .2),
              random_graph({key, entities}, Direction::directed, .2));
    EXPECT_NE(random_graph({key, entities}, Direction::directed, .2),
              random_graph({{7, 2}, entities}, Direction::directed, .2));
    EXPECT_NE(preferential_attachment({key, entities}, 2), preferential_attachment({{7, 2}, entities}, 2));
    EXPECT_NE(small_world({key, entities}, 4, .1), small_world({{7, 2}, entities}, 4, .1));
}

TEST(Generators, DoNotCareAboutTheOrderOfActors) {
    std::vector<EntityKey> entities = names(40);
    std::vector<EntityKey> turned(entities.rbegin(), entities.rend());
    std::vector<std::size_t> at;
    for (std::size_t i = 0; i < 40; ++i) at.push_back(39 - i);
    EXPECT_EQ(renumbered(random_graph({key, entities}, Direction::undirected, .2), at),
              random_graph({key, turned}, Direction::undirected, .2));
    EXPECT_EQ(renumbered(random_graph({key, entities}, Direction::directed, .2), at),
              random_graph({key, turned}, Direction::directed, .2));
}

TEST(RandomGraph, IsEmptyAtZeroAndCompleteAtOne) {
    const std::vector<EntityKey> entities = names(20);
    EXPECT_EQ(random_graph({key, entities}, Direction::undirected, 0).ties(), 0U);
    EXPECT_EQ(random_graph({key, entities}, Direction::undirected, 1).ties(), 190U);
    EXPECT_EQ(random_graph({key, entities}, Direction::directed, 1).ties(), 380U);
}

TEST(RandomGraph, OfHigherDensityKeepsTheTiesOfALowerOne) {
    const std::vector<EntityKey> entities = names(40);
    const Graph thin = random_graph({key, entities}, Direction::undirected, .1);
    const Graph dense = random_graph({key, entities}, Direction::undirected, .3);
    EXPECT_LT(thin.ties(), dense.ties());
    for (const ActorId i : IdRange<ActorId>(40))
        for (const ActorId j : thin.out(i)) EXPECT_TRUE(dense.has(i, j));
}

TEST(RandomGraph, OfAPairDoesNotDependOnWhoElseIsThere) {
    const std::vector<EntityKey> few = names(10);
    const std::vector<EntityKey> many = names(30);
    const Graph small = random_graph({key, few}, Direction::undirected, .3);
    const Graph large = random_graph({key, many}, Direction::undirected, .3);
    for (const ActorId i : IdRange<ActorId>(10))
        for (const ActorId j : IdRange<ActorId>(10)) EXPECT_EQ(small.has(i, j), large.has(i, j));
}

// Beyond most_drawn_by_pair actors. Ties are binomial, indegrees and outdegrees too. |z| <= 4 six times: a false alarm
// in 2,500 seeds.
TEST(RandomGraph, OfManyActorsFollowsTheSameLaw) {
    constexpr std::size_t n = 2500;
    static_assert(n > most_drawn_by_pair);
    const std::vector<EntityKey> entities = names(n);
    for (const Direction direction : {Direction::directed, Direction::undirected}) {
        const bool directed = direction == Direction::directed;
        constexpr double p = .01;
        const Graph graph = random_graph({key, entities}, direction, p);
        const double pairs = directed ? n * (n - 1.) : n * (n - 1.) / 2;
        const double ties = static_cast<double>(graph.ties());
        EXPECT_LE(std::abs(ties - pairs * p) / std::sqrt(pairs * p * (1 - p)), 4);
        // The variance of a binomial degree; its estimate has the relative standard error sqrt(2 / n), about.
        for (const bool out : {true, false}) {
            double squares = 0;
            for (const ActorId i : IdRange<ActorId>(n)) {
                const auto degree = static_cast<double>((out ? graph.out(i) : graph.in(i)).size());
                squares += (degree - (n - 1) * p) * (degree - (n - 1) * p);
            }
            EXPECT_LE(std::abs(squares / n / ((n - 1) * p * (1 - p)) - 1), 4 * std::sqrt(2. / n)) << out;
        }
        const Graph denser = random_graph({key, entities}, direction, .015);
        for (const ActorId i : IdRange<ActorId>(n))
            for (const ActorId j : graph.out(i)) ASSERT_TRUE(denser.has(i, j));
        std::vector<EntityKey> turned(entities.rbegin(), entities.rend());
        std::vector<std::size_t> at;
        for (std::size_t i = 0; i < n; ++i) at.push_back(n - 1 - i);
        EXPECT_EQ(renumbered(graph, at), random_graph({key, turned}, direction, p));
    }
}

TEST(BlockGraph, OfManyActorsTiesOnlyTheBlocksThatHaveADensity) {
    constexpr std::size_t n = 2100;
    const std::vector<EntityKey> entities = names(n);
    std::vector<int> label;
    for (std::size_t i = 0; i < n; ++i) label.push_back(i < 30 ? 0 : i < 60 ? 1 : 2);
    const double within[] = {1, .5, 0, .5, 0, 0, 0, 0, 0};
    const Graph graph = block_graph({key, entities}, Direction::undirected, label, within);
    std::size_t between = 0;
    for (const ActorId i : IdRange<ActorId>(n))
        for (const ActorId j : graph.out(i)) {
            EXPECT_LT(std::min(label[i.index()], label[j.index()]), 1);
            EXPECT_LT(std::max(label[i.index()], label[j.index()]), 2);
            between += label[i.index()] != label[j.index()] ? 1 : 0;
        }
    EXPECT_EQ(graph.ties() - between / 2, 30U * 29 / 2);
    EXPECT_NEAR(static_cast<double>(between) / 2, 450, 4 * 15);  // 900 pairs, half of them tied: sd 15
    const double one_way[] = {0, 1, 0, 0, 0, 0, 0, 0, 0};
    EXPECT_EQ(block_graph({key, entities}, Direction::directed, label, one_way).ties(), 900U);
}

TEST(BlockGraph, TiesOnlyTheBlocksThatHaveADensity) {
    const std::vector<EntityKey> entities = names(9);
    const std::vector<int> label = {0, 1, 2, 0, 1, 2, 0, 1, 2};
    const double within[] = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    EXPECT_EQ(block_graph({key, entities}, Direction::undirected, label, within).ties(), 9U);
    const double one_way[] = {0, 1, 0, 0, 0, 0, 0, 0, 0};
    const Graph arcs = block_graph({key, entities}, Direction::directed, label, one_way);
    EXPECT_EQ(arcs.ties(), 9U);
    EXPECT_TRUE(arcs.has(ActorId(0), ActorId(1)));
    EXPECT_FALSE(arcs.has(ActorId(1), ActorId(0)));
    EXPECT_THROW(block_graph({key, entities}, Direction::directed, label, std::array{.5, .5}), ContractViolation);
}

TEST(PreferentialAttachment, GivesEveryArrivalItsTies) {
    const std::vector<EntityKey> entities = names(100);
    for (const std::size_t m : {1U, 2U, 5U}) {
        const Graph graph = preferential_attachment({key, entities}, m);
        EXPECT_EQ(graph.ties(), m * (m + 1) / 2 + m * (100 - m - 1));
        EXPECT_EQ(components(graph), 1);
        for (const ActorId i : IdRange<ActorId>(100)) EXPECT_GE(graph.out(i).size(), m);
    }
    EXPECT_EQ(preferential_attachment({key, names(4)}, 3).ties(), 6U) << "all arrive at once";
    EXPECT_THROW(preferential_attachment({key, names(4)}, 4), ContractViolation);
    EXPECT_THROW(preferential_attachment({key, names(4)}, 0), ContractViolation);
}

TEST(SmallWorld, IsARingWithoutRewiringAndKeepsItsTiesWithIt) {
    const std::vector<EntityKey> entities = names(60);
    const Graph ring = small_world({key, entities}, 6, 0);
    for (const ActorId i : IdRange<ActorId>(60)) EXPECT_EQ(ring.out(i).size(), 6U);
    EXPECT_NEAR(clustering(ring), 3. * 4 / (4 * 5), 1e-12);
    for (const double p : {.1, .5, 1.}) {
        const Graph graph = small_world({key, entities}, 6, p);
        EXPECT_EQ(graph.ties(), 180U);
        EXPECT_LT(clustering(graph), clustering(ring));
    }
    EXPECT_EQ(small_world({key, names(5)}, 4, 1).ties(), 10U) << "complete: nowhere to move to";
    EXPECT_THROW(small_world({key, entities}, 5, 0), ContractViolation);
    EXPECT_THROW(small_world({key, names(6)}, 6, 0), ContractViolation);
}

}  // namespace
}  // namespace gemeinsim::tests
