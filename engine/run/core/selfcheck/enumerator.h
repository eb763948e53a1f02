// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

/// Exact answers for a handful of nodes, worked out by looking at every graph: the other side of the comparisons of
/// `gemeinsim selfcheck`. Nothing here knows the engine's graphs, effects or kernels.
namespace gemeinsim::selfcheck {

/// One graph of a GraphSpace: bit s says whether slot s holds a tie.
using Code = std::uint32_t;

/// All graphs on a few nodes.
class GraphSpace {
  public:
    static constexpr int most_slots = 15;  ///< 32,768 graphs: six nodes with ties, four with arcs

    GraphSpace(int nodes, bool directed);

    /// Ties or arcs that n nodes can have.
    static int slots(int nodes, bool directed) { return nodes * (nodes - 1) / (directed ? 1 : 2); }

    [[nodiscard]] int nodes() const { return nodes_; }
    [[nodiscard]] bool directed() const { return directed_; }
    [[nodiscard]] Code count() const { return Code{1} << slots(nodes_, directed_); }
    /// The code with the one tie i - j (arc i -> j).
    [[nodiscard]] Code bit(int i, int j) const { return bits_[i * nodes_ + j]; }
    [[nodiscard]] bool has(Code graph, int i, int j) const { return (graph & bit(i, j)) != 0; }
    [[nodiscard]] int ties(Code graph) const;
    /// Ties of i (arcs that i sends).
    [[nodiscard]] int degree(Code graph, int i) const;
    /// Steps from one node to each; -1 where there is no way. `either`: along arcs in both directions.
    [[nodiscard]] std::vector<int> distances(Code graph, int from, bool either = false) const;

  private:
    int nodes_;
    bool directed_;
    std::vector<Code> bits_;
};

/// Counts over a graph, by looking at every pair and triple.
double mutual_dyads(const GraphSpace& space, Code graph);
double transitive_triplets(const GraphSpace& space, Code graph);
double triangles(const GraphSpace& space, Code graph);
bool is_star(const GraphSpace& space, Code graph);
bool is_circle(const GraphSpace& space, Code graph);

/// What a graph is worth to each node, for all graphs at once.
class Utilities {
  public:
    Utilities(const GraphSpace& space, const std::function<double(Code graph, int node)>& utility);

    [[nodiscard]] const GraphSpace& space() const { return space_; }
    [[nodiscard]] double of(Code graph, int node) const { return table_[graph * space_.nodes() + node]; }
    [[nodiscard]] double welfare(Code graph) const;
    [[nodiscard]] double best_welfare() const;
    /// What the tie i - j (arc i -> j) is worth to i, everything else as it is.
    [[nodiscard]] double gain(Code graph, int i, int j) const {
        return of(graph | space_.bit(i, j), i) - of(graph & ~space_.bit(i, j), i);
    }
    /// Nobody gains from cutting a tie, no two from adding one (Jackson & Wolinsky 1996).
    [[nodiscard]] bool pairwise_stable(Code graph) const;
    /// Nobody gains from any other set of arcs of its own (Bala & Goyal 2000); strict: everybody loses by it.
    [[nodiscard]] bool nash(Code graph, bool strict) const;

  private:
    GraphSpace space_;
    std::vector<double> table_;
};

struct Move {
    Code to = 0;
    double probability = 0;
};

/// A Markov chain over all graphs, one step per ring of a random actor's clock: where each graph may go, with which
/// probability; with the rest it stays.
using Chain = std::vector<std::vector<Move>>;

/// How a ring changes the graph and whose agreement that needs, as in docs/model.md.
enum class Choosing { actor, pair, improving };
enum class Agreement { unilateral, mutual, joint, forcing };

Chain chain_of(const Utilities& utilities, Choosing choosing, Agreement agreement);

/// The law that one step leaves as it is. Throws std::runtime_error where the chain mixes too slowly to find it.
/// Cost: O(graphs^3) up to 1024 graphs, else up to some thousand steps of O(moves).
std::vector<double> stationary(const Chain& chain);

/// The law after a Poisson number of steps with this mean: rings at constant rate for some time.
std::vector<double> law_after(const Chain& chain, Code from, double mean_steps);

/// What happens from one graph until nothing moves any more.
struct Paths {
    bool end = true;          ///< false where some path never ends; the rest is then empty
    std::vector<double> law;  ///< of the last graph
    double changes = 0;       ///< mean number of ties added or cut
    double rings = 0;         ///< mean number of rings until the last change
};
Paths follow(const Chain& chain, Code from);

}  // namespace gemeinsim::selfcheck
