// SPDX-License-Identifier: Apache-2.0
#include "model/relations/effects.h"

#include "base/check.h"
#include "model/relations/evaluation.h"

namespace gemeinsim {
namespace {

using Function = double (*)(const Evaluation&, ActorId);

const Graph& contacts(const Evaluation& evaluation) {
    return evaluation.state().relations.contacts;
}

/// s_i = sum_j x_ij
double density(const Evaluation&, ActorId) {
    return 1;
}

/// s_i = sum_j x_ij x_ji; of an undirected graph every tie counts.
double reciprocity(const Evaluation& evaluation, ActorId j) {
    return contacts(evaluation).directed() ? contacts(evaluation).has(j, evaluation.ego()) : 1;
}

/// s_i = triangles through i (undirected); the graph's count of triangles changes by the same.
double triads(const Evaluation& evaluation, ActorId j) {
    return evaluation.two_paths(j);
}

/// Partners that ego and j name both: those k for whom i -> j would be the first leg of i -> j -> k.
int common_targets(const Evaluation& evaluation, ActorId j) {
    int common = 0;
    for (const ActorId k : contacts(evaluation).out(j)) common += evaluation.tied(k);
    return common;
}

/// s_i = sum_{j,h} x_ij x_ih x_hj
double triplets(const Evaluation& evaluation, ActorId j) {
    return evaluation.two_paths(j) + common_targets(evaluation, j);
}

/// The graph's count of transitive triplets: besides those of ego, others g -> i, g -> j that i -> j closes.
double triplets_of_graph(const Evaluation& evaluation, ActorId j) {
    int namers = 0;
    for (const ActorId g : contacts(evaluation).in(j))
        namers += g != evaluation.ego() && contacts(evaluation).has(g, evaluation.ego());
    return triplets(evaluation, j) + namers;
}

bool shares_partner(const Graph& graph, ActorId a, ActorId b, ActorId except) {
    for (const ActorId h : graph.out(a))
        if (h != except && h != b && graph.has(h, b)) return true;
    return false;
}

/// s_i = sum_j x_ij max_h x_ih x_hj: ties of i that some two-path of i supports.
double supported(const Evaluation& evaluation, ActorId j) {
    const Graph& graph = contacts(evaluation);
    int change = evaluation.two_paths(j) > 0 ? 1 : 0;
    // The tie to j newly supports i -> k where j -> k and no other two-path did.
    for (const ActorId k : graph.out(j))
        if (k != evaluation.ego() && evaluation.tied(k) && !shares_partner(graph, evaluation.ego(), k, j)) ++change;
    return change;
}

/// The undirected graph's number of ties with a common partner: also the ties j - k that i newly supports.
double supported_of_graph(const Evaluation& evaluation, ActorId j) {
    const Graph& graph = contacts(evaluation);
    double change = supported(evaluation, j);
    for (const ActorId k : graph.in(j))
        if (k != evaluation.ego() && evaluation.tied(k) && !shares_partner(graph, j, k, evaluation.ego())) ++change;
    return change;
}

/// s_i = sum_j x_ij [sector_i = sector_j]
double same_sector(const Evaluation& evaluation, ActorId j) {
    const Actors& actors = evaluation.state().actors;
    return actors.sector[evaluation.ego()] == actors.sector[j];
}

struct Formula {
    EffectKind kind;
    bool pact;
    Function own;
    Function total;
};

constexpr Formula table[] = {
    {EffectKind::density, false, density, density},
    {EffectKind::pact_density, true, density, density},
    {EffectKind::reciprocity, false, reciprocity, reciprocity},
    {EffectKind::transitive_triads, false, triads, triads},
    {EffectKind::transitive_triplets, false, triplets, triplets_of_graph},
    {EffectKind::transitive_ties, false, supported, supported_of_graph},
    {EffectKind::same_sector, false, same_sector, same_sector},
};

}  // namespace

double effect_change(EffectKind kind, Change change, const Evaluation& evaluation, ActorId j, bool pact) {
    const Formula& row = table[static_cast<std::size_t>(kind)];
    ensures(row.kind == kind, "the table of effects is not in the order of EffectKind; sort it");
    if (row.pact != pact) return 0;
    return change == Change::own ? row.own(evaluation, j) : row.total(evaluation, j);
}

}  // namespace gemeinsim
