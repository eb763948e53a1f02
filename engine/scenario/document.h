// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/issues.h"
#include "scenario/value.h"

namespace gemeinsim {

struct Override;

/// What TOML, JSON, a CSV cell and `--set` have in common: a tree of tables, lists and values, each knowing
/// where it stands.
struct Node {
    enum class Kind { boolean, integer, real, text, date, other, list, table };

    Kind kind = Kind::table;
    bool boolean = false;
    std::int64_t integer = 0;
    double real = 0;
    std::string text;               ///< of text; of a date "2015-09-01"; of `other` what it is: "null", "a time"
    std::vector<std::string> keys;  ///< of a table, one for each item
    std::vector<Location> key_where;
    std::vector<Node> items;  ///< of a list or a table
    Location where;
    Origin origin = Origin::file;
    std::shared_ptr<const std::filesystem::path> folder;  ///< files that the value names are looked up here

    [[nodiscard]] const Node* find(std::string_view key) const;
    [[nodiscard]] Node* find(std::string_view key);
    /// Adds or replaces a member of a table.
    Node& set(std::string_view key, const Location& at, Node value);
    bool remove(std::string_view key);
};

/// What was found, for messages: `the text "sixty"`, `the number 0.5`, `a list`.
std::string found(const Node& node);

/// A text node without a place.
Node text_node(std::string text);

/// Parse a text that is known to be UTF-8. Where it is not TOML or JSON, say so and return nothing. `name` is
/// what messages call it: file:line:column in TOML, file#/json/pointer in JSON.
std::optional<Node> parse_toml(std::string_view text, const std::string& name,
                               const std::shared_ptr<const std::filesystem::path>& folder, Issues& issues);
std::optional<Node> parse_json(std::string_view text, const std::string& name,
                               const std::shared_ptr<const std::filesystem::path>& folder, Issues& issues);

/// Lays `over` on `base`: tables join member by member, anything else in `over` replaces.
void overlay(Node& base, Node over);

/// Reads the file and, recursively, what it extends, one laid over the other.
std::optional<Node> load_document(const std::filesystem::path& file, Issues& issues);

/// As load_document, from text.
std::optional<Node> load_document(std::string_view text, const std::string& name, const std::filesystem::path& folder,
                                  bool json, Issues& issues);

/// Puts the value of one `--set path=value` into the tree; a number in the path counts the items of a list
/// from 0.
void apply_override(Node& root, const Override& wish, Issues& issues);

}  // namespace gemeinsim
