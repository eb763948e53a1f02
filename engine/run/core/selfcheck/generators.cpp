// SPDX-License-Identifier: Apache-2.0
// Laws of the generators of initial contacts (A21), drawn as a scenario draws them.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/parallel.h"
#include "model/actors/rules.h"
#include "model/relations/initial_network.h"
#include "network/measures.h"
#include "run/core/selfcheck/cases.h"
#include "run/core/selfcheck/probe.h"
#include "run/core/selfcheck/worlds.h"

namespace gemeinsim::selfcheck {
namespace {

/// The contacts at month 0 of every run.
std::vector<Graph> drawn(int actors, int runs, const Values& values) {
    const Model model = compile(bare_world(actors), values);
    std::vector<Graph> graphs(runs);
    // Of a run's start only what the draw needs: who knows whom would take far longer.
    parallel_for(static_cast<std::size_t>(runs), 0, [&](std::size_t run) {
        State now;
        now.key = {1, run};
        now.actors = initial_actors(model, now.key);
        graphs[run] = drawn_contacts(model, now);
    });
    return graphs;
}

template <class Measure>
std::vector<double> measured(const std::vector<Graph>& graphs, const Measure& measure) {
    std::vector<double> values;
    for (const Graph& graph : graphs) values.push_back(measure(graph));
    return values;
}

double mean(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values) sum += value;
    return sum / static_cast<double>(values.size());
}

double share_of_degree(const Graph& graph, int degree) {
    const std::vector<std::size_t> number = degree_distribution(graph);
    const auto at = static_cast<std::size_t>(degree);
    return at < number.size() ? static_cast<double>(number[at]) / static_cast<double>(graph.actors()) : 0;
}

double ties_of(const Graph& graph) {
    return static_cast<double>(graph.ties());
}

std::vector<Finding> run_random(const Setting& s) {
    const int n = s.whole("n");
    const double p = s("density");
    const std::vector<Graph> graphs = drawn(
        n, s.whole("runs"), {{"population.network.generator", "random"}, {"population.network.density", text(p)}});
    std::vector<Finding> rows;
    rows.push_back(mean_row("runs: ties", measured(graphs, ties_of), p * n * (n - 1) / 2));
    rows.push_back(mean_row(
        "runs: triangles", measured(graphs, [](const Graph& g) { return static_cast<double>(triad_census(g).back()); }),
        p * p * p * n * (n - 1) * (n - 2) / 6));
    const int centre = static_cast<int>(p * (n - 1));
    for (int d = std::max(0, centre - 2); d <= std::min(n - 1, centre + 2); ++d) {
        const double expected = std::exp(std::lgamma(n) - std::lgamma(d + 1) - std::lgamma(n - d) + d * std::log(p) +
                                         (n - 1 - d) * std::log1p(-p));
        rows.push_back(mean_row(fmt::format("runs: share of actors with {} contacts (binomial)", d),
                                measured(graphs, [d](const Graph& g) { return share_of_degree(g, d); }), expected));
    }
    return rows;
}

/// Expected share of actors by degree under one tie per arrival: an arrival turns an actor of degree k into one of
/// k + 1 with probability k / (2 ties).
std::vector<double> shares_of_a_tree(int n) {
    std::vector<double> number(n + 1, 0);
    number[1] = 2;
    for (int arrived = 2; arrived < n; ++arrived) {
        const double ends = 2.0 * (arrived - 1);
        for (int k = arrived; k >= 1; --k) {
            const double moves = number[k] * k / ends;
            number[k] -= moves;
            number[k + 1] += moves;
        }
        number[1] += 1;
    }
    for (double& one : number) one /= n;
    return number;
}

std::vector<Finding> run_preferential(const Setting& s) {
    const int n = s.whole("n");
    const int m = s.whole("ties");
    const std::vector<Graph> graphs =
        drawn(n, s.whole("runs"),
              {{"population.network.generator", "preferential"}, {"population.network.ties", std::to_string(m)}});
    std::vector<Finding> rows = {
        same("ties", mean(measured(graphs, ties_of)), m * (m + 1) / 2.0 + static_cast<double>(m) * (n - m - 1)),
        same("components", mean(measured(graphs, [](const Graph& g) { return components(g); })), 1)};
    const std::vector<double> tree = shares_of_a_tree(n);
    for (int k = m; k < m + 4; ++k) {
        const std::vector<double> shares = measured(graphs, [k](const Graph& g) { return share_of_degree(g, k); });
        const std::string name = fmt::format("runs: share of actors with {} contacts", k);
        if (m == 1) rows.push_back(mean_row(name + " (recursion)", shares, tree[k]));
        // Of finitely many actors and runs: the law is a limit.
        rows.push_back(about(name + " (limit law)", mean(shares), 2.0 * m * (m + 1) / (k * (k + 1.0) * (k + 2)), .01));
    }
    return rows;
}

std::vector<Finding> run_small_world(const Setting& s) {
    const int n = s.whole("n");
    const int k = s.whole("neighbours");
    const double p = s("rewiring");
    const auto graphs = [&](double rewiring, int runs) {
        return drawn(n, runs,
                     {{"population.network.generator", "small_world"},
                      {"population.network.neighbours", std::to_string(k)},
                      {"population.network.rewiring", text(rewiring)}});
    };
    const double ring = 3.0 * (k - 2) / (4.0 * (k - 1));
    const std::vector<Graph> lattice = graphs(0, 1);
    const std::vector<Graph> moved = graphs(p, s.whole("runs"));
    // Barrat & Weigt 2000: a triangle of the ring stays where none of its three ties moves; of finitely many actors
    // some close by chance. Degrees: k/2 ends of one's own stay, the others stay or come as a Poisson number.
    return {
        same("clustering of the ring", clustering(lattice.front()), ring),
        same("ties", mean(measured(moved, ties_of)), n * k / 2.0),
        about("runs: transitivity, (1-p)^3 of the ring's",
              mean(measured(moved, [](const Graph& g) { return transitivity(g); })), ring * std::pow(1 - p, 3), .02),
        about("runs: spread of contacts per actor",
              mean(measured(moved, [](const Graph& g) { return degree_spread(g); })),
              std::sqrt(k / 2.0 * p * (1 - p) + k / 2.0 * p), .05)};
}

std::vector<Finding> run_blocks(const Setting& s) {
    static constexpr const char* names[] = {"administration", "civil_society", "business"};
    const int size = s.whole("size");
    const int runs = s.whole("runs");
    Values values = {{"population.network.generator", "blocks"}};
    std::vector<std::pair<int, int>> blocks;
    for (int one = 0; one < 3; ++one) {
        values[std::string("population.") + names[one]] = std::to_string(size);
        for (int other = one; other < 3; ++other) {
            blocks.emplace_back(one, other);
            values[fmt::format("population.network.{}_{}", names[one], names[other])] =
                text(s(one == other ? "within" : "across") / (one + other + 1));
        }
    }
    const std::vector<Graph> graphs = drawn(size, runs, values);
    // Actors are sorted by name: administration, business, civil society.
    std::vector<int> label(3 * static_cast<std::size_t>(size));
    for (std::size_t i = 0; i < label.size(); ++i) label[i] = std::array{0, 2, 1}[i / size];
    std::vector<Finding> rows;
    for (const auto& [one, other] : blocks) {
        const double pairs = one == other ? size * (size - 1) / 2.0 : static_cast<double>(size) * size;
        double density = 0;
        for (const Graph& graph : graphs)
            density += block_densities(graph, label, 3)[static_cast<std::size_t>(one) * 3 + other] / runs;
        rows.push_back(share_row(fmt::format("runs: density of {} and {}", names[one], names[other]),
                                 density * pairs * runs, pairs * runs,
                                 s(one == other ? "within" : "across") / (one + other + 1)));
    }
    return rows;
}

CaseParameter graphs_parameter(double standard) {
    return {"runs", standard, 10, 1e5, "graphs drawn", true};
}

}  // namespace

