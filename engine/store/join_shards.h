// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "store/sweep_folder.h"

namespace gemeinsim {

/// Writes one result file with the runs of the shards in the order given, whole or not at all: the file that an
/// ensemble of all these runs would give, but for its attributes `attributes`, which replace those of the first shard.
/// A shard that does not hold what its record says throws StoreError. Equal shards give equal bytes.
///
/// An ordinary file and not a virtual dataset over the shards: every reader opens it, it may be moved alone, and a run
/// that is missing is absent instead of being read as NaN.
///
/// Cost: one pass; memory for one shard and one chunk of each variable.
void join_shards(const std::filesystem::path& target, const SweepFolder& folder, const std::vector<ShardRecord>& shards,
                 const std::vector<std::pair<std::string, std::string>>& attributes);

}  // namespace gemeinsim
