// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "scenario/parameter_table.h"

namespace gemeinsim {

/// [time]
struct TimeParameters {
    int months = 0;
    std::optional<Calendar> start;
    int burn_in = 0;
    std::optional<Calendar> fork;
};

/// What is kept of the flows of money: nothing, the sums of a run, or those of every month.
enum class FlowRecord { none, total, monthly };

/// [outputs]
struct OutputsParameters {
    std::vector<std::string> metrics;  ///< names beyond the default subset; "all" for everything
    bool standard_metrics = true;      ///< the default subset too
    bool events = true;
    bool why = true;                ///< each month's binding constraint
    int decisions = 0;              ///< size of the sample
    std::vector<double> snapshots;  ///< months whose network is kept
    FlowRecord money_flows = FlowRecord::total;
};

enum class ShockKind { severity, leadership, budget };

/// One row of [[shocks]].
struct Shock {
    ShockKind kind = ShockKind::severity;
    std::optional<Calendar> date;
    int months = 0;      ///< how long it lasts
    std::string target;  ///< a topic, an actor, or a programme, by kind
    double size = 0;
    Month month = 0;  ///< worked out from the date
};

const ParameterTable<TimeParameters>& time_parameters();
const ParameterTable<OutputsParameters>& outputs_parameters();
const ParameterTable<Shock>& shock_columns();

/// What is left of a programme's budget under the shocks in force, 1 where there are none.
double budget_factor(const std::vector<Shock>& shocks, const std::string& programme, Month month);

}  // namespace gemeinsim
