// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/calendar.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// Part of the step "calendar": which remedies are held this month - in force and paid -, and what training and guides
/// teach. What the others do their own steps read from the state.
void remedies_act(const Model& model, Month month, State& now);

/// The strength of a kind of remedy in a month: the largest of those held, 0 where there is none. Before month 0 nobody
/// pays: then meetings in force are held and nothing else.
double remedy_strength(const Model& model, const State& now, RemedyKind kind, Month month);

/// The row that gives a kind its strength this month, the first among equals; none where nothing of it is held.
const Remedy* strongest(const Model& model, const State& now, RemedyKind kind);

/// What whoever pays a remedy could spend on it now: no end of it where the outside pays, nothing where the payer is
/// gone.
Cents money_for_remedy(const State& now, const Remedy& remedy);

/// Moves `amount` from whoever pays a remedy to an account; false, and nothing moved, where it has less.
bool pay_remedy(State& now, const Remedy& remedy, AccountId to, Cents amount);

/// Takes up to `hours` of an actor for a remedy and returns what it took: at most what regulation, ties, desks and
/// other remedies leave. Work in initiatives, which is planned anew every month, gives way.
double take_remedy_hours(State& now, ActorId actor, double hours);

/// Courses and learning at work: see the README.
void train(const Model& model, Month month, State& now);

/// Practical knowledge spreads along contacts: see the README.
void spread_guides(const Model& model, State& now);

/// Hours of coordination that backbone funding pays of those `missing` in an initiative: as many as its payer can.
double backbone_hours(const Model& model, State& now, double missing);

/// Adds to `issues` what no remedy may be: see the README.
void check_remedies(const Model& model, const Scenario& scenario, Issues& issues);

}  // namespace gemeinsim
