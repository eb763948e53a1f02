// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/parallel.h"
#include "run/command/arguments.h"
#include "run/command/command.h"
#include "run/core/selfcheck/selfcheck.h"
#include "scenario/nearest.h"
#include "scenario/text.h"

namespace gemeinsim::command {
namespace {

using namespace selfcheck;
using Json = nlohmann::ordered_json;

/// One case under one setting, and what came of it.
struct Trial {
    const Case* of;
    Setting setting;
    std::vector<Finding> rows = {};
};

std::vector<std::string> case_names() {
    std::vector<std::string> names;
    for (const Case& one : cases()) names.push_back(one.name);
    return names;
}

std::vector<Trial> all_examples(const Case& one) {
    std::vector<Trial> trials;
    for (const auto& example : one.examples) trials.push_back({&one, Setting(one.parameters, example)});
    return trials;
}

std::vector<Trial> asked_for(const SelfcheckOptions& options) {
    std::vector<Trial> trials;
    if (options.which.empty()) {
        if (!options.values.empty())
            throw UsageError(
                fmt::format("selfcheck: --{} without a case (each case has parameters of its own); give "
                            "--case, one of {}",
                            options.values.begin()->first, joined(case_names())));
        for (const Case& one : cases())
            for (Trial& trial : all_examples(one)) trials.push_back(std::move(trial));
        return trials;
    }
    const Case* chosen = find_case(options.which);
    if (chosen == nullptr) {
        const std::vector<std::string> names = case_names();
        throw UsageError(fmt::format("selfcheck: unknown case {} (there are: {}); {}", in_quotes_short(options.which),
                                     joined(names),
                                     did_you_mean(options.which, names, "see `gemeinsim selfcheck --list`")));
    }
    if (options.values.empty()) return all_examples(*chosen);
    Issues issues;
    Setting setting = read_setting(*chosen, options.values, issues);
    issues.throw_if_any();
    trials.push_back({chosen, std::move(setting)});
    return trials;
}

std::string words(const Setting& setting) {
    std::string text;
    for (const auto& [name, word] : setting.words())
        text += fmt::format("{}--{} {}", text.empty() ? "" : " ", name, word);
    return text;
}

Json to_json(const Trial& trial) {
    Json rows = Json::array();
    for (const Finding& row : trial.rows) {
        Json setting = Json::object();
        for (const auto& [name, word] : trial.setting.words()) setting[name] = word;
        rows.push_back({{"case", trial.of->name},
                        {"setting", setting},
                        {"quantity", row.quantity},
                        {"value", row.value},
                        {"expected", row.expected},
                        {row.exact ? "error" : "standard_error", row.error},
                        {"tolerance", row.exact ? Json(row.tolerance) : Json()},
                        {"z", row.exact ? Json() : Json(row.z())},
                        {"passed", row.passed()}});
    }
    return rows;
}

/// An error, with what it may be where that is not the rounding of exact rows.
std::string error_text(const Finding& row) {
    return fmt::format("{:.1e}", row.error) + (row.tolerance > 1e-9 ? fmt::format(" < {:g}", row.tolerance) : "");
}

void print_table(const std::vector<Trial>& trials) {
    std::size_t case_width = 4;
    std::size_t width = 8;
    for (const Trial& trial : trials) {
        case_width = std::max(case_width, trial.of->name.size());
        for (const Finding& row : trial.rows) width = std::max(width, row.quantity.size());
    }
    fmt::print("{:{}}  {:{}}  {:>14}  {:>14}  {:>14}  verdict\n", "case", case_width, "quantity", width, "value",
               "expected", "error or z");
    for (const Trial& trial : trials) {
        fmt::print("{:{}}  {}\n", trial.of->name, case_width, words(trial.setting));
        for (const Finding& row : trial.rows)
            fmt::print("{:{}}  {:{}}  {:>14}  {:>14}  {:>14}  {}\n", trial.of->name, case_width, row.quantity, width,
                       fmt::format("{:.10g}", row.value), fmt::format("{:.10g}", row.expected),
                       row.exact ? error_text(row) : fmt::format("z {:+.2f}", row.z()), row.passed() ? "ok" : "FAILED");
    }
}

int list(const Output& output) {
    Json document = Json::array();
    for (const Case& one : cases()) {
        Json parameters = Json::array();
        if (!output.json) fmt::print("{}  {} ({})\n", one.name, one.title, one.source);
        for (const CaseParameter& p : one.parameters) {
            const std::string standard =
                p.choices.empty() ? fmt::format("{}", p.standard) : p.choices[static_cast<std::size_t>(p.standard)];
            const std::string range = p.choices.empty() ? fmt::format("{} to {}", p.lower, p.upper) : joined(p.choices);
            if (!output.json) fmt::print("    --{:12} {} [{}; {}]\n", p.name, p.text, standard, range);
            parameters.push_back({{"name", p.name}, {"text", p.text}, {"default", standard}, {"range", range}});
        }
        document.push_back(
            {{"case", one.name}, {"title", one.title}, {"source", one.source}, {"parameters", parameters}});
    }
    if (output.json) fmt::print("{}\n", Json({{"command", "selfcheck"}, {"cases", document}}).dump(2));
    return done;
}

}  // namespace

int run_selfcheck(const SelfcheckOptions& options, const Output& output) {
    if (options.determinism) {
        if (options.list || !options.which.empty() || !options.values.empty())
            throw UsageError("selfcheck: --determinism with a case or --list (it runs scenarios of its own); give one");
        return run_determinism(output);
    }
    if (options.list) return list(output);
    std::vector<Trial> trials = asked_for(options);
    parallel_for(trials.size(), 0, [&](std::size_t t) { trials[t].rows = trials[t].of->run(trials[t].setting); });
    int rows = 0;
    int passed = 0;
    Json table = Json::array();
    for (const Trial& trial : trials) {
        for (const Finding& row : trial.rows) ++rows, passed += row.passed();
        for (Json& row : to_json(trial)) table.push_back(std::move(row));
    }
    if (output.json) {
        const Json document = {
            {"command", "selfcheck"}, {"rows", table}, {"passed", passed}, {"failed", rows - passed}};
        fmt::print("{}\n", document.dump(2));
    } else {
        print_table(trials);
        fmt::print(
            "{} of {} rows agree: exact ones to 1e-9, limits to the bound shown, means over runs within four standard "
            "errors\n",
            passed, rows);
    }
    return passed == rows ? done : failed;
}

}  // namespace gemeinsim::command
