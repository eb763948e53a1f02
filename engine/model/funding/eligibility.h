// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// Whether an actor may hand in an application: its sector, its level and its legal form are among those that the
/// programme names.
bool may_apply(const Programme& programme, const Actors& actors, ActorId actor);

/// The member that hands in an application, as the programme's rule about the lead has it; none where no member may.
ActorId applicant(const State& now, const Initiative& initiative, const Programme& programme);

/// Whether an initiative is what a programme supports: place, topic, number of members and of their sectors.
bool is_supported(const State& now, const Initiative& initiative, const Programme& programme);

/// Fills Programme::conflicts: others for the same purpose, of a common topic, place and time, where either of the two
/// is exclusive. Cost: quadratic in programmes where there is an exclusive one, else linear.
void find_conflicts(Column<ProgrammeId, Programme>& programmes);

/// Whether two programmes pay for the same purpose: measures or offices.
bool same_purpose(const Programme& a, const Programme& b);

/// Whether an initiative's grants and waiting applications forbid one more of this programme: one of it is in force or
/// waits, or one for the same purpose where either of the two is exclusive.
bool is_served(const Model& model, Month month, const State& now, ProgrammeId programme, InitiativeId initiative);

}  // namespace gemeinsim
