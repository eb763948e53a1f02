// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <set>

#include "model/registry.h"
#include "run/command/arguments.h"
#include "run/command/command.h"
#include "run/command/external.h"
#include "run/core/ensemble.h"
#include "scenario/describe.h"
#include "scenario/schema.h"
#include "schedule/month.h"
#include "store/provenance.h"

namespace gemeinsim::command {
namespace {

using Json = nlohmann::ordered_json;

const char* word(Timing timing) {
    switch (timing) {
        case Timing::dates:
            return "dates";
        case Timing::monthly:
            return "monthly";
        case Timing::events:
            return "events";
        case Timing::both:
            return "both";
    }
    return "";
}

Json steps_json() {
    Json steps = Json::array();
    for (const Step& step : step_table())
        steps.push_back({{"name", step.name},
                         {"timing", word(step.timing)},
                         {"during_burn_in", step.during_burn_in},
                         {"reads", step.reads},
                         {"writes", step.writes},
                         {"text", step.text}});
    return steps;
}

std::string steps_text() {
    std::size_t width = 0;
    for (const Step& step : step_table()) width = std::max(width, step.name.size());
    std::string text = "\nThe steps of a month, in order:\n";
    for (const Step& step : step_table())
        text += fmt::format("  {:{}}  {:8}{}\n", step.name, width, word(step.timing), step.text);
    return text;
}

Json to_json(const Issue& issue) {
    return {{"file", issue.where.file}, {"line", issue.where.line}, {"column", issue.where.column}, {"key", issue.key},
            {"problem", issue.problem}, {"why", issue.why},         {"remedy", issue.remedy}};
}

}  // namespace

void print_document(const Json& document) {
    // File names need not be UTF-8.
    fmt::print("{}\n", document.dump(2, ' ', false, Json::error_handler_t::replace));
}

Scenario read_checked(const ScenarioOptions& options, const Output& output) {
    Issues issues;
    Scenario scenario = read_scenario(options.file, registry(), options.overrides, issues);
    check(scenario, issues);
    print_warnings(issues, output);
    issues.throw_if_any();
    return scenario;
}

void print_warnings(const Issues& issues, const Output& output) {
    if (output.quiet) return;
    std::set<std::string> said;  // the points of a sweep share their scenario's
    for (const Issue& warning : issues.warnings())
        if (said.insert(to_string(warning)).second) fmt::print(stderr, "warning: {}\n", to_string(warning));
}

void print_input_error(const InputError& error, const Output& output) {
    fmt::print(stderr, "{}\n", error.what());
    if (!output.json) return;
    Json issues = Json::array();
    for (const Issue& issue : error.issues()) issues.push_back(to_json(issue));
    print_document({{"error", {{"kind", "input"}, {"issues", issues}}}});
}

void print_failure(const std::string& message, const Output& output) {
    fmt::print(stderr, "gemeinsim: {}\n", message);
    if (output.json) print_document({{"error", {{"kind", "failure"}, {"message", message}}}});
}

int validate(const ScenarioOptions& options, const Output& output) {
    const Scenario scenario = read_checked(options, output);
    if (output.json)
        print_document({{"command", "validate"}, {"scenario", options.file.string()}, {"valid", true}});
    else
        fmt::print("{}: valid\n", options.file.string());
    return done;
}

int describe(const ScenarioOptions& options, const Output& output) {
    const Scenario scenario = read_checked(options, output);
    if (output.json) {
        Json document = Json::parse(describe_json(scenario, registry()));
        document["steps"] = steps_json();
        print_document(document);
    } else {
        fmt::print("{}{}", describe_text(scenario, registry()), steps_text());
    }
    return done;
}

int describe_in_words(const std::vector<std::string>& arguments) {
    const auto program = find_external("describe");
    if (!program)
        throw UsageError(
            "describe: --words is answered by the program gemeinsim-describe (it is neither beside this one nor on the "
            "PATH); install gemeinsim's Python package");
    return start_external(*program, arguments);
}

int schema() {
    fmt::print("{}\n", schema_json(registry()));
    return done;
}

int version(const Output& output) {
    const BuildInfo& build = build_info();
    if (output.json) {
        Json document = Json::object();
        for (const auto& [name, text] : build_provenance()) document[name] = text;
        print_document(document);
    } else {
        fmt::print("gemeinsim {} (commit {}, {}, {})\n", build.version, build.git_commit, build.compiler,
                   build.build_type);
    }
    return done;
}

}  // namespace gemeinsim::command
