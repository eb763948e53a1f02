// SPDX-License-Identifier: Apache-2.0
#include "network/view.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace gemeinsim {

BoostView boost_view(const Graph& graph, Reading reading) {
    std::vector<std::pair<std::size_t, std::size_t>> arcs;
    arcs.reserve(2 * graph.ties());
    for (const ActorId i : IdRange<ActorId>(graph.actors())) {
        for (const ActorId j : graph.out(i)) arcs.emplace_back(i.index(), j.index());
        if (!graph.directed() || reading == Reading::arcs) continue;
        // A mutual dyad is one way, not two.
        for (const ActorId j : graph.in(i))
            if (!graph.has(i, j)) arcs.emplace_back(i.index(), j.index());
    }
    return {boost::edges_are_sorted, arcs.begin(), arcs.end(), graph.actors()};
}

}  // namespace gemeinsim
