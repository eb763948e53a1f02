// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "base/calendar.h"
#include "base/issues.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// The lifetimes of the actors that the population dates, sorted by actor.
std::vector<Lifetime> read_lifetimes(const Population& population, const Calendar& calendar);

/// When a dated actor is there; all the time for the others. Cost: O(log of the dated).
Lifetime lifetime_of(const Model& model, ActorId actor);

/// Whether the population gives it a date. Cost: O(log of the dated).
bool is_dated(const Model& model, ActorId actor);

/// Whether it is there before month 0 and not a newcomer of the run.
inline bool is_there_at_first(const Lifetime& life) {
    return life.appears < 0;
}
inline bool is_there_at_first(const Model& model, ActorId actor) {
    return is_there_at_first(lifetime_of(model, actor));
}

/// Whether the dates of two actors leave a month in which both are there.
inline bool ever_meet(const Model& model, ActorId one, ActorId other) {
    const Lifetime a = lifetime_of(model, one);
    const Lifetime b = lifetime_of(model, other);
    return a.appears < b.ends && b.appears < a.ends;
}

/// Whether a slot holds the actor that the population names, not a later one.
bool is_of_the_population(const Model& model, const State& now, ActorId actor);

/// Adds to `issues` dates that contradict each other or the hierarchy, and what is to be done by somebody who is not
/// there; warns of dates that lie outside the run.
void check_lifetimes(const Model& model, const Scenario& scenario, Issues& issues);

}  // namespace gemeinsim
