// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <system_error>

#include "base/sha256.h"
#include "model/registry.h"
#include "run/command/interrupt.h"
#include "run/command/progress.h"
#include "run/command/sweep/plan_file.h"
#include "run/command/sweep/stop_file.h"
#include "run/command/sweep/sweep_commands.h"
#include "run/core/sweep/execute.h"
#include "store/join_shards.h"

namespace gemeinsim::command {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// All shards of a store, sorted by what they are.
struct Survey {
    std::vector<ShardRecord> whole;
    std::vector<std::size_t> missing;
    std::vector<std::size_t> damaged;
    std::vector<std::size_t> foreign;
    std::vector<std::size_t> not_needed;  ///< not there, and not asked for by the rule that has decided
    std::optional<Decision> decision;
    std::size_t runs = 0;    ///< in whole shards
    std::size_t failed = 0;  ///< of these, without results

    [[nodiscard]] bool complete() const { return missing.empty() && damaged.empty() && foreign.empty(); }
};

Survey survey(const SweepFolder& folder, const Plan& plan, bool with_digests) {
    Survey found;
    found.decision = read_decision(folder, plan);
    for (std::size_t shard = 0; shard < plan.shards; ++shard) {
        std::optional<ShardRecord> record;
        switch (state_of(folder, shard, plan.hash, with_digests, record)) {
            case ShardState::missing:
                (found.decision && !found.decision->needed[shard] ? found.not_needed : found.missing).push_back(shard);
                break;
            case ShardState::damaged:
                found.damaged.push_back(shard);
                break;
            case ShardState::foreign:
                found.foreign.push_back(shard);
                break;
            case ShardState::whole:
                found.runs += record->runs;
                found.failed += record->failed;
                found.whole.push_back(std::move(*record));
                break;
        }
    }
    return found;
}

void refuse_foreign(const SweepFolder& folder, const std::vector<std::size_t>& shards) {
    std::vector<Issue> issues;
    for (const std::size_t shard : shards)
        issues.push_back({{folder.shard(shard).string(), 0, 0},
                          "",
                          "is a shard of another plan",
                          "its record " + folder.record(shard).filename().string() + " says so",
                          "move it and its record elsewhere"});
    if (!issues.empty()) throw InputError(std::move(issues));
}

void warn_damaged(const SweepFolder& folder, const std::vector<std::size_t>& shards, const char* fate) {
    if (!shards.empty())
        fmt::print(stderr,
                   "warning: {}: shards {} are not what their records say (cut off or changed since they were "
                   "written); {}\n",
                   folder.path.string(), number_ranges(shards), fate);
}

/// Runs shards and writes each as it is complete. `held` are locks that are there already.
struct Running {
    const SweepFolder& folder;
    const LoadedPlan& loaded;
    std::map<std::size_t, ShardLock> locks;
    std::size_t busy = 0;  ///< shards that another process is at
    std::size_t failed = 0;
    std::mutex changing;

    bool begin(std::size_t shard, bool retry_failed) {
        const std::lock_guard guard(changing);
        ShardLock lock(folder, shard);
        if (!lock.held()) {
            ++busy;
            return false;
        }
        // Another process may have finished it since we looked.
        std::optional<ShardRecord> record;
        if (!retry_failed && state_of(folder, shard, loaded.plan.hash, true, record) == ShardState::whole) return false;
        locks.emplace(shard, std::move(lock));
        return true;
    }

