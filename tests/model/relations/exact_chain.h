// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Dense>
#include <functional>
#include <utility>
#include <vector>

#include "model/relations/rules.h"
#include "model/small_world.h"

namespace gemeinsim::tests {

/// A world in which choices follow structural effects alone: no motives, costs, hours or frictions, everybody
/// considered, rationality 1.
inline Model bare_model(std::size_t actors, Kernel kernel, Consent consent, bool directed,
                        std::vector<Effect> effects) {
    Model model = small_model(actors);
    RelationsParameters& p = model.relations;
    p.kernel = kernel;
    p.consent = consent;
    p.directed = directed;
    p.consideration = Consideration::complete;
    p.rationality = 1;
    p.motive_scale = p.contact_cost = p.pact_cost = p.crowding = p.contact_hours = p.pact_hours = 0;
    p.g_logic = p.g_silo = p.g_level = p.g_person = p.g_compete = p.g_depend = p.g_role = p.g_distance = 0;
    p.h_know_how = p.h_trust = 0;
    p.effects = std::move(effects);
    return model;
}

inline State bare_state(const Model& model, RunKey key = {1, 0}) {
    State now = small_state(model, key);
    now.relations = initial_relations(model, now);
    return now;
}

/// The Markov chain over all graphs of a few actors that one ring of a random actor's clock makes, from the
/// probabilities that the engine itself uses.
class ExactChain {
  public:
    explicit ExactChain(const Model& model) : now_(bare_state(model)) {
        const std::size_t n = now_.actors.size();
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j < n; ++j)
                if (model.relations.directed ? i != j : i < j) slots_.emplace_back(i, j);
        const std::size_t graphs = std::size_t{1} << slots_.size();
        moves_ = Eigen::MatrixXd::Zero(static_cast<long>(graphs), static_cast<long>(graphs));
        for (std::size_t from = 0; from < graphs; ++from) {
            now_.relations.contacts = graph(from);
            const long row = static_cast<long>(from);
            moves_(row, row) = 1;
            for (std::size_t ego = 0; ego < n; ++ego)
                for (const ToggleProbability& toggle : toggle_probabilities(model, now_, ActorId(ego))) {
                    const double probability = toggle.probability / static_cast<double>(n);
                    moves_(row, static_cast<long>(from ^ bit(ego, toggle.partner.index()))) += probability;
                    moves_(row, row) -= probability;
                }
        }
    }

    [[nodiscard]] std::size_t graphs() const { return static_cast<std::size_t>(moves_.rows()); }
    [[nodiscard]] const Eigen::MatrixXd& moves() const { return moves_; }

    [[nodiscard]] Graph graph(std::size_t code) const {
        Graph made(now_.actors.size(),
                   now_.relations.contacts.directed() ? Direction::directed : Direction::undirected);
        for (std::size_t s = 0; s < slots_.size(); ++s)
            if ((code >> s & 1U) != 0) made.add(ActorId(slots_[s].first), ActorId(slots_[s].second));
        return made;
    }

    /// The stationary law: pi (P - 1) = 0, sum pi = 1.
    [[nodiscard]] Eigen::VectorXd stationary() const {
        Eigen::MatrixXd system = (moves_ - Eigen::MatrixXd::Identity(moves_.rows(), moves_.cols())).transpose();
        system.row(0).setOnes();
        Eigen::VectorXd right = Eigen::VectorXd::Zero(moves_.rows());
        right(0) = 1;
        return system.partialPivLu().solve(right);
    }

    [[nodiscard]] double expectation(const Eigen::VectorXd& law, const std::function<double(const Graph&)>& of) const {
        double total = 0;
        for (std::size_t code = 0; code < graphs(); ++code) total += law(static_cast<long>(code)) * of(graph(code));
        return total;
    }

  private:
    [[nodiscard]] std::size_t bit(std::size_t i, std::size_t j) const {
        for (std::size_t s = 0; s < slots_.size(); ++s)
            if (slots_[s] == std::pair(i, j) || (!now_.relations.contacts.directed() && slots_[s] == std::pair(j, i)))
                return std::size_t{1} << s;
        return 0;
    }

    State now_;
    std::vector<std::pair<std::size_t, std::size_t>> slots_;
    Eigen::MatrixXd moves_;
};

/// Counts written apart from the engine's effects, by looking at every pair and triple.
inline double arcs(const Graph& g) {
    double count = 0;
    for (const ActorId i : IdRange<ActorId>(g.actors()))
        for (const ActorId j : IdRange<ActorId>(g.actors())) count += i != j && g.has(i, j);
    return count;
}
inline double edges(const Graph& g) {
    return arcs(g) / 2;
}
inline double mutual_dyads(const Graph& g) {
    double count = 0;
    for (const ActorId i : IdRange<ActorId>(g.actors()))
        for (const ActorId j : IdRange<ActorId>(g.actors())) count += i < j && g.has(i, j) && g.has(j, i);
    return count;
}
inline double transitive_triplets(const Graph& g) {
    double count = 0;
    for (const ActorId i : IdRange<ActorId>(g.actors()))
        for (const ActorId h : IdRange<ActorId>(g.actors()))
            for (const ActorId j : IdRange<ActorId>(g.actors()))
                count += i != h && h != j && i != j && g.has(i, h) && g.has(h, j) && g.has(i, j);
    return count;
}
inline double triangles(const Graph& g) {
    return transitive_triplets(g) / 6;
}

}  // namespace gemeinsim::tests
