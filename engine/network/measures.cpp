// SPDX-License-Identifier: Apache-2.0
#include "network/measures.h"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/connected_components.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "base/check.h"

namespace gemeinsim {
namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

using BoostUndirected = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS>;
using BoostDirected = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;

/// The graph as Boost.Graph sees it; arcs lose their direction in an undirected view.
template <class Boost>
Boost view(const Graph& graph) {
    Boost copy(graph.actors());
    for (const ActorId i : IdRange<ActorId>(graph.actors()))
        for (const ActorId j : graph.out(i))
            if (graph.directed() || i < j) boost::add_edge(i.index(), j.index(), copy);
    return copy;
}

/// Steps to all that can be reached from anywhere, and how many ordered pairs that are.
struct Distances : boost::default_bfs_visitor {
    std::vector<long>* steps;
    double* total;
    double* pairs;

    template <class Edge, class Boost>
    void tree_edge(const Edge& edge, const Boost& graph) const {
        const long distance = (*steps)[boost::source(edge, graph)] + 1;
        (*steps)[boost::target(edge, graph)] = distance;
        *total += static_cast<double>(distance);
        *pairs += 1;
    }
};

template <class Boost>
double mean_steps(const Boost& graph) {
    std::vector<long> steps(boost::num_vertices(graph));
    double total = 0;
    double pairs = 0;
    for (std::size_t from = 0; from < steps.size(); ++from) {
        steps[from] = 0;
        Distances visitor;
        visitor.steps = &steps;
        visitor.total = &total;
        visitor.pairs = &pairs;
        boost::breadth_first_search(graph, from, boost::visitor(visitor));
    }
    return pairs > 0 ? total / pairs : undefined;
}

struct Crossing {
    double across = 0;
    double all = 0;
};

Crossing crossing(const Graph& graph, std::span<const int> label) {
    expects(label.size() == graph.actors(), "one label per actor is needed (labels decide what crosses); pass them");
    Crossing count;
    for (const ActorId i : IdRange<ActorId>(graph.actors()))
        for (const ActorId j : graph.out(i)) {
            count.all += 1;
            count.across += label[i.index()] != label[j.index()];
        }
    return count;
}

}  // namespace

std::size_t counted(const Graph& graph, std::span<const std::uint8_t> present) {
    if (present.empty()) return graph.actors();
    return static_cast<std::size_t>(std::count_if(present.begin(), present.end(), [](auto p) { return p != 0; }));
}

double density(const Graph& graph, std::span<const std::uint8_t> present) {
    const auto n = static_cast<double>(counted(graph, present));
    if (n < 2) return undefined;
    const double possible = graph.directed() ? n * (n - 1) : n * (n - 1) / 2;
    return static_cast<double>(graph.ties()) / possible;
}

double mean_degree(const Graph& graph, std::span<const std::uint8_t> present) {
    const auto n = static_cast<double>(counted(graph, present));
    if (n < 1) return undefined;
    return static_cast<double>(graph.ties()) * (graph.directed() ? 1 : 2) / n;
}

double transitivity(const Graph& graph) {
    double paths = 0;
    double closed = 0;
    for (const ActorId i : IdRange<ActorId>(graph.actors()))
        for (const ActorId h : graph.out(i))
            for (const ActorId j : graph.out(h)) {
                if (j == i) continue;
                paths += 1;
                closed += graph.has(i, j);
            }
    return paths > 0 ? closed / paths : undefined;
}

double reciprocity(const Graph& graph) {
    if (!graph.directed() || graph.ties() == 0) return undefined;
    double mutual = 0;
    for (const ActorId i : IdRange<ActorId>(graph.actors()))
        for (const ActorId j : graph.out(i)) mutual += graph.has(j, i);
    return mutual / static_cast<double>(graph.ties());
}

double components(const Graph& graph, std::span<const std::uint8_t> present) {
    if (counted(graph, present) == 0) return undefined;
    const auto copy = view<BoostUndirected>(graph);
    std::vector<int> component(graph.actors());
    const int all = boost::connected_components(copy, component.data());
    const std::size_t absent = graph.actors() - counted(graph, present);  // each an isolated vertex of the view
    return static_cast<double>(all) - static_cast<double>(absent);
}

double mean_distance(const Graph& graph) {
    return graph.directed() ? mean_steps(view<BoostDirected>(graph)) : mean_steps(view<BoostUndirected>(graph));
}

double centralisation(const Graph& graph, std::span<const std::uint8_t> present) {
    const auto n = static_cast<double>(counted(graph, present));
    if (n < 3) return undefined;
    std::size_t largest = 0;
    for (const ActorId i : IdRange<ActorId>(graph.actors())) largest = std::max(largest, graph.out(i).size());
    const double degrees = static_cast<double>(graph.ties()) * (graph.directed() ? 1 : 2);
    const double spread = n * static_cast<double>(largest) - degrees;
    return spread / (graph.directed() ? (n - 1) * (n - 1) : (n - 1) * (n - 2));
}

double cross_share(const Graph& graph, std::span<const int> label) {
    const Crossing count = crossing(graph, label);
    return count.all > 0 ? count.across / count.all : undefined;
}

double ei_index(const Graph& graph, std::span<const int> label) {
    const Crossing count = crossing(graph, label);
    return count.all > 0 ? (2 * count.across - count.all) / count.all : undefined;
}

}  // namespace gemeinsim
