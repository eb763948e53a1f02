// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "model/initiative/conditions.h"
#include "model/initiative/coordination.h"
#include "model/initiative/decision.h"
#include "model/initiative/effort.h"
#include "model/initiative/ending.h"
#include "model/initiative/founding.h"
#include "model/initiative/invitation.h"
#include "model/initiative/joining.h"
#include "model/initiative/phases.h"
#include "model/initiative/rules.h"
#include "model/initiative/structure.h"

namespace gemeinsim {

void initiatives_step(const Model& model, Month month, State& now) {
    found_initiatives(model, month, now);
    // Hours are given anew every month, and initiatives draw on them in the order of their founding.
    release_hours(now);
    if (std::none_of(now.initiatives.all.begin(), now.initiatives.all.end(),
                     [](const Initiative& initiative) { return initiative.alive(); }))
        return;
    JoinWork join(model, now, now.relations_room->evaluation, now.initiatives_room->join);
    EffortWork& work = now.initiatives_room->effort;
    for (const InitiativeId id : IdRange<InitiativeId>(now.initiatives.all.size())) {
        if (!now.initiatives.all[id].alive()) continue;
        // Who is in comes first, because all that follows is theirs: the broker, the goal, the hours, the votes.
        revise_membership(model, month, now, id, join);
        invite(model, month, now, id);
        Initiative& initiative = now.initiatives.all[id];
        appoint_broker(model, now, initiative);
        if (const EndCause cause = end_at_once(model, month, now, initiative); cause != EndCause::none) {
            end_initiative(month, now, id, cause);
            continue;
        }
        initiative.goal_position = common_goal_position(model, now, initiative);
        revise_effort(model, month, now, id, join, work);
        // Conditions read this month's coordination, and the speed of tasks reads the conditions.
        coordinate(model, month, now, initiative);
        update_conditions(model, now, initiative);
        carry_out_measures(now, initiative);
        seat_successors(model, month, now, initiative);
        live_through_month(model, month, now, id);
    }
}

}  // namespace gemeinsim
