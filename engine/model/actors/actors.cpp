// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "model/actors/state.h"

namespace gemeinsim {

double personal_distance(const Actors& actors, ActorId i, ActorId j) {
    return std::hypot(actors.personality[i][0] - actors.personality[j][0],
                      actors.personality[i][1] - actors.personality[j][1]);
}

}  // namespace gemeinsim
