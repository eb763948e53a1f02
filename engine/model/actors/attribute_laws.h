// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "model/actors/parameters.h"
#include "random/quantiles.h"
#include "scenario/population.h"

namespace gemeinsim {

/// The laws of what a population leaves open about its actors, as the parameters say.
struct AttributeLaws {
    Quantiles hours;
    Quantiles know_how;
    Quantiles impact_orientation;
    std::array<Quantiles, sector_count> position;
    Quantiles standard_normal;

    explicit AttributeLaws(const ActorsParameters& parameters);
};

}  // namespace gemeinsim
