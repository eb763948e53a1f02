// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "base/calendar.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// Whether a programme takes applications in a month: one of its `calls_per_year` months between its first and last.
bool calls(const Model& model, const Programme& programme, Month month);

/// What a programme may still promise: its account less what grants in force may yet draw.
Cents free_budget(const State& now, ProgrammeId programme);

/// What an initiative's account holds beyond the unspent parts of its grants.
Cents free_money(const State& now, InitiativeId initiative);

/// Pays from an initiative's account to `to`, first from its grants in the order of their award, at most what they
/// allow where `for_office`, then from free money. Returns what was paid: at most `amount`.
Cents pay(State& now, InitiativeId initiative, AccountId to, Cents amount, MoneyPurpose purpose, bool for_office);

/// This month's instalments of grants with the members' own share, or the endowment.
void draw_instalments(const Model& model, Month month, State& now);

/// Who may bear an initiative's costs and hours: its full members that are alive, in the order of joining.
std::vector<ActorId> full_members(const State& now, const Initiative& initiative);

/// Takes up to `hours` of an actor's free hours for money matters; returns what it had.
double take_hours(State& now, ActorId actor, double hours);

/// Adds to `issues`: programmes with the same name, with a smallest grant above the largest, that end before they
/// begin.
void check_programmes(const Model& model, const Scenario& scenario, Issues& issues);

}  // namespace gemeinsim
