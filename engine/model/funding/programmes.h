// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/calendar.h"
#include "model/funding/grants.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// Whether a programme takes applications in a month: one of its `calls_per_year` months between its first and last;
/// never where its budget is 0, which is how sweeps switch it off.
bool calls(const Model& model, const Programme& programme, Month month);

/// Whether there is somebody to pay a programme: always where the funder is outside the population; an actor pays while
/// it lives and, where the programme has topics, its leadership supports one of them.
bool has_payer(const Model& model, const State& now, ProgrammeId id);

/// What the scenario's rows say, with dates, names and places looked up. Unknown names stay unresolved:
/// check_programmes() complains about them.
Column<ProgrammeId, Programme> read_programmes(const Model& model, const Scenario& scenario);

/// Works out from a programme's names what eligibility asks for: sets, topics, place, funder.
void place_programme(const Model& model, Programme& programme);

/// Applications of actors that have ended go, their grants are nobody's, what they had and pay ends with them: whoever
/// takes a slot later, a month on at the soonest, has no part in it. Cost: linear in grants, applications, recipients
/// and programmes where anybody has ended, else nothing.
void forget_ended(State& now);

/// Adds to `issues` what no programme may be: see the README of this folder.
void check_programmes(const Model& model, const Scenario& scenario, Issues& issues);

}  // namespace gemeinsim
