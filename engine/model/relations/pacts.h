// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "model/model.h"
#include "model/relations/evaluation.h"
#include "model/state.h"

namespace gemeinsim {

/// Pacts and further parties whose approvals are in come into force, vetoed proposals go. Who no longer trusts a
/// party leaves; at the end of the term each party renews with sigma of the rationality times what the pact is worth
/// to it, or leaves. A pact ends with its last two parties.
void settle_pacts(const Model& model, Month month, State& now);

/// Whether ego and j may propose a pact: contact, trust of both, common interest, no pact and none under way.
bool may_propose(const Model& model, const State& now, ActorId ego, ActorId j);
/// Whether both have the hours for it.
bool pact_affordable(const Model& model, const State& now, ActorId ego, ActorId j);

/// Whether a pact may be extended to `further`: it has room and no proposal under way, and between the newcomer and
/// each party holds what a pact of the two would need.
bool may_extend(const Model& model, const State& now, const Pact& pact, ActorId further);
/// Whether all parties and the newcomer have the hours for it.
bool extension_affordable(const Model& model, const State& now, const Pact& pact, ActorId further);

/// Both hierarchies are asked; where neither need be, the pact is in force at once.
void propose_pact(const Model& model, Month month, State& now, ActorId ego, ActorId j, double time);
/// The hierarchies of all parties and of the newcomer are asked.
void propose_extension(const Model& model, Month month, State& now, EntityKey pact, ActorId ego, ActorId further,
                       double time);

/// An actor that ends proposes nothing any more, nor does anybody to it: what desks have of it is withdrawn.
void withdraw_proposals(Month month, State& now, ActorId party);

/// The party goes; with it the pact where only one would be left.
void leave_pact(const Model& model, Month month, State& now, EntityKey pact, ActorId party);
/// The same for every pact of an actor that ends: without events, hours left as they are.
void leave_all_pacts(State& now, ActorId party);

/// The pact of that name in which the actor stands, or nullptr.
const Pact* pact_of(const Relations& relations, ActorId party, EntityKey name);
/// The pact in which both stand, or nullptr.
const Pact* common_pact(const Relations& relations, ActorId i, ActorId j);

/// Puts a pact in force: parties sorted, none of them in a pact with another.
void add_pact(Relations& relations, Pact pact);

/// Hours that a pact of m parties takes of each, beyond those of its contacts: extra (1 + pact_further (m - 2)).
double pact_hours(const RelationsParameters& relations, std::size_t parties);
/// What each of the m - 1 partners in a pact costs, as a share of what it would alone:
/// (1 + pact_further (m - 2)) / (m - 1).
double pact_share(const RelationsParameters& relations, std::size_t parties);

/// Change of U_party by a pact of `parties`, with `further` where it names somebody, against none; what the pact takes
/// of the party's hours is not counted twice where it stands in it now. Each partner
/// costs pact_share.
double pact_value(const Model& model, const State& now, Evaluation& evaluation, ActorId party,
                  std::span<const ActorId> parties, ActorId further);
/// Change of U_who by extending a pact: of a party, or of the newcomer.
double extension_value(const Model& model, const State& now, Evaluation& evaluation, ActorId who, const Pact& pact,
                       ActorId further);

/// Who knows of whom at the start of a run: the stationary law of chance meetings, and superiors, funders and
/// partners.
void first_acquaintances(const Model& model, const State& now, Relations& relations);

}  // namespace gemeinsim
