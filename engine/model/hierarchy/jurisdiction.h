// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "base/issues.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// The topic's row of the matrix of competence, null where it has none.
const Competence* competence_of(const Model& model, TopicId topic);

/// Whether this row of [[jurisdiction.signatories]] is about the topic.
bool speaks_on(const Signatory& one, TopicId topic);

/// Whether this row is asked about the topic by those of a place. A row that names a place speaks for that place alone;
/// one that names none for its own place and, above the municipality, for all places to which no other row of the same
/// level and topic is nearer. Rows without a level are asked everywhere unless they name a place. Whom a date keeps
/// away does not speak.
///
/// Cost: O(signatories).
bool signs_for(const Model& model, const Actors& actors, const Signatory& one, PlaceId place, TopicId topic);

/// Whether anybody who is there is named who signs for a level and topic in a place.
bool is_named(const Model& model, const Actors& actors, PlaceId place, Level level, TopicId topic);

/// Who signs for a level where nobody is named: of its administrations without a superior that no date keeps away the
/// one in the place or, above the municipality, nearest to it, the first where several are equally near; none where the
/// level has none.
ActorId speaker(const Model& model, const Actors& actors, PlaceId place, Level level);

/// JurisdictionParameters::speakers. Cost: O(places x administrations without a superior).
Column<PlaceId, std::array<std::vector<ActorId>, level_count>> level_speakers(const Model& model);

/// JurisdictionParameters::holders_at of a model whose signatories, competence and speakers are there.
/// Cost: O(places x topics x (levels + signatories) x signatories).
std::vector<std::vector<ActorId>> holders_by_place(const Model& model);

/// Everybody who may have to sign without being a superior.
std::vector<ActorId> holders_of_competence(const Model& model);

/// Reads [jurisdiction.topics.*] and [[jurisdiction.signatories]] into model.jurisdiction, whose population and topics
/// must be there. Adds to `issues`: topics, actors and levels that do not exist, signatories of another level than they
/// speak for, rules of levels that hold no competence, rules that leave no hours; warns of levels for which nobody
/// signs.
void read_jurisdiction(Model& model, const Scenario& scenario, Issues& issues);

}  // namespace gemeinsim
