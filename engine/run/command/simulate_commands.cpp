// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <system_error>
#include <utility>

#include "base/hash.h"
#include "model/registry.h"
#include "run/command/arguments.h"
#include "run/command/command.h"
#include "run/command/external.h"
#include "run/command/interrupt.h"
#include "run/command/progress.h"
#include "run/command/summary.h"
#include "run/command/sweep/sweep_commands.h"
#include "run/core/design.h"
#include "run/core/ensemble.h"
#include "store/provenance.h"
#include "store/results_file.h"

namespace gemeinsim::command {
namespace {

using Json = nlohmann::ordered_json;

/// What is to be written where, and what came of it.
struct Work {
    const std::vector<Scenario>& points;
    RunRequest request;
    std::filesystem::path output;
    std::string plan;  ///< what, with the scenario, determines the results

    [[nodiscard]] std::size_t wanted() const { return points.size() * static_cast<std::size_t>(request.replicates); }
};

/// Nothing is computed for a place that cannot take it, and no input is overwritten.
void check_output(const std::filesystem::path& output, const std::filesystem::path& input) {
    if (output.empty()) return;
    std::error_code error;
    if (std::filesystem::equivalent(output, input, error))
        throw InputError({{{output.string(), 0, 0},
                           "",
                           "cannot be written",
                           "it is the input file, which results would replace",
                           "choose another name with -o"}});
    check_writable(output);
}

Outcome execute(Work& work, const Interrupt& interrupt, const Output& output) {
    Progress progress(output.quiet);
    work.request.stop = &interrupt.requested();
    work.request.progress = [&](int done, int total) { progress(done, total); };
    return run_points(work.points, work.request);
}

void set(std::vector<std::pair<std::string, std::string>>& attributes, const std::string& name, std::string text) {
    for (auto& [known, value] : attributes)
        if (known == name) {
            value = std::move(text);
            return;
        }
    attributes.emplace_back(name, std::move(text));
}

/// What run_points cannot know: the plan and the build. Nothing here depends on threads, paths or the clock.
void complete_provenance(Ensemble& ensemble, const Work& work, const Scenario& base, bool complete) {
    auto& attributes = ensemble.provenance;
    const std::string scenario = to_toml(base, registry());
    set(attributes, "scenario", scenario);
    set(attributes, "plan", work.plan);
    set(attributes, "plan_hash", fmt::format("{:016x}", hash_name(scenario + '\0' + work.plan)));
    set(attributes, "replicates", std::to_string(work.request.replicates));
    for (auto& [name, text] : build_provenance()) set(attributes, name, std::move(text));
    if (!complete) set(attributes, "complete", "no");
}

Json number_or_null(double value) {
    return std::isfinite(value) ? Json(value) : Json(nullptr);
}

Json to_json(const std::vector<MetricSummary>& summary) {
    Json rows = Json::array();
    for (const MetricSummary& row : summary)
        rows.push_back({{"name", row.metric.name},
                        {"unit", row.metric.unit},
                        {"long_name", row.metric.long_name},
                        {"runs", row.runs},
                        {"mean", number_or_null(row.mean)},
                        {"lower", number_or_null(row.lower)},
                        {"upper", number_or_null(row.upper)}});
    return rows;
}

/// The metrics that people see without asking.
std::vector<MetricSummary> standard_only(std::vector<MetricSummary> summary) {
    std::erase_if(summary, [](const MetricSummary& row) {
        for (const Metric& metric : metrics())
            if (metric.name == row.metric.name) return !metric.standard;
        return false;
    });
    return summary;
}

/// Writes the file and tells how it went: what is on stdout is complete also where the disk was full.
int finish(Work& work, const Outcome& outcome, Json document, const std::string& text, const Output& output) {
    const std::size_t finished = outcome.ensemble.runs.size();
    std::string problem;
    const bool write_file = !work.output.empty() && finished > 0;
    try {
        if (write_file) write(work.output, outcome.ensemble);
    } catch (const StoreError& error) {
        problem = error.what();
    }
    const bool written = write_file && problem.empty();
    if (output.json) {
        document["runs"] = finished;
        document["runs_wanted"] = work.wanted();
        document["runs_failed"] = outcome.failed;
        document["complete"] = outcome.complete;
        document["output"] = written ? Json(work.output.string()) : Json(nullptr);
        if (!problem.empty()) document["error"] = {{"kind", "failure"}, {"message", problem}};
        print_document(document);
    } else {
        fmt::print("{}", text);
    }
    if (!problem.empty()) {
        fmt::print(stderr, "{}\n", problem);
        return failed;
    }
    if (written && !output.quiet) fmt::print(stderr, "wrote {}\n", work.output.string());
    if (outcome.failed > 0)
        fmt::print(stderr, "{} of {} runs failed and have no numbers, the first with: {}\n", outcome.failed, finished,
                   outcome.first_failure);
    if (outcome.complete) return outcome.failed > 0 ? failed : done;
    const char* fate = finished == 0 ? "nothing was finished"
                       : written     ? "they are in the file"
                                     : "the rest was not run";
    fmt::print(stderr, "stopped early: {} of {} runs were finished; {}\n", finished, work.wanted(), fate);
    return partial;
}

/// The runs of a design in one file.
int sweep_file(const SweepOptions& options, const Output& output);

[[noreturn]] void refuse_usage(const char* problem, const char* why, const char* remedy) {
    throw UsageError(fmt::format("sweep: {} ({}); {}", problem, why, remedy));
}

}  // namespace

int run(const RunOptions& options, const Output& output) {
    const std::vector<Scenario> points = {read_checked(options.scenario, output)};
    Issues issues;
    check_size(points.front(), 1, static_cast<std::size_t>(options.replicates), {options.scenario.file.string(), 0, 0},
               issues);
    issues.throw_if_any();
    check_output(options.output, options.scenario.file);
    RunRequest request;
    request.seed = options.seed;
    request.replicates = options.replicates;
    request.threads = options.threads;
    Work work{points, std::move(request), options.output,
              fmt::format("[design]\nreplicates = {}\nmaster_seed = {}\n", options.replicates, options.seed)};
    // Until the file is written: the first Ctrl-C must not lose what is finished by then.
    const Interrupt interrupt;
    Outcome outcome = execute(work, interrupt, output);
    complete_provenance(outcome.ensemble, work, points.front(), outcome.complete);
    const std::vector<MetricSummary> summary = summarise(outcome.ensemble);
    Json document = {{"command", "run"},
                     {"scenario", options.scenario.file.string()},
                     {"seed", options.seed},
                     {"replicates", options.replicates},
                     {"months", outcome.ensemble.months},
                     {"metrics", to_json(summary)}};
    const std::string text = to_text(standard_only(summary), outcome.ensemble.months, outcome.ensemble.runs.size());
    return finish(work, outcome, std::move(document), text, output);
}

int sweep(const SweepOptions& options, const Output& output) {
    std::error_code error;
    const bool folder = std::filesystem::is_directory(options.design, error);
    if (options.design.empty())
        refuse_usage("DESIGN is required", "it says what to run", "name a sweep file or the folder of a plan");
    if (folder && !options.output.empty())
        refuse_usage("--output does not go with a folder", "its shards are written into it", "leave it out");
    if (folder) return sweep_store({options.design, {}, 0, options.threads, options.retry_failed, false}, output);
    if (needs_planner(options.design)) return start_planner("sweep", options);
    if (options.output.empty())
        refuse_usage("--output is required", "results are kept", "name a folder, or a file that ends in .h5");
    if (options.output.extension() == ".h5") {
        if (options.resume || options.retry_failed)
            refuse_usage("a file cannot be gone on with", "it is written as a whole", "name a folder with -o");
        return sweep_file(options, output);
    }
    plan_into(options, options.resume, output);
    return sweep_store({options.output, {}, 0, options.threads, options.retry_failed, false}, output);
}

int start_planner(const std::string& verb, const SweepOptions& options) {
    const auto program = find_external(verb);
    if (!program)
        throw UsageError(
            fmt::format("{}: {} is planned by the program gemeinsim-{} (it is neither beside this one nor on "
                        "the PATH); install gemeinsim's Python package",
                        verb, options.design.string(), verb));
    return start_external(*program, options.arguments);
}

namespace {

int sweep_file(const SweepOptions& options, const Output& output) {
    Issues issues;
    const Sweep sweep = read_sweep(options.design, registry(), issues);
    if (issues.any()) check(sweep.base, issues);
    for (const Scenario& point : sweep.points) {
        if (issues.any()) break;  // what is wrong with one point is mostly wrong with all
        check(point, issues);
    }
    print_warnings(issues, output);
    issues.throw_if_any();
    check_output(options.output, options.design);
    check_output(options.output, sweep.base.file);
    const SweepSize size = size_of(sweep);
    const std::string plan_words =
        fmt::format("{} points x {} replicates = {} runs", size.points, sweep.replicates, size.runs);
    if (!output.quiet)
        fmt::print(stderr, "{}; about {:.1f} MB of metrics before compression\n", plan_words, size.megabytes);

    RunRequest request;
    request.seed = sweep.master_seed;
    request.replicates = sweep.replicates;
    request.threads = options.threads;
    Work work{sweep.points, std::move(request), options.output, sweep.text};
    // Until the file is written: the first Ctrl-C must not lose what is finished by then.
    const Interrupt interrupt;
    Outcome outcome = execute(work, interrupt, output);
    outcome.ensemble.factors = factor_columns(sweep, outcome.ensemble.point);
    complete_provenance(outcome.ensemble, work, sweep.base, outcome.complete);
    Json document = {{"command", "sweep"},        {"design", options.design.string()},
                     {"seed", sweep.master_seed}, {"replicates", sweep.replicates},
                     {"points", size.points},     {"months", outcome.ensemble.months},
                     {"factors", Json::array()}};
    for (const TableColumn& factor : outcome.ensemble.factors)
        document["factors"].push_back({{"name", factor.name}, {"path", factor.long_name}});
    const std::string text = outcome.complete
                                 ? fmt::format("{}: all finished\n", plan_words)
                                 : fmt::format("{}: {} finished\n", plan_words, outcome.ensemble.runs.size());
    return finish(work, outcome, std::move(document), text, output);
}

}  // namespace

}  // namespace gemeinsim::command