std::vector<Case> generator_cases() {
    const std::string pairs = "every pair is drawn in every run";
    return {{"A21-random",
             "Random graph: ties, triangles and binomial degrees",
             "Gilbert 1959",
             {{"n", 40, 3, 500, "actors", true, {}, pairs},
              {"density", .1, .001, .999, "probability of a contact"},
              graphs_parameter(400)},
             {{}, {{"n", 12}, {"density", .5}}},
             run_random},
            {"A21-preferential",
             "Preferential attachment: the law of degrees",
             "Barabasi & Albert 1999; Dorogovtsev, Mendes & Samukhin 2000",
             {{"n", 1000, 500, 3000, "actors", true, {}, "below, the limit is far; above, runs take long"},
              {"ties", 2, 1, 20, "contacts that each arrival makes", true},
              graphs_parameter(40)},
             {{{"ties", 1}}, {{"ties", 2}}, {{"ties", 3}}},
             run_preferential},
            {"A21-small-world",
             "Small world: clustering and spread of degrees",
             "Watts & Strogatz 1998; Barrat & Weigt 2000",
             {{"n", 600, 200, 3000, "actors", true, {}, "below, chance closes many triangles; above, runs take long"},
              {"neighbours", 6, 4, 20, "contacts in the ring", true},
              {"rewiring", .1, 0, 1, "probability that a contact moves"},
              graphs_parameter(40)},
             {{}, {{"neighbours", 10}, {"rewiring", .3}}},
             run_small_world,
             [](const Setting& s) {
                 return s.whole("neighbours") % 2 == 0 ? std::string()
                                                       : "an odd number of neighbours: half of them stand on each side";
             }},
            {"A21-blocks",
             "Stochastic blocks by sector: densities",
             "Holland, Laskey & Leinhardt 1983",
             {{"size", 12, 2, 150, "actors of each sector", true, {}, pairs},
              {"within", .4, 0, 1, "density within administration; others are fractions of it"},
              {"across", .2, 0, 1, "density across, likewise"},
              graphs_parameter(200)},
             {{}},
             run_blocks}};
}

}  // namespace gemeinsim::selfcheck
