// SPDX-License-Identifier: Apache-2.0
#include "run/core/ensemble.h"

#include <algorithm>
#include <exception>
#include <mutex>
#include <optional>
#include <string>

#include "base/check.h"
#include "base/parallel.h"
#include "model/registry.h"
#include "record/recorder.h"
#include "run/core/simulate.h"
#include "scenario/reader.h"
#include "scenario/resolve.h"
#include "schedule/month.h"

namespace gemeinsim {
namespace {

std::string in_one_line(const std::vector<std::string_view>& words) {
    std::string text;
    for (const std::string_view word : words) {
        if (!text.empty()) text += ", ";
        text += word;
    }
    return text;
}

std::string step_table_text() {
    static constexpr const char* timings[] = {"dates", "monthly", "events", "both"};
    std::string text;
    for (const Step& step : step_table()) {
        text += std::string(step.name) + " | " + timings[static_cast<int>(step.timing)] + " | reads " +
                in_one_line(step.reads) + " | writes " + in_one_line(step.writes) + "\n";
    }
    return text;
}

/// A file or a table that could not be read as a whole, or whose rows have no names that others could refer to:
/// whatever the model then misses would be said again for each who needs it.
bool hides_the_rest(const Scenario& scenario, const Issue& error) {
    if (scenario.values.empty() || error.key.empty() || error.key == "extends") return true;
    const auto nameless = [](const std::vector<Row>& rows) {
        return std::none_of(rows.begin(), rows.end(), [](const Row& row) {
            const auto id = row.values.find("id");
            return id != row.values.end() && is_explicit(id->second);
        });
    };
    for (const RowTable& table : registry().tables()) {
        const std::vector<Row>& rows = scenario.table(table.path);
        if (error.key == table.path && rows.empty()) return true;
        if (error.key == table.path + ".id" && nameless(rows)) return true;
    }
    return false;
}

/// What is wrong with a value is told once, by whoever saw it first. Elsewhere what a line gives is read together; in
/// the tables of the population each field stands for itself.
bool follows_from(const std::vector<Issue>& earlier, const Issue& error) {
    const bool by_field = error.key.starts_with("population.");
    return std::any_of(earlier.begin(), earlier.end(), [&](const Issue& other) {
        const bool placed = error.where.line > 0 && other.where.line > 0;
        const bool same_line = placed && error.where.file == other.where.file && error.where.line == other.where.line;
        const bool same_key = error.key == other.key && (same_line || !placed);
        return same_key || (same_line && !by_field);
    });
}

std::vector<MetricInfo> infos(const std::vector<const Metric*>& selected) {
    std::vector<MetricInfo> all;
    for (const Metric* metric : selected) all.push_back(info(*metric));
    return all;
}

}  // namespace

void check(const Scenario& scenario, Issues& issues) {
    const std::vector<Issue> read = issues.errors();
    for (const Issue& error : read)
        if (hides_the_rest(scenario, error)) return;
    Issues found;
    build(scenario, found);
    for (const Issue& warning : found.warnings()) issues.warning(warning);
    for (const Issue& error : found.errors())
        if (!follows_from(read, error)) issues.error(error);
}

void describe_ensemble(const Model& model, Ensemble& ensemble) {
    ensemble.monthly_metrics = infos(selected_metrics(model.outputs, true));
    ensemble.run_metrics = infos(selected_metrics(model.outputs, false));
    ensemble.months = model.time.months;
    ensemble.start = to_string(model.calendar);
    ensemble.shared = {actors_table(model)};
    ensemble.provenance = {{"step_table", step_table_text()}};
}

Results attempt(const Simulation& simulation, const Model& model, RunKey luck, std::string& error) {
    try {
        return simulation ? simulation(model, luck) : simulate(model, luck);
    } catch (const std::exception& thrown) {
        error = thrown.what();
    }
    if (error.empty()) error = "no reason given";
    return empty_results(model.outputs, model.time.months, luck.seed, luck.replicate);
}

std::size_t label_failures(Ensemble& ensemble, std::vector<std::string> errors) {
    std::size_t count = 0;
    std::vector<std::int8_t> status;
    status.reserve(errors.size());
    for (std::string& error : errors) {
        status.push_back(error.empty() ? 0 : 1);
        if (!error.empty()) ++count;
        std::replace(error.begin(), error.end(), '\n', ' ');
    }
    ensemble.labels.push_back({"status", "1", "has the run results?", std::move(status), {"done", "failed"}});
    ensemble.labels.push_back({"message", "1", "why a run failed", std::move(errors), {}});
    return count;
}

Outcome run_points(const std::vector<Scenario>& points, const RunRequest& request) {
    expects(!points.empty(), "no point to run (an ensemble has at least one scenario); pass one");
    expects(request.replicates > 0, "no replicate to run; ask for at least one");
    Issues issues;
    std::vector<Model> models;
    models.reserve(points.size());
    for (const Scenario& point : points) models.push_back(build(point, issues));
    issues.throw_if_any();
    for (const Model& model : models)
        expects(model.time.months == models.front().time.months &&
                    selected_metrics(model.outputs, true) == selected_metrics(models.front().outputs, true),
                "points of one ensemble differ in months or outputs (they share the file's dimensions); sweep other "
                "parameters");

    const auto replicates = static_cast<std::size_t>(request.replicates);
    const std::size_t total = points.size() * replicates;
    std::vector<std::optional<Results>> finished(total);
    std::vector<std::string> errors(total);
    std::mutex reporting;
    int done = 0;
    // All points of a replicate are run together, so that what is there after a stop are complete sets of policies.
    parallel_for(total, request.threads, [&](std::size_t turn) {
        if (request.stop != nullptr && request.stop->load()) return;
        const std::size_t point = turn % points.size();
        const std::size_t replicate = turn / points.size();
        const std::size_t run = point * replicates + replicate;
        finished[run] = attempt(request.simulate, models[point], {request.seed, replicate}, errors[run]);
        if (!request.progress) return;
        const std::lock_guard lock(reporting);
        request.progress(++done, static_cast<int>(total));
    });

    Outcome outcome;
    Ensemble& ensemble = outcome.ensemble;
    describe_ensemble(models.front(), ensemble);
    std::vector<std::string> said;
    for (std::size_t run = 0; run < total; ++run) {
        if (!finished[run]) {
            outcome.complete = false;
            continue;
        }
        ensemble.runs.push_back(std::move(*finished[run]));
        ensemble.point.push_back(static_cast<std::int32_t>(run / replicates));
        if (outcome.first_failure.empty()) outcome.first_failure = errors[run];
        said.push_back(std::move(errors[run]));
    }
    if (!outcome.first_failure.empty()) outcome.failed = label_failures(ensemble, std::move(said));
    auto& provenance = ensemble.provenance;
    provenance.insert(provenance.begin(), {{"scenario", to_toml(points.front(), registry())},
                                           {"master_seed", std::to_string(request.seed)}});
    return outcome;
}

}  // namespace gemeinsim
