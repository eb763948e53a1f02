// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/graph/compressed_sparse_row_graph.hpp>

#include "network/graph.h"

namespace gemeinsim {

/// A graph as the algorithms of Boost.Graph see it: rows of targets, every tie of an undirected graph as two arcs.
using BoostView = boost::compressed_sparse_row_graph<boost::directedS>;

/// How arcs are read: as they point, or both ways (the weak view of a directed graph). Ties go both ways anyway.
enum class Reading { arcs, either };

/// Copies the ties; vertices are actors by number. Cost: O(n + ties).
BoostView boost_view(const Graph& graph, Reading reading);

}  // namespace gemeinsim
