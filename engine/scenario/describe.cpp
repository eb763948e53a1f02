// SPDX-License-Identifier: Apache-2.0
#include "scenario/describe.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "scenario/convert.h"
#include "scenario/json_value.h"
#include "scenario/resolve.h"
#include "scenario/tables.h"

namespace gemeinsim {
namespace {

using Json = nlohmann::ordered_json;

std::string_view kind_name(ParameterKind kind) {
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

std::string_view role_name(Role role) {
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

bool is_numeric(const Parameter& parameter) {
    return parameter.kind == ParameterKind::integer || parameter.kind == ParameterKind::real ||
           parameter.kind == ParameterKind::money || parameter.kind == ParameterKind::reals;
}

Json range_json(const Parameter& parameter) {
    if (!is_numeric(parameter)) return nullptr;
    const Range& range = parameter.range;
    const auto bound = [](double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); };
    return Json{{"lower", bound(range.lower)},
                {"upper", bound(range.upper)},
                {"lower_excluded", range.lower_excluded},
                {"upper_excluded", range.upper_excluded},
                {"infinite", range.infinite},
                {"words", to_string(range)}};
}

Json dial_json(const Parameter& parameter) {
    if (!parameter.dial) return nullptr;
    return Json{{"challenge", parameter.dial->challenge},
                {"off", parameter.dial->off},
                {"on", parameter.dial->on},
                {"scale", parameter.dial->scale == Scale::linear ? "linear" : "logarithmic"}};
}

Json parameter_json(const Parameter& parameter) {
    return Json{{"path", parameter.path},
                {"kind", kind_name(parameter.kind)},
                {"unit", parameter.unit},
                {"range", range_json(parameter)},
                {"default", json_value(parameter.standard, parameter)},
                {"choices", parameter.choices},
                {"dial", dial_json(parameter)},
                {"role", role_name(parameter.role)},
                {"required", parameter.required},
                {"source", parameter.source},
                {"text", parameter.text}};
}

Json location_json(const Location& where) {
    if (where.file.empty()) return nullptr;
    if (where.line == 0) return Json{{"file", where.file}};
    return Json{{"file", where.file}, {"line", where.line}, {"column", where.column}};
}

Json entry_json(const Entry& entry, const Parameter& parameter) {
    return Json{{"value", json_value(entry.value, parameter)},
                {"origin", to_string(entry.origin)},
                {"location", location_json(entry.where)}};
}

Json row_json(const Row& row, const RowTable& table) {
    Json json = Json::object();
    if (table.named) json["name"] = row.name;
    json["location"] = location_json(row.where);
    json["values"] = Json::object();
    for (const auto& [name, entry] : row.values)
        if (const Parameter* column = find_column(table, name)) json["values"][name] = entry_json(entry, *column);
    return json;
}

Json row_presets_json(const RowTable& table) {
    Json presets = Json::array();
    for (const RowPreset& preset : table.presets) {
        Json assigns = Json::object();
        for (const auto& [name, value] : preset.assigns) assigns[name] = json_value(value, *find_column(table, name));
        presets.push_back(Json{{"choice", preset.choice}, {"text", preset.text}, {"assigns", assigns}});
    }
    return presets;
}

// The values of rows that come from presets, with the preset's own words: what a reader of the scenario cannot see in
// it.
std::string preset_lines(const RowTable& table, const Row& row) {
    const auto chosen = row.values.find("preset");
    const std::string* name = chosen != row.values.end() ? std::get_if<std::string>(&chosen->second.value) : nullptr;
    std::string out;
    for (const RowPreset& preset : table.presets) {
        if (name == nullptr || *name != preset.choice) continue;
        out += fmt::format("  {}: {}\n", preset.choice, preset.text);
        for (const auto& [column, entry] : row.values) {
            const Parameter* parameter = find_column(table, column);
            if (parameter == nullptr || entry.origin == Origin::standard) continue;
            const std::string unit = parameter->unit == "1" ? "" : " " + parameter->unit;
            out += fmt::format("    {} = {}{}  ({})\n", column, toml_text(entry.value, *parameter), unit,
                               to_string(entry.origin));
        }
    }
    return out;
}

// The number of columns a text takes on a terminal, umlauts counting one.
std::size_t width(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace

std::string describe_json(const Scenario& scenario, const Registry& registry) {
    Json parameters = Json::array();
    for (const Parameter& parameter : registry.parameters()) {
        Json json = parameter_json(parameter);
        if (const auto entry = scenario.values.find(parameter.path); entry != scenario.values.end())
            json.update(entry_json(entry->second, parameter));
        parameters.push_back(std::move(json));
    }
    Json tables = Json::object();
    for (const RowTable& table : registry.tables()) {
        Json rows = Json::array();
        for (const Row& row : scenario.table(table.path)) rows.push_back(row_json(row, table));
        tables[table.path] = std::move(rows);
    }
    const Json document{{"scenario", scenario.file}, {"parameters", parameters}, {"tables", tables}};
    return document.dump(2) + "\n";
}

std::string describe_text(const Scenario& scenario, const Registry& registry, bool only_given) {
    using Line = std::array<std::string, 5>;
    std::vector<Line> lines{{"parameter", "value", "unit", "from", "allowed"}};
    std::vector<std::string> texts{"meaning"};
    for (const Parameter& parameter : registry.parameters()) {
        const auto entry = scenario.values.find(parameter.path);
        if (entry == scenario.values.end()) continue;
        if (only_given && entry->second.origin == Origin::standard) continue;
        std::string allowed = is_numeric(parameter) ? to_string(parameter.range) : "";
        for (const std::string& choice : parameter.choices) allowed += (allowed.empty() ? "" : ", ") + choice;
        lines.push_back({parameter.path, toml_text(entry->second.value, parameter), parameter.unit,
                         std::string(to_string(entry->second.origin)), allowed});
        texts.push_back(parameter.text);
    }
    std::array<std::size_t, 5> widths{};
    constexpr std::size_t widest = 40;  // a long list must not push everything off the screen
    for (const Line& line : lines)
        for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], std::min(width(line[i]), widest));
    std::string out;
    for (std::size_t k = 0; k < lines.size(); ++k) {
        for (std::size_t i = 0; i < lines[k].size(); ++i) {
            out += lines[k][i];
            out.append(widths[i] - std::min(widths[i], width(lines[k][i])) + 2, ' ');
        }
        out += texts[k];
        while (out.ends_with(' ')) out.pop_back();
        out += '\n';
    }
    for (const RowTable& table : registry.tables())
        if (const std::size_t rows = scenario.table(table.path).size(); rows > 0) {
            out += fmt::format("{}: {} row{}\n", table.path, rows, rows == 1 ? "" : "s");
            if (!table.presets.empty())
                for (const Row& row : scenario.table(table.path)) out += preset_lines(table, row);
        }
    return out;
}

std::string parameters_json(const Registry& registry) {
    Json parameters = Json::array();
    for (const Parameter& parameter : registry.parameters()) parameters.push_back(parameter_json(parameter));
    Json tables = Json::array();
    for (const RowTable& table : registry.tables()) {
        Json columns = Json::array();
        for (const Parameter& column : table.columns) columns.push_back(parameter_json(column));
        tables.push_back(Json{{"path", table.path},
                              {"named", table.named},
                              {"from_csv", table.from_csv},
                              {"text", table.text},
                              {"columns", std::move(columns)},
                              {"presets", row_presets_json(table)}});
    }
    Json presets = Json::array();
    for (const Preset& preset : registry.presets()) {
        Json assigns = Json::object();
        for (const auto& [path, value] : preset.assigns) assigns[path] = json_value(value, *registry.find(path));
        presets.push_back(Json{{"parameter", preset.parameter}, {"choice", preset.choice}, {"assigns", assigns}});
    }
    const Json document{{"parameters", parameters}, {"tables", tables}, {"presets", presets}};
    return document.dump(2) + "\n";
}

}  // namespace gemeinsim
