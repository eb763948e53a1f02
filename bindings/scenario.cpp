// SPDX-License-Identifier: Apache-2.0
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include "bindings.h"
#include "model/registry.h"
#include "scenario/reader.h"

namespace py = pybind11;

namespace gemeinsim {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

std::vector<Override> overrides_of(const Pairs& pairs) {
    std::vector<Override> overrides;
    for (const auto& [path, value] : pairs) overrides.push_back({path, value});
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
                return checked(std::move(scenario), issues);
            },
            py::arg("file"), py::arg("overrides"))
        .def_static(
            "parse",
            [](const std::string& text, const std::string& name, const std::filesystem::path& folder) {
                Issues issues;
                Scenario scenario = parse_scenario(text, name, folder, registry(), {}, issues);
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
        .def("values",
             [](const ReadScenario& read) {
                 py::list rows;
                 for (const auto& [path, entry] : read.scenario.values)
                     rows.append(py::make_tuple(path, entry.value, std::string(to_string(entry.origin))));
                 return rows;
             })
        .def(
            "rows",
            [](const ReadScenario& read, const std::string& path) {
                py::list rows;
                for (const Row& row : read.scenario.table(path)) {
                    py::dict target;
                    if (!row.name.empty()) target["name"] = row.name;
                    for (const auto& [column, entry] : row.values) target[py::str(column)] = entry.value;
                    rows.append(target);
                }
                return rows;
            },
            py::arg("path"))
        .def("to_toml", [](const ReadScenario& read) { return to_toml(read.scenario, registry()); })
        .def_property_readonly("file", [](const ReadScenario& read) { return read.scenario.file; })
        .def_readonly("warnings", &ReadScenario::warnings);
}

}  // namespace gemeinsim
