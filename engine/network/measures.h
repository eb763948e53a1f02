// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "network/graph.h"

namespace gemeinsim {

// Measures of a graph. What is undefined (density of one actor, distance where no pair is connected) is NaN,
// never zero. `present` marks the actors that count, one entry each; empty means all. Ties of actors that do not
// count are taken as absent by the caller (they have none).

/// Number of actors that count.
std::size_t counted(const Graph& graph, std::span<const std::uint8_t> present);

/// Ties over possible ties.
double density(const Graph& graph, std::span<const std::uint8_t> present = {});

/// Mean number of partners (of arcs sent, where directed).
double mean_degree(const Graph& graph, std::span<const std::uint8_t> present = {});

/// Share of two-paths i -> h -> j, i != j, that a tie i -> j closes. Cost: O(two-paths log d).
double transitivity(const Graph& graph);

/// sum x_ij x_ji / sum x_ij; NaN for undirected graphs.
double reciprocity(const Graph& graph);

/// Number of connected components, weak ones where directed; isolated actors are components.
double components(const Graph& graph, std::span<const std::uint8_t> present = {});

/// Mean number of steps over ordered pairs that are connected. Cost: O(n (n + ties)).
double mean_distance(const Graph& graph);

/// Freeman's degree centralisation: sum_i (max degree - degree_i) / ((n-1)(n-2)), of out-degrees with (n-1)^2 where
/// directed. 1 for a star.
double centralisation(const Graph& graph, std::span<const std::uint8_t> present = {});

/// Share of ties between actors of different labels.
double cross_share(const Graph& graph, std::span<const int> label);

/// Krackhardt & Stern 1988: (external - internal) / all ties, [-1, 1].
double ei_index(const Graph& graph, std::span<const int> label);

}  // namespace gemeinsim
