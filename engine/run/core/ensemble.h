// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <vector>

#include "model/model.h"
#include "record/table.h"
#include "scenario/registry.h"
#include "scenario/scenario.h"

namespace gemeinsim {

/// How often and on how many threads to run.
struct RunRequest {
    std::uint64_t seed = 0;
    int replicates = 1;
    int threads = 0;                          ///< 0: all of the machine
    const std::atomic<bool>* stop = nullptr;  ///< when it turns true, runs in progress end and no new one starts
    std::function<void(int done, int total)> progress = {};  ///< called after every run, one call at a time
};

/// `complete` is false where `stop` came before every run had ended; the runs that had are all there.
struct Outcome {
    Ensemble ensemble;
    bool complete = true;
};

/// Runs every point `replicates` times in parallel, replicates 0, 1, ... under the same seed: replicate r of all
/// points meets the same luck. Runs stand in the order (point, replicate). All points must have the same number of
/// months and the same outputs. The provenance holds what is known here: scenario, seed, step table.
///
/// Throws InputError where a scenario contradicts itself, with the complaints of all points.
/// Cost: one build() per point, one simulate() per run. The result does not depend on the number of threads.
Outcome run_points(const std::vector<Scenario>& points, const RunRequest& request);

/// The parts of an ensemble that follow from one of its models: metrics, months, actors, step table.
void describe_ensemble(const Model& model, Ensemble& ensemble);

/// The checks of run_points alone. `issues` may hold what the reader complained about: what is wrong beyond that joins
/// it, what only follows from it does not (a value that could not be read; all references, where a table could not be).
void check(const Scenario& scenario, Issues& issues);

}  // namespace gemeinsim
