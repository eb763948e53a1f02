// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/model.h"
#include "model/relations/evaluation.h"
#include "model/state.h"

namespace gemeinsim {

/// Pacts whose approvals are in come into force, vetoed proposals go; pacts end whose trust fell or whose term
/// ran out and is not renewed by both (sigma of the rationality times what the pact is worth to each).
void settle_pacts(const Model& model, Month month, State& now);

/// Whether ego and j may propose a pact: contact, trust of both, common interest, no pact and none under way.
bool may_propose(const Model& model, const State& now, ActorId ego, ActorId j);

/// Both hierarchies are asked; where neither need be, the pact is in force at once.
void propose_pact(const Model& model, Month month, State& now, ActorId ego, ActorId j, double time);

void end_pact(const Model& model, Month month, State& now, ActorId i, ActorId j);

/// Who knows of whom at the start of a run: the stationary law of chance meetings, and superiors, funders and
/// partners.
void first_acquaintances(const Model& model, const State& now, Relations& relations);

}  // namespace gemeinsim
