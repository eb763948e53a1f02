// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>

#include "base/calendar.h"
#include "base/ids.h"
#include "scenario/parameter_table.h"

namespace gemeinsim {

/// [actors]: how what the population leaves open is drawn.
struct ActorsParameters {
    double hours_median = 0;
    double hours_sd_log = 0;
    double know_how = 0;
    double impact_orientation = 0;
    double spread = 0;
    double own_logic = 0;
    double asset_scarcity = 0;
    double association_share = 0;
    double voice_share = 0;
    double position_gap = 0;
    double position_spread = 0;
    double birth_rate = 0;
    double end_rate = 0;
};

/// When an actor is there that the population dates: `appears` <= month < `ends`.
struct Lifetime {
    static constexpr Month always = std::numeric_limits<Month>::min();
    static constexpr Month open = std::numeric_limits<Month>::max();

    ActorId actor;
    Month appears = always;  ///< there before the run; else as a newcomer, from a month of the run on
    Month ends = open;       ///< by chance, if at all

    [[nodiscard]] bool covers(Month month) const { return appears <= month && month < ends; }
    /// Whether chance may end it and fill its slot: not before it has appeared, and never where its end has a date.
    [[nodiscard]] bool left_to_chance(Month month) const { return ends == open && month > appears; }
};

const ParameterTable<ActorsParameters>& actors_parameters();

}  // namespace gemeinsim
