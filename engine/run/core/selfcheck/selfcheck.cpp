// SPDX-License-Identifier: Apache-2.0
#include "run/core/selfcheck/selfcheck.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>

#include "base/check.h"
#include "run/core/selfcheck/cases.h"
#include "scenario/nearest.h"
#include "scenario/text.h"

namespace gemeinsim::selfcheck {
namespace {

std::string word_of(const CaseParameter& parameter, double value) {
    if (!parameter.choices.empty()) return parameter.choices[static_cast<std::size_t>(value)];
    return fmt::format("{}", value);
}

std::string allowed(const CaseParameter& parameter) {
    if (!parameter.choices.empty()) return "one of " + joined(parameter.choices) + " is allowed";
    return fmt::format("a {}number from {} to {} is allowed{}{}", parameter.whole ? "whole " : "", parameter.lower,
                       parameter.upper, parameter.limit.empty() ? "" : ": ", parameter.limit);
}

std::optional<double> value_of(const CaseParameter& parameter, const std::string& word) {
    if (!parameter.choices.empty()) {
        const auto found = std::find(parameter.choices.begin(), parameter.choices.end(), word);
        if (found == parameter.choices.end()) return std::nullopt;
        return static_cast<double>(found - parameter.choices.begin());
    }
    const std::optional<double> value = parse_real(word);
    if (!value || !(*value >= parameter.lower && *value <= parameter.upper)) return std::nullopt;
    if (parameter.whole && *value != std::floor(*value)) return std::nullopt;
    return value;
}

std::vector<Case> gather() {
    std::vector<Case> all;
    for (std::vector<Case> (*more)() :
         {formation_cases, chain_cases, founding_cases, exchange_cases, funding_cases, approval_cases, effort_cases,
          coalition_cases, initiative_cases, generator_cases})
        for (Case& one : more()) all.push_back(std::move(one));
    const auto number = [](const Case& one) { return std::atoi(one.name.c_str() + 1); };
    std::stable_sort(all.begin(), all.end(), [number](const Case& a, const Case& b) { return number(a) < number(b); });
    return all;
}

}  // namespace

Setting::Setting(const std::vector<CaseParameter>& parameters, const std::map<std::string, double>& values) {
    for (const CaseParameter& parameter : parameters) {
        const auto given = values.find(parameter.name);
        const double value = given == values.end() ? parameter.standard : given->second;
        values_[parameter.name] = value;
        words_.emplace_back(parameter.name, word_of(parameter, value));
    }
    for (const auto& [name, value] : values)
        expects(values_.contains(name), "a case has no parameter of this name; correct its examples");
}

double Setting::operator()(const std::string& name) const {
    const auto found = values_.find(name);
    expects(found != values_.end(), "a case has no parameter of this name; add it to the case");
    return found->second;
}

double Finding::z() const {
    if (std::abs(value - expected) <= 1e-12 * std::max(1.0, std::abs(expected))) return 0;
    return (value - expected) / error;
}

bool Finding::passed() const {
    if (!std::isfinite(value) || !std::isfinite(expected)) return false;
    if (exact) return std::abs(value - expected) <= tolerance * std::max(1.0, std::abs(expected));
    return std::abs(z()) <= 4;
}

Finding same(std::string quantity, double value, double expected) {
    return {std::move(quantity), value, expected, std::abs(value - expected), true, 1e-9};
}

Finding about(std::string quantity, double value, double expected, double tolerance) {
    return {std::move(quantity), value, expected, std::abs(value - expected), true, tolerance};
}

Finding mean_row(std::string quantity, const std::vector<double>& values, double expected) {
    const auto runs = static_cast<double>(values.size());
    double sum = 0;
    for (const double value : values) sum += value;
    const double mean = sum / runs;
    double squares = 0;
    for (const double value : values) squares += (value - mean) * (value - mean);
    return {std::move(quantity), mean, expected, std::sqrt(squares / (runs - 1) / runs), false, 0};
}

Finding share_row(std::string quantity, double hits, double runs, double expected) {
    return {std::move(quantity), hits / runs, expected, std::sqrt(expected * (1 - expected) / runs), false, 0};
}

const std::vector<Case>& cases() {
    static const std::vector<Case> all = gather();
    return all;
}

const Case* find_case(const std::string& name) {
    for (const Case& one : cases())
        if (one.name == name) return &one;
    return nullptr;
}

Setting read_setting(const Case& which, const std::map<std::string, std::string>& words, Issues& issues) {
    std::map<std::string, double> values;
    std::vector<std::string> names;
    for (const CaseParameter& parameter : which.parameters) names.push_back(parameter.name);
    const auto complain = [&](const std::string& key, const std::string& problem, const std::string& why,
                              const std::string& remedy) {
        issues.error({{}, key, problem, why, remedy});
    };
    for (const auto& [name, word] : words) {
        const auto found = std::find(names.begin(), names.end(), name);
        if (found == names.end()) {
            complain("--" + name, "case " + which.name + " has no such parameter",
                     "it has: " + (names.empty() ? "none" : joined(names)), did_you_mean(name, names, "leave it out"));
            continue;
        }
        const CaseParameter& parameter = which.parameters[static_cast<std::size_t>(found - names.begin())];
        if (const std::optional<double> value = value_of(parameter, word))
            values[name] = *value;
        else
            complain("--" + name, "found " + in_quotes_short(word), allowed(parameter),
                     did_you_mean(word, parameter.choices, "give such a value"));
    }
    Setting setting(which.parameters, values);
    if (issues.any() || !which.refuse) return setting;
    if (const std::string complaint = which.refuse(setting); !complaint.empty())
        issues.error({{}, "--case " + which.name, complaint, "", "give other values"});
    return setting;
}

}  // namespace gemeinsim::selfcheck
