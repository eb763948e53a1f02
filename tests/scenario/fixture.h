// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <tuple>
#include <vector>

#include "scenario/population.h"
#include "scenario/reader.h"

namespace gemeinsim {

/// A registry with one parameter of every kind, a dial, a preset and the tables of the population: the reader
/// is tested without any mechanism.
inline Registry test_registry() {
    std::vector<Parameter> parameters = population_parameters().parameters();
    for (Parameter& parameter : population_hierarchy_parameters().parameters())
        parameters.push_back(std::move(parameter));
    const auto add = [&](std::string path, ParameterKind kind, Value standard, Range range = {},
                         std::string unit = "1") -> Parameter& {
        Parameter parameter;
        parameter.path = std::move(path);
        parameter.kind = kind;
        parameter.standard = std::move(standard);
        parameter.range = range;
        parameter.unit = std::move(unit);
        parameter.source = "test";
        parameter.text = "of the test";
        parameters.push_back(std::move(parameter));
        return parameters.back();
    };
    add("scenario.name", ParameterKind::text, std::string());
    add("scenario.sources", ParameterKind::texts, std::vector<std::string>());
    add("time.months", ParameterKind::integer, std::int64_t(60), {1, 1200}, "months");
    add("time.start", ParameterKind::date, std::string("2008-01"));
    add("relations.rationality", ParameterKind::real, 5.0, {.lower = 0, .infinite = true});
    add("relations.trust", ParameterKind::real, .65, {0, 1}).dial = Dial{"distrust", .4, .9, Scale::linear};
    add("relations.depth", ParameterKind::integer, std::int64_t(1), {0, 4}).dial =
        Dial{"distrust", 0, 2, Scale::linear};
    add("relations.weights", ParameterKind::reals, std::vector<double>{.5, .5}, {0, 1});
    add("relations.directed", ParameterKind::boolean, false);
    add("funding.budget", ParameterKind::money, std::int64_t(5'000'000), {.lower = 0}, "EUR");
    add("governance.preset", ParameterKind::choice, std::string("participant")).choices = {
        "participant", "network_office", "mandated"};
    add("governance.decision", ParameterKind::choice, std::string("consensus")).choices = {"consensus", "majority",
                                                                                           "superior_decides"};
    add("governance.delay", ParameterKind::real, 1.0, {.lower = 0, .lower_excluded = true}, "months");
    add("challenges.distrust", ParameterKind::real, .5, {0, 1});
    add("outputs.metrics", ParameterKind::texts, std::vector<std::string>{"ties"}).choices = {"ties", "trust",
                                                                                              "impact"};
    std::vector<RowTable> tables = population_tables();
    Parameter severity;
    severity.path = "severity";
    severity.standard = .5;
    severity.range = {0, 1};
    Parameter amount;
    amount.path = "budget";
    amount.kind = ParameterKind::money;
    amount.standard = std::int64_t(0);
    amount.range = {.lower = 0};
    amount.unit = "EUR";
    Parameter name;
    name.path = "name";
    name.kind = ParameterKind::text;
    name.standard = std::string();
    name.required = true;
    tables.push_back({"topics", true, false, {severity}, "what it is about"});
    tables.push_back({"funding.programmes", false, false, {name, amount}, "who gives money"});
    std::vector<Preset> presets{
        {"governance.preset", "participant", {{"governance.decision", Value(std::string("consensus"))}}},
        {"governance.preset", "network_office", {{"governance.decision", Value(std::string("majority"))}}},
        {"governance.preset",
         "mandated",
         {{"governance.decision", Value(std::string("superior_decides"))}, {"governance.delay", Value(.25)}}}};
    return Registry(std::move(parameters), std::move(tables), std::move(presets));
}

/// A folder of its own for each test, gone afterwards.
class ScenarioFiles : public ::testing::Test {
  protected:
    void SetUp() override {
        const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
        folder_ = std::filesystem::temp_directory_path() /
                  (std::string("gemeinsim-") + test->test_suite_name() + "-" + test->name());
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    void write(const std::string& name, const std::string& bytes) const {
        std::ofstream(folder_ / name, std::ios::binary) << bytes;
    }
    Scenario read(const std::string& name, std::vector<Override> overrides = {}) {
        return read_scenario(folder_ / name, registry_, overrides, issues_);
    }
    /// What a user sees, one message per line, sorted by place, the test's folder left out.
    [[nodiscard]] std::string messages() const { return without_folder(issues_); }
    [[nodiscard]] std::string without_folder(const Issues& issues) const {
        std::string text;
        try {
            issues.throw_if_any();
        } catch (const InputError& error) {
            text = error.what();
        }
        const std::string prefix = folder_.generic_string() + "/";
        for (std::size_t at = text.find(prefix); at != std::string::npos; at = text.find(prefix))
            text.erase(at, prefix.size());
        const std::string bare = folder_.generic_string();
        for (std::size_t at = text.find(bare); at != std::string::npos; at = text.find(bare))
            text.replace(at, bare.size(), "FOLDER");
        return text;
    }

    std::filesystem::path folder_;
    Registry registry_ = test_registry();
    Issues issues_;
};

}  // namespace gemeinsim
