// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/relations/meetings.h"
#include "model/state.h"

namespace gemeinsim {

inline double nearness(const Model& model, const Actors& actors, ActorId i, ActorId j) {
    return nearness(model, actors.place[i], actors.place[j]);
}

template <class Table>
void hear_of_each_other(Table& awareness, ActorId i, ActorId j, Month month) {
    awareness.hear(i, j, month);
    awareness.hear(j, i, month);
}

/// Superiors, funders and partners are never forgotten: they are heard of every month. Whom a list keeps does not hang
/// on the order in which it heard, so that every actor may see to its own first.
void hear_of_the_own(const Actors& actors, const Relations& relations, AwarenessTable& awareness, Month month);

/// Whether meetings may be drawn place by place: who meets everybody is looked at one by one.
bool are_met_by_place(const Model& model);

/// A month of chance meetings in a scattered world.
void meet_by_place(const Model& model, Month month, const State& now, AwarenessTable& awareness);

}  // namespace gemeinsim
