// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/issues.h"
#include "run/core/design.h"
#include "run/core/sweep/layout.h"
#include "store/sweep_folder.h"

namespace gemeinsim::command {

inline constexpr const char* plan_format = "gemeinsim-plan";
inline constexpr const char* plan_format_version = "1.0";

/// What a store is to hold, as its plan.json says: everything that determines a byte of it and nothing else.
struct Plan {
    std::string hash;  ///< sha256 of the rest in its canonical form
    /// The program: version, commit, compiler, flags; in the order of the file.
    std::vector<std::pair<std::string, std::string>> engine;
    std::string scenario;  ///< the base as self-contained TOML
    std::string method;
    std::string origin;
    int replicates = 0;
    std::uint64_t master_seed = 0;
    std::vector<std::pair<std::string, bool>> factors;  ///< path, and whether it is a policy
    std::size_t points = 0;
    std::string points_sha256;
    std::size_t shard_runs = 0;
    std::size_t runs = 0;
    std::size_t shards = 0;
};

/// The plan of a sweep in order, by this program, whose table of points is `points`.
Plan make_plan(const Sweep& sweep, const Layout& layout, const std::string& points);

/// The text of plan.json.
std::string plan_text(const Plan& plan);

/// Reads plan.json and makes sure that it is whole: its digest must fit. Throws InputError.
Plan read_plan(const SweepFolder& folder);

/// Is the folder a store?
bool is_store(const std::filesystem::path& folder);

/// What differs between the plan of a store and another, each as one issue that names the field; empty for equal plans.
std::vector<Issue> differences(const SweepFolder& folder, const Plan& stored, const Plan& other);

/// Refuses a store of another program: its bytes could not be the same. Throws InputError with the field that differs.
void check_engine(const SweepFolder& folder, const Plan& plan);

/// A store made ready for running: the sweep of its plan with the base scenario, the layout, and the points.
struct LoadedPlan {
    Plan plan;
    Sweep sweep;
    Layout layout;
    std::string points;  ///< text of points.csv
};

/// Reads plan and table of points; of the points themselves all, those of one shard, or none. Throws InputError.
enum class WhichPoints { all, none };
LoadedPlan load_plan(const SweepFolder& folder, WhichPoints which, std::optional<std::size_t> shard = std::nullopt);

/// The provenance of every shard.
std::vector<std::pair<std::string, std::string>> shard_provenance(const LoadedPlan& loaded);

}  // namespace gemeinsim::command
