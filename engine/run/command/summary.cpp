// SPDX-License-Identifier: Apache-2.0
#include "run/command/summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/sum.h"

namespace gemeinsim::command {
namespace {

MetricSummary summarise(const MetricInfo& metric, std::vector<double> values) {
    values.erase(std::remove_if(values.begin(), values.end(), [](double value) { return std::isnan(value); }),
                 values.end());
    MetricSummary summary{metric, static_cast<int>(values.size()), mean(values), 0, 0};
    std::sort(values.begin(), values.end());
    summary.lower = quantile(values, .05);
    summary.upper = quantile(values, .95);
    return summary;
}

/// Four digits that matter, without exponents where these can be avoided.
std::string number(double value) {
    if (std::isnan(value)) return "-";
    const double size = std::abs(value);
    if (value == std::round(value) && size < 1e7) return fmt::format("{:.0f}", value);
    if (size >= 1000 && size < 1e7) return fmt::format("{:.0f}", value);
    return fmt::format("{:.4g}", value);
}

/// Characters of UTF-8 text, for columns that line up.
std::size_t width(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace

double quantile(const std::vector<double>& sorted, double p) {
    if (sorted.empty()) return std::nan("");
    const double at = p * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    if (below + 1 >= sorted.size()) return sorted.back();
    return sorted[below] + (at - static_cast<double>(below)) * (sorted[below + 1] - sorted[below]);
}

std::vector<MetricSummary> summarise(const Ensemble& ensemble) {
    std::vector<MetricSummary> all;
    for (std::size_t m = 0; m < ensemble.monthly_metrics.size(); ++m) {
        std::vector<double> last;
        for (const Results& run : ensemble.runs)
            if (!run.monthly[m].empty()) last.push_back(static_cast<double>(run.monthly[m].back()));
        all.push_back(summarise(ensemble.monthly_metrics[m], std::move(last)));
    }
    for (std::size_t m = 0; m < ensemble.run_metrics.size(); ++m) {
        std::vector<double> values;
        values.reserve(ensemble.runs.size());
        for (const Results& run : ensemble.runs) values.push_back(run.totals[m]);
        all.push_back(summarise(ensemble.run_metrics[m], std::move(values)));
    }
    return all;
}

std::string to_text(const std::vector<MetricSummary>& summary, int months, std::size_t runs) {
    if (runs == 0) return "No run was finished.\n";
    std::size_t widest = 0;
    const auto label = [](const MetricSummary& row) {
        const std::string& unit = row.metric.unit;
        return row.metric.long_name + (unit.empty() || unit == "1" ? "" : " [" + unit + "]");
    };
    for (const MetricSummary& row : summary) widest = std::max(widest, width(label(row)));
    std::string text =
        runs == 1
            ? fmt::format("After {} months, one run:\n", months)
            : fmt::format("After {} months, mean of {} runs and the range of the middle 90 % of them:\n", months, runs);
    for (const MetricSummary& row : summary) {
        const std::string name = label(row);
        text += "  " + name + std::string(widest - width(name), ' ') + fmt::format("  {:>10}", number(row.mean));
        if (row.runs > 1) text += fmt::format("  {:>10} to {}", number(row.lower), number(row.upper));
        if (row.runs == 0) text += "  undefined in every run";
        if (row.runs > 0 && static_cast<std::size_t>(row.runs) < runs)
            text += fmt::format("  (defined in {} of {} runs)", row.runs, runs);
        text += "\n";
    }
    return text;
}

}  // namespace gemeinsim::command
