// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/calendar.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// What a task leaves behind when it is done: the steering group where that is formed (or steered and improved), the
/// working groups where they are set up.
void note_structure(const Model& model, const State& now, Initiative& initiative, const Task& task);

/// Seats of the steering group, `governance.committee_size` at most: the fittest of each sector first, then the fittest
/// of the others. Only members with a vote; equally fit: the smaller name.
void form_steering_group(const Model& model, const State& now, Initiative& initiative);

/// A seat whose holder has gone, or has no vote any more, goes to the fittest of a sector that has none, else to the
/// fittest; as many seats as were formed, as far as there are members.
void fill_seats(const State& now, Initiative& initiative);

/// How far whoever analyses impact is oriented towards it: the mean over all who take part, and by
/// `initiatives.working_group_share` that over the working group for it, once that is set up. 0 where nobody takes
/// part.
double impact_orientation(const Model& model, const State& now, const Initiative& initiative);

/// Everybody who takes part and is in none joins a working group: a quarter, those most oriented towards impact, that
/// for impact analysis; a quarter, those with most contacts, that for involvement; who steers that for steering; the
/// others that for the measures.
void form_working_groups(const State& now, Initiative& initiative);

/// The action plan: a measure for each asset that the topic needs, owned by the member that brings most of it.
void draw_up_measures(const Model& model, Month month, const State& now, Initiative& initiative);

/// A month of the measures: what is given to each, and another owner where one has left. Who came later finds its
/// working group.
void carry_out_measures(const State& now, Initiative& initiative);

/// The plan that goes on after a report, and the report. With the chance impact.learning the initiative keeps the plan
/// that it has carried out where it sees it to be better than the new text: it sees the old one with the error and the
/// overstatement that lack of shared measurement leaves, the new one as voters do.
void report(const Model& model, Month month, const State& now, Initiative& initiative);

}  // namespace gemeinsim
