// SPDX-License-Identifier: Apache-2.0
#include "network/measures.h"

#include <algorithm>
#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/clustering_coefficient.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/strong_components.hpp>
#include <cmath>
#include <iterator>
#include <string_view>
#include <vector>

#include "base/check.h"
#include "base/undefined.h"
#include "network/counts.h"
#include "network/view.h"

namespace gemeinsim {
namespace {

bool counts(std::span<const std::uint8_t> present, ActorId i) {
    return present.empty() || present[i.index()] != 0;
}

/// Adds up steps to all that can be reached, and how many these are.
struct Distances : boost::default_bfs_visitor {
    std::vector<long>* steps;
    double* total;
    double* pairs;

    template <class Edge>
    void tree_edge(const Edge& edge, const BoostView& graph) const {
        const long distance = (*steps)[boost::source(edge, graph)] + 1;
        (*steps)[boost::target(edge, graph)] = distance;
        *total += static_cast<double>(distance);
        *pairs += 1;
    }
};

/// Weak components: how many, and which one each actor is in.
std::size_t weak_components(const Graph& graph, std::vector<std::size_t>& component) {
    const BoostView copy = boost_view(graph, Reading::either);
    component.assign(graph.actors(), 0);
    return boost::connected_components(
        copy, boost::make_iterator_property_map(component.begin(), boost::get(boost::vertex_index, copy)));
}

double degree_of(const Graph& graph, ActorId i) {
    return static_cast<double>(graph.out(i).size());
}

/// Closed two-paths of an undirected graph: six per triangle, each found once, from its smallest member.
double closed_undirected(const Graph& graph) {
    std::vector<ActorId> tied_to(graph.actors());
    double triangles = 0;
    for (const ActorId i : IdRange<ActorId>(graph.actors())) {
        for (const ActorId h : graph.out(i)) tied_to[h.index()] = i;
        for (const ActorId h : graph.out(i)) {
            if (h < i) continue;
            int found = 0;
            for (const ActorId j : graph.out(h)) found += int(j > h) & int(tied_to[j.index()] == i);
            triangles += found;
        }
    }
    return 6 * triangles;
}

double closed_directed(const Graph& graph) {
    std::vector<ActorId> tied_to(graph.actors());
    double closed = 0;
    for (const ActorId i : IdRange<ActorId>(graph.actors())) {
        for (const ActorId h : graph.out(i)) tied_to[h.index()] = i;
        for (const ActorId h : graph.out(i)) {
            int found = 0;
            for (const ActorId j : graph.out(h)) found += tied_to[j.index()] == i;  // never i itself: no loops
            closed += found;
        }
    }
    return closed;
}

/// Arcs among three actors a, b, c as bits: a->b 1, b->a 2, a->c 4, c->a 8, b->c 16, c->b 32.
int kind_of_triad(int arcs) {
    const auto has = [arcs](int from, int to) {
        static constexpr int bit[3][3] = {{0, 1, 4}, {2, 0, 16}, {8, 32, 0}};
        return (arcs & bit[from][to]) != 0;
    };
    int mutual = 0;
    int asymmetric = 0;
    for (const auto& [a, b] : {std::array{0, 1}, std::array{0, 2}, std::array{1, 2}}) {
        const int both = int(has(a, b)) + int(has(b, a));
        if (both == 2) ++mutual;
        if (both == 1) ++asymmetric;
    }
    const auto sent = [&has](int x) { return int(has(x, (x + 1) % 3)) + int(has(x, (x + 2) % 3)); };
    const auto received = [&has](int x) { return int(has((x + 1) % 3, x)) + int(has((x + 2) % 3, x)); };
    const auto index = [](const char* name) {
        return static_cast<int>(std::find_if(triad_names.begin(), triad_names.end(),
                                             [name](const char* one) { return std::string_view(one) == name; }) -
                                triad_names.begin());
    };
    if (mutual == 3) return index("300");
    if (mutual == 2) return index(asymmetric == 1 ? "210" : "201");
    if (mutual == 1) {
        int odd = 0;  // the member outside the mutual dyad
        for (int x = 1; x < 3; ++x)
            if (has((x + 1) % 3, (x + 2) % 3) && has((x + 2) % 3, (x + 1) % 3)) odd = x;
        if (asymmetric == 0) return index("102");
        if (asymmetric == 1) return index(sent(odd) == 1 ? "111D" : "111U");
        if (sent(odd) == 2) return index("120D");
        return index(received(odd) == 2 ? "120U" : "120C");
    }
    if (asymmetric == 3) {
        const bool cycle = sent(0) == 1 && sent(1) == 1 && sent(2) == 1;
        return index(cycle ? "030C" : "030T");
    }
    if (asymmetric == 2) {
        int odd = 0;  // the member of both dyads
        for (int x = 1; x < 3; ++x)
            if (sent(x) + received(x) == 2) odd = x;
        if (sent(odd) == 2) return index("021D");
        return index(received(odd) == 2 ? "021U" : "021C");
    }
    return index(asymmetric == 1 ? "012" : "003");
}

const std::array<std::uint8_t, 64>& triad_kinds() {
    static const std::array<std::uint8_t, 64> kinds = [] {
        std::array<std::uint8_t, 64> all{};
        for (int arcs = 0; arcs < 64; ++arcs) all[arcs] = static_cast<std::uint8_t>(kind_of_triad(arcs));
        return all;
    }();
    return kinds;
}

/// Everybody tied to i in either direction, sorted.
void partners_of(const Graph& graph, ActorId i, std::vector<ActorId>& partners) {
    partners.assign(graph.out(i).begin(), graph.out(i).end());
    if (graph.directed()) partners.insert(partners.end(), graph.in(i).begin(), graph.in(i).end());
    std::sort(partners.begin(), partners.end());
    partners.erase(std::unique(partners.begin(), partners.end()), partners.end());
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
    // Two-paths through h lead from anybody to anybody else; those that return have an end less to choose from.
    double paths = 0;
    for (const ActorId h : IdRange<ActorId>(graph.actors())) {
        paths += static_cast<double>(graph.in(h).size()) * degree_of(graph, h);
        if (!graph.directed()) paths -= degree_of(graph, h);
    }
    if (graph.directed()) paths -= reciprocated_arcs(graph);
    const double closed = graph.directed() ? closed_directed(graph) : closed_undirected(graph);
    return paths > 0 ? closed / paths : undefined;
}

double clustering(const Graph& graph) {
    const BoostView copy = boost_view(graph, Reading::either);
    double total = 0;
    double actors = 0;
    for (std::size_t i = 0; i < graph.actors(); ++i) {
        if (boost::out_degree(i, copy) < 2) continue;
        total += boost::clustering_coefficient<double>(copy, i);
        actors += 1;
    }
    return actors > 0 ? total / actors : undefined;
}

double reciprocity(const Graph& graph) {
    if (!graph.directed() || graph.ties() == 0) return undefined;
    return reciprocated_arcs(graph) / static_cast<double>(graph.ties());
}

double components(const Graph& graph, std::span<const std::uint8_t> present) {
    const std::size_t n = counted(graph, present);
    if (n == 0) return undefined;
    std::vector<std::size_t> component;
    const std::size_t absent = graph.actors() - n;  // each an isolated vertex of the view
    return static_cast<double>(weak_components(graph, component) - absent);
}

double largest_component(const Graph& graph, std::span<const std::uint8_t> present) {
    const std::size_t n = counted(graph, present);
    if (n == 0) return undefined;
    std::vector<std::size_t> component;
    std::vector<std::size_t> size(weak_components(graph, component), 0);
    for (const ActorId i : IdRange<ActorId>(graph.actors())) size[component[i.index()]] += counts(present, i) ? 1 : 0;
    return static_cast<double>(*std::max_element(size.begin(), size.end())) / static_cast<double>(n);
}

double strong_components(const Graph& graph, std::span<const std::uint8_t> present) {
    const std::size_t n = counted(graph, present);
    if (n == 0) return undefined;
    const BoostView copy = boost_view(graph, Reading::arcs);
    std::vector<std::size_t> component(graph.actors());
    const std::size_t all = boost::strong_components(
        copy, boost::make_iterator_property_map(component.begin(), boost::get(boost::vertex_index, copy)));
    return static_cast<double>(all - (graph.actors() - n));
}

double mean_distance(const Graph& graph) {
    const BoostView copy = boost_view(graph, Reading::arcs);
    std::vector<long> steps(graph.actors());
    double total = 0;
    double pairs = 0;
    for (std::size_t from = 0; from < graph.actors(); ++from) {
        steps[from] = 0;
        Distances visitor;
        visitor.steps = &steps;
        visitor.total = &total;
        visitor.pairs = &pairs;
        boost::breadth_first_search(copy, from, boost::visitor(visitor));
    }
    return pairs > 0 ? total / pairs : undefined;
}

Column<ActorId, double> betweenness(const Graph& graph) {
    const BoostView copy = boost_view(graph, Reading::arcs);
    Column<ActorId, double> value(graph.actors(), 0);
    boost::brandes_betweenness_centrality(
        copy, boost::make_iterator_property_map(value.begin(), boost::get(boost::vertex_index, copy)));
    // The view knows ordered pairs only: without directions each pair was met twice.
    if (!graph.directed())
        for (double& one : value) one /= 2;
    return value;
}

double betweenness_centralisation(const Graph& graph, std::span<const std::uint8_t> present) {
    const auto n = static_cast<double>(counted(graph, present));
    if (n < 3) return undefined;
    const Column<ActorId, double> value = betweenness(graph);
    const double largest = *std::max_element(value.begin(), value.end());
    double spread = 0;
    for (const ActorId i : IdRange<ActorId>(graph.actors()))
        if (counts(present, i)) spread += largest - value[i];
    return spread / ((n - 1) * (n - 1) * (n - 2) / (graph.directed() ? 1 : 2));
}

std::vector<std::size_t> degree_distribution(const Graph& graph, std::span<const std::uint8_t> present) {
    std::vector<std::size_t> number;
    for (const ActorId i : IdRange<ActorId>(graph.actors())) {
        if (!counts(present, i)) continue;
        if (number.size() <= graph.out(i).size()) number.resize(graph.out(i).size() + 1);
        ++number[graph.out(i).size()];
    }
    return number;
}

double degree_spread(const Graph& graph, std::span<const std::uint8_t> present) {
    const auto n = static_cast<double>(counted(graph, present));
    if (n < 1) return undefined;
    const double mean = mean_degree(graph, present);
    double squares = 0;
    for (const ActorId i : IdRange<ActorId>(graph.actors()))
        if (counts(present, i)) squares += (degree_of(graph, i) - mean) * (degree_of(graph, i) - mean);
    return std::sqrt(squares / n);
}

std::array<std::uint64_t, 16> triad_census(const Graph& graph, std::span<const std::uint8_t> present) {
    std::array<std::uint64_t, 16> census{};
    const std::uint64_t n = counted(graph, present);
    if (n < 3) return census;
    const auto arcs = [&graph](ActorId a, ActorId b) { return int(graph.has(a, b)) + 2 * int(graph.has(b, a)); };
    std::vector<ActorId> mine;
    std::vector<ActorId> theirs;
    std::vector<ActorId> either;
    std::uint64_t counted_triads = 0;
    // Batagelj & Mrvar 2001: every triad with a tie is met once, at its first pair that is tied.
    for (const ActorId i : IdRange<ActorId>(graph.actors())) {
        partners_of(graph, i, mine);
        for (const ActorId j : mine) {
            if (j < i) continue;
            partners_of(graph, j, theirs);
            either.clear();
            std::set_union(mine.begin(), mine.end(), theirs.begin(), theirs.end(), std::back_inserter(either));
            const int pair = arcs(i, j);
            const std::uint64_t apart = n - either.size();  // i and j themselves stand in `either`
            census[triad_kinds()[pair]] += apart;
            counted_triads += apart;
            for (const ActorId k : either) {
                const bool first = k > j || (k > i && !std::binary_search(mine.begin(), mine.end(), k));
                if (k == i || k == j || !first) continue;
                ++census[triad_kinds()[pair + 4 * arcs(i, k) + 16 * arcs(j, k)]];
                ++counted_triads;
            }
        }
    }
    census[0] = n * (n - 1) * (n - 2) / 6 - counted_triads;
    return census;
}

std::vector<double> block_densities(const Graph& graph, std::span<const int> label, int labels,
                                    std::span<const std::uint8_t> present) {
    expects(label.size() == graph.actors(), "one label per actor is needed (labels make the blocks); pass them");
    const auto block = [labels](int from, int to) { return static_cast<std::size_t>(from) * labels + to; };
    std::vector<double> size(labels, 0);
    std::vector<double> density(block(labels, 0), 0);
    for (const ActorId i : IdRange<ActorId>(graph.actors())) {
        const int mine = label[i.index()];
        expects(mine >= 0 && mine < labels, "a label is out of range (they run from 0 to labels - 1); renumber them");
        size[mine] += counts(present, i);
        for (const ActorId j : graph.out(i)) density[block(mine, label[j.index()])] += 1;
    }
    for (int from = 0; from < labels; ++from)
        for (int to = 0; to < labels; ++to) {
            const double pairs = size[from] * (size[to] - (from == to ? 1 : 0));
            double& one = density[block(from, to)];
            one = pairs > 0 ? one / pairs : undefined;
        }
    return density;
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
