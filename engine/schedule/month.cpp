// SPDX-License-Identifier: Apache-2.0
#include "schedule/month.h"

#include "model/actors/rules.h"
#include "model/calendar/rules.h"
#include "model/exchange/rules.h"
#include "model/funding/hours.h"
#include "model/funding/rules.h"
#include "model/hierarchy/background.h"
#include "model/hierarchy/rules.h"
#include "model/impact/rules.h"
#include "model/initiative/rules.h"
#include "model/relations/initial_network.h"
#include "model/relations/rules.h"

namespace gemeinsim {

// Why this order: dates come first, because everything else reads who exists, who leads and what is on offer. Awareness
// precedes relations, because only the known are considered. Approvals precede exchange and initiatives, because
// what superiors decided this month is acted on this month. Funding follows initiatives, because it pays for the
// hours that they planned; impact comes last, because it reads what was done.
const std::vector<Step>& step_table() {
    static const std::vector<Step> steps = {
        {.name = "calendar",
         .reads = {"actors", "funding"},
         .writes = {"actors", "relations", "funding", "world", "remedies", "events"},
         .timing = Timing::dates,
         .text = "grants expire, budgets lapse, calls open, elections, remedies, shocks, births and ends of actors",
         .rule = calendar_step},
        {.name = "awareness",
         .reads = {"actors", "relations", "initiatives", "remedies"},
         .writes = {"relations.awareness", "remedies", "actors.hours"},
         .timing = Timing::monthly,
         .during_burn_in = true,
         .text = "round-table meetings, partners of partners, chance meetings, the portal, forgetting",
         .rule = awareness_step},
        {.name = "relations",
         .reads = {"actors", "trust", "relations", "approvals", "initiatives", "funding", "remedies"},
         .writes = {"relations", "approvals", "actors.hours", "events"},
         .timing = Timing::events,
         .during_burn_in = true,
         .text = "actors revise their ties",
         .rule = relations_step},
        {.name = "approvals",
         .reads = {"actors", "remedies"},
         .writes = {"approvals", "events"},
         .timing = Timing::events,
         .during_burn_in = true,
         .text = "desks work their queues",
         .rule = approvals_step},
        {.name = "exchange",
         .reads = {"actors", "relations", "initiatives", "funding", "remedies"},
         .writes = {"information", "trust", "actors.position"},
         .timing = Timing::both,
         .during_burn_in = true,
         .text = "information, trust and positions",
         .rule = exchange_step},
        {.name = "initiatives",
         .reads = {"actors", "relations", "trust", "approvals", "world", "remedies"},
         .writes = {"initiatives", "approvals", "actors.hours", "trust", "funding", "events"},
         .timing = Timing::both,
         .text = "founded, joined, left, coordinated, worked on, decided, signed, ended",
         .rule = initiatives_step},
        {.name = "funding",
         .reads = {"actors", "relations", "initiatives", "remedies"},
         .writes = {"funding", "initiatives", "actors.hours", "trust", "events"},
         .timing = Timing::monthly,
         .text = "applications, awards, wages, project money; the books of money and hours agree",
         .rule = funding_step},
        {.name = "impact",
         .reads = {"actors", "relations", "initiatives", "remedies"},
         .writes = {"world"},
         .timing = Timing::monthly,
         .text = "measures act on severity, exact exponential step; observed",
         .rule = impact_step},
    };
    return steps;
}

State initial_state(const Model& model, RunKey key) {
    State now;
    now.key = key;
    now.actors = initial_actors(model, key);
    initial_leadership(model, now);
    now.trust = initial_trust(model);
    now.information = initial_information(model, now);
    now.approvals = initial_approvals(model);
    now.world = initial_world(model);
    open_desks(model, now, has_initial_network(model) ? 0 : -model.time.burn_in);
    now.relations = initial_relations(model, now);
    fit_hours_to_ties(now);
    now.funding = initial_funding(model, now);
    if (has_initial_network(model)) return now;
    for (Month month = -model.time.burn_in; month < 0; ++month) {
        now.events.clear();
        for (const Step& step : step_table())
            if (step.during_burn_in) step.rule(model, month, now);
    }
    return now;
}

void advance(const Model& model, Month month, State& now) {
    now.events.clear();
    now.choices.clear();
    for (const Step& step : step_table()) step.rule(model, month, now);
}

}  // namespace gemeinsim
