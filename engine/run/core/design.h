// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
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
};

/// A design worked out: which scenarios to run and how often.
struct Sweep {
    Scenario base;  ///< what the factors vary
    int replicates = 0;
    std::uint64_t master_seed = 0;
    std::vector<Factor> factors;
    /// For each point the number of the value of each factor. In a grid the last factor changes fastest.
    std::vector<std::vector<std::size_t>> rows;
    std::vector<Scenario> points;  ///< one per row
    std::string text;              ///< the design in a canonical form, without the scenario: for the provenance
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

/// Adds an issue at `where` if so many runs of a scenario with these outputs do not fit one file.
void check_size(const Scenario& scenario, std::size_t points, std::size_t replicates, const Location& where,
                Issues& issues);

/// Reads a sweep file (TOML, JSON where the name ends in .json):
///
///     scenario = "scenario.toml"             # looked up beside the sweep file
///     [design]
///     method = "grid"                        # grid: all combinations; list: the k-th values together
///     replicates = 20
///     master_seed = 1
///     [[factors]]
///     path = "governance.preset"
///     values = ["mandated", "network_office"]
///     [outputs]                              # lies over the scenario's own
///     metrics = ["ties"]
///
/// Everything wrong with the file, its scenario or its points is added to `issues`; the sweep then holds no points.
Sweep read_sweep(const std::filesystem::path& file, const Registry& registry, Issues& issues);

SweepSize size_of(const Sweep& sweep);

/// The swept factors for Ensemble::factors: one value for each run, given the point of each.
std::vector<TableColumn> factor_columns(const Sweep& sweep, std::span<const std::int32_t> point_of_run);

}  // namespace gemeinsim
