// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/funding/flows.h"
#include "model/metric.h"
#include "model/model.h"
#include "model/state.h"
#include "record/table.h"
#include "record/why.h"

namespace gemeinsim {

/// The metrics that a scenario's [outputs] asks for: the default subset, unless it does without, and those it names.
std::vector<const Metric*> selected_metrics(const OutputsParameters& outputs, bool monthly);

/// What files and figures say about a metric.
MetricInfo info(const Metric& metric);

/// The actors of a scenario as one table, for every run the same: id, title, sector, level, superior, place.
Table actors_table(const Model& model);

/// What is recorded of a run that failed: NaN for every metric, tables without rows.
Results empty_results(const OutputsParameters& outputs, int months, std::uint64_t seed, std::uint64_t replicate);

/// Watches one run. The model does not know that it is watched: everything is read from a const State.
class Recorder {
  public:
    explicit Recorder(const Model& model);

    /// After the steps of a month.
    void operator()(Month month, const State& now);

    /// After the last month.
    Results finish(const State& now) &&;

  private:
    const Model& model_;
    std::vector<const Metric*> monthly_;
    std::vector<const Metric*> totals_;
    std::vector<Event> events_;
    Results results_;
    Table network_;
    Table flows_;
    std::vector<MoneyFlow> flowed_;  ///< up to the last month recorded
    Table why_;
    ChoiceSample choices_;
};

}  // namespace gemeinsim
