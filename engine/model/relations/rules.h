// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "base/calendar.h"
#include "base/issues.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// The step "awareness": round-table meetings, partners of partners, chance meetings, forgetting.
void awareness_step(const Model& model, Month month, State& now);

/// The step "relations": actors revise their ties in continuous time within the month.
void relations_step(const Model& model, Month month, State& now);

/// Relations at the start of a run: the initial ties of the population, acquaintances by chance, no pact under
/// way. Sets the hours that ties take in now.actors. Needs now.actors and now.key.
Relations initial_relations(const Model& model, State& now);

/// The contacts that the scenario lists, as far as both sides have appeared and their dates let them meet: a pact is an
/// arc both ways where contacts are directed, an undirected tie that is listed from both sides counts once.
Graph listed_contacts(const Model& model, const Actors& actors);

/// Adds to `issues` a kernel, consent and direction that do not go together.
void check_relations(const RelationsParameters& relations, Issues& issues);

/// Actors end, sorted: their ties, pacts, proposals and everything known of them go; partners get their hours back.
/// Cost: linear in actors and in what is known, however many end.
void leave_relations(const Model& model, State& now, std::span<const ActorId> actors);
inline void leave_relations(const Model& model, State& now, ActorId actor) {
    leave_relations(model, now, std::span(&actor, 1));
}

/// A new actor takes a slot (its columns in now.actors are already set): it knows its superior and funder only.
void enter_relations(Month month, State& now, ActorId actor);

/// The listed ties of actors that appear, sorted, to those of the population who are there.
void begin_listed_ties(const Model& model, Month month, State& now, std::span<const ActorId> newcomers);

/// sum_k min(q_ik, q_jk): how far two actors care about the same topics, [0, 1].
double topic_overlap(const Actors& actors, ActorId i, ActorId j);

/// The months' hours that i's ties take, from the graphs: contact_hours each, pact_hours for those with a pact.
double tie_hours(const Model& model, const Relations& relations, ActorId actor);

/// What one ring of `ego`'s contact clock does in the present state: the partners whose tie may be toggled
/// and the probability of each, consent included; the rest is no change. For checks against exact laws.
struct ToggleProbability {
    ActorId partner;
    double probability = 0;
};
std::vector<ToggleProbability> toggle_probabilities(const Model& model, const State& now, ActorId ego);

}  // namespace gemeinsim
