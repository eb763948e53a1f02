// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

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

/// Share of two-paths i -> h -> j, i != j, that a tie i -> j closes. Cost: O(n + two-paths), half of them where
/// undirected.
double transitivity(const Graph& graph);

/// Mean over actors with two partners or more of the share of pairs of their partners that are tied themselves (Watts
/// & Strogatz 1998), arcs read both ways. Cost: O(two-paths d).
double clustering(const Graph& graph);

/// sum x_ij x_ji / sum x_ij; NaN for undirected graphs.
double reciprocity(const Graph& graph);

/// Number of connected components, weak ones where directed; isolated actors are components.
double components(const Graph& graph, std::span<const std::uint8_t> present = {});

/// Share of the actors that count in the largest component (weak where directed).
double largest_component(const Graph& graph, std::span<const std::uint8_t> present = {});

/// Number of strongly connected components: who reach each other along arcs; as components() where undirected.
double strong_components(const Graph& graph, std::span<const std::uint8_t> present = {});

/// Mean number of steps over ordered pairs that are connected. Cost: O(n (n + ties)).
double mean_distance(const Graph& graph);

/// Freeman's degree centralisation: sum_i (max degree - degree_i) / ((n-1)(n-2)), of out-degrees with (n-1)^2 where
/// directed. 1 for a star.
double centralisation(const Graph& graph, std::span<const std::uint8_t> present = {});

/// For every actor, the number of pairs of others between whom it lies: each pair's shortest paths count one in all
/// (Brandes 2001); ordered pairs where directed. Cost: O(n (n + ties)).
Column<ActorId, double> betweenness(const Graph& graph);

/// Freeman's centralisation of betweenness: sum_i (max - b_i) over its value in a star. 1 for a star.
double betweenness_centralisation(const Graph& graph, std::span<const std::uint8_t> present = {});

/// How many actors have 0, 1, 2, ... partners (arcs sent), up to the largest degree; empty where nobody counts.
std::vector<std::size_t> degree_distribution(const Graph& graph, std::span<const std::uint8_t> present = {});

/// Standard deviation of the degree over actors (of arcs sent).
double degree_spread(const Graph& graph, std::span<const std::uint8_t> present = {});

/// The sixteen kinds of triads of a directed graph (Holland & Leinhardt 1976): mutual, asymmetric and null dyads, then
/// down, up, transitive or cyclic.
inline constexpr std::array<const char*, 16> triad_names = {"003",  "012",  "102",  "021D", "021U", "021C",
                                                            "111D", "111U", "030T", "030C", "201",  "120D",
                                                            "120U", "120C", "210",  "300"};

/// How many triples of actors are of each kind, in the order of triad_names; an undirected tie counts as mutual, which
/// leaves 003, 102, 201 and 300: none, one, two or three ties. Cost: O(ties * largest degree).
std::array<std::uint64_t, 16> triad_census(const Graph& graph, std::span<const std::uint8_t> present = {});

/// Ties over possible ties from actors of one label to those of another, row by row; a tie of an undirected graph
/// counts in both directions, so that the matrix is symmetric. Labels run from 0 to labels - 1. NaN where no pair is
/// possible. Throws ContractViolation on a label out of range.
std::vector<double> block_densities(const Graph& graph, std::span<const int> label, int labels,
                                    std::span<const std::uint8_t> present = {});

/// Share of ties between actors of different labels.
double cross_share(const Graph& graph, std::span<const int> label);

/// Krackhardt & Stern 1988: (external - internal) / all ties, [-1, 1].
double ei_index(const Graph& graph, std::span<const int> label);

}  // namespace gemeinsim
