// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <iterator>

#include "model/actors/state.h"

namespace gemeinsim {

std::vector<ActorId> Actors::away() const {
    std::vector<ActorId> all;
    std::ranges::merge(to_come, gone, std::back_inserter(all));
    return all;
}

double personal_distance(const Actors& actors, ActorId i, ActorId j) {
    return std::hypot(actors.personality[i][0] - actors.personality[j][0],
                      actors.personality[i][1] - actors.personality[j][1]);
}

}  // namespace gemeinsim
