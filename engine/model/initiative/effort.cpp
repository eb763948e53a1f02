// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/effort.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "model/hierarchy/rules.h"
#include "model/initiative/coordination.h"
#include "model/initiative/joining.h"
#include "model/relations/evaluation.h"
#include "random/draws.h"

namespace gemeinsim {
namespace {

double distance_to_goal(const State& now, const Initiative& initiative, ActorId actor) {
    return std::abs(now.actors.position(actor, initiative.topic) - initiative.goal_position);
}

/// The effort that a member sees in the others: their mean, or their minimum where the weakest rules production.
/// NaN where there is nobody else.
double seen_effort(const Model& model, const Initiative& initiative, ActorId actor) {
    double total = 0;
    double lowest = std::numeric_limits<double>::infinity();
    int others = 0;
    for (const Member& member : initiative.members) {
        if (!takes_part(member) || member.actor == actor) continue;
        const double effort = std::max(0., member.effort);
        total += effort;
        lowest = std::min(lowest, effort);
        ++others;
    }
    if (others == 0) return std::numeric_limits<double>::quiet_NaN();
    return model.impact.substitution_members == -std::numeric_limits<double>::infinity() ? lowest : total / others;
}

/// The level chosen: the best (the lowest on ties), or by a logit over their values.
double choose_effort(const MembershipParameters& p, const std::vector<double>& levels,
                     const std::vector<double>& values, Stream& stream) {
    const auto best = static_cast<std::size_t>(std::max_element(values.begin(), values.end()) - values.begin());
    if (p.effort_rule == EffortRule::best_reply) return levels[best];
    std::vector<double> weights;
    for (const double value : values) weights.push_back(std::exp(p.effort_beta * (value - values[best])));
    return levels[weighted_index(stream, weights)];
}

}  // namespace

double effort_value(const Model& model, double join_value, double braking, double expectation, double effort) {
    const MembershipParameters& p = model.membership;
    if (effort == 0) return 0;
    const double worth = p.effort_base + (effort > 0 ? join_value : braking);
    const double size = std::abs(effort);
    return worth * size * (.5 + expectation) - p.effort_cost * size * size - p.effort_fixed_cost;
}

bool prevention_oriented(const Model& model, const State& now, const Initiative& initiative, ActorId actor) {
    return now.actors.motives[actor][static_cast<std::size_t>(Motive::control)] >=
               model.membership.prevention_control &&
           distance_to_goal(now, initiative, actor) >= model.membership.prevention_distance;
}

void revise_effort(const Model& model, Month month, State& now, InitiativeId id) {
    const MembershipParameters& p = model.membership;
    Initiative& initiative = now.initiatives.all[id];
    if (month - initiative.last_product > p.success_patience) initiative.success *= p.success_fade;

    Evaluation ties(model, now);
    // All look at the efforts of last month and choose at once: nobody answers to an order of speaking.
    std::vector<double> chosen;
    for (Member& member : initiative.members) {
        chosen.push_back(member.effort);
        if (!takes_part(member)) continue;
        const double seen = seen_effort(model, initiative, member.actor);
        if (!std::isnan(seen)) member.expectation += p.expectation_gap * (seen - member.expectation);
        Stream stream(now.key, combine(initiative.entity, now.actors.entity[member.actor]), month, Purpose::effort);
        if (!bernoulli(stream, p.effort_revision)) continue;
        std::vector<double> levels = p.effort_levels;
        double braking = 0;
        if (prevention_oriented(model, now, initiative, member.actor)) {
            for (const double level : p.effort_levels)
                if (level > 0) levels.push_back(-level);
            braking = p.private_benefit * now.actors.motives[member.actor][static_cast<std::size_t>(Motive::control)] *
                      distance_to_goal(now, initiative, member.actor);
        }
        const double value = join_value(model, now, initiative, member.actor, ties);
        std::vector<double> values;
        for (const double level : levels)
            values.push_back(effort_value(model, value, braking, member.expectation, level));
        chosen.back() = choose_effort(p, levels, values, stream);
    }
    for (std::size_t m = 0; m < chosen.size(); ++m) {
        Member& member = initiative.members[m];
        // A unit whose leadership has other priorities gives no hours until it chooses anew under one that supports.
        member.effort = takes_part(member) && !supports(model, now, member.actor, initiative.topic) ? 0 : chosen[m];
    }
}

void note_product(const Model& model, Initiative& initiative) {
    initiative.success += model.membership.success_gain * (1 - initiative.success);
}

void note_refusal(const Model& model, Initiative& initiative) {
    initiative.success *= model.membership.success_refusal;
}

}  // namespace gemeinsim
