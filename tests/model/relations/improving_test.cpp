// SPDX-License-Identifier: Apache-2.0
// The connections model (Jackson & Wolinsky 1996) with its stable graphs and improving paths (A1).
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "model/relations/exact_chain.h"

namespace gemeinsim::tests {
namespace {

Model connections(std::size_t actors, double cost) {
    Model model = bare_model(actors, Kernel::improving, Consent::mutual, false, {});
    model.relations.contact_cost = cost;
    model.relations.reach_weight = 1;
    model.relations.reach_delta = .5;
    model.relations.reach_max = std::numeric_limits<double>::infinity();
    return model;
}

bool is_stable(const ExactChain& chain, std::size_t code) {
    return chain.moves()(static_cast<long>(code), static_cast<long>(code)) == 1;
}

/// What happens from the empty graph until nobody wants to change anything.
struct Paths {
    std::vector<double> ends;  ///< probability by graph
    double changes = 0;
    double meetings = 0;
};

Paths improving_paths(const ExactChain& chain) {
    const long graphs = static_cast<long>(chain.graphs());
    std::vector<long> passing;
    for (long g = 0; g < graphs; ++g)
        if (!is_stable(chain, static_cast<std::size_t>(g))) passing.push_back(g);
    const long m = static_cast<long>(passing.size());
    // Visits from the empty graph (code 0, the first that passes): N = (1 - Q)^-1.
    Eigen::MatrixXd system = Eigen::MatrixXd::Identity(m, m);
    for (long a = 0; a < m; ++a)
        for (long b = 0; b < m; ++b) system(a, b) -= chain.moves()(passing[a], passing[b]);
    Eigen::VectorXd first = Eigen::VectorXd::Zero(m);
    first(0) = 1;
    const Eigen::VectorXd visits = system.transpose().partialPivLu().solve(first);
    Paths paths;
    paths.ends.assign(chain.graphs(), 0);
    for (long a = 0; a < m; ++a) {
        paths.meetings += visits(a);
        paths.changes += visits(a) * (1 - chain.moves()(passing[a], passing[a]));
        for (long g = 0; g < graphs; ++g)
            if (is_stable(chain, static_cast<std::size_t>(g)))
                paths.ends[g] += visits(a) * chain.moves()(passing[a], g);
    }
    return paths;
}

double probability(const ExactChain& chain, const Paths& paths, double with_edges, bool is_star) {
    double total = 0;
    for (std::size_t g = 0; g < chain.graphs(); ++g) {
        const Graph graph = chain.graph(g);
        std::size_t largest = 0;
        for (const ActorId i : IdRange<ActorId>(graph.actors())) largest = std::max(largest, graph.out(i).size());
        if (edges(graph) == with_edges && (largest == graph.actors() - 1) == is_star) total += paths.ends[g];
    }
    return total;
}

TEST(ConnectionsModel, HasAsManyStableGraphsAsEnumerated) {
    const std::pair<double, int> rows[] = {{.2, 1}, {.3, 7}, {.45, 16}, {.55, 1}};
    for (const auto& [cost, expected] : rows) {
        const ExactChain chain(connections(4, cost));
        int stable = 0;
        for (std::size_t g = 0; g < chain.graphs(); ++g) stable += is_stable(chain, g);
        EXPECT_EQ(stable, expected) << "cost " << cost;
    }
}

TEST(ConnectionsModel, ThreeActorsWalkToAStarOrToACompleteGraph) {
    const ExactChain dear(connections(3, .3));
    const Paths to_star = improving_paths(dear);
    EXPECT_NEAR(probability(dear, to_star, 2, true), 1, 1e-12);
    EXPECT_NEAR(to_star.changes, 2, 1e-12);
    EXPECT_NEAR(to_star.meetings, 2.5, 1e-12);
    const ExactChain cheap(connections(3, .2));
    const Paths to_all = improving_paths(cheap);
    EXPECT_NEAR(to_all.ends.back(), 1, 1e-12);
    EXPECT_NEAR(to_all.changes, 3, 1e-12);
    EXPECT_NEAR(to_all.meetings, 5.5, 1e-12);
}

TEST(ConnectionsModel, FourActorsMissTheEfficientStarMoreOftenThanNot) {
    const ExactChain dear(connections(4, .3));
    const Paths paths = improving_paths(dear);
    EXPECT_NEAR(probability(dear, paths, 3, true), 4.0 / 15, 1e-12);
    EXPECT_NEAR(probability(dear, paths, 4, false), 11.0 / 15, 1e-12);
    EXPECT_NEAR(paths.changes, 3.73333, 5e-6);
    EXPECT_NEAR(paths.meetings, 8.5, 1e-12);
    const ExactChain cheap(connections(4, .2));
    const Paths to_all = improving_paths(cheap);
    EXPECT_NEAR(to_all.changes, 6, 1e-12);
    EXPECT_NEAR(to_all.meetings, 14.7, 1e-12);
}

}  // namespace
}  // namespace gemeinsim::tests
