// SPDX-License-Identifier: Apache-2.0
#include "model/relations/dyad_terms.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "model/relations/money_sources.h"
#include "model/relations/rules.h"

namespace gemeinsim {
namespace {

constexpr const char* asset_names[asset_count] = {"information", "competence", "resources", "influence", "control"};

/// What two are to each other whoever looks: the same bits from either side.
struct PairTerms {
    double sources = 0;
    double rivalry = 0;
    double logic = 0;
    double personal = 0;
    double liking = 1;
    double levels = 0;
    double distance_km = 0;
    bool silo = false;
};

PairTerms pair_terms(const Model& model, const Actors& actors, const MoneySources& sources, ActorId i, ActorId j) {
    const double dx = actors.personality[i][0] - actors.personality[j][0];
    const double dy = actors.personality[i][1] - actors.personality[j][1];
    const double squared = dx * dx + dy * dy;
    PairTerms pair;
    pair.sources = source_overlap(sources, i, j);
    pair.rivalry = pair.sources == 0 ? 0 : topic_overlap(actors, i, j) * pair.sources;
    pair.logic = logic_distance(actors, i, j);
    pair.personal = std::sqrt(squared);
    pair.liking = std::exp(-squared / 2);
    const bool levels = actors.level[i] != Level::none && actors.level[j] != Level::none;
    if (levels) pair.levels = std::abs(static_cast<int>(actors.level[i]) - static_cast<int>(actors.level[j]));
    pair.distance_km = distance_km(model.population, actors.place[i], actors.place[j]);
    pair.silo = actors.sector[i] == Sector::administration && actors.sector[j] == Sector::administration &&
                actors.department[i] != actors.department[j] && actors.superior[i] != j && actors.superior[j] != i;
    return pair;
}

DyadTerms directed_terms(const Model& model, const NeededAssets& needed, const Actors& actors, ActorId i, ActorId j,
                         const PairTerms& pair) {
    const RelationsParameters& p = model.relations;
    const bool funds = actors.funder[i] == j;
    const bool supervises = actors.superior[i] == j;
    const int roles = int(funds) + int(actors.funder[j] == i) + int(supervises) + int(actors.superior[j] == i) +
                      int(pair.rivalry > 0);
    DyadTerms dyad;
    dyad.sources = pair.sources;
    dyad.friction = 1 + p.g_logic * pair.logic + p.g_silo * int(pair.silo) + p.g_level * pair.levels +
                    p.g_person * pair.personal + p.g_compete * pair.rivalry +
                    p.g_depend * (int(funds) + int(supervises)) + p.g_role * std::max(0, roles - 1) +
                    p.g_distance * pair.distance_km;
    dyad.liking = pair.liking;
    for (const TopicId k : IdRange<TopicId>(model.topics.size())) {
        double gain = 0;
        for (const std::size_t a : needed[k]) gain += std::max(0.0, actors.assets[j][a] - actors.assets[i][a]);
        if (!needed[k].empty()) dyad.competence += actors.salience(i, k) * gain / static_cast<double>(needed[k].size());
    }
    return dyad;
}

}  // namespace

double topic_overlap(const Actors& actors, ActorId i, ActorId j) {
    double overlap = 0;
    for (const TopicId k : IdRange<TopicId>(actors.salience.topics()))
        overlap += std::min(actors.salience(i, k), actors.salience(j, k));
    return overlap;
}

NeededAssets needed_assets(const Model& model) {
    NeededAssets needed;
    find_needed_assets(model, needed);
    return needed;
}

void find_needed_assets(const Model& model, NeededAssets& needed) {
    needed.resize(model.topics.size());
    for (const TopicId k : IdRange<TopicId>(model.topics.size())) {
        needed[k].clear();
        for (const std::string& name : model.topics[k].assets)
            for (std::size_t a = 0; a < asset_count; ++a)
                if (name == asset_names[a]) needed[k].push_back(a);
    }
}

DyadTerms dyad_terms(const Model& model, const NeededAssets& needed, const Actors& actors, const MoneySources& sources,
                     ActorId i, ActorId j) {
    return directed_terms(model, needed, actors, i, j, pair_terms(model, actors, sources, i, j));
}

std::array<DyadTerms, 2> both_dyad_terms(const Model& model, const NeededAssets& needed, const Actors& actors,
                                         const MoneySources& sources, ActorId i, ActorId j) {
    const PairTerms pair = pair_terms(model, actors, sources, i, j);
    return {directed_terms(model, needed, actors, i, j, pair), directed_terms(model, needed, actors, j, i, pair)};
}

void work_out_pair(const Model& model, const NeededAssets& needed, const State& now, ActorId i, ActorId j) {
    const PairTable& pairs = now.relations.pairs;
    const auto [there, back] = both_dyad_terms(model, needed, now.actors, now.relations.sources, i, j);
    pairs.of(i)[j.index()] = there;
    pairs.of(j)[i.index()] = back;
}

void complete_pairs(const Model& model, State& now) {
    PairTable& pairs = now.relations.pairs;
    if (pairs.empty() || !pairs.take_gaps()) return;
    const NeededAssets needed = needed_assets(model);
    for (const ActorId i : IdRange<ActorId>(pairs.actors()))
        for (const ActorId j : IdRange<ActorId>(pairs.actors()))
            if (pairs.of(i)[j.index()].friction == 0) work_out_pair(model, needed, now, i, j);
}

}  // namespace gemeinsim
