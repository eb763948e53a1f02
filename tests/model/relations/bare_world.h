// SPDX-License-Identifier: Apache-2.0
#pragma once

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
    p.rationality = p.contact_rate = 1;
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

/// Counts written apart from the engine's effects, by looking at every pair and triple.
inline double arcs(const Graph& g) {
    double count = 0;
    for (const ActorId i : IdRange<ActorId>(g.actors()))
        for (const ActorId j : IdRange<ActorId>(g.actors())) count += i != j && g.has(i, j);
    return count;
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

}  // namespace gemeinsim::tests
