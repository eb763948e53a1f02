// SPDX-License-Identifier: Apache-2.0
// Effects of degrees. x_+j is the indegree of j, x_i+ the outdegree of i; in an undirected graph both are the degree.
// `own` is the change of ego's statistic s_i by the tie i -> j, `total` that of the sum of s_i over the graph.
#include <cmath>

#include "model/relations/effect_families.h"

namespace gemeinsim::effects {
namespace {

double indegree(const Graph& graph, ActorId j) {
    return static_cast<double>(graph.in(j).size());
}
double outdegree(const Graph& graph, ActorId j) {
    return static_cast<double>(graph.out(j).size());
}
double power(double x) {
    return x * std::sqrt(x);
}
/// f(x + 1) - f(x) of f(x) = x sqrt(x).
double next_power(double x) {
    return power(x + 1) - power(x);
}
double next_root(double x) {
    return std::sqrt(x + 1) - std::sqrt(x);
}

/// Of alter without ego's tie, and of ego without its tie to alter.
double indegree_without(const Neighbourhood& near, ActorId j) {
    return indegree(near.contacts(), j) - (near.tied(j) ? 1 : 0);
}
double outdegree_without(const Neighbourhood& near, ActorId j) {
    return outdegree(near.contacts(), near.ego()) - (near.tied(j) ? 1 : 0);
}

}  // namespace

/// s_i = sum_j x_ij; the graph's count holds each undirected tie once.
void density(const Neighbourhood& near, const EffectTerm& term, Alternatives alternatives, Changes changes) {
    add_each(near, term, alternatives, changes, [](ActorId) { return 1; });
}

/// s_i = sum_j x_ij x_+j
void indegree_popularity(const Neighbourhood& near, const EffectTerm& term, Alternatives alternatives,
                         Changes changes) {
    add_each(near, term, alternatives, changes, [&](ActorId j) { return indegree_without(near, j) + 1; });
}
double indegree_of(const Graph& graph, const EffectTerm&, ActorId j) {
    return indegree(graph, j) + 1;
}
/// sum_i s_i = sum_j x_+j^2
void indegree_popularity_total(const Neighbourhood& near, const EffectTerm& term, Alternatives alternatives,
                               Changes changes) {
    const bool undirected = !near.contacts().directed();
    add_each(near, term, alternatives, changes, [&](ActorId j) {
        const double back = undirected ? 2 * outdegree_without(near, j) + 1 : 0;
        return 2 * indegree_without(near, j) + 1 + back;
    });
}
double twice_indegree_of(const Graph& graph, const EffectTerm&, ActorId j) {
    return 2 * indegree(graph, j) + 1;
}

/// s_i = sum_j x_ij sqrt(x_+j)
void indegree_popularity_sqrt(const Neighbourhood& near, const EffectTerm& term, Alternatives alternatives,
                              Changes changes) {
    add_each(near, term, alternatives, changes, [&](ActorId j) { return std::sqrt(indegree_without(near, j) + 1); });
}
double root_of_indegree_of(const Graph& graph, const EffectTerm&, ActorId j) {
    return std::sqrt(indegree(graph, j) + 1);
}
/// sum_i s_i = sum_j x_+j sqrt(x_+j)
void indegree_popularity_sqrt_total(const Neighbourhood& near, const EffectTerm& term, Alternatives alternatives,
                                    Changes changes) {
    const bool undirected = !near.contacts().directed();
    add_each(near, term, alternatives, changes, [&](ActorId j) {
        const double back = undirected ? next_power(outdegree_without(near, j)) : 0;
        return next_power(indegree_without(near, j)) + back;
    });
}
double power_of_indegree_of(const Graph& graph, const EffectTerm&, ActorId j) {
    return next_power(indegree(graph, j));
}

/// s_i = sum_j x_ij x_j+
void outdegree_popularity(const Neighbourhood& near, const EffectTerm& term, Alternatives alternatives,
                          Changes changes) {
    add_each(near, term, alternatives, changes, [&](ActorId j) { return outdegree(near.contacts(), j); });
}
double outdegree_of(const Graph& graph, const EffectTerm&, ActorId j) {
    return outdegree(graph, j);
}
/// sum_i sum_j x_ij x_j+ = sum_i x_i+ x_+i: the graph's two-paths, there and back included.
void two_paths_total(const Neighbourhood& near, const EffectTerm& term, Alternatives alternatives, Changes changes) {
    const double to_ego = indegree(near.contacts(), near.ego());
    add_each(near, term, alternatives, changes, [&](ActorId j) { return outdegree(near.contacts(), j) + to_ego; });
}

/// s_i = sum_j x_ij sqrt(x_j+)
void outdegree_popularity_sqrt(const Neighbourhood& near, const EffectTerm& term, Alternatives alternatives,
                               Changes changes) {
    add_each(near, term, alternatives, changes, [&](ActorId j) { return std::sqrt(outdegree(near.contacts(), j)); });
}
double root_of_outdegree_of(const Graph& graph, const EffectTerm&, ActorId j) {
    return std::sqrt(outdegree(graph, j));
}
/// sum_i s_i = sum_j x_+j sqrt(x_j+): whoever names ego finds it more active.
void outdegree_popularity_sqrt_total(const Neighbourhood& near, const EffectTerm& term, Alternatives alternatives,
                                     Changes changes) {
    const double to_ego = indegree(near.contacts(), near.ego());
    add_each(near, term, alternatives, changes, [&](ActorId j) {
        return std::sqrt(outdegree(near.contacts(), j)) + to_ego * next_root(outdegree_without(near, j));
    });
}

/// s_i = x_i+ x_+i
void indegree_activity(const Neighbourhood& near, const EffectTerm& term, Alternatives alternatives, Changes changes) {
    const double to_ego = indegree(near.contacts(), near.ego());
    add_each(near, term, alternatives, changes, [&](ActorId) { return to_ego; });
}

/// s_i = x_i+ sqrt(x_+i)
void indegree_activity_sqrt(const Neighbourhood& near, const EffectTerm& term, Alternatives alternatives,
                            Changes changes) {
    const double root = std::sqrt(indegree(near.contacts(), near.ego()));
    add_each(near, term, alternatives, changes, [&](ActorId) { return root; });
}
void indegree_activity_sqrt_total(const Neighbourhood& near, const EffectTerm& term, Alternatives alternatives,
                                  Changes changes) {
    const double root = std::sqrt(indegree(near.contacts(), near.ego()));
    add_each(near, term, alternatives, changes,
             [&](ActorId j) { return root + outdegree(near.contacts(), j) * next_root(indegree_without(near, j)); });
}
double activity_of_target(const Graph& graph, const EffectTerm&, ActorId j) {
    return outdegree(graph, j) * next_root(indegree(graph, j));
}

/// s_i = x_i+^2
void outdegree_activity(const Neighbourhood& near, const EffectTerm& term, Alternatives alternatives, Changes changes) {
    add_each(near, term, alternatives, changes, [&](ActorId j) { return 2 * outdegree_without(near, j) + 1; });
}
void outdegree_activity_total(const Neighbourhood& near, const EffectTerm& term, Alternatives alternatives,
                              Changes changes) {
    if (near.contacts().directed())
        outdegree_activity(near, term, alternatives, changes);
    else
        indegree_popularity_total(near, term, alternatives, changes);  // both are the sum of squared degrees
}
double twice_degree_if_undirected(const Graph& graph, const EffectTerm& term, ActorId j) {
    return graph.directed() ? 0 : twice_indegree_of(graph, term, j);
}

/// s_i = x_i+ sqrt(x_i+)
void outdegree_activity_sqrt(const Neighbourhood& near, const EffectTerm& term, Alternatives alternatives,
                             Changes changes) {
    add_each(near, term, alternatives, changes, [&](ActorId j) { return next_power(outdegree_without(near, j)); });
}
void outdegree_activity_sqrt_total(const Neighbourhood& near, const EffectTerm& term, Alternatives alternatives,
                                   Changes changes) {
    if (near.contacts().directed())
        outdegree_activity_sqrt(near, term, alternatives, changes);
    else
        indegree_popularity_sqrt_total(near, term, alternatives, changes);
}
double power_of_degree_if_undirected(const Graph& graph, const EffectTerm& term, ActorId j) {
    return graph.directed() ? 0 : power_of_indegree_of(graph, term, j);
}

}  // namespace gemeinsim::effects
