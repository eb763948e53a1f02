// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// The numbers of the assets that each topic needs, as the topic names them: looked up once, since every pair asks.
using NeededAssets = Column<TopicId, std::vector<std::size_t>>;
NeededAssets needed_assets(const Model& model);
/// The same in room that is there.
void find_needed_assets(const Model& model, NeededAssets& needed);

/// What the ordered pair (i, j) is to each other, whatever ties there are. Cost: O(topics).
DyadTerms dyad_terms(const Model& model, const NeededAssets& needed, const Actors& actors, const MoneySources& sources,
                     ActorId i, ActorId j);

/// Where the terms of one actor with many go, as many as there are others.
struct DyadColumns {
    double* friction;
    double* liking;
    double* competence;
    double* sources;
};

/// The same for i and each of the others.
void find_dyad_terms(const Model& model, const NeededAssets& needed, const Actors& actors, const MoneySources& sources,
                     ActorId i, std::span<const ActorId> others, const DyadColumns& to);

/// The same for (i, j) and (j, i), which have much in common.
std::array<DyadTerms, 2> both_dyad_terms(const Model& model, const NeededAssets& needed, const Actors& actors,
                                         const MoneySources& sources, ActorId i, ActorId j);

/// Enters in the table of pairs what i and j are to each other.
void work_out_pair(const Model& model, const NeededAssets& needed, const State& now, ActorId i, ActorId j);

/// Enters all pairs that are missing, for those who will ask on several threads. Cost: O(1) where nothing changed since
/// the last time, else O(n^2).
void complete_pairs(const Model& model, State& now);

}  // namespace gemeinsim
