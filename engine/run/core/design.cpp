// SPDX-License-Identifier: Apache-2.0
#include "run/core/design.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>

#include "model/calendar/parameters.h"
#include "record/recorder.h"
#include "run/core/sweep/points_table.h"
#include "scenario/convert.h"
#include "scenario/document.h"
#include "scenario/nearest.h"
#include "scenario/reader.h"
#include "scenario/tables.h"
#include "scenario/text.h"

namespace gemeinsim {
namespace {

struct Design {
    std::string method;
    int replicates = 0;
    std::int64_t master_seed = 0;
    std::int64_t shard_runs = 0;
    std::string points;
    std::string origin;
    Location where;
};

Parameter design_key(const std::string& name, ParameterKind kind, Range range, Value standard) {
    Parameter parameter;
    parameter.path = "design." + name;
    parameter.kind = kind;
    parameter.range = range;
    parameter.standard = std::move(standard);
    return parameter;
}

void refuse_other_keys(const Node& table, const std::string& group, const std::vector<std::string>& allowed,
                       Issues& issues) {
    for (std::size_t i = 0; i < table.keys.size(); ++i)
        if (std::find(allowed.begin(), allowed.end(), table.keys[i]) == allowed.end())
            issues.error({table.key_where[i], group.empty() ? table.keys[i] : group + "." + table.keys[i],
                          "unknown key", "allowed: " + joined(allowed),
                          did_you_mean(table.keys[i], allowed, "remove it or use one of these")});
}

const Node* member(const Node& table, const std::string& key, Node::Kind kind, const std::string& wanted,
                   Issues& issues) {
    const Node* node = table.find(key);
    if (node == nullptr || node->kind == kind) return node;
    issues.error({node->where, key, "found " + found(*node), "it is " + wanted, "write it so"});
    return nullptr;
}

template <class T>
T read_key(const Node* table, const Parameter& parameter, Issues& issues) {
    const std::string name = parameter.path.substr(parameter.path.find('.') + 1);
    if (const Node* node = table != nullptr ? table->find(name) : nullptr)
        if (const std::optional<Value> value = to_value(*node, parameter, parameter.path, issues))
            return std::get<T>(*value);
    return std::get<T>(parameter.standard);
}

Design read_design_table(const Node& root, const std::string& file, Issues& issues) {
    Design design;
    design.where = {file, 0, 0};
    const Node* table = member(root, "design", Node::Kind::table, "a table: [design]", issues);
    if (root.find("design") == nullptr)
        issues.error({{file, 0, 0},
                      "design",
                      "the table is missing",
                      "it says how to combine the factors and how often to run each point",
                      "write [design] with method = \"grid\" and replicates = 20"});
    if (table != nullptr) {
        design.where = table->where;
        refuse_other_keys(*table, "design", {"method", "replicates", "master_seed", "shard_runs", "points", "origin"},
                          issues);
        if (table->find("replicates") == nullptr)
            issues.error({table->where, "design.replicates", "the key is missing",
                          "there is no number of replicates that suits every question", "write replicates = 20"});
    }
    Parameter method = design_key("method", ParameterKind::choice, {}, std::string("grid"));
    method.choices = {"grid", "list", "table"};
    design.method = read_key<std::string>(table, method, issues);
    design.replicates = static_cast<int>(read_key<std::int64_t>(
        table, design_key("replicates", ParameterKind::integer, {1, 1e6}, std::int64_t{1}), issues));
    design.master_seed = read_key<std::int64_t>(
        table, design_key("master_seed", ParameterKind::integer, {.lower = 0}, std::int64_t{1}), issues);
    design.shard_runs = read_key<std::int64_t>(
        table, design_key("shard_runs", ParameterKind::integer, {1, 100000}, std::int64_t{200}), issues);
    design.points = read_key<std::string>(table, design_key("points", ParameterKind::text, {}, std::string()), issues);
    design.origin = read_key<std::string>(table, design_key("origin", ParameterKind::text, {}, std::string()), issues);
    if ((design.method == "table") == design.points.empty())
        issues.error({design.where, "design.points",
                      design.points.empty() ? "the key is missing" : "the method is " + in_quotes(design.method),
                      "it names the file with the points of a table",
                      "write it where method = \"table\" and only there"});
    return design;
}

std::string name_of(const Row& row, std::size_t number) {
    return row.name.empty() ? std::to_string(number) : row.name;
}

/// The column that a path below a table of rows names. Says what is wrong where the row or the column is unknown.
std::optional<Parameter> find_in_rows(const std::string& path, const RowTable& table, const Scenario& base,
                                      const Location& where, Issues& issues) {
    const std::string rest = path.substr(table.path.size() + 1);
    const std::size_t dot = rest.find('.');
    const std::string row = rest.substr(0, dot);
    const std::string column = dot == std::string::npos ? "" : rest.substr(dot + 1);
    std::vector<std::string> rows;
    for (const Row& each : base.table(table.path)) rows.push_back(name_of(each, rows.size()));
    if (std::find(rows.begin(), rows.end(), row) == rows.end()) {
        issues.error({where, path, in_quotes_short(row) + " is no row of " + table.path,
                      rows.empty() ? "the scenario has none" : "the scenario has: " + joined(rows),
                      did_you_mean(row, rows, "name a row of the scenario")});
        return std::nullopt;
    }
    std::vector<std::string> columns;
    columns.reserve(table.columns.size());
    for (const Parameter& each : table.columns) columns.push_back(each.path);
    const Parameter* found = find_column(table, column);
    if (found == nullptr) {
        issues.error({where, path, in_quotes_short(column) + " is no column of " + table.path,
                      "its columns are: " + joined(columns), did_you_mean(column, columns, "name one of these")});
        return std::nullopt;
    }
    Parameter parameter = *found;
    parameter.path = path;
    return parameter;
}

}  // namespace

std::optional<Parameter> find_factor(const std::string& name, const Location& where, const Scenario& base,
                                     const Registry& registry, Issues& issues) {
    // All points share one file: its months and its variables.
    if (name == "time.months" || name == "time.start" || name.starts_with("outputs.")) {
        issues.error({where, name, "cannot be a factor", "all runs of a sweep share their months and outputs",
                      "make a sweep for each value"});
        return std::nullopt;
    }
    if (const Parameter* parameter = registry.find(name)) return *parameter;
    std::vector<std::string> names;
    for (const Parameter& parameter : registry.parameters()) names.push_back(parameter.path);
    for (const RowTable& table : registry.tables()) {
        if (name.starts_with(table.path + ".")) return find_in_rows(name, table, base, where, issues);
        names.push_back(table.path);
    }
    issues.error({where, name, "there is no such parameter", "a factor is a path of the registry",
                  did_you_mean(name, names, "`gemeinsim describe` lists them")});
    return std::nullopt;
}

namespace {

/// A factor of a table has its values in the table's file.
std::optional<Factor> read_factor(const Node& node, bool of_table, const Scenario& base, const Registry& registry,
                                  Issues& issues) {
    if (node.kind != Node::Kind::table) {
        issues.error({node.where, "factors", "found " + found(node), "a factor has a path and values",
                      "write [[factors]] and below it path and values"});
        return std::nullopt;
    }
    if (of_table)
        refuse_other_keys(node, "factors", {"path", "policy"}, issues);
    else
        refuse_other_keys(node, "factors", {"path", "values", "policy"}, issues);
    for (const char* key : {"path", "values"})
        if (node.find(key) == nullptr && !(of_table && std::string_view(key) == "values"))
            issues.error({node.where, std::string("factors.") + key, "the key is missing",
                          "a factor has a path and values", "write it below [[factors]]"});
    const Node* path = member(node, "path", Node::Kind::text, "the path of a parameter in quotes", issues);
    const Node* values = member(node, "values", Node::Kind::list, "a list of values in [ ]", issues);
    const Node* policy = member(node, "policy", Node::Kind::boolean, "true or false", issues);
    if (path == nullptr) return std::nullopt;
    std::optional<Parameter> parameter = find_factor(path->text, path->where, base, registry, issues);
    if (!parameter || (values == nullptr && !of_table)) return std::nullopt;
    const bool compared = policy != nullptr ? policy->boolean : parameter->role == Role::lever;
    Factor factor{std::move(*parameter), {}, compared};
    if (of_table) return factor;
    if (values->items.empty())
        issues.error({values->where, path->text, "the list of values is empty", "the sweep would have no point",
                      "give values or remove the factor"});
    for (const Node& item : values->items)
        if (std::optional<Value> value = to_value(item, factor.parameter, path->text, issues))
            factor.values.push_back(std::move(*value));
    return factor.values.size() == values->items.size() ? std::optional(std::move(factor)) : std::nullopt;
}

/// The factors that are right; the place of each is its key's.
std::vector<Factor> read_factors(const Node& root, const std::string& file, const std::string& method,
                                 const Scenario& base, const Registry& registry, Issues& issues) {
    std::vector<Factor> factors;
    const Node* list = member(root, "factors", Node::Kind::list, "a list of tables: [[factors]]", issues);
    if (root.find("factors") == nullptr || (list != nullptr && list->items.empty()))
        issues.error(
            {{file, 0, 0},
             "factors",
             "there is no factor",
             "a sweep varies at least one parameter",
             "write [[factors]] with path = \"governance.preset\" and values = [...], or use `gemeinsim run`"});
    if (list == nullptr) return factors;
    for (const Node& node : list->items) {
        std::optional<Factor> factor = read_factor(node, method == "table", base, registry, issues);
        if (!factor) continue;
        const std::string& path = factor->parameter.path;
        const Location where = node.find("path")->where;
        for (const Factor& earlier : factors)
            if (earlier.parameter.path == path)
                issues.error({where, path, "the factor stands twice", "each factor has one list of values",
                              "join the lists or remove one"});
        if (method == "list" && !factors.empty() && factor->values.size() != factors.front().values.size())
            issues.error({where, path, fmt::format("it has {} values", factor->values.size()),
                          fmt::format("in a list the k-th values go together, and {} has {}",
                                      factors.front().parameter.path, factors.front().values.size()),
                          "give every factor as many values, or use method = \"grid\""});
        for (std::size_t i = 0; method == "grid" && i < factor->values.size(); ++i)
            if (std::find(factor->values.begin(), factor->values.begin() + static_cast<std::ptrdiff_t>(i),
                          factor->values[i]) != factor->values.begin() + static_cast<std::ptrdiff_t>(i))
                issues.error(
                    {where, path, "the value " + toml_text(factor->values[i], factor->parameter) + " stands twice",
                     "a grid would hold the same points twice", "remove one; for more runs raise design.replicates"});
        factors.push_back(std::move(*factor));
    }
    return factors;
}

/// The outputs of the sweep file as overrides of the scenario.
std::vector<Override> read_outputs(const Node& root, const Registry& registry, Issues& issues) {
    std::vector<Override> overrides;
    const Node* table = member(root, "outputs", Node::Kind::table, "a table: [outputs]", issues);
    if (table == nullptr) return overrides;
    std::vector<std::string> allowed;
    for (const Parameter& parameter : registry.parameters())
        if (parameter.path.starts_with("outputs.")) allowed.push_back(parameter.path.substr(8));
    refuse_other_keys(*table, "outputs", allowed, issues);
    for (std::size_t i = 0; i < table->keys.size(); ++i) {
        const std::string path = "outputs." + table->keys[i];
        const Parameter* parameter = registry.find(path);
        if (parameter == nullptr) continue;
        if (const std::optional<Value> value = to_value(table->items[i], *parameter, path, issues))
            overrides.push_back({path, toml_text(*value, *parameter)});
    }
    return overrides;
}

Scenario read_base(const Node& root, const std::filesystem::path& file, const std::vector<Override>& outputs,
                   const Registry& registry, Issues& issues) {
    const Node* name = member(root, "scenario", Node::Kind::text, "the name of a file in quotes", issues);
    if (root.find("scenario") == nullptr)
        issues.error({{file.generic_string(), 0, 0},
                      "scenario",
                      "the key is missing",
                      "a sweep varies a scenario",
                      "write scenario = \"scenario.toml\", beside the sweep file"});
    if (name == nullptr) return {};
    // Where the file cannot be opened, the complaint points at the line that names it.
    const std::filesystem::path path = file.parent_path() / name->text;
    if (!std::filesystem::exists(path)) {
        issues.error({name->where, "scenario", "there is no file " + path.generic_string(),
                      "the name is looked up beside the sweep file", "correct the name"});
        return {};
    }
    return read_scenario(path, registry, outputs, issues);
}

/// The number of combinations, or the largest number where it overflows.
std::size_t count_points(const std::vector<Factor>& factors, const std::string& method) {
    if (factors.empty()) return 0;
    if (method == "list") return factors.front().values.size();
    std::size_t count = 1;
    for (const Factor& factor : factors) {
        const std::size_t values = factor.values.size();
        if (values != 0 && count > std::numeric_limits<std::size_t>::max() / values)
            return std::numeric_limits<std::size_t>::max();
        count *= values;
    }
    return count;
}

std::vector<std::vector<std::size_t>> make_rows(const std::vector<Factor>& factors, const std::string& method) {
    std::vector<std::vector<std::size_t>> rows(count_points(factors, method), std::vector<std::size_t>(factors.size()));
    for (std::size_t point = 0; point < rows.size(); ++point) {
        std::size_t rest = point;
        for (std::size_t f = factors.size(); f-- > 0;) {
            rows[point][f] = method == "list" ? point : rest % factors[f].values.size();
            rest /= factors[f].values.size();
        }
    }
    return rows;
}

std::string canonical_text(const Design& design, const std::vector<Factor>& factors) {
    std::string text = fmt::format("[design]\nmethod = \"{}\"\nreplicates = {}\nmaster_seed = {}\n", design.method,
                                   design.replicates, design.master_seed);
    for (const Factor& factor : factors) {
        text += "\n[[factors]]\npath = " + in_quotes(factor.parameter.path);
        if (design.method == "table") {
            text += "\n";  // the values are the coordinates of the points
            continue;
        }
        text += "\nvalues = [";
        for (std::size_t i = 0; i < factor.values.size(); ++i)
            text += (i > 0 ? ", " : "") + toml_text(factor.values[i], factor.parameter);
        text += "]\n";
    }
    return text;
}

SweepSize size_for(const Scenario& scenario, std::size_t points, std::size_t replicates) {
    const OutputsParameters outputs = outputs_parameters().read(scenario.values);
    const auto months = static_cast<std::size_t>(time_parameters().read(scenario.values).months);
    const std::size_t monthly = months * selected_metrics(outputs, true).size();
    const std::size_t totals = selected_metrics(outputs, false).size();
    SweepSize size;
    size.points = points;
    size.runs = points * replicates;
    size.numbers = size.runs * (monthly + totals);
    size.megabytes =
        static_cast<double>(size.runs) * (4. * static_cast<double>(monthly) + 8. * static_cast<double>(totals)) / 1e6;
    return size;
}

template <class T, class Convert>
TableColumn::Data column_data(const Factor& factor, std::size_t index, const Sweep& sweep,
                              std::span<const std::int32_t> points, Convert convert) {
    std::vector<T> data;
    data.reserve(points.size());
    for (const std::int32_t point : points)
        data.push_back(convert(factor.values[sweep.rows[static_cast<std::size_t>(point)][index]]));
    return data;
}

}  // namespace

Sweep read_design(const std::filesystem::path& file, const Registry& registry, Issues& issues) {
    Sweep sweep;
    const std::size_t before = issues.errors().size();
    const std::optional<Node> root = load_document(file, issues);
    if (!root) return sweep;
    const std::string name = file.generic_string();
    refuse_other_keys(*root, "", {"scenario", "design", "factors", "outputs"}, issues);
    const Design design = read_design_table(*root, name, issues);
    const std::vector<Override> outputs = read_outputs(*root, registry, issues);
    sweep.base = read_base(*root, file, outputs, registry, issues);
    sweep.method = design.method;
    sweep.replicates = design.replicates;
    sweep.master_seed = static_cast<std::uint64_t>(design.master_seed);
    sweep.shard_runs = static_cast<std::size_t>(design.shard_runs);
    sweep.origin = design.origin;
    const Scenario& base = sweep.base;
    // Without its scenario, rows that a factor names would be reported as missing too.
    if (base.values.empty()) return sweep;
    sweep.factors = read_factors(*root, name, design.method, base, registry, issues);
    if (issues.errors().size() > before) return sweep;
    if (design.method == "table") {
        read_points(file.parent_path() / design.points, design.where, sweep, issues);
    } else {
        const std::size_t points = count_points(sweep.factors, design.method);
        if (points > most_stored_points)
            issues.error({design.where, "", fmt::format("there are {} points", points),
                          fmt::format("a sweep holds at most {}", most_stored_points), "take fewer factors or values"});
        else
            sweep.rows = make_rows(sweep.factors, design.method);
    }
    const auto replicates = static_cast<std::size_t>(sweep.replicates);
    if (sweep.rows.size() > most_stored_runs / std::max<std::size_t>(replicates, 1))
        issues.error({design.where, "", fmt::format("{} points x {} replicates", sweep.rows.size(), replicates),
                      fmt::format("a sweep holds at most {} runs", most_stored_runs), "take fewer of them"});
    if (issues.errors().size() > before) {
        sweep.rows.clear();
        return sweep;
    }
    sweep.text = canonical_text(design, sweep.factors);
    return sweep;
}

Scenario point_scenario(const Sweep& sweep, std::size_t point, const Registry& registry, Issues& issues) {
    const std::vector<std::size_t>& row = sweep.rows[point];
    std::vector<Override> overrides;
    for (std::size_t f = 0; f < row.size(); ++f)
        overrides.push_back({sweep.factors[f].parameter.path,
                             toml_text(sweep.factors[f].values[row[f]], sweep.factors[f].parameter),
                             fmt::format("point {}", point)});
    return with_factors(sweep.base, registry, overrides, issues);
}

Sweep read_sweep(const std::filesystem::path& file, const Registry& registry, Issues& issues) {
    const std::size_t before = issues.errors().size();
    Sweep sweep = read_design(file, registry, issues);
    if (issues.errors().size() > before) return sweep;
    check_size(sweep.base, sweep.rows.size(), static_cast<std::size_t>(sweep.replicates), {file.generic_string(), 0, 0},
               issues);
    if (issues.errors().size() > before) return sweep;
    for (std::size_t point = 0; point < sweep.rows.size(); ++point) {
        sweep.points.push_back(point_scenario(sweep, point, registry, issues));
        // What is wrong with one point is likely wrong with all.
        if (issues.errors().size() > before) return {};
    }
    return sweep;
}

void check_size(const Scenario& scenario, std::size_t points, std::size_t replicates, const Location& where,
                Issues& issues) {
    if (points > most_points)
        return issues.error({where, "", fmt::format("there are {} points", points),
                             fmt::format("one file holds at most {}", most_points), "take fewer factors or values"});
    const SweepSize size = size_for(scenario, points, replicates);
    if (size.runs > most_runs)
        return issues.error({where, "",
                             fmt::format("{} points x {} replicates give {} runs", points, replicates, size.runs),
                             fmt::format("one file holds at most {}", most_runs), "take fewer replicates or points"});
    if (size.megabytes > most_megabytes)
        issues.error(
            {where, "",
             fmt::format("{} points x {} replicates give {:.0f} MB of metrics", points, replicates, size.megabytes),
             fmt::format("one file holds at most {:.0f} MB", most_megabytes),
             "take fewer replicates, points, months or outputs.metrics, or write several files"});
}

SweepSize size_of(const Sweep& sweep) {
    if (sweep.rows.empty()) return {};
    return size_for(sweep.base, sweep.rows.size(), static_cast<std::size_t>(sweep.replicates));
}

std::vector<TableColumn> factor_columns(const Sweep& sweep, std::span<const std::int32_t> points) {
    std::vector<TableColumn> columns;
    for (std::size_t f = 0; f < sweep.factors.size(); ++f) {
        const Factor& factor = sweep.factors[f];
        const Parameter& parameter = factor.parameter;
        TableColumn column;
        column.name = parameter.path;
        std::replace(column.name.begin(), column.name.end(), '.', '_');
        column.unit = parameter.unit;
        column.long_name = parameter.path;
        switch (parameter.kind) {
            case ParameterKind::boolean:
                column.data = column_data<std::int8_t>(factor, f, sweep, points, [](const Value& value) {
                    return static_cast<std::int8_t>(std::get<bool>(value));
                });
                column.flag_meanings = {"false", "true"};
                break;
            case ParameterKind::integer:
                column.data = column_data<std::int64_t>(
                    factor, f, sweep, points, [](const Value& value) { return std::get<std::int64_t>(value); });
                break;
            case ParameterKind::real:
                column.data = column_data<double>(factor, f, sweep, points,
                                                  [](const Value& value) { return std::get<double>(value); });
                break;
            case ParameterKind::money:
                column.data = column_data<double>(factor, f, sweep, points, [](const Value& value) {
                    return static_cast<double>(std::get<std::int64_t>(value)) / 100;
                });
                break;
            case ParameterKind::date:
            case ParameterKind::choice:
            case ParameterKind::text:
                column.data = column_data<std::string>(factor, f, sweep, points,
                                                       [](const Value& value) { return std::get<std::string>(value); });
                break;
            case ParameterKind::reals:
            case ParameterKind::texts:
                column.data = column_data<std::string>(factor, f, sweep, points,
                                                       [&](const Value& value) { return toml_text(value, parameter); });
                break;
        }
        columns.push_back(std::move(column));
    }
    return columns;
}

}  // namespace gemeinsim
