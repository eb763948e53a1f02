// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/calendar.h"
#include "base/ids.h"
#include "model/initiative/effort_game.h"
#include "model/initiative/effort_rules.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

struct JoinWork;

/// Whether a member would rather slow the initiative down: a strong control motive and a far position.
bool prevention_oriented(const Model& model, const State& now, const Initiative& initiative, ActorId actor);

/// Whether the weakest member rules what the group yields, so that members look at the lowest effort: payoff minimum,
/// or impact.substitution_members of -infinity.
bool weakest_link(const Model& model);

/// The effort that an actor sees in the others who take part: their mean, or their lowest where weakest_link; braking
/// counts as 0. NaN where there is nobody else.
double seen_effort(const Model& model, const Initiative& initiative, ActorId actor);

/// A new member takes over what it sees in the group, as far as history_visible says: its expectation, and the effort
/// that it begins with, which is then the nearest of the levels.
void inherit_history(const Model& model, const Initiative& initiative, Member& member);

/// Expectations move towards the others' effort, members revise theirs, and the expectation of success fades where no
/// product comes. Where members choose, some do so at once on last month's efforts; where they copy, Poisson(m
/// effort_revision) events follow each other. `join` is turned to
/// the initiative.
void revise_effort(const Model& model, Month month, State& now, InitiativeId initiative, JoinWork& join,
                   EffortWork& work);

/// The same for one initiative alone.
void revise_effort(const Model& model, Month month, State& now, InitiativeId initiative);

/// What taking part brings an actor in the production game, instead of the value of its terms: J0 + its payoff inside -
/// its payoff outside. Members and candidate choose what is best under their objective, each once, with the actor and
/// without it; outside the actor works for itself and has what the group yields where that is for each. Cost: quadratic
/// in members times levels.
double joining_payoff(const Model& model, const State& now, const Initiative& initiative, ActorId actor);

/// A product raises the expectation of success: += .25 (1 - success).
void note_product(const Model& model, Initiative& initiative);

/// A refusal lowers it: *= .9.
void note_refusal(const Model& model, Initiative& initiative);

}  // namespace gemeinsim
