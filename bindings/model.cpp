// SPDX-License-Identifier: Apache-2.0
#include <pybind11/stl.h>

#include "bindings.h"
#include "model/registry.h"

namespace py = pybind11;

namespace gemeinsim {
namespace {

const char* name(ParameterKind kind) {
    switch (kind) {
        case ParameterKind::boolean:
            return "boolean";
        case ParameterKind::integer:
            return "integer";
        case ParameterKind::real:
            return "real";
        case ParameterKind::money:
            return "money";
        case ParameterKind::date:
            return "date";
        case ParameterKind::choice:
            return "choice";
        case ParameterKind::text:
            return "text";
        case ParameterKind::reals:
            return "reals";
        case ParameterKind::texts:
            return "texts";
    }
    return "";
}

const char* name(Role role) {
    switch (role) {
        case Role::uncertainty:
            return "uncertainty";
        case Role::lever:
            return "lever";
        case Role::constant:
            return "constant";
    }
    return "";
}

py::dict row(const Parameter& parameter) {
    py::dict target;
    target["path"] = parameter.path;
    target["kind"] = name(parameter.kind);
    target["unit"] = parameter.unit;
    target["default"] = parameter.standard;
    target["lower"] = parameter.range.lower;
    target["upper"] = parameter.range.upper;
    target["range"] = to_string(parameter.range);
    target["choices"] = parameter.choices;
    target["role"] = name(parameter.role);
    target["required"] = parameter.required;
    target["challenge"] = parameter.dial ? py::cast(parameter.dial->challenge) : py::none();
    target["off"] = parameter.dial ? py::cast(parameter.dial->off) : py::none();
    target["on"] = parameter.dial ? py::cast(parameter.dial->on) : py::none();
    target["source"] = parameter.source;
    target["text"] = parameter.text;
    return target;
}

py::list rows(const std::vector<Parameter>& parameters) {
    py::list targets;
    for (const Parameter& parameter : parameters) targets.append(row(parameter));
    return targets;
}

}  // namespace

void bind_model(py::module_& module) {
    module.def("parameters", [] { return rows(registry().parameters()); });
    module.def("row_tables", [] {
        py::dict tables;
        for (const RowTable& table : registry().tables()) tables[py::str(table.path)] = rows(table.columns);
        return tables;
    });
    module.def("metrics", [] {
        static constexpr const char* directions[] = {"", "higher", "lower"};
        py::list targets;
        for (const Metric& metric : metrics()) {
            py::dict target;
            target["name"] = metric.name;
            target["unit"] = metric.unit;
            target["long_name"] = metric.long_name;
            target["better"] = directions[static_cast<int>(metric.better)];
            target["monthly"] = metric.monthly;
            target["standard"] = metric.standard;
            targets.append(target);
        }
        return targets;
    });
}

}  // namespace gemeinsim
