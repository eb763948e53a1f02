// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "model/remedies/rules.h"

namespace gemeinsim {

void spread_guides(const Model& model, State& now) {
    const Remedy* guides = strongest(model, now, RemedyKind::guides);
    if (guides == nullptr) return;
    // After their length the share `strength` of the distance to the most skilled partner is gained.
    const double monthly = 1 - std::pow(1 - guides->strength, 1.0 / guides->months);
    // Everybody learns from what others know at the start of the month, so that no order of actors matters.
    const Column<ActorId, double> before = now.actors.know_how;
    for (const ActorId i : IdRange<ActorId>(now.actors.size())) {
        if (now.actors.alive[i] == 0) continue;
        double best = before[i];
        for (const ActorId partner : now.relations.contacts.out(i)) best = std::max(best, before[partner]);
        if (best > before[i]) now.actors.know_how[i] += monthly * (best - before[i]);
    }
}

}  // namespace gemeinsim
