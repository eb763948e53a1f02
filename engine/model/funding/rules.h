// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "base/calendar.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// Part of the step "calendar": grants expire, money of ended initiatives and of the past year returns, budgets are
/// filled or cut.
void programmes_step(const Model& model, Month month, State& now);

/// The step "funding": instalments, offices, decisions about project money, measures, decisions about applications, new
/// applications. Throws ContractViolation where the books do not agree (check_books).
void funding_step(const Model& model, Month month, State& now);

/// The books at the end of a month, in money to the cent and in hours: see Ledger::check, check_grants, check_hours.
void check_books(const Model& model, Month month, const State& now);

/// Accounts of the world, its programmes and actors, with the money they start with.
Funding initial_funding(const Model& model, const State& now);

/// Opens the account of a new initiative.
AccountId open_initiative_account(State& now, const std::string& name);

/// Actors that appear, sorted, get the money that the population gives them and take over the programmes that they
/// fund.
void endow(const Model& model, State& now, std::span<const ActorId> newcomers);

/// What an actor holds returns to where money comes from: it has ended. Its applications, grants and programmes end in
/// the month's programmes_step. Cost: constant.
void close_actor_account(State& now, ActorId actor);

}  // namespace gemeinsim
