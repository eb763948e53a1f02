// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "base/calendar.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// The step "exchange": information passes, trust and positions move.
void exchange_step(const Model& model, Month month, State& now);

/// Trust at the prior for every pair.
TrustTable initial_trust(const Model& model);

/// Each actor holds each item with probability initial_items * its asset information. Needs now.actors and
/// now.key.
Information initial_information(const Model& model, const State& now);

/// The contact person of an actor leaves: what others and it had learnt about each other beyond the prior is
/// multiplied by 1 - loss.
void lose_contact(State& now, ActorId actor, double loss);

/// Something that `truster` learns about `about` outside of joint work: so many promises kept and broken.
void add_experience(State& now, ActorId truster, ActorId about, double kept, double broken);

/// A new actor takes a slot: nobody has a history with it, it holds no items.
void reset_exchange(State& now, ActorId actor);

/// Distance of positions on what both care about: sum_k m_k |y_ik - y_jk| / sum_k m_k, m_k = min(q_ik, q_jk); the
/// plain mean where they share nothing. [0, 1].
double position_distance(const Actors& actors, ActorId i, ActorId j);

/// One entry of a row of influence weights.
struct InfluenceWeight {
    std::size_t other = 0;
    double weight = 0;
};

/// One step of opinion dynamics (Friedkin & Johnsen 1990): y_i + rate * (s (W y)_i + (1 - s) y0_i - y_i) for every i,
/// synchronously. s = 1 is DeGroot 1974. Rows of W sum to 1 with self weights listed. Cost: number of weights.
void influence_step(std::span<const std::vector<InfluenceWeight>> weights, std::span<const double> initial,
                    double susceptibility, double rate, std::span<double> positions);

}  // namespace gemeinsim
