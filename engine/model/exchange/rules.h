// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "base/calendar.h"
#include "base/issues.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// The step "exchange": information passes, trust and positions move.
///
/// Cost: O(actors + contacts) and what is told; blocks of actors are swept in parallel, with the same result for any
/// number of threads.
void exchange_step(const Model& model, Month month, State& now);

/// Trust at the prior for every pair.
TrustTable initial_trust(const Model& model);

/// Each actor holds each item with probability initial_items * its asset information. Needs now.actors and
/// now.key.
Information initial_information(const Model& model, const State& now);

/// What `truster` learns about `about` in passing: counts of promises kept and broken. Fades as all experience does.
void add_experience(State& now, ActorId truster, ActorId about, double kept, double broken);

/// The contact persons of some actors leave: what others and they had learnt about each other beyond the prior is
/// multiplied by 1 - loss. Cost: a sweep over all histories, so name them together.
void lose_contact(State& now, std::span<const ActorId> actors, double loss);

/// Some actors end: nobody has a history with them, they hold no items. Cost: as lose_contact().
void reset_exchange(State& now, std::span<const ActorId> actors);

/// Distance of positions on what both care about: sum_k m_k |y_ik - y_jk| / sum_k m_k, m_k = min(q_ik, q_jk); the
/// plain mean where they share nothing. [0, 1].
double position_distance(const Actors& actors, ActorId i, ActorId j);

/// The covariate that exchange.weights names, null where W follows from relations.
const DyadicCovariate* weights_given(const Model& model);

/// Adds to `issues` where exchange.weights names no covariate, or one that is no matrix of weights: below 0, or rows
/// that sum to more than 1.
void check_exchange(const Model& model, Issues& issues);

}  // namespace gemeinsim
