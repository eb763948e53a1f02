// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/issues.h"
#include "record/table.h"
#include "scenario/registry.h"
#include "scenario/scenario.h"

namespace gemeinsim {

/// A parameter that a sweep varies. The path is one of the registry or of a row's column ("topics.youth.severity",
/// rows without names counted from 0).
struct Factor {
    Parameter parameter;  ///< its `path` is the factor's
    std::vector<Value> values;
    /// Is it what one compares? Points that differ in policies alone belong to one world and are run side by side.
    bool policy = false;
};

/// A design worked out: which scenarios to run and how often.
struct Sweep {
    Scenario base;       ///< what the factors vary
    std::string method;  ///< grid, list or table
    int replicates = 0;
    std::uint64_t master_seed = 0;
    std::vector<Factor> factors;
    /// For each point the number of the value of each factor. In a grid the last factor changes fastest.
    std::vector<std::vector<std::size_t>> rows;
    std::vector<std::size_t> world;  ///< of each point; empty until put_in_order() or where a table gives it
    std::vector<Scenario> points;    ///< one per row; of read_sweep only
    std::string text;                ///< the design in a canonical form, without the scenario: for the provenance
    std::string origin;              ///< of a table: how its points were found, as told by who wrote it
    std::size_t shard_runs = 200;    ///< a store keeps about so many runs in a file
};

/// How much a sweep asks for.
struct SweepSize {
    std::size_t points = 0;
    std::size_t runs = 0;
    std::size_t numbers = 0;  ///< metrics of all runs and months
    double megabytes = 0;     ///< of metrics in memory; the file is compressed, tables of events come on top
};

/// One file, and the memory before it is written, takes no more than this.
inline constexpr std::size_t most_points = 10000;
inline constexpr std::size_t most_runs = 1000000;
inline constexpr double most_megabytes = 2000;
/// A store of many files takes no more than this.
inline constexpr std::size_t most_stored_points = 2000000;
inline constexpr std::size_t most_stored_runs = 100000000;

/// Adds an issue at `where` if so many runs of a scenario with these outputs do not fit one file.
void check_size(const Scenario& scenario, std::size_t points, std::size_t replicates, const Location& where,
                Issues& issues);

/// Reads a sweep file (TOML, JSON where the name ends in .json):
///
///     scenario = "scenario.toml"             # looked up beside the sweep file
///     [design]
///     method = "grid"                        # grid: all combinations; list: the k-th values together; table: a CSV
///     points = "points.csv"                  # of a table: a line for each point, a column for each factor
///     replicates = 20
///     master_seed = 1
///     shard_runs = 200                       # of a store: about so many runs in a file
///     [[factors]]
///     path = "governance.decision"
///     values = ["consensus", "majority"]     # not in a table, whose file has them
///     policy = true                          # is it compared? Without the key, where the registry calls it a lever
///     [outputs]                              # lies over the scenario's own
///     metrics = ["ties"]
///
/// Everything wrong with the file, its scenario or its points is added to `issues`; the sweep then holds no points.
Sweep read_sweep(const std::filesystem::path& file, const Registry& registry, Issues& issues);

/// As read_sweep, up to the size of a store of many files and without `points`.
Sweep read_design(const std::filesystem::path& file, const Registry& registry, Issues& issues);

/// What the values of one point make of the base. Cost: the presets and dials worked out anew.
Scenario point_scenario(const Sweep& sweep, std::size_t point, const Registry& registry, Issues& issues);

SweepSize size_of(const Sweep& sweep);

/// The parameter that a path names: of the registry, or a column of one of the scenario's rows. Says what is wrong
/// where there is none or it cannot be a factor.
std::optional<Parameter> find_factor(const std::string& path, const Location& where, const Scenario& base,
                                     const Registry& registry, Issues& issues);

/// The swept factors for Ensemble::factors: one value for each run, given the point of each.
std::vector<TableColumn> factor_columns(const Sweep& sweep, std::span<const std::int32_t> point_of_run);

}  // namespace gemeinsim
