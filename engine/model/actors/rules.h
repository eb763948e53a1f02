// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "base/calendar.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// The actors of the population with everything that it leaves open drawn for this run (keyed by actor): giving an
/// attribute in the population leaves all others as they were.
Actors initial_actors(const Model& model, RunKey key);

/// A new organisation of the same sector takes an ended actor's slot this month: a new name (of slot and month), fresh
/// draws for everything, no superior, no funder, no money, no history.
void replace_actor(const Model& model, Month month, State& now, ActorId slot);

/// Actors that the population dates come, sorted: as the population describes them, with what it leaves open as it was
/// drawn for them, their listed ties to those who are there, and their money.
void actors_appear(const Model& model, Month month, State& now, std::span<const ActorId> newcomers);

/// Ends actors, sorted: their ties, their money, what is known of them; units below them come under their superiors.
/// Tells nobody. Cost: linear in actors and in what they know of each other, however many end.
void end_actors(const Model& model, Month month, State& now, std::span<const ActorId> ended);

/// Ends one actor, and says so.
void end_actor(const Model& model, Month month, State& now, ActorId actor);

}  // namespace gemeinsim
