// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "model/actors/state.h"

namespace gemeinsim {

double logic_distance(const Actors& actors, ActorId i, ActorId j) {
    double total = 0;
    for (std::size_t l = 0; l < logic_count; ++l) total += std::abs(actors.logic[i][l] - actors.logic[j][l]);
    return total / 2;
}

double personal_distance(const Actors& actors, ActorId i, ActorId j) {
    return std::hypot(actors.personality[i][0] - actors.personality[j][0],
                      actors.personality[i][1] - actors.personality[j][1]);
}

}  // namespace gemeinsim
