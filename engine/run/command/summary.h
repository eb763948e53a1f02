// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "record/table.h"

namespace gemeinsim::command {

/// A metric over the runs of an ensemble: monthly ones at the last month. Runs where it is undefined do not count.
struct MetricSummary {
    MetricInfo metric;
    int runs = 0;      ///< with a value
    double mean = 0;   ///< NaN where no run has one
    double lower = 0;  ///< the middle nine tenths of the runs lie from lower to upper
    double upper = 0;
};

std::vector<MetricSummary> summarise(const Ensemble& ensemble);

/// The quantile of sorted values, p in 0 .. 1, linear between order statistics (type 7 of Hyndman & Fan 1996).
double quantile(const std::vector<double>& sorted, double p);

/// The table that people read.
std::string to_text(const std::vector<MetricSummary>& summary, int months, std::size_t runs);

}  // namespace gemeinsim::command
