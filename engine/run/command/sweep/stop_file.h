// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "run/command/sweep/plan_file.h"
#include "store/sweep_folder.h"

namespace gemeinsim::command {

/// What stop.json says once a rule of precision or selection has decided.
struct Decision {
    std::string answer;
    std::vector<bool> needed;  ///< for each shard of the plan: did the rule ask for it?
};

/// The decision of a store; nothing where there is no stop.json, where it does not decide, or where it is not of this
/// plan. Each policy's blocks of replicates fill shards of their own that stand together.
std::optional<Decision> read_decision(const SweepFolder& folder, const Plan& plan);

}  // namespace gemeinsim::command