    void finished(FinishedShard&& shard) {
        auto& provenance = shard.ensemble.provenance;
        for (auto& pair : shard_provenance(loaded)) provenance.push_back(std::move(pair));
        write_shard(folder, shard.number, loaded.plan.hash, shard.ensemble, shard.failed);
        failed += shard.failed;
        const std::lock_guard guard(changing);
        locks.erase(shard.number);
    }
};

/// Returns what went wrong with the disk, empty where nothing did.
std::string execute(Running& running, const std::vector<std::size_t>& shards, const StoreOptions& options,
                    const std::atomic<bool>& stop, const Output& output) {
    std::size_t total = 0;
    for (const std::size_t shard : shards) total += running.loaded.layout.shards()[shard].runs;
    Progress progress(output.quiet);
    ShardRequest request;
    request.threads = options.threads;
    request.stop = &stop;
    request.begin = [&](std::size_t shard) { return running.begin(shard, options.retry_failed); };
    request.finished = [&](FinishedShard&& shard) { running.finished(std::move(shard)); };
    request.progress = [&](std::size_t done) { progress(static_cast<int>(done), static_cast<int>(total)); };
    const std::string version = running.loaded.plan.engine.front().second;
    const std::string context = sha256(running.loaded.plan.scenario + '\0' + version);
    try {
        run_shards(running.loaded.sweep, running.loaded.layout, context, registry(), shards, request);
    } catch (const StoreError& error) {
        return error.what();
    }
    return "";
}

std::string summary(const Survey& now, const Plan& plan) {
    std::string text = fmt::format("{} of {} runs in {} of {} shards are finished", now.runs, plan.runs,
                                   now.whole.size(), plan.shards);
    if (now.failed > 0) text += fmt::format("; {} runs failed (their messages are in the results)", now.failed);
    if (now.complete() && !now.not_needed.empty()) text += "; no more are needed";
    return text;
}

void print_survey(const SweepFolder& folder, const Survey& now, const Plan& plan) {
    fmt::print("{}: {}\n", folder.path.string(), summary(now, plan));
    if (now.decision && now.complete()) fmt::print("{}\n", now.decision->answer);
}

Json survey_json(const char* command, const SweepFolder& folder, const Plan& plan, const Survey& now) {
    Json document = {{"command", command},         {"folder", folder.path.string()}, {"plan_hash", plan.hash},
                     {"points", plan.points},      {"replicates", plan.replicates},  {"runs_wanted", plan.runs},
                     {"runs", now.runs},           {"runs_failed", now.failed},      {"shards_wanted", plan.shards},
                     {"shards", now.whole.size()}, {"missing", now.missing},         {"damaged", now.damaged},
                     {"foreign", now.foreign},     {"complete", now.complete()}};
    if (now.decision) {
        document["not_needed"] = now.not_needed;
        document["answer"] = now.decision->answer;
    }
    return document;
}

int finish(const char* command, const SweepFolder& folder, const Plan& plan, const std::string& problem,
           std::size_t busy, const Output& output) {
    const Survey now = survey(folder, plan, false);
    // Nobody is at work on a store that is complete.
    if (now.complete()) {
        std::error_code ignored;
        remove_partial_files(folder.shards());
        fs::remove(folder.shards() / ".lock", ignored);
    }
    if (output.json) {
        Json document = survey_json(command, folder, plan, now);
        document["busy_elsewhere"] = busy;
        if (!problem.empty()) document["error"] = {{"kind", "failure"}, {"message", problem}};
        print_document(document);
    } else {
        print_survey(folder, now, plan);
    }
    if (!problem.empty()) {
        fmt::print(stderr, "{}\nwhat is finished is kept; go on with `gemeinsim sweep {}`\n", problem,
                   folder.path.string());
        return failed;
    }
    if (now.complete()) return done;
    if (busy > 0)
        fmt::print(stderr, "other processes are at {} of the shards\n", busy);
    else
        fmt::print(stderr, "stopped early; go on with `gemeinsim sweep {}`\n", folder.path.string());
    return partial;
}

}  // namespace

std::string number_ranges(const std::vector<std::size_t>& numbers) {
    std::string text;
    std::size_t ranges = 0;
    for (std::size_t i = 0; i < numbers.size();) {
        std::size_t end = i;
        while (end + 1 < numbers.size() && numbers[end + 1] == numbers[end] + 1) ++end;
        if (++ranges > 10) return text + fmt::format(" and {} more", numbers.size() - i);
        text += (text.empty() ? "" : ", ") + std::to_string(numbers[i]);
        if (end > i) text += fmt::format("-{}", numbers[end]);
        i = end + 1;
    }
    return text;
}

int sweep_store(const StoreOptions& options, const Output& output) {
    const SweepFolder folder{options.folder};
    const Interrupt interrupt("shards");
    const LoadedPlan loaded = load_plan(folder, WhichPoints::all);
    check_engine(folder, loaded.plan);
    const Survey before = survey(folder, loaded.plan, true);
    refuse_foreign(folder, before.foreign);
    warn_damaged(folder, before.damaged, "they are run again");
    std::vector<std::size_t> todo = before.missing;
    todo.insert(todo.end(), before.damaged.begin(), before.damaged.end());
    if (options.retry_failed)
        for (const ShardRecord& record : before.whole)
            if (record.failed > 0) todo.push_back(record.shard);
    std::sort(todo.begin(), todo.end());
    if (!output.quiet && !before.whole.empty())
        fmt::print(stderr, "{}; {} shards to run\n", summary(before, loaded.plan), todo.size());
    Running running{folder, loaded, {}, 0, 0, {}};
    const std::string problem = execute(running, todo, options, interrupt.requested(), output);
    return finish("sweep", folder, loaded.plan, problem, running.busy, output);
}

