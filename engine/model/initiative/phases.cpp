// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/phases.h"

#include <algorithm>
#include <cmath>

#include "model/initiative/constraint.h"
#include "model/initiative/decision.h"
#include "model/initiative/effort.h"
#include "model/initiative/ending.h"
#include "model/initiative/signature.h"
#include "model/initiative/structure.h"
#include "model/initiative/tasks.h"

namespace gemeinsim {
namespace {

Month month_of(double time) {
    return static_cast<Month>(std::floor(time));
}

/// A text that is agreed and signed: the phase has its product and the next begins.
void deliver(const Model& model, State& now, InitiativeId id, double at) {
    Initiative& initiative = now.initiatives.all[id];
    const Month month = month_of(at);
    // From the first report on what was learnt may keep the plan that there is.
    if (initiative.phase == Phase::implementation)
        report(model, month, now, initiative);
    else
        initiative.quality = initiative.text_quality;
    ++initiative.products;
    initiative.product_at = at;
    initiative.last_product = month;
    initiative.last_progress = month;
    note_product(model, initiative);
    now.events.push_back({.month = month,
                          .kind = EventKind::product,
                          .actor = initiative.founder,
                          .initiative = id,
                          .detail = static_cast<std::int64_t>(initiative.phase)});
    switch (initiative.phase) {
        case Phase::initiation:
            initiative.agreement = month;
            open_phase(model, month, now, initiative, Phase::design);
            break;
        case Phase::design:
            initiative.action_plan = month;
            draw_up_measures(model, month, now, initiative);
            open_phase(model, month, now, initiative, Phase::implementation);
            break;
        default:
            ++initiative.reports;
            if (output_goal_met(model, now, initiative))
                end_initiative(month, now, id, EndCause::completed);
            else
                open_phase(model, month, now, initiative, Phase::implementation);
    }
}

}  // namespace

void run_phases(const Model& model, State& now, InitiativeId id, double from, double until) {
    Initiative& initiative = now.initiatives.all[id];
    double at = from;
    while (initiative.alive()) {
        switch (initiative.gate) {
            case Gate::tasks:
                at = work_on_tasks(model, now, id, at, until);
                if (!tasks_done(initiative)) return;
                open_decision(model, now, initiative, at);
                break;
            case Gate::decision: {
                const DecisionState outcome = decide(model, initiative);
                if (outcome.settled_at >= until) return;
                at = std::max(at, outcome.settled_at);
                now.events.push_back({.month = month_of(at),
                                      .kind = EventKind::decision,
                                      .actor = initiative.founder,
                                      .initiative = id,
                                      .detail = outcome.passed ? 1 : 0});
                if (outcome.passed) {
                    open_signature(model, month_of(at), now, initiative);
                } else {
                    initiative.refused_text = voted_down(now, initiative, outcome);
                    refuse(model, month_of(at), now, id, outcome.refusing);
                }
                break;
            }
            case Gate::signature: {
                const double settled_at = signatures_settled_at(now, initiative);
                if (settled_at >= until) return;
                at = std::max(at, settled_at);
                if (sign(model, month_of(at), now, id))
                    deliver(model, now, id, at);
                else
                    refuse(model, month_of(at), now, id, ActorId());
                break;
            }
        }
    }
}

void live_through_month(const Model& model, Month month, State& now, InitiativeId id) {
    Initiative& initiative = now.initiatives.all[id];
    const PossibleEnd end = draw_end(model, month, now, initiative);
    run_phases(model, now, id, month, std::min<double>(end.at, month + 1));
    if (!initiative.alive()) return;
    if (end.at < month + 1)
        end_initiative(month, now, id, end.cause);
    else if (goal_reached(now, initiative))
        end_initiative(month, now, id, EndCause::completed);
    else
        note_constraint(model, month, now, id);
}

}  // namespace gemeinsim
