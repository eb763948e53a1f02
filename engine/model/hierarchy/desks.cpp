// SPDX-License-Identifier: Apache-2.0
#include "model/hierarchy/desks.h"

#include <algorithm>

namespace gemeinsim {

ActorId lowest_common_superior(const Actors& actors, ActorId i, ActorId j) {
    while (actors.depth[i] > actors.depth[j]) i = actors.superior[i];
    while (actors.depth[j] > actors.depth[i]) j = actors.superior[j];
    while (i != j && i && j) {
        i = actors.superior[i];
        j = actors.superior[j];
    }
    return i == j ? i : ActorId();
}

std::vector<ActorId> approval_path(const Model& model, const Actors& actors, ActorId initiator, ActorId counterpart,
                                   int depth, int holders) {
    // A unit that may decide for itself may do so about matters with others, too.
    if (depth > 0 && counterpart && counterpart != initiator) {
        const ActorId common = lowest_common_superior(actors, initiator, counterpart);
        if (common) depth = std::max(depth, actors.depth[initiator] - actors.depth[common]);
    }
    std::vector<ActorId> path;
    for (ActorId unit = actors.superior[initiator]; unit && depth > 0; unit = actors.superior[unit], --depth)
        if (actors.alive[unit] != 0) path.push_back(unit);
    if (holders > 0 && actors.sector[initiator] == Sector::administration) {
        // The first administration of each level without a superior speaks for the level.
        for (const Level level : {Level::district, Level::state, Level::federal, Level::european}) {
            if (holders == 0) break;
            for (const ActorId i : IdRange<ActorId>(model.population.actors.size())) {
                if (actors.level[i] != level || actors.superior[i] || actors.sector[i] != Sector::administration)
                    continue;
                if (i != initiator && std::find(path.begin(), path.end(), i) == path.end()) path.push_back(i);
                break;
            }
            --holders;
        }
    }
    return path;
}

double sojourn_inside(const Desk& desk) {
    double total = desk.sojourn_total;
    for (const Waiting& waiting : desk.queue) total += desk.observed_to - waiting.arrived;
    return total;
}

}  // namespace gemeinsim
