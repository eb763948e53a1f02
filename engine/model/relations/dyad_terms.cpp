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

/// What pairs ask of one actor, gathered once for all that are looked at from it.
struct Party {
    ActorId id;
    ActorId superior;
    ActorId department;
    ActorId funder;
    PlaceId place;
    Sector sector;
    Level level;
    std::array<double, 2> personality;
    std::array<double, logic_count> logic;
    std::array<double, asset_count> assets;
};

[[gnu::always_inline]] inline Party party_of(const Actors& actors, ActorId i) {
    return {i,
            actors.superior[i],
            actors.department[i],
            actors.funder[i],
            actors.place[i],
            actors.sector[i],
            actors.level[i],
            actors.personality[i],
            actors.logic[i],
            actors.assets[i]};
}

[[gnu::always_inline]] inline PairTerms pair_terms(const Actors& actors, const MoneySources& sources, const Party& i,
                                                   const Party& j, double distance_km) {
    const double dx = i.personality[0] - j.personality[0];
    const double dy = i.personality[1] - j.personality[1];
    const double squared = dx * dx + dy * dy;
    PairTerms pair;
    pair.sources = source_overlap(sources, i.id, j.id);
    pair.rivalry = pair.sources == 0 ? 0 : topic_overlap(actors, i.id, j.id) * pair.sources;
    pair.logic = logic_distance(i.logic, j.logic);
    pair.personal = std::sqrt(squared);
    pair.liking = std::exp(-squared / 2);
    const bool levels = i.level != Level::none && j.level != Level::none;
    if (levels) pair.levels = std::abs(static_cast<int>(i.level) - static_cast<int>(j.level));
    pair.distance_km = distance_km;
    pair.silo = i.sector == Sector::administration && j.sector == Sector::administration &&
                i.department != j.department && i.superior != j.id && j.superior != i.id;
    return pair;
}

[[gnu::always_inline]] inline DyadTerms directed_terms(const RelationsParameters& p, const NeededAssets& needed,
                                                       const Actors& actors, const Party& i, const Party& j,
                                                       const PairTerms& pair) {
    const bool funds = i.funder == j.id;
    const bool supervises = i.superior == j.id;
    const int roles =
        int(funds) + int(j.funder == i.id) + int(supervises) + int(j.superior == i.id) + int(pair.rivalry > 0);
    DyadTerms dyad;
    dyad.sources = pair.sources;
    dyad.friction = 1 + p.g_logic * pair.logic + p.g_silo * int(pair.silo) + p.g_level * pair.levels +
                    p.g_person * pair.personal + p.g_compete * pair.rivalry +
                    p.g_depend * (int(funds) + int(supervises)) + p.g_role * std::max(0, roles - 1) +
                    p.g_distance * pair.distance_km;
    dyad.liking = pair.liking;
    for (const TopicId k : IdRange<TopicId>(needed.size())) {
        double gain = 0;
        for (const std::size_t a : needed[k]) gain += std::max(0.0, j.assets[a] - i.assets[a]);
        if (!needed[k].empty())
            dyad.competence += actors.salience(i.id, k) * gain / static_cast<double>(needed[k].size());
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
    const Party one = party_of(actors, i);
    const Party other = party_of(actors, j);
    const double distance = distance_km(model.population, one.place, other.place);
    return directed_terms(model.relations, needed, actors, one, other,
                          pair_terms(actors, sources, one, other, distance));
}

void find_dyad_terms(const Model& model, const NeededAssets& needed, const Actors& actors, const MoneySources& sources,
                     ActorId i, std::span<const ActorId> others, const DyadColumns& to) {
    const Party one = party_of(actors, i);
    PlaceId place = one.place;  // most of those that one looks at live where the one before does
    double distance = 0;
    for (std::size_t a = 0; a < others.size(); ++a) {
        const Party other = party_of(actors, others[a]);
        if (other.place != place) {
            place = other.place;
            distance = distance_km(model.population, one.place, place);
        }
        const DyadTerms dyad = directed_terms(model.relations, needed, actors, one, other,
                                              pair_terms(actors, sources, one, other, distance));
        to.friction[a] = dyad.friction;
        to.liking[a] = dyad.liking;
        to.competence[a] = dyad.competence;
        to.sources[a] = dyad.sources;
    }
}

std::array<DyadTerms, 2> both_dyad_terms(const Model& model, const NeededAssets& needed, const Actors& actors,
                                         const MoneySources& sources, ActorId i, ActorId j) {
    const Party one = party_of(actors, i);
    const Party other = party_of(actors, j);
    const PairTerms pair =
        pair_terms(actors, sources, one, other, distance_km(model.population, one.place, other.place));
    return {directed_terms(model.relations, needed, actors, one, other, pair),
            directed_terms(model.relations, needed, actors, other, one, pair)};
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
