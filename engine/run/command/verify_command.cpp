// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <numeric>
#include <set>
#include <system_error>

#include "base/hash.h"
#include "base/parallel.h"
#include "base/sha256.h"
#include "model/registry.h"
#include "record/recorder.h"
#include "run/command/command.h"
#include "run/command/sweep/plan_file.h"
#include "run/command/sweep/sweep_commands.h"
#include "run/core/ensemble.h"
#include "run/core/simulate.h"
#include "run/core/sweep/execute.h"
#include "scenario/convert.h"
#include "scenario/text.h"
#include "store/provenance.h"
#include "store/reader.h"

namespace gemeinsim::command {
namespace {

namespace fs = std::filesystem;
using hdf5::Reader;
using Json = nlohmann::ordered_json;

/// One run of a file: the row, and all that it takes to run it again.
struct Again {
    std::size_t row = 0;
    std::int64_t run = 0;
    Scenario scenario;
    RunKey luck;
    std::string failed;  ///< the message of a run without results
};

/// What does not agree, as lines for people.
struct Findings {
    std::vector<std::string> provenance;
    std::vector<std::string> differences;
    std::size_t cells = 0;
    std::size_t numbers = 0;  ///< compared, bit by bit
};

/// The rows that are looked at: all of a small file, else `wanted` spread by a hash, so that two calls agree.
std::vector<std::size_t> sampled(std::size_t rows, std::size_t wanted, std::uint64_t seed) {
    if (rows <= wanted) {
        std::vector<std::size_t> all(rows);
        std::iota(all.begin(), all.end(), std::size_t{0});
        return all;
    }
    std::set<std::size_t> chosen = {0, rows - 1};
    for (std::uint64_t draw = 0; chosen.size() < std::max<std::size_t>(wanted, 2); ++draw)
        chosen.insert(combine(seed, draw) % rows);
    return {chosen.begin(), chosen.end()};
}

std::string attribute(const Reader& file, const std::string& name) {
    return file.text("/", name).value_or("");
}

/// The value of a factor as a scenario would give it.
std::string factor_text(const Reader& file, const std::string& variable, std::size_t row, const Parameter& parameter) {
    if (file.holds_text(variable)) {
        const std::string text = file.texts(variable, row, 1).front();
        const bool list = parameter.kind == ParameterKind::reals || parameter.kind == ParameterKind::texts;
        return list ? text : in_quotes(text);
    }
    switch (parameter.kind) {
        case ParameterKind::boolean:
            return file.numbers<std::int8_t>(variable, row, 1).front() != 0 ? "true" : "false";
        case ParameterKind::integer:
            return std::to_string(file.numbers<std::int64_t>(variable, row, 1).front());
        case ParameterKind::money:
            return fmt::format("{:.2f}", file.numbers<double>(variable, row, 1).front());
        default:
            return toml_real(file.numbers<double>(variable, row, 1).front());
    }
}

/// Coordinates on run that are no factors.
bool is_label(std::string_view name) {
    static constexpr std::array<std::string_view, 7> labels = {"point",  "replicate", "seed",   "world",
                                                               "run_id", "status",    "message"};
    return std::find(labels.begin(), labels.end(), name) != labels.end();
}

Again read_cell(const Reader& file, const Scenario& base, std::size_t row, Issues& issues) {
    Again again;
    again.row = row;
    again.run = file.numbers<std::int32_t>("run", row, 1).front();
    again.luck = {file.numbers<std::uint64_t>("seed", row, 1).front(),
                  static_cast<std::uint64_t>(file.numbers<std::int64_t>("replicate", row, 1).front())};
    if (file.has("status") && file.numbers<std::int8_t>("status", row, 1).front() != 0)
        again.failed = file.texts("message", row, 1).front();
    std::vector<Override> overrides;
    std::string names = attribute(file, "coordinates");
    while (!names.empty()) {
        const std::size_t end = std::min(names.find(' '), names.size());
        const std::string name = names.substr(0, end);
        names.erase(0, end + 1);
        if (is_label(name) || name.empty()) continue;
        const std::string path = file.text(name, "long_name").value_or(name);
        const std::optional<Parameter> parameter = find_factor(path, {file.name(), 0, 0}, base, registry(), issues);
        if (parameter) overrides.push_back({path, factor_text(file, name, row, *parameter), file.name() + ": " + name});
    }
    again.scenario = with_factors(base, registry(), overrides, issues);
    return again;
}

/// Bits and not values: a NaN must be the same NaN.
template <class T>
bool same_bits(T a, T b) {
    using Bytes = std::array<std::byte, sizeof(T)>;
    return std::bit_cast<Bytes>(a) == std::bit_cast<Bytes>(b);
}

class CellComparison {
  public:
    CellComparison(const Reader& file, const Again& cell, Findings& findings)
        : file_(file), cell_(cell), findings_(findings) {}

