// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "base/issues.h"
#include "scenario/reader.h"

/// The verbs of the command `gemeinsim`. Each does its work, prints and returns an exit code; errors are thrown and
/// become messages in main.cpp. With `json` they print one JSON document on stdout and nothing else there.
namespace gemeinsim::command {

enum ExitCode : int {
    done = 0,
    failed = 1,     ///< something broke while running
    bad_input = 2,  ///< the user's files or options; nothing was written
    partial = 3,    ///< stopped early; what was finished is kept
};

struct Output {
    bool json = false;
    bool quiet = false;  ///< no progress and no notes on stderr; errors still
};

struct ScenarioOptions {
    std::filesystem::path file;
    std::vector<Override> overrides;
};

struct RunOptions {
    ScenarioOptions scenario;
    std::filesystem::path output;  ///< empty: print the summary only
    std::uint64_t seed = 1;
    int replicates = 20;
    int threads = 0;
};

/// Of `plan` and `sweep`.
struct SweepOptions {
    std::filesystem::path design;  ///< of `sweep` also a store
    std::filesystem::path output;  ///< a folder, of `sweep` also a file that ends in .h5
    int threads = 0;
    bool resume = false;
    bool retry_failed = false;
    std::vector<std::string> arguments;  ///< as typed behind the verb, for a program that plans what this one cannot
};

struct VerifyOptions {
    std::filesystem::path results;  ///< a result file or a store
    std::size_t cells = 20;         ///< how many runs to run again
};

struct SelfcheckOptions {
    std::string which;                          ///< empty: all cases
    std::map<std::string, std::string> values;  ///< parameters of the case as typed
    bool list = false;
    bool determinism = false;
};

int run(const RunOptions& options, const Output& output);
int sweep(const SweepOptions& options, const Output& output);
/// Runs some runs of a result again and compares every number of them, and where it comes from.
int verify(const VerifyOptions& options, const Output& output);
int validate(const ScenarioOptions& options, const Output& output);
int describe(const ScenarioOptions& options, const Output& output);
/// Leaves it to the program that has the words; `arguments` as typed behind the verb.
int describe_in_words(const std::vector<std::string>& arguments);
int schema();
int version(const Output& output);
/// The cases with a known answer, engine beside answer; `failed` where a row does not agree.
int run_selfcheck(const SelfcheckOptions& options, const Output& output);
/// Runs small scenarios under both schedules with 1, 2, 3 and 8 threads and compares the bytes of their results.
int run_determinism(const Output& output);

/// Reads a scenario and checks it as far as a run would; prints warnings. Throws InputError with all errors.
Scenario read_checked(const ScenarioOptions& options, const Output& output);

/// Warnings go to stderr, one line each.
void print_warnings(const Issues& issues, const Output& output);

/// One JSON document on stdout.
void print_document(const nlohmann::ordered_json& document);

/// Everything wrong with the input, for people on stderr and with `json` as a document on stdout.
void print_input_error(const InputError& error, const Output& output);

/// Any other failure, likewise.
void print_failure(const std::string& message, const Output& output);

}  // namespace gemeinsim::command
