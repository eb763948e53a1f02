// SPDX-License-Identifier: Apache-2.0
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <string>
#include <utility>

#include "bindings.h"
#include "model/registry.h"
#include "run/core/ensemble.h"
#include "scenario/describe.h"
#include "scenario/reader.h"

namespace py = pybind11;

namespace gemeinsim {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

std::vector<Override> overrides_of(const Pairs& pairs) {
    std::vector<Override> overrides;
    for (const auto& [path, value] : pairs) {
        std::string place = "set(\"";
        place.append(path).append("\", ").append(value).append(")");
        overrides.push_back({path, value, std::move(place)});
    }
    return overrides;
}

ReadScenario checked(Scenario scenario, const Issues& issues) {
    issues.throw_if_any();
    ReadScenario read{std::move(scenario), {}};
    for (const Issue& warning : issues.warnings()) read.warnings.push_back(to_string(warning));
    return read;
}

}  // namespace

void bind_scenario(py::module_& module) {
    py::class_<ReadScenario>(module, "Scenario")
        .def_static(
            "load",
            [](const std::filesystem::path& file, const Pairs& pairs) {
                Issues issues;
                Scenario scenario = read_scenario(file, registry(), overrides_of(pairs), issues);
                check(scenario, issues);
                return checked(std::move(scenario), issues);
            },
            py::arg("file"), py::arg("overrides"))
        .def_static(
            "parse",
            [](const std::string& text, const std::string& name, const std::filesystem::path& folder) {
                Issues issues;
                Scenario scenario = parse_scenario(text, name, folder, registry(), {}, issues);
                check(scenario, issues);
                return checked(std::move(scenario), issues);
            },
            py::arg("text"), py::arg("name"), py::arg("folder"))
        .def(
            "with_overrides",
            [](const ReadScenario& read, const Pairs& pairs) {
                Issues issues;
                Scenario scenario = with_overrides(read.scenario, registry(), overrides_of(pairs), issues);
                return checked(std::move(scenario), issues);
            },
            py::arg("overrides"))
        .def(
            "with_factors",
            [](const ReadScenario& read, const Pairs& pairs) {
                Issues issues;
                Scenario scenario = with_factors(read.scenario, registry(), overrides_of(pairs), issues);
                check(scenario, issues);
                return checked(std::move(scenario), issues);
            },
            py::arg("overrides"))
        .def("describe_json", [](const ReadScenario& read) { return describe_json(read.scenario, registry()); })
        .def(
            "describe_text",
            [](const ReadScenario& read, bool only_given) {
                return describe_text(read.scenario, registry(), only_given);
            },
            py::arg("only_given"))
        .def("to_toml", [](const ReadScenario& read) { return to_toml(read.scenario, registry()); })
        .def_property_readonly("file", [](const ReadScenario& read) { return read.scenario.file; })
        .def_readonly("warnings", &ReadScenario::warnings);
    module.def("parameters_json", [] { return parameters_json(registry()); });
}

}  // namespace gemeinsim
