// SPDX-License-Identifier: Apache-2.0
// Effects of reciprocity, triangles and distance. `own` is the change of ego's statistic s_i by the tie i -> j, `total`
// that of the graph's count, in which each mutual dyad, triangle, cycle, supported tie and pair stands once.
#include "model/relations/effect_families.h"

namespace gemeinsim::effects {
namespace {

/// Whether a two-path leads from a to b past `except`.
bool joined(const Graph& graph, ActorId a, ActorId b, ActorId except) {
    for (const ActorId h : graph.out(a))
        if (h != except && h != b && graph.has(h, b)) return true;
    return false;
}

/// Ties i -> k that the tie i -> j newly supports by i -> j -> k, where no other two-path did.
int newly_supported(const Neighbourhood& near, ActorId j) {
    if (near.targets_shared(j) == 0) return 0;
    const int through_j = near.tied(j) ? 1 : 0;
    int count = 0;
    for (const ActorId k : near.contacts().out(j))
        if (k != near.ego() && near.tied(k) && near.two_paths(k) == through_j) ++count;
    return count;
}

/// Ties g -> j (or pairs g, j without one) that i -> j newly joins by g -> i -> j.
int newly_joined(const Neighbourhood& near, ActorId j, bool tied) {
    const Graph& graph = near.contacts();
    int count = 0;
    for (const ActorId g : graph.in(near.ego()))
        if (g != j && graph.has(g, j) == tied && !joined(graph, g, j, near.ego())) ++count;
    return count;
}

int at_distance_two(const Neighbourhood& near, ActorId j) {
    const int through_j = near.tied(j) ? 1 : 0;
    int count = near.two_paths(j) > 0 ? -1 : 0;
    for (const ActorId k : near.contacts().out(j)) count += near.reached_only(k, through_j) ? 1 : 0;
    return count;
}

/// 1 + (1 + 1/d) S with S the sum of 1/n_h over the d partners; nothing for an isolated actor.
double papers(double degree, double inverse) {
    return degree > 0 ? 1 + (1 + 1 / degree) * inverse : 0;
}

/// Of `actor` without its tie to `except`.
struct Coauthors {
    double degree = 0;
    double inverse = 0;  ///< sum of 1/n_h over its partners
};
Coauthors coauthors(const Graph& graph, ActorId actor, ActorId except) {
    Coauthors found;
    for (const ActorId h : graph.out(actor)) {
        if (h == except) continue;
        found.degree += 1;
        found.inverse += 1 / static_cast<double>(graph.out(h).size());
    }
    return found;
}

double gain(const Coauthors& own, const Coauthors& other) {
    return papers(own.degree + 1, own.inverse + 1 / (other.degree + 1)) - papers(own.degree, own.inverse);
}
/// What those lose who work with an actor that takes on one more.
double loss(const Coauthors& own) {
    return own.degree > 0 ? (1 / own.degree - 1 / (own.degree + 1)) * (own.degree + own.inverse) : 0;
}

}  // namespace

/// s_i = sum_j x_ij x_ji
void reciprocity(const Neighbourhood& near, const EffectTerm& term, Alternatives alternatives, Changes changes) {
    add_each(near, term, alternatives, changes, [&](ActorId j) { return near.tied_back(j) ? 1 : 0; });
}

/// s_i = triangles through i (undirected); the graph's count of triangles changes by the same.
void transitive_triads(const Neighbourhood& near, const EffectTerm& term, Alternatives alternatives, Changes changes) {
    add_each(near, term, alternatives, changes, [&](ActorId j) { return near.two_paths(j); });
}

/// s_i = sum_{j,h} x_ij x_ih x_hj
void transitive_triplets(const Neighbourhood& near, const EffectTerm& term, Alternatives alternatives,
                         Changes changes) {
    add_each(near, term, alternatives, changes, [&](ActorId j) { return near.two_paths(j) + near.targets_shared(j); });
}
void transitive_triplets_total(const Neighbourhood& near, const EffectTerm& term, Alternatives alternatives,
                               Changes changes) {
    add_each(near, term, alternatives, changes,
             [&](ActorId j) { return near.two_paths(j) + near.targets_shared(j) + near.sources_shared(j); });
}

/// s_i = sum_j x_ij max_h(x_ih x_hj): ties of i that a two-path of i supports
void transitive_ties(const Neighbourhood& near, const EffectTerm& term, Alternatives alternatives, Changes changes) {
    add_each(near, term, alternatives, changes,
             [&](ActorId j) { return (near.two_paths(j) > 0 ? 1 : 0) + newly_supported(near, j); });
}
void transitive_ties_total(const Neighbourhood& near, const EffectTerm& term, Alternatives alternatives,
                           Changes changes) {
    add_each(near, term, alternatives, changes, [&](ActorId j) {
        const int others = near.sources_shared(j) > 0 ? newly_joined(near, j, true) : 0;
        return (near.two_paths(j) > 0 ? 1 : 0) + newly_supported(near, j) + others;
    });
}

/// s_i = sum_{j,h} x_ij x_jh x_hi
void three_cycles(const Neighbourhood& near, const EffectTerm& term, Alternatives alternatives, Changes changes) {
    add_each(near, term, alternatives, changes, [&](ActorId j) { return near.paths_back(j); });
}

/// s_i = number of j with x_ij = 0 and max_h(x_ih x_hj) = 1
void distance_two(const Neighbourhood& near, const EffectTerm& term, Alternatives alternatives, Changes changes) {
    add_each(near, term, alternatives, changes, [&](ActorId j) { return at_distance_two(near, j); });
}
void distance_two_total(const Neighbourhood& near, const EffectTerm& term, Alternatives alternatives, Changes changes) {
    add_each(near, term, alternatives, changes,
             [&](ActorId j) { return at_distance_two(near, j) + newly_joined(near, j, false); });
}

/// s_i = 1 + (1 + 1/n_i) sum_j x_ij / n_j, 0 for an isolated actor (Jackson & Wolinsky 1996)
void coauthor(const Neighbourhood& near, const EffectTerm& term, Alternatives alternatives, Changes changes) {
    const Graph& graph = near.contacts();
    add_each(near, term, alternatives, changes, [&](ActorId j) {
        const auto others = static_cast<double>(graph.out(j).size()) - (near.tied(j) ? 1 : 0);
        return gain(coauthors(graph, near.ego(), j), {others, 0});
    });
}
void coauthor_total(const Neighbourhood& near, const EffectTerm& term, Alternatives alternatives, Changes changes) {
    const Graph& graph = near.contacts();
    add_each(near, term, alternatives, changes, [&](ActorId j) {
        const Coauthors own = coauthors(graph, near.ego(), j);
        const Coauthors other = coauthors(graph, j, near.ego());
        return gain(own, other) + gain(other, own) - loss(own) - loss(other);
    });
}

}  // namespace gemeinsim::effects
