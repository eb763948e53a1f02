// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/initiative/tasks.h"
#include "model/plain_world.h"

namespace gemeinsim::tests {

/// Multipliers one, votes certain and at once, no desks, no end: what is left of an initiative are its tasks.
inline void make_bare(Model& model) {
    InitiativesParameters& p = model.initiatives;
    p.pair_hours = 0;
    p.work_exponent = 0;
    p.know_how_floor = 1;
    p.impact_floor = 1;
    p.reply_rate = std::numeric_limits<double>::infinity();
    p.vote_intercept = 50;
    p.vote_distance = 0;
    p.vote_trust = 0;
    p.vote_quality = 0;
    p.vote_dependence = 0;
    p.end_hazard = 0;
    p.stalled_hazard = 0;
    p.output_goal_share = 0;
    model.hierarchy.approval_depth = 0;
    model.jurisdiction.holders = 0;
}

/// An initiative in its first phase whose members work at full effort.
inline InitiativeId start(const Model& model, State& now, std::size_t members) {
    const InitiativeId id = add_initiative(now, members);
    Initiative& initiative = now.initiatives.all[id];
    for (Member& member : initiative.members) member.effort = 1;
    initiative.conditions.fill(1);
    initiative.goal_index = 2;  // out of reach
    open_phase(model, 0, now, initiative, Phase::initiation);
    return id;
}

}  // namespace gemeinsim::tests
