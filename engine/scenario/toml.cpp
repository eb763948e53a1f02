// SPDX-License-Identifier: Apache-2.0
// The only file that includes toml++, which is slow to compile.
#define TOML_HEADER_ONLY 1
#define TOML_ENABLE_FORMATTERS 0
#define TOML_FLOAT_CHARCONV 1  // std::from_chars: numbers do not depend on the locale
#include <fmt/format.h>
#include <toml++/toml.h>

#include "scenario/document.h"

namespace gemeinsim {
namespace {

using Folder = std::shared_ptr<const std::filesystem::path>;

Location location(const toml::source_region& region, const std::string& name) {
    return {name, static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

Node convert(const toml::node& from, const std::string& name, const Folder& folder) {
    Node node;
    node.where = location(from.source(), name);
    node.folder = folder;
    if (const toml::table* table = from.as_table()) {
        node.kind = Node::Kind::table;
        for (const auto& [key, value] : *table)
            node.set(key.str(), location(key.source(), name), convert(value, name, folder));
    } else if (const toml::array* array = from.as_array()) {
        node.kind = Node::Kind::list;
        for (const toml::node& item : *array) node.items.push_back(convert(item, name, folder));
    } else if (const auto* boolean = from.as_boolean()) {
        node.kind = Node::Kind::boolean;
        node.boolean = boolean->get();
    } else if (const auto* integer = from.as_integer()) {
        node.kind = Node::Kind::integer;
        node.integer = integer->get();
    } else if (const auto* real = from.as_floating_point()) {
        node.kind = Node::Kind::real;
        node.real = real->get();
    } else if (const auto* text = from.as_string()) {
        node.kind = Node::Kind::text;
        node.text = text->get();
    } else if (const auto* date = from.as_date()) {
        const toml::date day = date->get();
        node.kind = Node::Kind::date;
        node.text = fmt::format("{:04}-{:02}-{:02}", day.year, static_cast<int>(day.month), static_cast<int>(day.day));
    } else {
        node.kind = Node::Kind::other;
        node.text = "a time of day";
    }
    return node;
}

// A key of a hundred thousand parts would build tables nested as deep and exhaust the stack.
bool nested_too_deeply(std::string_view text) {
    constexpr int most = 2000;
    int dots = 0;
    for (const char c : text) {
        if (c == '.')
            ++dots;
        else if (c == '\n' || c == '=' || c == ',')
            dots = 0;
        if (dots > most) return true;
    }
    return false;
}

}  // namespace

std::optional<Node> parse_toml(std::string_view text, const std::string& name, const Folder& folder, Issues& issues) {
    if (nested_too_deeply(text)) {
        issues.error({{name, 0, 0}, "", "a key has more than 2000 parts", "no scenario is that deep", "shorten it"});
        return std::nullopt;
    }
    try {
        return convert(toml::parse(text), name, folder);
    } catch (const toml::parse_error& error) {
        std::string what(error.description());
        if (what.ends_with('.')) what.pop_back();
        issues.error({location(error.source(), name), "", "this is not TOML", what,
                      "correct it; text stands in quotes, names of tables in [brackets]"});
        return std::nullopt;
    }
}

}  // namespace gemeinsim
