// SPDX-License-Identifier: Apache-2.0
// The only file that includes toml++, which is slow to compile.
#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "scenario/document.h"
#include "scenario/text.h"

// toml++ 3.3 asserts where it should complain: "[ü]" ends the program in a debug build and is undefined in an
// optimised one. Its assertions become exceptions here, in every build.
namespace gemeinsim {
static constexpr void require_of_toml(bool condition) {
    if (!condition) throw std::domain_error("toml++ met what it did not expect");
}
}  // namespace gemeinsim
#undef NDEBUG
#define TOML_ASSERT(condition) gemeinsim::require_of_toml(static_cast<bool>(condition))
#define TOML_HEADER_ONLY 1
#define TOML_ENABLE_FORMATTERS 0
#define TOML_FLOAT_CHARCONV 1  // std::from_chars: numbers do not depend on the locale
#include <toml++/toml.h>

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

// Where the first table header stands whose name starts with a letter that needs quotes.
Location bad_header(std::string_view text, const std::string& name) {
    for (std::size_t start = 0; start < text.size();) {
        std::size_t at = text.find_first_not_of(" \t\r[", start);
        const std::size_t end = std::min(text.find('\n', start), text.size());
        at = std::min(at, end);
        const bool header = text.substr(start, at - start).find('[') != std::string_view::npos;
        const auto plain = [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
                   c == '"' || c == '\'';
        };
        if (header && (at == end || !plain(text[at]))) return location_of_byte(text, at, name);
        start = end + 1;
    }
    return {name, 1, 1};
}

}  // namespace

std::optional<Node> parse_toml(std::string_view text, const std::string& name, const Folder& folder, Issues& issues) {
    if (nested_too_deeply(text)) {
        issues.error({{name, 0, 0}, "", "a key has more than 2000 parts", "no scenario is that deep", "shorten it"});
        return std::nullopt;
    }
    try {
        return convert(toml::parse(text), name, folder);
    } catch (const std::domain_error&) {
        issues.error({bad_header(text, name), "", "this is not TOML", "the table has no name made of A-Z a-z 0-9 _ -",
                      "put names with other letters in quotes, [topics.\"Büro\"]"});
        return std::nullopt;
    } catch (const toml::parse_error& error) {
        std::string what(error.description());
        if (what.ends_with('.')) what.pop_back();
        issues.error({location(error.source(), name), "", "this is not TOML", what,
                      "correct it; text stands in quotes, names of tables in [brackets]"});
        return std::nullopt;
    }
}

}  // namespace gemeinsim
