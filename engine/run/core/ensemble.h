// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "model/model.h"
#include "random/stream.h"
#include "record/table.h"
#include "scenario/registry.h"
#include "scenario/scenario.h"

namespace gemeinsim {

/// Another way to run a model, for tests of what happens to runs that fail; simulate() where it is empty.
using Simulation = std::function<Results(const Model&, RunKey)>;

/// How often and on how many threads to run.
struct RunRequest {
    std::uint64_t seed = 0;
    int replicates = 1;
    int threads = 0;                          ///< 0: all of the machine
    const std::atomic<bool>* stop = nullptr;  ///< when it turns true, runs in progress end and no new one starts
    std::function<void(int done, int total)> progress = {};  ///< called after every run, one call at a time
    Simulation simulate = {};
};

/// `complete` is false where `stop` came before every run had ended; the runs that had are all there.
struct Outcome {
    Ensemble ensemble;
    bool complete = true;
    std::size_t failed = 0;     ///< runs without results
    std::string first_failure;  ///< what the first of them said
};

/// Runs every point `replicates` times in parallel, replicates 0, 1, ... under the same seed: replicate r of all
/// points meets the same luck. Runs stand in the order (point, replicate). All points must have the same number of
/// months and the same outputs. The provenance holds what is known here: scenario, seed, step table.
///
/// A run that throws is data and takes no other with it: NaN, no rows, and where there is one, all runs have the labels
/// of label_failures().
///
/// Throws InputError where a scenario contradicts itself, with the complaints of all points.
/// Cost: one build() per point, one simulate() per run. The result does not depend on the number of threads.
Outcome run_points(const std::vector<Scenario>& points, const RunRequest& request);

/// One run that cannot throw: where it fails, results without numbers, and `error` says why.
Results attempt(const Simulation& simulation, const Model& model, RunKey luck, std::string& error);

/// Labels `status` (done or failed) and `message` from what each run said, nothing where it has results. Returns how
/// many failed.
std::size_t label_failures(Ensemble& ensemble, std::vector<std::string> errors);

/// The parts of an ensemble that follow from one of its models: metrics, months, actors, step table.
void describe_ensemble(const Model& model, Ensemble& ensemble);

/// The checks of run_points alone. `issues` may hold what the reader complained about: what is wrong beyond that joins
/// it, what only follows from it does not (a value that could not be read; all references, where a table could not be).
void check(const Scenario& scenario, Issues& issues);

}  // namespace gemeinsim
