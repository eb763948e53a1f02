// SPDX-License-Identifier: Apache-2.0
#include "store/results_file.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <span>
#include <string>

#include "base/check.h"
#include "store/image.h"

namespace gemeinsim {
namespace {

using hdf5::Dimension;
using hdf5::Group;
using hdf5::Variable;

/// xarray reads a variable whose unit is a word for time as a span of clock time; our durations are numbers.
std::string stored_unit(const std::string& unit) {
    static constexpr std::array<std::pair<const char*, const char*>, 4> words = {
        {{"days", "d"}, {"hours", "h"}, {"minutes", "min"}, {"seconds", "s"}}};
    for (const auto& [word, symbol] : words)
        if (unit == word) return symbol;
    expects(unit.find(" since ") == std::string::npos, "a unit with 'since' is a date to readers; name it otherwise");
    return unit;
}

void describe(const hdf5::Object& object, const std::string& unit, const std::string& long_name) {
    object.attribute("units", stored_unit(unit));
    object.attribute("long_name", long_name);
}

void describe(const Variable& variable, const MetricInfo& info, const std::string& coordinates) {
    describe(variable, info.unit, info.long_name);
    if (!info.better.empty()) variable.attribute("better", info.better);
    variable.attribute("coordinates", coordinates);
}

void describe_flags(const Variable& variable, const std::vector<std::string>& meanings) {
    if (meanings.empty()) return;
    std::vector<std::int8_t> values(meanings.size());
    std::iota(values.begin(), values.end(), std::int8_t{0});
    std::string words;
    for (const std::string& meaning : meanings) {
        expects(meaning.find(' ') == std::string::npos && !meaning.empty(),
                "flag_meanings are separated by blanks; name an enumerator by one word");
        words += (words.empty() ? "" : " ") + meaning;
    }
    variable.attribute("flag_values", std::span<const std::int8_t>(values));
    variable.attribute("flag_meanings", words);
    if (meanings == std::vector<std::string>{"false", "true"}) variable.attribute("dtype", "bool");
}

Variable write_column(const Group& group, const TableColumn& column, const Dimension& dimension) {
    Variable variable = std::visit(
        [&](const auto& values) { return group.variable(column.name, std::span(values), {&dimension}); }, column.data);
    describe(variable, column.unit, column.long_name);
    describe_flags(variable, column.flag_meanings);
    return variable;
}

void check_consistent(const Ensemble& ensemble) {
    expects(ensemble.months >= 0, "an ensemble has a negative number of months");
    expects(ensemble.point.size() == ensemble.runs.size(), "every run of an ensemble needs its point");
    for (const TableColumn& label : ensemble.labels)
        expects(label.size() == ensemble.runs.size(), "label " + label.name + " needs one value per run");
    for (const TableColumn& factor : ensemble.factors)
        expects(factor.size() == ensemble.runs.size(), "factor " + factor.name + " needs one value per run");
    for (const Results& run : ensemble.runs) {
        expects(run.monthly.size() == ensemble.monthly_metrics.size(), "a run lacks a monthly metric");
        expects(run.totals.size() == ensemble.run_metrics.size(), "a run lacks a run metric");
        for (const std::vector<float>& series : run.monthly)
            expects(series.size() == static_cast<std::size_t>(ensemble.months), "a series lacks months");
        expects(run.tables.size() == ensemble.runs.front().tables.size(), "runs differ in their tables");
    }
}

void write_monthly(const Group& root, const Ensemble& ensemble, const Dimension& run, const Dimension& month,
                   const std::string& coordinates) {
    std::vector<float> values;
    for (std::size_t metric = 0; metric < ensemble.monthly_metrics.size(); ++metric) {
        values.clear();
        values.reserve(run.length() * month.length());
        for (const Results& results : ensemble.runs)
            values.insert(values.end(), results.monthly[metric].begin(), results.monthly[metric].end());
        const MetricInfo& info = ensemble.monthly_metrics[metric];
        const Variable variable = root.variable(info.name, std::span<const float>(values), {&run, &month});
        describe(variable, info, coordinates);
    }
}

void write_totals(const Group& root, const Ensemble& ensemble, const Dimension& run, const std::string& coordinates) {
    for (std::size_t metric = 0; metric < ensemble.run_metrics.size(); ++metric) {
        std::vector<double> values;
        values.reserve(run.length());
        for (const Results& results : ensemble.runs) values.push_back(results.totals[metric]);
        const MetricInfo& info = ensemble.run_metrics[metric];
        const Variable variable = root.variable(info.name, std::span<const double>(values), {&run});
        describe(variable, info, coordinates);
    }
}

/// The rows of all runs one after the other.
TableColumn joined_column(const std::vector<Results>& runs, std::size_t table, std::size_t index) {
    TableColumn joined = runs.front().tables[table].columns[index];
    std::visit(
        [&](auto& rows) {
            for (std::size_t run = 1; run < runs.size(); ++run) {
                const TableColumn& column = runs[run].tables[table].columns[index];
                using Rows = std::remove_reference_t<decltype(rows)>;
                const Rows* more = std::get_if<Rows>(&column.data);
                expects(more != nullptr && column.name == joined.name, "runs differ in the columns of a table");
                rows.insert(rows.end(), more->begin(), more->end());
            }
        },
        joined.data);
    return joined;
}

void write_table(const Group& root, const std::vector<Results>& runs, std::size_t table, const Dimension& run) {
    const Table& first = runs.front().tables[table];
    const Group group = root.group(first.name);
    std::vector<std::int64_t> row_size;
    std::int64_t rows = 0;
    for (const Results& results : runs) {
        const Table& part = results.tables[table];
        expects(part.name == first.name && part.columns.size() == first.columns.size(),
                "runs differ in the tables or their columns");
        for (const TableColumn& column : part.columns)
            expects(column.size() == part.rows(), "column " + column.name + " has another length than its table");
        row_size.push_back(static_cast<std::int64_t>(part.rows()));
        rows += row_size.back();
    }
    const Dimension row = group.dimension("row", static_cast<std::size_t>(rows));
    const Variable sizes = group.variable("row_size", std::span<const std::int64_t>(row_size), {&run});
    describe(sizes, "1", "number of rows of each run");
    sizes.attribute("sample_dimension", "row");
    for (std::size_t index = 0; index < first.columns.size(); ++index)
        write_column(group, joined_column(runs, table, index), row);
}

void write_shared(const Group& root, const Table& table) {
    const Group group = root.group(table.name);
    const Dimension row = group.dimension("row", table.rows());
    for (const TableColumn& column : table.columns) write_column(group, column, row);
}

void fill(const Group& root, const Ensemble& ensemble) {
    root.attribute("format", results_format);
    root.attribute("format_version", results_format_version);
    for (const auto& [name, text] : ensemble.provenance) root.attribute(name, text);

    const auto counted = [](std::size_t count, std::int32_t first) {
        std::vector<std::int32_t> numbers(count);
        std::iota(numbers.begin(), numbers.end(), first);
        return numbers;
    };
    const Dimension run = root.dimension("run", counted(ensemble.runs.size(), ensemble.first_run));
    describe(run, "1", "run");
    const Dimension month = root.dimension("month", counted(static_cast<std::size_t>(ensemble.months), 0));
    describe(month, "1", "month of the run");
    month.attribute("start_date", ensemble.start);

    std::vector<std::int64_t> replicate;
    std::vector<std::uint64_t> seed;
    for (const Results& results : ensemble.runs) {
        replicate.push_back(static_cast<std::int64_t>(results.replicate));
        seed.push_back(results.seed);
    }
    std::string coordinates = "point replicate seed";
    describe(root.variable("point", std::span<const std::int32_t>(ensemble.point), {&run}), "1", "point of the design");
    describe(root.variable("replicate", std::span<const std::int64_t>(replicate), {&run}), "1",
             "replicate; equal numbers share their luck across points");
    describe(root.variable("seed", std::span<const std::uint64_t>(seed), {&run}), "1", "seed of the run");
    for (const auto* columns : {&ensemble.labels, &ensemble.factors})
        for (const TableColumn& column : *columns) {
            write_column(root, column, run);
            coordinates += ' ' + column.name;
        }
    // On the root as well: a file without metrics keeps its coordinates.
    root.attribute("coordinates", coordinates);

    write_monthly(root, ensemble, run, month, coordinates);
    write_totals(root, ensemble, run, coordinates);
    for (const Table& table : ensemble.shared) write_shared(root, table);
    if (!ensemble.runs.empty())
        for (std::size_t table = 0; table < ensemble.runs.front().tables.size(); ++table)
            write_table(root, ensemble.runs, table, run);
}

}  // namespace

std::vector<std::byte> file_image(const Ensemble& ensemble) {
    check_consistent(ensemble);
    hdf5::Image image;
    fill(image, ensemble);
    return image.finish();
}

void write(const std::filesystem::path& path, const Ensemble& ensemble) {
    replace_file(path, file_image(ensemble));
}

}  // namespace gemeinsim
