// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "run/command/command.h"

/// The verbs around stores of many shards; see store/sweep_folder.h for what a store is.
namespace gemeinsim::command {

struct StoreOptions {
    std::filesystem::path folder;
    std::filesystem::path output;  ///< of index: another place than results.h5 in the folder
    std::size_t shard = 0;         ///< of run-shard
    int threads = 0;
    bool retry_failed = false;
    bool digests = false;  ///< of status: read every shard
};

/// `gemeinsim plan DESIGN -o DIR`.
int plan(const SweepOptions& options, const Output& output);
/// `gemeinsim sweep DIR`: whatever is not whole yet.
int sweep_store(const StoreOptions& options, const Output& output);
int run_shard(const StoreOptions& options, const Output& output);
int status(const StoreOptions& options, const Output& output);
int index(const StoreOptions& options, const Output& output);

/// Plans the design where the folder holds no store yet; else makes sure that it holds this plan, and where it holds
/// results too, that the user knows (--resume). Throws InputError.
void plan_into(const SweepOptions& options, bool resume, const Output& output);

/// Is the design one that this program cannot plan: sampled, or with a rule when to stop? A design that cannot be read
/// is not: then the reader says why.
bool needs_planner(const std::filesystem::path& design);

/// Becomes the program that plans such designs. Throws UsageError where there is none.
int start_planner(const std::string& verb, const SweepOptions& options);

/// "3, 5, 7-9": ascending numbers, at most about ten ranges.
std::string number_ranges(const std::vector<std::size_t>& numbers);

}  // namespace gemeinsim::command
