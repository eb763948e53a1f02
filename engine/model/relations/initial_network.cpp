// SPDX-License-Identifier: Apache-2.0
#include "model/relations/initial_network.h"

#include <algorithm>
#include <vector>

#include "model/actors/lifetimes.h"
#include "network/generators.h"

namespace gemeinsim {
namespace {

Graph in_both_directions(const Graph& ties) {
    Graph arcs(ties.actors(), Direction::directed);
    for (const ActorId i : IdRange<ActorId>(ties.actors()))
        for (const ActorId j : ties.out(i)) arcs.add(i, j);
    return arcs;
}

}  // namespace

bool has_initial_network(const Model& model) {
    if (model.initial_network.generator != Generator::none) return true;
    return std::any_of(model.population.ties.begin(), model.population.ties.end(), [&](const Tie& tie) {
        return is_there_at_first(model, tie.from) && is_there_at_first(model, tie.to);
    });
}

Graph drawn_contacts(const Model& model, const State& now) {
    const InitialNetworkParameters& p = model.initial_network;
    const Direction direction = model.relations.directed ? Direction::directed : Direction::undirected;
    const DrawnFor actors{now.key, now.actors.entity};
    const auto both = [&](const Graph& ties) { return model.relations.directed ? in_both_directions(ties) : ties; };
    switch (p.generator) {
        case Generator::none:
            break;
        case Generator::random:
            return random_graph(actors, direction, p.density);
        case Generator::preferential:
            return both(preferential_attachment(actors, static_cast<std::size_t>(p.ties)));
        case Generator::small_world:
            return both(small_world(actors, static_cast<std::size_t>(p.neighbours), p.rewiring));
        case Generator::blocks: {
            std::vector<int> sector;
            for (const Sector one : now.actors.sector) sector.push_back(static_cast<int>(one));
            const double density[] = {
                p.administration_administration, p.administration_civil_society, p.administration_business,
                p.administration_civil_society,  p.civil_society_civil_society,  p.civil_society_business,
                p.administration_business,       p.civil_society_business,       p.business_business};
            return block_graph(actors, direction, sector, density);
        }
    }
    return {now.actors.size(), direction};
}

}  // namespace gemeinsim