int run_shard(const StoreOptions& options, const Output& output) {
    const SweepFolder folder{options.folder};
    const Interrupt interrupt("shard");
    const Plan planned = read_plan(folder);
    if (options.shard >= planned.shards)
        throw InputError({{{folder.path.string(), 0, 0},
                           "",
                           fmt::format("there is no shard {}", options.shard),
                           fmt::format("the plan has 0 to {}", planned.shards - 1),
                           "give one of these"}});
    check_engine(folder, planned);
    const LoadedPlan loaded = load_plan(folder, WhichPoints::none, options.shard);
    std::optional<ShardRecord> record;
    const ShardState before = state_of(folder, options.shard, planned.hash, true, record);
    if (before == ShardState::foreign) refuse_foreign(folder, {options.shard});
    if (before == ShardState::damaged) warn_damaged(folder, {options.shard}, "it is run again");
    const bool wanted = before != ShardState::whole || (options.retry_failed && record->failed > 0);
    Running running{folder, loaded, {}, 0, 0, {}};
    std::string problem;
    // A signal does not keep it from its end: the shard is what is never cut.
    const std::atomic<bool> never = false;
    if (wanted) problem = execute(running, {options.shard}, options, never, output);
    if (problem.empty() && running.busy > 0)
        problem = fmt::format("{}: shard {} is being run by another process (its lock is taken); wait for it",
                              folder.path.string(), options.shard);
    const ShardState after = state_of(folder, options.shard, planned.hash, false, record);
    if (output.json) {
        Json document = {{"command", "run-shard"},
                         {"folder", folder.path.string()},
                         {"shard", options.shard},
                         {"plan_hash", planned.hash},
                         {"ran", wanted && problem.empty()},
                         {"complete", after == ShardState::whole},
                         {"runs", record ? record->runs : 0},
                         {"runs_failed", record ? record->failed : 0}};
        if (record) document["sha256"] = record->sha256;
        if (!problem.empty()) document["error"] = {{"kind", "failure"}, {"message", problem}};
        print_document(document);
    } else if (!output.quiet && problem.empty()) {
        fmt::print("{}: shard {} is {}\n", folder.path.string(), options.shard, wanted ? "finished" : "whole already");
    }
    if (problem.empty()) return done;
    fmt::print(stderr, "{}\n", problem);
    return failed;
}

int status(const StoreOptions& options, const Output& output) {
    const SweepFolder folder{options.folder};
    const Plan plan = read_plan(folder);
    const Survey now = survey(folder, plan, options.digests);
    std::size_t running = 0;
    if (std::error_code error; fs::exists(folder.shards() / ".lock", error))
        for (const std::size_t shard : now.missing) running += ShardLock(folder, shard).held() ? 0 : 1;
    if (output.json) {
        Json document = survey_json("status", folder, plan, now);
        document["running"] = running;
        print_document(document);
    } else {
        print_survey(folder, now, plan);
        if (!now.missing.empty()) fmt::print("  missing: shards {}\n", number_ranges(now.missing));
        if (!now.damaged.empty()) fmt::print("  damaged: shards {}\n", number_ranges(now.damaged));
        if (!now.foreign.empty()) fmt::print("  of another plan: shards {}\n", number_ranges(now.foreign));
        if (running > 0) fmt::print("  being run: {}\n", running);
    }
    return now.complete() ? done : partial;
}

int index(const StoreOptions& options, const Output& output) {
    const SweepFolder folder{options.folder};
    const Plan plan = read_plan(folder);
    const fs::path target = options.output.empty() ? folder.results() : options.output;
    check_writable(target);
    const Survey now = survey(folder, plan, true);
    refuse_foreign(folder, now.foreign);
    std::vector<std::size_t> absent = now.missing;
    absent.insert(absent.end(), now.damaged.begin(), now.damaged.end());
    std::sort(absent.begin(), absent.end());
    warn_damaged(folder, now.damaged, "they are left out");
    if (!now.missing.empty())
        fmt::print(stderr, "warning: {}: shards {} are missing; their runs are left out\n", folder.path.string(),
                   number_ranges(now.missing));
    std::string problem;
    std::vector<std::pair<std::string, std::string>> attributes;
    if (!absent.empty())
        attributes = {{"complete", "no"}, {"missing_shards", number_ranges(absent)}};
    else if (now.decision)
        attributes = {{"decided", now.decision->answer}};
    try {
        if (!now.whole.empty()) join_shards(target, folder, now.whole, attributes);
    } catch (const StoreError& error) {
        problem = error.what();
    }
    const bool written = problem.empty() && !now.whole.empty();
    if (output.json) {
        Json document = survey_json("index", folder, plan, now);
        document["output"] = written ? Json(target.string()) : Json(nullptr);
        if (!problem.empty()) document["error"] = {{"kind", "failure"}, {"message", problem}};
        print_document(document);
    } else {
        fmt::print("{}: {}\n", target.string(), written ? summary(now, plan) : "not written");
    }
    if (!problem.empty()) {
        fmt::print(stderr, "{}\n", problem);
        return failed;
    }
    return absent.empty() ? done : partial;
}

}  // namespace gemeinsim::command
