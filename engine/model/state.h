// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "base/scratch.h"
#include "model/actors/state.h"
#include "model/events.h"
#include "model/exchange/room.h"
#include "model/exchange/state.h"
#include "model/funding/state.h"
#include "model/hierarchy/room.h"
#include "model/hierarchy/state.h"
#include "model/impact/room.h"
#include "model/impact/state.h"
#include "model/initiative/choice.h"
#include "model/initiative/room.h"
#include "model/initiative/state.h"
#include "model/relations/room.h"
#include "model/relations/state.h"
#include "model/remedies/state.h"
#include "random/stream.h"

namespace gemeinsim {

/// Everything that changes in a run: plain data, copied and compared as a whole.
struct State {
    RunKey key;
    Actors actors;
    Relations relations;
    TrustTable trust;
    Information information;
    Approvals approvals;
    Funding funding;
    Initiatives initiatives;
    World world;
    Remedies remedies;
    std::vector<Event> events;    ///< of this month; cleared when the next begins
    std::vector<Choice> choices;  ///< of this month, where the scenario asks for decisions
    Scratch<ExchangeRoom> exchange_room;
    Scratch<HierarchyRoom> hierarchy_room;
    Scratch<ImpactRoom> impact_room;
    Scratch<InitiativesRoom> initiatives_room;
    Scratch<RelationsRoom> relations_room;

    bool operator==(const State&) const = default;
};

}  // namespace gemeinsim
