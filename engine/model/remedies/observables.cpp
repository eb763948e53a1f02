// SPDX-License-Identifier: Apache-2.0
#include "model/remedies/observables.h"

#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

Metrics remedies_metrics() {
    return {
        {.name = "remedy_hours",
         .unit = "h/month",
         .long_name = "Hours of actors that courses and entries in the portal took",
         .better = Better::lower,
         .standard = false,
         .value = [](const Model&, const State& now) { return now.remedies.hours; }},
        {.name = "remedies_unpaid",
         .unit = "months",
         .long_name = "Months since month 0, over all remedies, that rested because their payer could not pay",
         .better = Better::lower,
         .standard = false,
         .value = [](const Model&, const State& now) { return static_cast<double>(now.remedies.unpaid); }},
        {.name = "portal_coverage",
         .unit = "1",
         .long_name = "Share of living actors with an entry in the portal that is not out of date",
         .better = Better::higher,
         .standard = false,
         .value = [](const Model&, const State& now) { return now.remedies.portal.coverage; }},
        {.name = "portal_queue",
         .unit = "entries",
         .long_name = "Entries that wait for the portal's editor",
         .better = Better::lower,
         .standard = false,
         .value = [](const Model&, const State& now) { return static_cast<double>(now.remedies.portal.queue.size()); }},
    };
}

}  // namespace gemeinsim
