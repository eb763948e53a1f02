// SPDX-License-Identifier: Apache-2.0
#include "model/hierarchy/paths.h"

#include <algorithm>

#include "model/hierarchy/jurisdiction.h"

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

void add_superiors(const Actors& actors, ActorId initiator, ActorId counterpart, int depth, std::vector<Stop>& path) {
    // A unit that may decide for itself may do so about matters with others, too.
    if (depth > 0 && counterpart && counterpart != initiator) {
        const ActorId common = lowest_common_superior(actors, initiator, counterpart);
        if (common) depth = std::max(depth, actors.depth[initiator] - actors.depth[common]);
    }
    for (ActorId unit = actors.superior[initiator]; unit && depth > 0; unit = actors.superior[unit], --depth)
        if (actors.alive[unit] != 0) path.push_back({unit, Say::consent});
}

void add_holders(const Model& model, const Actors& actors, ActorId initiator, TopicId topic, int levels,
                 std::vector<Stop>& path) {
    const JurisdictionParameters& p = model.jurisdiction;
    const PlaceId place = actors.place[initiator];
    const auto ask = [&](ActorId desk, Say say) {
        if (!desk || desk == initiator || actors.alive[desk] == 0) return;
        const auto again = [desk](const Stop& stop) { return stop.desk == desk; };
        if (std::none_of(path.begin(), path.end(), again)) path.push_back({desk, say});
    };
    if (actors.sector[initiator] == Sector::administration) {
        const Competence* given = competence_of(model, topic);
        for (const Level level : {Level::municipal, Level::district, Level::state, Level::federal, Level::european}) {
            if (given != nullptr ? !given->holds(level) : level == Level::municipal || levels-- <= 0) continue;
            bool named = false;
            for (const Signatory& one : p.signatories) {
                if (one.level != level || !signs_for(model, actors, one, place, topic)) continue;
                named = true;
                ask(one.desk, one.say);
            }
            if (!named) ask(speaker(model, actors, place, level), Say::consent);
        }
    }
    for (const Signatory& one : p.signatories)
        if (one.level == Level::none && signs_for(model, actors, one, place, topic)) ask(one.desk, one.say);
}

}  // namespace gemeinsim
