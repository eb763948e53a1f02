// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "base/ids.h"
#include "model/impact/production.h"
#include "model/initiative/room.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// Fills `game` with those who take part, their partners where the rule or the payoff asks for them; J stays 0.
/// Cost: linear in members, quadratic where partners are asked for. Allocates where the game has never been as large.
void set_game(const Model& model, const State& now, const Initiative& initiative, EffortGame& game);

/// One more player, with the partners it would have.
void add_player(const State& now, EffortGame& game, ActorId actor, double effort);

/// What effort f is worth to a member: (v0 + J) f (.5 + expectation) - cost f^2 - fixed [f > 0]. Braking (f < 0) is
/// worth what `braking` gives instead of v0 + J and costs the same.
double effort_value(const Model& model, double join_value, double braking, double expectation, double effort);

/// G(f): what the players yield, in full members: impact.production with efforts as hours. One with all assets 1 at
/// full effort yields 1 where work adds up.
double group_product(EffortGame& game);

/// What all share under the payoff in force: G(f), the lowest effort, or 0 where they share nothing.
double common_outcome(EffortGame& game);

/// What one player gets at the present efforts of all, under initiatives.effort_payoff:
///
///     belief      effort_value
///     donation    mean or sum over its partners of b f_j - c f_i
///     production  b_i G(f) to each, or b_i G(f)/m, less no cost, c f_i or c f_i^2
///     risk        1 where G(f) reaches the threshold, else 1 - r; less c f_i
///     minimum     b min_j f_j - c f_i
///
/// Cost: linear in partners (donation) or in players and needed assets. Source: README.
double payoff(EffortGame& game, std::size_t player);

/// The same where common_outcome is known: for loops over players.
double payoff(const EffortGame& game, std::size_t player, double common);

/// The sum of all payoffs.
double joint_payoff(EffortGame& game);

/// What effort f is worth to a player that chooses, under initiatives.effort_objective: its payoff, or that of all
/// together, where the others stay at their efforts. Under minimum the others' lowest is the one that it expects.
double choice_value(EffortGame& game, std::size_t player, double effort);

}  // namespace gemeinsim
