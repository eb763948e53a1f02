// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/calendar.h"
#include "base/ids.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// Whether a topic matters enough to an actor: K q_ik reaches `initiatives.interest`.
bool interested(const Model& model, const State& now, ActorId actor, TopicId topic);

/// The chance with which one of `interested` actors volunteers where starting costs `cost` and a start, whoever
/// makes it, is worth `benefit`: the symmetric equilibrium 1 - min(1, c/b)^(1/(n-1)) of the volunteer's dilemma.
/// Alone, an actor starts exactly where the cost is below the benefit.
///
/// Source: Diekmann 1985, Journal of Conflict Resolution 29: 605-610.
double volunteer_probability(double cost, double benefit, int interested);

/// Founds the initiatives of this month: those of [[initiatives.prescribed]] on their dates, those that superiors
/// convene where governance.convening says so, else those that actors start by `initiatives.founding`. Each
/// begins in phase 1 with its founder as only member, and an event. No actor has two living initiatives on a topic.
///
/// Cost: linear in actors x topics, plus the awareness rows of the actors whose founding clock rings.
void found_initiatives(const Model& model, Month month, State& now);

/// The administration that convenes a place under a mandate: the root with most units below it (lowest id on ties),
/// none where no administration has units.
ActorId convener(const State& now, PlaceId place);

}  // namespace gemeinsim
