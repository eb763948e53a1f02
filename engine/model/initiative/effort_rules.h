// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "model/initiative/effort_game.h"
#include "random/stream.h"

namespace gemeinsim {

/// Whether members find their effort by copying (fermi, moran, death_birth), one event after the other.
bool imitates(EffortRule rule);

/// The chance to copy a partner that gets `gain` more: 1 / (1 + exp(-beta gain)).
double fermi_chance(double beta, double gain);

/// max(0, 1 + w payoff).
double fitness(double selection, double payoff);

/// The effort that a player chooses. best_reply: what is worth most, the lowest on ties; on the real scale the best of
/// a grid of 32 steps, refined to 1e-9 and better where the value is smooth. logit: a level with chance proportional to
/// exp(beta value). Who may brake (Player::braking) has the levels below 0 too.
double choose_effort(EffortGame& game, std::size_t player, bool brakes, Stream& stream, ChoiceWork& work);

/// What best_reply chooses for one that does not brake, whatever the rule in force.
double best_effort(EffortGame& game, std::size_t player, ChoiceWork& work);

/// The chance of each of initiatives.effort_levels where a player chooses by logit or best_reply.
std::vector<double> level_chances(EffortGame& game, std::size_t player);

/// Plays one event of a rule that imitates.
///
///     fermi        a member, any alike, looks at one of its partners and copies it with fermi_chance
///     moran        a member, in proportion to fitness, is copied by one of its partners, any alike
///     death_birth  a member, any alike, copies one of its partners, in proportion to fitness
///
/// With effort_mutation whoever would look or copy takes any level instead. Who has no partner copies nobody. Cost: two
/// payoffs (fermi), one for each player (moran) or partner (death_birth).
void play_event(EffortGame& game, Stream& stream, ChoiceWork& work);

/// One change that an event can bring.
struct EffortChange {
    std::size_t player = 0;
    double effort = 0;  ///< other than the present one
    double probability = 0;
};

/// All changes that one event can bring, under any rule on levels; under logit and best_reply an event is the choice of
/// one member, any alike. What is left to 1 changes nothing. For exact chains.
std::vector<EffortChange> event_changes(EffortGame& game);

}  // namespace gemeinsim
