// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "model/model.h"
#include "random/stream.h"
#include "record/table.h"
#include "run/core/design.h"
#include "run/core/ensemble.h"
#include "run/core/sweep/layout.h"
#include "scenario/registry.h"

namespace gemeinsim {

/// A shard that has been run.
struct FinishedShard {
    std::size_t number = 0;
    Ensemble ensemble;
    std::size_t failed = 0;  ///< runs without results
};

struct ShardRequest {
    int threads = 0;                          ///< 0: all of the machine
    const std::atomic<bool>* stop = nullptr;  ///< when it turns true, shards in progress end and no new one starts
    /// May this process run the shard? Called once before its first run; where not, the shard is passed over.
    std::function<bool(std::size_t shard)> begin = {};
    /// Takes a shard away; one call at a time. Where it throws, no new shard starts and the error comes out in the end.
    std::function<void(FinishedShard&&)> finished = {};
    std::function<void(std::size_t done)> progress = {};  ///< after every run, one call at a time
    Simulation simulate = {};
};

/// The name of a run: a hash of the base scenario, the values of its point, its seed and replicate, and the version of
/// the engine, as 16 hexadecimal digits. `context` is sha256 of the first and the last.
std::string run_id(const Sweep& sweep, const std::string& context, Cell cell);

/// Runs the shards (ascending numbers) of a sweep, threads over runs, and hands each over as soon as it is complete. A
/// run that throws has no results: NaN, no rows, `status` failed and the error in `message`. What a shard holds depends
/// on the sweep and its number alone: not on threads, on the other shards or on who runs it.
///
/// Cost: one build() per point and shard; memory that of the shards in progress, at most one more than there are
/// threads.
void run_shards(const Sweep& sweep, const Layout& layout, const std::string& context, const Registry& registry,
                const std::vector<std::size_t>& shards, const ShardRequest& request);

/// The run of a cell, for who wants to see it again. Throws what the run throws.
Results run_cell(const Sweep& sweep, const Registry& registry, Cell cell);

}  // namespace gemeinsim
