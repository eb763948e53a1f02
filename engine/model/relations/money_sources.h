// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// What an actor lives on of its own: its funder; without one the root of its hierarchy; without that what its sector
/// lives on. Equal numbers are the same source.
std::uint32_t own_source(const Actors& actors, ActorId actor);

/// The own source of every actor, and the programmes of the grants in force - from the award to the end - of the
/// initiatives in which it is a full member. Cost: O(actors + members of initiatives with a grant).
MoneySources money_sources(const State& now);

/// The Jaccard index of what two actors live on, |A and B| / |A or B|: 1 where they share all of it, 0 where nothing.
/// Cost: O(sources of the two).
double source_overlap(const MoneySources& sources, ActorId i, ActorId j);

/// Brings sources of money up to this month, and with them the table of pairs, as far as one of a pair has other
/// sources, another superior, funder or department than the table was made for, or is another actor by now. Cost:
/// O(actors) where nothing changed, else O(actors x changed ones).
void renew_pairs(State& now, Relations& relations);

}  // namespace gemeinsim
