// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// The desks that a commitment of `initiator` must pass, in order: `depth` superiors, but for matters that involve
/// another unit of the same hierarchy at least up to the lowest common superior where anybody is asked at all; then,
/// for signatures of an administration, one desk for each further level that holds competence. Empty where nobody need
/// be asked.
std::vector<ActorId> approval_path(const Model& model, const Actors& actors, ActorId initiator, ActorId counterpart,
                                   int depth, int holders);

/// Lowest unit that stands above both (or is one of them), none where they belong to different hierarchies.
ActorId lowest_common_superior(const Actors& actors, ActorId i, ActorId j);

/// sum of the times that business has spent at a desk up to its last observation, those still present included:
/// by Little's law as a sample-path identity it equals Desk::load_integral.
double sojourn_inside(const Desk& desk);

/// Warns of desks that have more background business than they can serve.
void check_desks(const Model& model, const Scenario& scenario, Issues& issues);

}  // namespace gemeinsim
