// SPDX-License-Identifier: Apache-2.0
#include "scenario/schema.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <string_view>

#include "scenario/json_value.h"

namespace gemeinsim {
namespace {

using Json = nlohmann::ordered_json;

Json number_schema(const Range& range, const char* type) {
    Json schema{{"type", type}};
    if (std::isfinite(range.lower)) schema[range.lower_excluded ? "exclusiveMinimum" : "minimum"] = range.lower;
    if (std::isfinite(range.upper)) schema[range.upper_excluded ? "exclusiveMaximum" : "maximum"] = range.upper;
    // JSON has no infinity; the reader takes the text.
    if (range.infinite) return Json{{"anyOf", Json::array({schema, Json{{"const", "inf"}}})}};
    return schema;
}

Json value_schema(const Parameter& parameter) {
    switch (parameter.kind) {
        case ParameterKind::boolean:
            return Json{{"type", "boolean"}};
        case ParameterKind::integer:
            return number_schema(parameter.range, "integer");
        case ParameterKind::real:
            return number_schema(parameter.range, "number");
        case ParameterKind::money: {
            Json schema = number_schema(parameter.range, "number");
            schema["multipleOf"] = .01;
            return schema;
        }
        case ParameterKind::date:
            return Json{{"type", "string"}, {"pattern", "^[0-9]{4}-(0[1-9]|1[0-2])$"}};
        case ParameterKind::choice:
            return Json{{"enum", parameter.choices}};
        case ParameterKind::text:
            return Json{{"type", "string"}};
        case ParameterKind::reals:
            return Json{{"type", "array"}, {"items", number_schema(parameter.range, "number")}};
        case ParameterKind::texts: {
            const Json item = parameter.choices.empty() ? Json{{"type", "string"}} : Json{{"enum", parameter.choices}};
            return Json{{"type", "array"}, {"items", item}};
        }
    }
    return Json::object();
}

Json parameter_schema(const Parameter& parameter) {
    Json schema = value_schema(parameter);
    std::string text = parameter.text;
    if (parameter.unit != "1" && !parameter.unit.empty()) text += " [" + parameter.unit + "]";
    schema["description"] = text;
    if (!parameter.required && !std::holds_alternative<std::monostate>(parameter.standard))
        schema["default"] = json_value(parameter.standard, parameter);
    return schema;
}

Json closed_object() {
    return Json{{"type", "object"}, {"properties", Json::object()}, {"additionalProperties", false}};
}

// The schema of the object below which the last part of a dotted path stands, made where it is missing.
Json& parent_of(Json& root, std::string_view path, std::string& last) {
    Json* object = &root;
    for (std::size_t dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.')) {
        Json& properties = (*object)["properties"];
        const std::string name(path.substr(0, dot));
        if (!properties.contains(name)) properties[name] = closed_object();
        object = &properties[name];
        path.remove_prefix(dot + 1);
    }
    last = path;
    return *object;
}

Json row_schema(const RowTable& table) {
    Json row = closed_object();
    Json required = Json::array();
    for (const Parameter& column : table.columns) {
        if (column.path.ends_with(".*")) {
            const std::string stem = column.path.substr(0, column.path.size() - 2);
            row["properties"][stem] = Json{{"type", "object"}, {"additionalProperties", parameter_schema(column)}};
            row["patternProperties"]["^" + stem + "\\..+$"] = parameter_schema(column);
            continue;
        }
        std::string last;
        Json& parent = parent_of(row, column.path, last);
        parent["properties"][last] = parameter_schema(column);
        // A preset may give it: whether this one does is for the reader to say.
        const bool preset_gives = std::any_of(table.presets.begin(), table.presets.end(), [&](const RowPreset& preset) {
            return std::any_of(preset.assigns.begin(), preset.assigns.end(),
                               [&](const auto& assign) { return assign.first == column.path; });
        });
        if (column.required && !preset_gives) required.push_back(column.path);
    }
    if (!required.empty()) row["required"] = required;
    return row;
}

Json table_schema(const RowTable& table) {
    const Json row = row_schema(table);
    Json schema =
        table.named ? Json{{"type", "object"}, {"additionalProperties", row}} : Json{{"type", "array"}, {"items", row}};
    if (table.from_csv) {
        const Json file{{"type", "string"}, {"description", "path of a CSV file, relative to the scenario"}};
        schema = Json{{"anyOf", Json::array({schema, file})}};
    }
    schema["description"] = table.text;
    return schema;
}

}  // namespace

std::string schema_json(const Registry& registry) {
    Json root{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", "gemeinsim scenario"}};
    root.update(closed_object());
    root["properties"]["extends"] =
        Json{{"type", "string"}, {"description", "path of the scenario that this one is laid over"}};
    std::string last;
    for (const Parameter& parameter : registry.parameters())
        parent_of(root, parameter.path, last)["properties"][last] = parameter_schema(parameter);
    for (const RowTable& table : registry.tables())
        parent_of(root, table.path, last)["properties"][last] = table_schema(table);
    return root.dump(2) + "\n";
}

}  // namespace gemeinsim
