// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>

#include "model/actors/state.h"

namespace gemeinsim {

/// Lists of members and workers that live for one call hold so many without asking for memory.
inline constexpr std::size_t usual_members = 128;

/// One who works: hours a month and what it has to offer.
struct Worker {
    double hours = 0;
    std::array<double, asset_count> assets{};
};

}  // namespace gemeinsim
