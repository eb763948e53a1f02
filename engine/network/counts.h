// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "network/graph.h"

namespace gemeinsim {

// Counts by which observed and simulated directed networks are compared, with the names of stochastic actor-oriented
// models (Snijders 2001). All but changed_ties() expect a directed graph.

/// Arcs that are returned: sum x_ij x_ji over ordered pairs, so that a mutual pair counts twice. Cost: O(arcs log d).
double reciprocated_arcs(const Graph& graph);

/// sum x_ij x_ih x_hj over ordered triples. Cost: O(two-paths log d).
double transitive_triplets(const Graph& graph);

/// Cycles i -> j -> h -> i, each once: sum x_ij x_jh x_hi / 3. Cost: O(two-paths log d).
double three_cycles(const Graph& graph);

/// sum_j x_+j^2: how unequally arcs are received. Cost: O(actors).
double squared_indegrees(const Graph& graph);

/// Hamming distance: ties that one of two graphs on the same actors has and the other has not; directed or both not.
/// Cost: O(arcs of both).
double changed_ties(const Graph& one, const Graph& other);

}  // namespace gemeinsim
