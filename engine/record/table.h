// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace gemeinsim {

/// A named column of a table. Enumerations are std::int8_t with `flag_meanings` (value k means
/// flag_meanings[k]).
struct TableColumn {
    using Data = std::variant<std::vector<float>, std::vector<double>, std::vector<std::int8_t>,
                              std::vector<std::int32_t>, std::vector<std::int64_t>, std::vector<std::string>>;
    std::string name;
    std::string unit;
    std::string long_name;
    Data data;
    std::vector<std::string> flag_meanings;

    [[nodiscard]] std::size_t size() const {
        return std::visit([](const auto& values) { return values.size(); }, data);
    }
    bool operator==(const TableColumn&) const = default;
};

/// Rows of one run as columns of equal length; every run of an ensemble has the same columns in the same
/// order.
struct Table {
    std::string name;  ///< the group in the file: events, initiatives, network, why, decisions
    std::vector<TableColumn> columns;

    [[nodiscard]] std::size_t rows() const { return columns.empty() ? 0 : columns.front().size(); }
    bool operator==(const Table&) const = default;
};

/// What a number stands for, wherever it is shown.
struct MetricInfo {
    std::string name;  ///< snake_case, the variable of the file
    std::string unit;
    std::string long_name;  ///< a sentence's beginning, the label of a figure
    std::string better;     ///< "higher", "lower", or empty where that is a matter of opinion
    bool operator==(const MetricInfo&) const = default;
};

/// Everything one run recorded. Undefined values are NaN.
struct Results {
    std::uint64_t seed = 0;
    std::uint64_t replicate = 0;
    std::vector<std::vector<float>> monthly;  ///< one series per monthly metric, one value per month
    std::vector<double> totals;               ///< one value per run metric
    std::vector<Table> tables;

    bool operator==(const Results&) const = default;
};

/// The runs of a scenario or a small sweep, with the same metrics, months and tables, in the order
/// (point, replicate).
struct Ensemble {
    std::vector<MetricInfo> monthly_metrics;
    std::vector<MetricInfo> run_metrics;
    int months = 0;
    std::string start;  ///< "2008-01"
    std::vector<Results> runs;
    std::int32_t first_run = 0;       ///< number of the first run, where these are a part of a larger set
    std::vector<std::int32_t> point;  ///< of each run
    /// What else is to be known of each run, one column for each, one value per run.
    std::vector<TableColumn> labels;
    /// One column per swept factor, one value per run; the name is the path with dots as underscores,
    /// long_name the path.
    std::vector<TableColumn> factors;
    /// Tables that hold for every run, "actors": a group each with a dimension of its own; columns as in ragged tables.
    std::vector<Table> shared;
    /// Root attributes: name -> text.
    std::vector<std::pair<std::string, std::string>> provenance;
};

}  // namespace gemeinsim
