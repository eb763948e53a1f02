// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/initiative/effort_game.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim::selfcheck {

enum class Contacts { none, cycle, complete };

/// The text of a world of `n` actors to whom one topic matters fully and who have all assets, in contact as said.
std::string players(int n, Contacts contacts);

/// An initiative of the first actors, one for each effort.
InitiativeId begin_initiative(State& now, const std::vector<double>& efforts);

/// The engine's game of effort at efforts that are set from outside.
class GameTable {
  public:
    GameTable(const Model& model, int players);
    [[nodiscard]] EffortGame& game() { return game_; }
    /// The first `count` at full effort, the others at none.
    void set_first(int count);
    [[nodiscard]] double pays(std::size_t player) { return payoff(game_, player); }

  private:
    State now_;
    EffortGame game_;
};

}  // namespace gemeinsim::selfcheck
