// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/calendar.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

// What runs along a contact between i and j; symmetric in the two. Whether there is a contact is not asked.

/// The pair, whoever is named first: keys what the two draw together.
EntityKey pair_name(const Actors& actors, ActorId i, ActorId j);

/// Items of information can be told: a trait of the pair that it has with probability information_content for the
/// whole run.
bool carries_information(const Model& model, const State& now, ActorId i, ActorId j);

/// The two, where they work on the same topic, send clients to each other instead of serving them twice: a trait of the
/// pair with probability clients_content.
bool carries_clients(const Model& model, const State& now, ActorId i, ActorId j);

/// One funds the other.
bool carries_money(const Actors& actors, ActorId i, ActorId j);

/// A contact has joint work in this month: drawn with probability joint_content for joint_months at a time, which
/// begin in another month for every pair.
bool has_joint_work(const Model& model, Month month, const State& now, ActorId i, ActorId j);

}  // namespace gemeinsim
