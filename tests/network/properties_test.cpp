// SPDX-License-Identifier: Apache-2.0
// Measures of random graphs against the plainest way of counting, and how measures hang together.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "network/measures.h"
#include "network/random_graphs.h"

namespace gemeinsim::tests {
namespace {

Graph any_graph() {
    const auto n = *rc::gen::inRange<std::size_t>(1, 14);
    const auto seed = *rc::gen::arbitrary<std::uint32_t>();
    const auto density = *rc::gen::inRange(0, 101) / 100.0;
    const Direction direction = *rc::gen::element(Direction::undirected, Direction::directed);
    const std::vector<EntityKey> entities = names(n);
    return random_graph({{seed, 0}, entities}, direction, density);
}

/// Steps between all pairs by Floyd and Warshall; infinite where there is no way.
std::vector<std::vector<double>> all_steps(const Graph& graph) {
    const std::size_t n = graph.actors();
    std::vector<std::vector<double>> steps(n, std::vector<double>(n, INFINITY));
    for (std::size_t i = 0; i < n; ++i) {
        steps[i][i] = 0;
        for (const ActorId j : graph.out(ActorId(i))) steps[i][j.index()] = 1;
    }
    for (std::size_t k = 0; k < n; ++k)
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j < n; ++j) steps[i][j] = std::min(steps[i][j], steps[i][k] + steps[k][j]);
    return steps;
}

bool equal(double a, double b) {
    return (std::isnan(a) && std::isnan(b)) || std::abs(a - b) < 1e-9;
}

RC_GTEST_PROP(Transitivity, IsTheShareOfClosedTwoPaths, ()) {
    const Graph graph = any_graph();
    double paths = 0;
    double closed = 0;
    for (const ActorId i : IdRange<ActorId>(graph.actors()))
        for (const ActorId h : IdRange<ActorId>(graph.actors()))
            for (const ActorId j : IdRange<ActorId>(graph.actors()))
                if (i != h && h != j && i != j && graph.has(i, h) && graph.has(h, j)) {
                    paths += 1;
                    closed += graph.has(i, j);
                }
    RC_ASSERT(equal(transitivity(graph), paths > 0 ? closed / paths : NAN));
}

RC_GTEST_PROP(Census, HoldsEveryTripleOnceUnderItsKind, ()) {
    const Graph graph = any_graph();
    std::array<std::uint64_t, 16> expected{};
    for (std::size_t i = 0; i < graph.actors(); ++i)
        for (std::size_t j = i + 1; j < graph.actors(); ++j)
            for (std::size_t k = j + 1; k < graph.actors(); ++k) {
                Graph three(3, Direction::directed);
                const std::size_t who[] = {i, j, k};
                for (std::size_t a = 0; a < 3; ++a)
                    for (std::size_t b = 0; b < 3; ++b)
                        if (a != b && graph.has(ActorId(who[a]), ActorId(who[b]))) three.add(ActorId(a), ActorId(b));
                const auto one = triad_census(three);
                for (std::size_t kind = 0; kind < 16; ++kind) expected[kind] += one[kind];
            }
    RC_ASSERT(triad_census(graph) == expected);
}

RC_GTEST_PROP(Distance, IsThatOfAllPairs, ()) {
    const Graph graph = any_graph();
    double total = 0;
    double pairs = 0;
    for (const auto& row : all_steps(graph))
        for (const double step : row)
            if (step > 0 && std::isfinite(step)) {
                total += step;
                pairs += 1;
            }
    RC_ASSERT(equal(mean_distance(graph), pairs > 0 ? total / pairs : NAN));
}

RC_GTEST_PROP(Betweenness, SumsToTheInnerStepsOfAllPairs, ()) {
    const Graph graph = any_graph();
    double inner = 0;
    for (const auto& row : all_steps(graph))
        for (const double step : row)
            if (step > 0 && std::isfinite(step)) inner += step - 1;
    const Column<ActorId, double> value = betweenness(graph);
    RC_ASSERT(equal(std::accumulate(value.begin(), value.end(), 0.0), graph.directed() ? inner : inner / 2));
}

RC_GTEST_PROP(Components, AreTheClassesOfReach, ()) {
    const Graph graph = any_graph();
    Graph ties(graph.actors(), Direction::undirected);
    for (const ActorId i : IdRange<ActorId>(graph.actors()))
        for (const ActorId j : graph.out(i)) ties.add(i, j);
    // A class is counted at its smallest member.
    const auto classes = [](const std::vector<std::vector<double>>& steps) {
        double count = 0;
        for (std::size_t i = 0; i < steps.size(); ++i) {
            bool first = true;
            for (std::size_t j = 0; j < i; ++j)
                first = first && !(std::isfinite(steps[i][j]) && std::isfinite(steps[j][i]));
            count += first;
        }
        return count;
    };
    RC_ASSERT(components(graph) == classes(all_steps(ties)));
    RC_ASSERT(strong_components(graph) == classes(all_steps(graph)));
    RC_ASSERT(largest_component(graph) * static_cast<double>(graph.actors()) >= 1);
}

RC_GTEST_PROP(Degrees, SumToTheEndsOfTies, ()) {
    const Graph graph = any_graph();
    const std::vector<std::size_t> number = degree_distribution(graph);
    std::size_t ends = 0;
    for (std::size_t degree = 0; degree < number.size(); ++degree) ends += degree * number[degree];
    RC_ASSERT(ends == graph.ties() * (graph.directed() ? 1 : 2));
    RC_ASSERT(std::accumulate(number.begin(), number.end(), std::size_t{0}) == graph.actors());
}

RC_GTEST_PROP(Blocks, OfOneLabelHaveTheDensityOfTheGraph, ()) {
    const Graph graph = any_graph();
    const std::vector<int> label(graph.actors(), 0);
    RC_ASSERT(equal(block_densities(graph, label, 1).front(), density(graph)));
}

RC_GTEST_PROP(Measures, DoNotDependOnHowActorsAreNumbered, ()) {
    const Graph graph = any_graph();
    const std::size_t n = graph.actors();
    Graph reversed(n, graph.directed() ? Direction::directed : Direction::undirected);
    for (const ActorId i : IdRange<ActorId>(n))
        for (const ActorId j : graph.out(i)) reversed.add(ActorId(n - 1 - i.index()), ActorId(n - 1 - j.index()));
    RC_ASSERT(equal(transitivity(graph), transitivity(reversed)));
    RC_ASSERT(equal(clustering(graph), clustering(reversed)));
    RC_ASSERT(equal(reciprocity(graph), reciprocity(reversed)));
    RC_ASSERT(equal(centralisation(graph), centralisation(reversed)));
    RC_ASSERT(equal(betweenness_centralisation(graph), betweenness_centralisation(reversed)));
    RC_ASSERT(triad_census(graph) == triad_census(reversed));
}

}  // namespace
}  // namespace gemeinsim::tests