    void operator()(const Model& model, const Results& results) {
        Ensemble shape;
        describe_ensemble(model, shape);
        for (std::size_t m = 0; m < shape.monthly_metrics.size(); ++m)
            numbers(shape.monthly_metrics[m].name, cell_.row, 1, results.monthly[m]);
        for (std::size_t m = 0; m < shape.run_metrics.size(); ++m)
            numbers(shape.run_metrics[m].name, cell_.row, 1, std::vector<double>{results.totals[m]});
        for (const Table& table : results.tables) compare(table);
        ++findings_.cells;
    }

  private:
    void differ(const std::string& what) {
        findings_.differences.push_back(fmt::format("{}: run {}: {}", file_.name(), cell_.run, what));
    }

    template <class T>
    void numbers(const std::string& name, std::size_t first, std::size_t rows, const std::vector<T>& again) {
        if (!file_.has(name)) return differ(name + " is not in the file");
        const std::vector<T> stored = file_.numbers<T>(name, first, rows);
        findings_.numbers += again.size();
        if (stored.size() == again.size() && std::equal(stored.begin(), stored.end(), again.begin(), same_bits<T>))
            return;
        for (std::size_t i = 0; i < std::min(stored.size(), again.size()); ++i)
            if (!same_bits(stored[i], again[i]))
                return differ(
                    fmt::format("{}[{}] is {} in the file and {} when run again", name, i, stored[i], again[i]));
        differ(fmt::format("{} has {} numbers in the file and {} when run again", name, stored.size(), again.size()));
    }
    void numbers(const std::string& name, std::size_t first, std::size_t rows, const std::vector<std::string>& again) {
        findings_.numbers += again.size();
        if (!file_.has(name) || file_.texts(name, first, rows) != again) differ(name + " has other texts");
    }

    void compare(const Table& table) {
        if (!file_.has(table.name)) return differ("the table " + table.name + " is not in the file");
        const std::vector<std::int64_t> sizes = file_.numbers<std::int64_t>(table.name + "/row_size");
        const auto row = static_cast<std::ptrdiff_t>(cell_.row);
        const auto rows = static_cast<std::size_t>(sizes[cell_.row]);
        if (rows != table.rows())
            return differ(
                fmt::format("{} has {} rows in the file and {} when run again", table.name, rows, table.rows()));
        const auto first =
            static_cast<std::size_t>(std::accumulate(sizes.begin(), sizes.begin() + row, std::int64_t{0}));
        for (const TableColumn& column : table.columns)
            std::visit([&](const auto& values) { numbers(table.name + "/" + column.name, first, rows, values); },
                       column.data);
    }

