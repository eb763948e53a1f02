// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "network/graph.h"
#include "random/stream.h"

namespace gemeinsim {

/// For whom a graph is drawn and with which luck. Every draw belongs to an actor or a pair by name, so that the order
/// of the actors does not matter.
struct DrawnFor {
    RunKey key;
    std::span<const EntityKey> entities;  ///< one name per actor, all different
    Month month = 0;
};

/// Up to this many actors each pair has a draw of its own: who else is there does not change it. Among more, looking at
/// every pair would take longer than the run.
inline constexpr std::size_t most_drawn_by_pair = 2000;

/// Every pair is tied (every ordered pair, where directed) with the same probability, independently: G(n, p) (Gilbert
/// 1959). Degrees are binomial. A larger density keeps the ties of a smaller one. Cost: O(n^2) draws up to
/// most_drawn_by_pair actors, O(n + ties) beyond.
Graph random_graph(const DrawnFor& actors, Direction direction, double density);

/// A stochastic block model (Holland, Laskey & Leinhardt 1983): a pair is tied with the probability of its labels.
/// `density` is row by row, labels * labels; of an undirected graph the entry (smaller label, larger label) counts.
/// Cost: as random_graph, and O(n labels) draws.
Graph block_graph(const DrawnFor& actors, Direction direction, std::span<const int> label,
                  std::span<const double> density);

/// Preferential attachment (Barabasi & Albert 1999), undirected: actors arrive in a random order; the first `ties` + 1
/// are all tied; each later one ties to `ties` different earlier ones, drawn in proportion to their degree. Needs
/// 1 <= ties < actors. Degrees approach p_k = 2m(m+1) / (k(k+1)(k+2)). The paper leaves the start open.
/// Cost: O(n ties).
Graph preferential_attachment(const DrawnFor& actors, std::size_t ties);

/// A small world (Watts & Strogatz 1998), undirected: actors stand in a ring in a random order, each tied to
/// `neighbours` nearest ones; then each tie, lap by lap, moves its far end with probability `rewiring` to an actor
/// drawn among those not tied to the near end yet. Needs an even number of neighbours below the number of actors.
/// The number of ties stays. Cost: O(n neighbours) draws on average.
Graph small_world(const DrawnFor& actors, std::size_t neighbours, double rewiring);

}  // namespace gemeinsim
