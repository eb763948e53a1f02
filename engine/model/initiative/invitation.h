// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "base/calendar.h"
#include "base/ids.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// Brings actors to the table for this month: in the month of founding the first circle (or those whom a prescribed
/// row lists), later one more at the rings of the invitation clock, chosen by `initiatives.selection`, from
/// design on a voice of the target group first where there is none; where membership
/// is open, those who ask; where it is assigned, units below the founder are members at once.
void invite(const Model& model, Month month, State& now, InitiativeId initiative);

/// Who may be invited, sorted by id: alive, interested in the topic, not taking part, not refused or gone within
/// `initiatives.retry_months`, and known to or in contact with someone who takes part.
std::vector<ActorId> invitation_candidates(const Model& model, Month month, const State& now, InitiativeId initiative);

}  // namespace gemeinsim
