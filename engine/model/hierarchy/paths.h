// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// Lowest unit that stands above both (or is one of them), none where they belong to different hierarchies.
ActorId lowest_common_superior(const Actors& actors, ActorId i, ActorId j);

/// Appends the superiors of `initiator` that must agree, in order: `depth` of them, but for matters that involve
/// another unit of the same hierarchy at least up to the lowest common superior where anybody is asked at all.
void add_superiors(const Actors& actors, ActorId initiator, ActorId counterpart, int depth, std::vector<Stop>& path);

/// Appends the desks that a signature on a topic must pass beside the superiors (`jurisdiction.h`): for administrations
/// one for each level that holds competence, `levels` of them, district first, where the topic has no row of its own;
/// for everybody those whose say comes from no level. Nobody is asked twice, nobody signs for itself.
void add_holders(const Model& model, const Actors& actors, ActorId initiator, TopicId topic, int levels,
                 std::vector<Stop>& path);

}  // namespace gemeinsim