    const Reader& file_;
    const Again& cell_;
    Findings& findings_;
};

void compare_provenance(const Reader& file, Findings& findings) {
    if (attribute(file, "format") != "gemeinsim-results")
        findings.provenance.push_back(file.name() + ": is no result of gemeinsim");
    for (const auto& [name, here] : build_provenance())
        if (const std::string there = attribute(file, name); there != here)
            findings.provenance.push_back(
                fmt::format("{}: {} is {} and of this program {}", file.name(), name, there, here));
}

/// Runs the rows of a file again.
void verify_rows(const Reader& file, const std::vector<std::size_t>& rows, Findings& findings) {
    Issues issues;
    const Scenario base =
        parse_scenario(attribute(file, "scenario"), file.name() + ":scenario", ".", registry(), {}, issues);
    issues.throw_if_any();
    for (const std::size_t row : rows) {
        const Again cell = read_cell(file, base, row, issues);
        issues.throw_if_any();
        const Model model = build(cell.scenario, issues);
        std::string failure = issues.any() ? "the scenario contradicts itself" : "";
        Results results;
        try {
            if (failure.empty()) results = simulate(model, cell.luck);
        } catch (const std::exception& error) {
            failure = error.what();
        }
        if (failure.empty() != cell.failed.empty())
            findings.differences.push_back(fmt::format("{}: run {}: {} in the file and {} when run again", file.name(),
                                                       cell.run, cell.failed.empty() ? "has results" : "failed",
                                                       failure.empty() ? "has results" : "failed"));
        issues = {};
        if (!failure.empty() || !cell.failed.empty()) continue;
        CellComparison(file, cell, findings)(model, results);
    }
}

void verify_file(const fs::path& path, std::size_t cells, Findings& findings) {
    const Reader file(path);
    compare_provenance(file, findings);
    if (file.has("run") && file.has("seed") && file.has("replicate"))
        verify_rows(file, sampled(file.shape("run").front(), cells, hash_name(attribute(file, "plan_hash"))), findings);
}

void verify_store(const SweepFolder& folder, std::size_t cells, Findings& findings) {
    const LoadedPlan loaded = load_plan(folder, WhichPoints::all);
    const Plan& plan = loaded.plan;
    for (const auto& [name, here] : build_provenance())
        for (const auto& [known, there] : plan.engine)
            if (known == name && there != here)
                findings.provenance.push_back(
                    fmt::format("{}: {} is {} and of this program {}", folder.plan().string(), name, there, here));
    std::vector<ShardRecord> whole;
    for (std::size_t shard = 0; shard < plan.shards; ++shard) {
        std::optional<ShardRecord> record;
        const ShardState state = state_of(folder, shard, plan.hash, true, record);
        if (state == ShardState::whole) whole.push_back(std::move(*record));
        if (state == ShardState::damaged)
            findings.differences.push_back(folder.shard(shard).string() + ": is not what its record says");
        if (state == ShardState::foreign)
            findings.differences.push_back(folder.shard(shard).string() + ": is a shard of another plan");
    }
    const std::string context = sha256(plan.scenario + '\0' + plan.engine.front().second);
    std::size_t runs = 0;
    for (const ShardRecord& record : whole) runs += record.runs;
    const std::vector<std::size_t> chosen = sampled(runs, cells, hash_name(plan.hash));
    std::size_t before = 0;
    for (const ShardRecord& record : whole) {
        std::vector<std::size_t> rows;
        for (const std::size_t one : chosen)
            if (one >= before && one < before + record.runs) rows.push_back(one - before);
        before += record.runs;
        if (rows.empty()) continue;
        const Reader file(folder.shard(record.shard));
        if (attribute(file, "plan_hash") != plan.hash)
            findings.provenance.push_back(file.name() + ": names another plan");
        const std::size_t first_run = loaded.layout.shards()[record.shard].first_run;
        for (const std::size_t row : rows) {
            const std::string id = run_id(loaded.sweep, context, loaded.layout.cell(first_run + row));
            if (file.texts("run_id", row, 1).front() != id)
                findings.differences.push_back(
                    fmt::format("{}: run {}: has another run_id", file.name(), first_run + row));
        }
        verify_rows(file, rows, findings);
    }
}

}  // namespace

int verify(const VerifyOptions& options, const Output& output) {
    Findings findings;
    std::error_code error;
    if (fs::is_directory(options.results, error))
        verify_store({options.results}, options.cells, findings);
    else
        verify_file(options.results, options.cells, findings);
    const bool same = findings.differences.empty() && findings.cells > 0;
    if (output.json) {
        const Json document = {{"command", "verify"},
                               {"results", options.results.string()},
                               {"runs_compared", findings.cells},
                               {"numbers_compared", findings.numbers},
                               {"identical", same},
                               {"provenance", findings.provenance},
                               {"differences", findings.differences}};
        print_document(document);
    } else {
        fmt::print("{}: {} runs were run again, {} numbers compared bit by bit: {}\n", options.results.string(),
                   findings.cells, findings.numbers,
                   same                 ? "identical"
                   : findings.cells > 0 ? fmt::format("{} differences", findings.differences.size())
                                        : "no run could be compared");
    }
    for (const std::string& line : findings.provenance) fmt::print(stderr, "note: {}\n", line);
    std::size_t shown = 0;
    for (const std::string& line : findings.differences)
        if (++shown <= 20) fmt::print(stderr, "{}\n", line);
    if (shown > 20) fmt::print(stderr, "and {} more\n", shown - 20);
    if (!same && !findings.provenance.empty())
        fmt::print(stderr, "another program may give other bits; use the one that wrote the results\n");
    return same ? done : failed;
}

}  // namespace gemeinsim::command
