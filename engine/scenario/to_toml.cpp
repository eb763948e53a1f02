// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <string>

#include "scenario/convert.h"
#include "scenario/reader.h"
#include "scenario/resolve.h"
#include "scenario/tables.h"
#include "scenario/text.h"

namespace gemeinsim {
namespace {

// A key as TOML writes it: bare where it may be.
std::string key_text(std::string_view key) {
    const bool bare = !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    });
    return bare ? std::string(key) : in_quotes(key);
}

std::string path_text(std::string_view path) {
    std::string text;
    while (true) {
        const std::size_t dot = path.find('.');
        text += key_text(path.substr(0, dot));
        if (dot == std::string_view::npos) return text;
        text += '.';
        path.remove_prefix(dot + 1);
    }
}

std::string row_text(const Row& row, const RowTable& table) {
    std::string text;
    for (const auto& [name, entry] : row.values) {
        const Parameter* column = find_column(table, name);
        // A name with dots stays one quoted key: the part after "salience." is the user's and may hold any.
        if (column != nullptr && is_explicit(entry))
            text += key_text(name) + " = " + toml_text(entry.value, *column) + "\n";
    }
    return text;
}

}  // namespace

std::string to_toml(const Scenario& scenario, const Registry& registry) {
    // Tables by their path, so that each header stands once and before nothing that belongs to another.
    std::map<std::string, std::string> tables;
    for (const auto& [path, entry] : scenario.values) {
        const Parameter* parameter = registry.find(path);
        if (parameter == nullptr || !is_explicit(entry)) continue;
        const std::size_t dot = path.rfind('.');
        const std::string group = dot == std::string::npos ? "" : path.substr(0, dot);
        const std::string name = dot == std::string::npos ? path : path.substr(dot + 1);
        tables[group] += key_text(name) + " = " + toml_text(entry.value, *parameter) + "\n";
    }
    std::string text;
    for (const auto& [group, lines] : tables) {
        if (!text.empty()) text += '\n';
        if (!group.empty()) text += "[" + path_text(group) + "]\n";
        text += lines;
    }
    for (const auto& [path, rows] : scenario.rows) {
        const RowTable* table = registry.find_table(path);
        if (table == nullptr) continue;
        for (const Row& row : rows) {
            if (!text.empty()) text += '\n';
            text += table->named ? "[" + path_text(path) + "." + key_text(row.name) + "]\n"
                                 : "[[" + path_text(path) + "]]\n";
            text += row_text(row, *table);
        }
    }
    return text;
}

}  // namespace gemeinsim
