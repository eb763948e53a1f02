// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <limits>

#include "record/table.h"

namespace gemeinsim::test {

/// A table of the example: each run has as many rows as its number in the ensemble, so the first has none.
inline Table example_events(int run) {
    std::vector<std::int32_t> month;
    std::vector<std::int8_t> kind;
    std::vector<float> amount;
    std::vector<std::string> who;
    for (int row = 0; row < run; ++row) {
        month.push_back(10 * run + row);
        kind.push_back(static_cast<std::int8_t>(row % 2));
        amount.push_back(row == 0 ? std::numeric_limits<float>::quiet_NaN() : 0.5F * static_cast<float>(row));
        who.push_back(row == 0 ? "Bürgerhaus" : "");
    }
    return {"events",
            {{"month", "1", "month of the event", month, {}},
             {"kind", "1", "what happened", kind, {"founding", "award"}},
             {"amount", "EUR", "money that moved", amount, {}},
             {"who", "1", "the actor", who, {}}}};
}

/// Every kind of thing that a result file can hold, with values that tests can work out themselves:
/// monthly metric m of run r at month t is 1000 m + 100 r + t, NaN at (0, 0, 0).
inline Ensemble example(int runs = 4, int months = 6) {
    Ensemble ensemble;
    ensemble.monthly_metrics = {{"ties", "1", "ties in the contact network", "higher"},
                                {"coordination", "hours", "time spent on coordination", ""}};
    ensemble.run_metrics = {{"impact_index", "1", "impact at the end", "higher"}};
    ensemble.months = months;
    ensemble.start = "2008-01";
    TableColumn preset{"governance_preset", "1", "governance.preset", std::vector<std::string>(), {}};
    TableColumn weight{"relations_weight", "1", "relations.weight", std::vector<double>(), {}};
    TableColumn open{"open", "1", "governance.open", std::vector<std::int8_t>(), {"false", "true"}};
    for (int r = 0; r < runs; ++r) {
        Results run;
        run.seed = std::numeric_limits<std::uint64_t>::max() - static_cast<std::uint64_t>(r);
        run.replicate = static_cast<std::uint64_t>(r % 2);
        run.monthly.resize(2);
        for (int m = 0; m < 2; ++m)
            for (int t = 0; t < months; ++t)
                run.monthly[static_cast<std::size_t>(m)].push_back(m + r + t == 0
                                                                       ? std::numeric_limits<float>::quiet_NaN()
                                                                       : static_cast<float>(1000 * m + 100 * r + t));
        run.totals = {r == 1 ? std::numeric_limits<double>::quiet_NaN() : 0.1 * r};
        run.tables = {example_events(r), {"why", {{"margin", "1", "distance to the gate", std::vector<double>(), {}}}}};
        ensemble.runs.push_back(run);
        ensemble.point.push_back(r / 2);
        std::get<std::vector<std::string>>(preset.data).push_back(r / 2 == 0 ? "network_office" : "round_table");
        std::get<std::vector<double>>(weight.data).push_back(0.25 * (r / 2));
        std::get<std::vector<std::int8_t>>(open.data).push_back(static_cast<std::int8_t>(r / 2 % 2));
    }
    ensemble.factors = {preset, weight, open};
    ensemble.shared = {
        {"actors",
         {{"id", "1", "name in the scenario", std::vector<std::string>{"amt", "verein"}, {}},
          {"sector", "1", "sector", std::vector<std::int8_t>{0, 1}, {"administration", "civil_society"}}}}};
    ensemble.provenance = {{"scenario", "[scenario]\nname = \"Prüfstand\"\n"}, {"master_seed", "1"}};
    return ensemble;
}

}  // namespace gemeinsim::test
