// SPDX-License-Identifier: Apache-2.0
#include "network/counts.h"

#include "base/check.h"

namespace gemeinsim {
namespace {

void expect_directed(const Graph& graph) {
    expects(graph.directed(), "this counts arcs; ask it of a directed graph");
}

/// Adds up count(i, j) over the two-paths i -> h -> j with i != j.
template <class Count>
double over_two_paths(const Graph& graph, Count count) {
    double total = 0;
    for (const ActorId i : IdRange<ActorId>(graph.actors()))
        for (const ActorId h : graph.out(i))
            for (const ActorId j : graph.out(h))
                if (j != i) total += count(i, j) ? 1 : 0;
    return total;
}

}  // namespace

double reciprocated_arcs(const Graph& graph) {
    expect_directed(graph);
    double total = 0;
    for (const ActorId i : IdRange<ActorId>(graph.actors()))
        for (const ActorId j : graph.out(i)) total += graph.has(j, i) ? 1 : 0;
    return total;
}

double transitive_triplets(const Graph& graph) {
    expect_directed(graph);
    return over_two_paths(graph, [&](ActorId i, ActorId j) { return graph.has(i, j); });
}

double three_cycles(const Graph& graph) {
    expect_directed(graph);
    return over_two_paths(graph, [&](ActorId i, ActorId j) { return graph.has(j, i); }) / 3;
}

double squared_indegrees(const Graph& graph) {
    expect_directed(graph);
    double total = 0;
    for (const ActorId j : IdRange<ActorId>(graph.actors())) {
        const auto received = static_cast<double>(graph.in(j).size());
        total += received * received;
    }
    return total;
}

double changed_ties(const Graph& one, const Graph& other) {
    expects(one.actors() == other.actors() && one.directed() == other.directed(),
            "the graphs differ in actors or direction; compare two of the same kind");
    double common = 0;
    for (const ActorId i : IdRange<ActorId>(one.actors()))
        for (const ActorId j : one.out(i)) common += other.has(i, j) ? 1 : 0;
    if (!one.directed()) common /= 2;  // seen from both ends
    return static_cast<double>(one.ties()) + static_cast<double>(other.ties()) - 2 * common;
}

}  // namespace gemeinsim
