// SPDX-License-Identifier: Apache-2.0
// Effects of what is known of actors and pairs: v_i of actors, w_ij of pairs, both taken off their means.
#include <cmath>

#include "model/relations/effect_families.h"
#include "model/state.h"

namespace gemeinsim::effects {
namespace {

double dyad_value(const EffectTerm& term, ActorId i, ActorId j) {
    const double value = term.dyad != nullptr
                             ? term.dyad->at(i, j)
                             : distance_km(*term.population, term.actors->place[i], term.actors->place[j]);
    return value - term.centre;
}

}  // namespace

/// s_i = v_i x_i+
void covariate_ego(const Neighbourhood& near, const EffectTerm& term, Alternatives alternatives, Changes changes) {
    const double value = term.values[near.ego()];
    add_each(near, term, alternatives, changes, [&](ActorId) { return value; });
}

/// s_i = sum_j x_ij v_j
void covariate_alter(const Neighbourhood& near, const EffectTerm& term, Alternatives alternatives, Changes changes) {
    add_each(near, term, alternatives, changes, [&](ActorId j) { return term.values[j]; });
}
double value_of(const Graph&, const EffectTerm& term, ActorId j) {
    return term.values[j];
}

/// Over an undirected graph either sum holds each tie with the values of both its ends.
void covariate_ends_total(const Neighbourhood& near, const EffectTerm& term, Alternatives alternatives, Changes changes,
                          bool of_ego) {
    const double own = term.values[near.ego()];
    const bool both = !near.contacts().directed();
    add_each(near, term, alternatives, changes,
             [&](ActorId j) { return (both || of_ego ? own : 0) + (both || !of_ego ? term.values[j] : 0); });
}
void covariate_ego_total(const Neighbourhood& near, const EffectTerm& term, Alternatives alternatives,
                         Changes changes) {
    covariate_ends_total(near, term, alternatives, changes, true);
}
void covariate_alter_total(const Neighbourhood& near, const EffectTerm& term, Alternatives alternatives,
                           Changes changes) {
    covariate_ends_total(near, term, alternatives, changes, false);
}
double value_if_undirected(const Graph& graph, const EffectTerm& term, ActorId j) {
    return graph.directed() ? 0 : term.values[j];
}

/// s_i = sum_j x_ij (1 - |v_i - v_j| / range - mean over pairs)
void covariate_similarity(const Neighbourhood& near, const EffectTerm& term, Alternatives alternatives,
                          Changes changes) {
    const double own = term.values[near.ego()];
    add_each(near, term, alternatives, changes,
             [&](ActorId j) { return 1 - std::abs(own - term.values[j]) * term.per_range - term.centre; });
}

/// s_i = sum_j x_ij [v_i = v_j]
void covariate_same(const Neighbourhood& near, const EffectTerm& term, Alternatives alternatives, Changes changes) {
    const double own = term.values[near.ego()];
    add_each(near, term, alternatives, changes, [&](ActorId j) { return own == term.values[j] ? 1 : 0; });
}

/// s_i = sum_j x_ij (w_ij - mean)
void dyadic_covariate(const Neighbourhood& near, const EffectTerm& term, Alternatives alternatives, Changes changes) {
    add_each(near, term, alternatives, changes, [&](ActorId j) { return dyad_value(term, near.ego(), j); });
}
/// Of an undirected tie the count holds the mean of both directions.
void dyadic_covariate_total(const Neighbourhood& near, const EffectTerm& term, Alternatives alternatives,
                            Changes changes) {
    if (near.contacts().directed()) {
        dyadic_covariate(near, term, alternatives, changes);
        return;
    }
    add_each(near, term, alternatives, changes,
             [&](ActorId j) { return (dyad_value(term, near.ego(), j) + dyad_value(term, j, near.ego())) / 2; });
}

}  // namespace gemeinsim::effects
