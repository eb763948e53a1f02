// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/relations/effects.h"

// The functions behind the table of effects, one block for each family's file. Formulas stand at their definitions.
namespace gemeinsim::effects {

using Alternatives = std::span<const ActorId>;
using Changes = std::span<double>;

/// Adds weight * f(j) for each alternative j that the term counts for.
template <class F>
void add_each(const Neighbourhood& near, const EffectTerm& term, Alternatives alternatives, Changes changes, F f) {
    if (term.part == EffectPart::evaluation) {
        for (std::size_t a = 0; a < alternatives.size(); ++a) changes[a] += term.weight * f(alternatives[a]);
        return;
    }
    for (std::size_t a = 0; a < alternatives.size(); ++a)
        if (term.counts(near.tied(alternatives[a]))) changes[a] += term.weight * f(alternatives[a]);
}

// effects_degree.cpp
void density(const Neighbourhood&, const EffectTerm&, Alternatives, Changes);
void indegree_popularity(const Neighbourhood&, const EffectTerm&, Alternatives, Changes);
void indegree_popularity_total(const Neighbourhood&, const EffectTerm&, Alternatives, Changes);
void indegree_popularity_sqrt(const Neighbourhood&, const EffectTerm&, Alternatives, Changes);
void indegree_popularity_sqrt_total(const Neighbourhood&, const EffectTerm&, Alternatives, Changes);
void outdegree_popularity(const Neighbourhood&, const EffectTerm&, Alternatives, Changes);
void outdegree_popularity_sqrt(const Neighbourhood&, const EffectTerm&, Alternatives, Changes);
void outdegree_popularity_sqrt_total(const Neighbourhood&, const EffectTerm&, Alternatives, Changes);
void indegree_activity(const Neighbourhood&, const EffectTerm&, Alternatives, Changes);
void two_paths_total(const Neighbourhood&, const EffectTerm&, Alternatives, Changes);
void indegree_activity_sqrt(const Neighbourhood&, const EffectTerm&, Alternatives, Changes);
void indegree_activity_sqrt_total(const Neighbourhood&, const EffectTerm&, Alternatives, Changes);
void outdegree_activity(const Neighbourhood&, const EffectTerm&, Alternatives, Changes);
void outdegree_activity_total(const Neighbourhood&, const EffectTerm&, Alternatives, Changes);
void outdegree_activity_sqrt(const Neighbourhood&, const EffectTerm&, Alternatives, Changes);
void outdegree_activity_sqrt_total(const Neighbourhood&, const EffectTerm&, Alternatives, Changes);
double indegree_of(const Graph&, const EffectTerm&, ActorId j);
double twice_indegree_of(const Graph&, const EffectTerm&, ActorId j);
double root_of_indegree_of(const Graph&, const EffectTerm&, ActorId j);
double power_of_indegree_of(const Graph&, const EffectTerm&, ActorId j);
double outdegree_of(const Graph&, const EffectTerm&, ActorId j);
double root_of_outdegree_of(const Graph&, const EffectTerm&, ActorId j);
double activity_of_target(const Graph&, const EffectTerm&, ActorId j);
double twice_degree_if_undirected(const Graph&, const EffectTerm&, ActorId j);
double power_of_degree_if_undirected(const Graph&, const EffectTerm&, ActorId j);

// effects_closure.cpp
void reciprocity(const Neighbourhood&, const EffectTerm&, Alternatives, Changes);
void transitive_triads(const Neighbourhood&, const EffectTerm&, Alternatives, Changes);
void transitive_triplets(const Neighbourhood&, const EffectTerm&, Alternatives, Changes);
void transitive_triplets_total(const Neighbourhood&, const EffectTerm&, Alternatives, Changes);
void transitive_ties(const Neighbourhood&, const EffectTerm&, Alternatives, Changes);
void transitive_ties_total(const Neighbourhood&, const EffectTerm&, Alternatives, Changes);
void three_cycles(const Neighbourhood&, const EffectTerm&, Alternatives, Changes);
void distance_two(const Neighbourhood&, const EffectTerm&, Alternatives, Changes);
void distance_two_total(const Neighbourhood&, const EffectTerm&, Alternatives, Changes);
void coauthor(const Neighbourhood&, const EffectTerm&, Alternatives, Changes);
void coauthor_total(const Neighbourhood&, const EffectTerm&, Alternatives, Changes);

// effects_covariate.cpp
void covariate_ego(const Neighbourhood&, const EffectTerm&, Alternatives, Changes);
void covariate_ego_total(const Neighbourhood&, const EffectTerm&, Alternatives, Changes);
void covariate_alter_total(const Neighbourhood&, const EffectTerm&, Alternatives, Changes);
void covariate_alter(const Neighbourhood&, const EffectTerm&, Alternatives, Changes);
void covariate_similarity(const Neighbourhood&, const EffectTerm&, Alternatives, Changes);
void covariate_same(const Neighbourhood&, const EffectTerm&, Alternatives, Changes);
void dyadic_covariate(const Neighbourhood&, const EffectTerm&, Alternatives, Changes);
void dyadic_covariate_total(const Neighbourhood&, const EffectTerm&, Alternatives, Changes);
double value_if_undirected(const Graph&, const EffectTerm&, ActorId j);
double value_of(const Graph&, const EffectTerm&, ActorId j);

}  // namespace gemeinsim::effects
