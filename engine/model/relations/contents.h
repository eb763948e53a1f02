// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/calendar.h"
#include "base/hash.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

// What runs along a contact between i and j; symmetric in the two. Whether there is a contact is not asked.

/// What of a contact the two sides agree on.
enum class Content { information, clients, joint_work };

/// Probability that both sides agree to a content: s_i s_j with s_i = logistic(logit(sqrt(share)) + content_choice
/// (7 w_i - 1)), w_i the weight of the motive that the content serves: of information; of outreach for clients; the
/// mean of competence and resources for joint work. The share itself where both motives have average weight, where
/// content_choice is 0, and where the share is 0 or 1. Cost: O(1).
double agreement(const Model& model, const Actors& actors, ActorId i, ActorId j, Content content, double share);

/// One side's s_i, for those who ask about many pairs; `share` is neither 0 nor 1.
double willingness(const Model& model, const Actors& actors, ActorId side, Content content, double share);

/// The pair, whoever is named first: keys what the two draw together.
inline EntityKey pair_name(const Actors& actors, ActorId i, ActorId j) {
    const EntityKey one = actors.entity[i];
    const EntityKey other = actors.entity[j];
    return one < other ? combine(one, other) : combine(other, one);
}

/// Items of information can be told: agreed with a share of information_content, for the whole run.
bool carries_information(const Model& model, const State& now, ActorId i, ActorId j);

/// The two, where they work on the same topic, send clients to each other instead of serving them twice: agreed with a
/// share of clients_content, for the whole run.
bool carries_clients(const Model& model, const State& now, ActorId i, ActorId j);

/// One funds the other.
bool carries_money(const Actors& actors, ActorId i, ActorId j);

/// A contact has joint work in this month: agreed with a share of joint_content for joint_months at a time, which
/// begin in another month for every pair.
bool has_joint_work(const Model& model, Month month, const State& now, ActorId i, ActorId j);
/// The same where it is known with what probability both agree.
bool has_joint_work(const Model& model, Month month, const State& now, ActorId i, ActorId j, double agreement);

}  // namespace gemeinsim
