// SPDX-License-Identifier: Apache-2.0
#pragma once

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

const ParameterTable<ActorsParameters>& actors_parameters();

}  // namespace gemeinsim
