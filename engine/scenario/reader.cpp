// SPDX-License-Identifier: Apache-2.0
#include "scenario/reader.h"

#include <algorithm>
#include <set>
#include <utility>

#include "scenario/convert.h"
#include "scenario/document.h"
#include "scenario/nearest.h"
#include "scenario/resolve.h"
#include "scenario/tables.h"
#include "scenario/text.h"

namespace gemeinsim {
namespace {

constexpr const char* minimal_scenario =
    "a minimal scenario holds [scenario] with name = \"my town\" and [population] with "
    "administration = 3, civil_society = 5, business = 2";

// The names directly below a path: of "time" "months" and "start"; empty where the path is no group.
std::vector<std::string> names_below(const Registry& registry, const std::string& path) {
    std::set<std::string> names;
    const std::string prefix = path.empty() ? "" : path + ".";
    const auto add = [&](const std::string& full) {
        if (full.starts_with(prefix))
            names.insert(full.substr(prefix.size(), full.find('.', prefix.size()) - prefix.size()));
    };
    for (const Parameter& parameter : registry.parameters()) add(parameter.path);
    for (const RowTable& table : registry.tables()) add(table.path);
    return {names.begin(), names.end()};
}

// A parameter elsewhere whose last name is the same: "months" at the top for "time.months".
std::string same_name_elsewhere(const Registry& registry, const std::string& name) {
    for (const Parameter& parameter : registry.parameters())
        if (parameter.path.ends_with("." + name)) return parameter.path;
    return "";
}

void unknown_key(const Location& where, const std::string& group, const std::string& name, const Registry& registry,
                 Issues& issues) {
    const std::vector<std::string> names = names_below(registry, group);
    const std::string elsewhere = same_name_elsewhere(registry, name);
    const std::string other =
        elsewhere.empty() ? "remove it or use one of these" : "did you mean \"" + elsewhere + "\"?";
    issues.error({where, group.empty() ? name : group + "." + name, "unknown key",
                  (group.empty() ? "allowed: " : "allowed in [" + group + "]: ") + joined(names),
                  did_you_mean(name, names, other)});
}

// Walks the tree along the registry and collects explicit values and rows.
void collect(const Node& node, const std::string& group, const Registry& registry, Scenario& scenario, Issues& issues) {
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        const std::string& name = node.keys[i];
        std::string path = group;
        if (!group.empty()) path += '.';
        path += name;
        const Node& item = node.items[i];
        if (const Parameter* parameter = registry.find(path)) {
            if (std::optional<Value> value = to_value(item, *parameter, path, issues))
                scenario.values[path] = Entry{std::move(*value), item.origin, item.where};
        } else if (const RowTable* table = registry.find_table(path)) {
            std::vector<Row> rows = read_rows(item, *table, issues);
            if (!rows.empty()) scenario.rows[path] = std::move(rows);
        } else if (const std::vector<std::string> names = names_below(registry, path); names.empty()) {
            unknown_key(node.key_where[i], group, name, registry, issues);
        } else if (item.kind == Node::Kind::table) {
            collect(item, path, registry, scenario, issues);
        } else {
            issues.error({item.where, path, "found " + found(item), "it is a table of: " + joined(names),
                          "write [" + path + "] and below it the keys"});
        }
    }
}

Scenario complete(std::optional<Node> tree, const std::string& name, const Registry& registry,
                  std::span<const Override> overrides, Issues& issues) {
    Scenario scenario;
    scenario.file = name;
    if (tree && tree->items.empty())
        issues.error({{name, 0, 0},
                      "",
                      "the scenario is empty",
                      "it says neither who there is nor for how long",
                      minimal_scenario});
    if (tree) {
        for (const Override& wish : overrides) apply_override(*tree, wish, issues);
        collect(*tree, "", registry, scenario, issues);
    }
    resolve(scenario.values, registry);
    return scenario;
}

// The nested place of a dotted path in a tree, made where it is missing.
Node& place_of(Node& root, std::string_view path) {
    Node* node = &root;
    while (true) {
        const std::size_t dot = path.find('.');
        const std::string_view segment = path.substr(0, dot);
        Node* below = node->find(segment);
        node = below != nullptr ? below : &node->set(segment, {}, Node());
        if (dot == std::string_view::npos) return *node;
        path.remove_prefix(dot + 1);
    }
}

bool holds_path(const Node& root, std::string_view path) {
    const Node* node = &root;
    while (node != nullptr) {
        const std::size_t dot = path.find('.');
        node = node->find(path.substr(0, dot));
        if (dot == std::string_view::npos) break;
        path.remove_prefix(dot + 1);
    }
    return node != nullptr;
}

// The rows as the user would write them inline.
Node rows_node(const std::vector<Row>& rows, const RowTable& table) {
    Node node;
    node.kind = table.named ? Node::Kind::table : Node::Kind::list;
    for (const Row& row : rows) {
        Node item = row_node(row, table);
        if (table.named)
            node.set(row.name, row.where, std::move(item));
        else
            node.items.push_back(std::move(item));
    }
    return node;
}

}  // namespace

Scenario read_scenario(const std::filesystem::path& file, const Registry& registry, std::span<const Override> overrides,
                       Issues& issues) {
    return complete(load_document(file, issues), file.generic_string(), registry, overrides, issues);
}

Scenario parse_scenario(std::string_view text, const std::string& name, const std::filesystem::path& folder,
                        const Registry& registry, std::span<const Override> overrides, Issues& issues) {
    const bool json = name.ends_with(".json") || name.ends_with(".JSON");
    return complete(load_document(text, name, folder, json, issues), name, registry, overrides, issues);
}

Scenario with_overrides(const Scenario& scenario, const Registry& registry, std::span<const Override> overrides,
                        Issues& issues) {
    // Only what is overridden becomes a tree again; the rest is checked already.
    Node tree;
    for (const Override& wish : overrides)
        for (const RowTable& table : registry.tables())
            if ((wish.path + ".").starts_with(table.path + ".") && scenario.rows.contains(table.path))
                place_of(tree, table.path) = rows_node(scenario.table(table.path), table);
    for (const Override& wish : overrides) apply_override(tree, wish, issues);
    Scenario changed;
    collect(tree, "", registry, changed, issues);
    Scenario result;
    result.file = scenario.file;
    for (const auto& [path, entry] : scenario.values)
        if (is_explicit(entry)) result.values[path] = entry;
    for (auto& [path, entry] : changed.values) result.values[path] = std::move(entry);
    result.rows = scenario.rows;
    for (const RowTable& table : registry.tables()) {
        if (!holds_path(tree, table.path)) continue;
        result.rows.erase(table.path);
        if (const auto rows = changed.rows.find(table.path); rows != changed.rows.end())
            result.rows[table.path] = std::move(rows->second);
    }
    resolve(result.values, registry);
    result.trunk = scenario.trunk;
    return result;
}

Scenario with_factors(const Scenario& base, const Registry& registry, std::span<const Override> factors,
                      Issues& issues) {
    Scenario point = with_overrides(base, registry, factors, issues);
    const auto fork = point.values.find("time.fork");
    const bool branches = fork != point.values.end() && std::holds_alternative<std::string>(fork->second.value);
    if (branches && !point.trunk) point.trunk = std::make_shared<const Scenario>(base);
    return point;
}

}  // namespace gemeinsim
