// SPDX-License-Identifier: Apache-2.0
#include "scenario/document.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "scenario/reader.h"
#include "scenario/text.h"

namespace gemeinsim {
namespace {

using Folder = std::shared_ptr<const std::filesystem::path>;

struct Chain {
    std::vector<std::filesystem::path> files;  // canonical, to find cycles
    std::vector<std::string> names;            // as the user wrote them
};

bool is_json(const std::filesystem::path& file) {
    const std::string extension = file.extension().string();
    return extension == ".json" || extension == ".JSON";
}

std::optional<Node> load_file(const std::filesystem::path& file, const Location& asked, Chain& chain, Issues& issues);

// Takes the `extends` out of a tree and lays the tree over what it names.
std::optional<Node> with_base(Node tree, Chain& chain, Issues& issues) {
    const Node* extends = tree.find("extends");
    if (extends == nullptr) return tree;
    const Node wish = *extends;
    tree.remove("extends");
    if (wish.kind != Node::Kind::text) {
        issues.error({wish.where, "extends", "found " + found(wish), "expected the path of a scenario file",
                      "write extends = \"other.toml\""});
        return tree;
    }
    std::optional<Node> base = load_file(*wish.folder / wish.text, wish.where, chain, issues);
    if (!base) return std::nullopt;
    overlay(*base, std::move(tree));
    return base;
}

std::optional<Node> load_file(const std::filesystem::path& file, const Location& asked, Chain& chain, Issues& issues) {
    const std::string name = file.generic_string();
    std::error_code error;
    const std::filesystem::path canonical = std::filesystem::weakly_canonical(file, error);
    if (std::find(chain.files.begin(), chain.files.end(), canonical) != chain.files.end()) {
        std::string cycle;
        for (const std::string& link : chain.names) cycle += link + " -> ";
        issues.error({asked, "extends", "the scenario extends itself", cycle + name, "remove one extends"});
        return std::nullopt;
    }
    const std::string key = asked.file.empty() ? "" : "extends";
    const std::optional<std::string> text = read_text_file(file, asked, key, issues);
    if (!text) return std::nullopt;
    const auto folder = std::make_shared<const std::filesystem::path>(file.parent_path());
    std::optional<Node> tree =
        is_json(file) ? parse_json(*text, name, folder, issues) : parse_toml(*text, name, folder, issues);
    if (!tree) return std::nullopt;
    chain.files.push_back(canonical);
    chain.names.push_back(name);
    return with_base(std::move(*tree), chain, issues);
}

// The value of an override: TOML, or a bare word, which counts as text.
std::optional<Node> override_value(const Override& wish, const Location& where, Issues& issues) {
    const std::string& path = wish.path;
    const std::string& value = wish.value;
    const auto folder = std::make_shared<const std::filesystem::path>();
    const auto first = value.find_first_not_of(" \t\r\n");
    if (first == std::string::npos) {
        issues.error({where, path, "there is no value", "--set takes path=value", "write the value after ="});
        return std::nullopt;
    }
    Issues attempt;
    std::optional<Node> parsed = parse_toml("v = " + value, where.file, folder, attempt);
    Node node;
    if (parsed && parsed->keys.size() == 1 && parsed->keys.front() == "v") {
        node = std::move(parsed->items.front());
    } else if (std::string_view("\"'[{").find(value[first]) != std::string_view::npos) {
        const std::string why = attempt.any() ? attempt.errors().front().why : "one value is expected";
        issues.error({where, path, "the value is not TOML", why, "check quotes and brackets"});
        return std::nullopt;
    } else {
        node = text_node(value);
        node.folder = folder;
    }
    return node;
}

// Everything below a value from the command line comes from the command line.
void stamp(Node& node, const Location& where) {
    node.origin = Origin::override_;
    node.where = where;
    for (Location& at : node.key_where) at = where;
    for (Node& item : node.items) stamp(item, where);
}

}  // namespace

const Node* Node::find(std::string_view key) const {
    const auto at = std::find(keys.begin(), keys.end(), key);
    return at != keys.end() ? &items[static_cast<std::size_t>(at - keys.begin())] : nullptr;
}

Node* Node::find(std::string_view key) {
    return const_cast<Node*>(std::as_const(*this).find(key));
}

Node& Node::set(std::string_view key, const Location& at, Node value) {
    if (Node* old = find(key)) {
        key_where[static_cast<std::size_t>(old - items.data())] = at;
        return *old = std::move(value);
    }
    keys.emplace_back(key);
    key_where.push_back(at);
    items.push_back(std::move(value));
    return items.back();
}

bool Node::remove(std::string_view key) {
    const Node* old = find(key);
    if (old == nullptr) return false;
    const auto at = old - items.data();
    keys.erase(keys.begin() + at);
    key_where.erase(key_where.begin() + at);
    items.erase(items.begin() + at);
    return true;
}

std::string found(const Node& node) {
    switch (node.kind) {
        case Node::Kind::boolean:
            return node.boolean ? "true" : "false";
        case Node::Kind::integer:
            return fmt::format("the number {}", node.integer);
        case Node::Kind::real:
            return fmt::format("the number {}", node.real);
        case Node::Kind::text:
            return "the text " + in_quotes_short(node.text);
        case Node::Kind::date:
            return "the date " + node.text;
        case Node::Kind::other:
            return node.text;
        case Node::Kind::list:
            return "a list";
        case Node::Kind::table:
            return "a table";
    }
    return "";
}

Node text_node(std::string text) {
    Node node;
    node.kind = Node::Kind::text;
    node.text = std::move(text);
    return node;
}

void overlay(Node& base, Node over) {
    for (std::size_t i = 0; i < over.items.size(); ++i) {
        Node* below = base.find(over.keys[i]);
        if (below != nullptr && below->kind == Node::Kind::table && over.items[i].kind == Node::Kind::table)
            overlay(*below, std::move(over.items[i]));
        else
            base.set(over.keys[i], over.key_where[i], std::move(over.items[i]));
    }
}

std::optional<Node> load_document(const std::filesystem::path& file, Issues& issues) {
    Chain chain;
    return load_file(file, {}, chain, issues);
}

std::optional<Node> load_document(std::string_view text, const std::string& name, const std::filesystem::path& folder,
                                  bool json, Issues& issues) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    if (!is_text(text, name, "", issues)) return std::nullopt;
    const auto shared = std::make_shared<const std::filesystem::path>(folder);
    std::optional<Node> tree = json ? parse_json(text, name, shared, issues) : parse_toml(text, name, shared, issues);
    if (!tree) return std::nullopt;
    Chain chain;
    return with_base(std::move(*tree), chain, issues);
}

void apply_override(Node& root, const Override& wish, Issues& issues) {
    const std::string& path = wish.path;
    const Location where{wish.place.empty() ? "--set " + path + "=" + wish.value : wish.place, 0, 0};
    std::optional<Node> value = override_value(wish, where, issues);
    if (!value) return;
    stamp(*value, where);
    Node* node = &root;
    std::string_view rest = path;
    while (true) {
        const std::size_t dot = rest.find('.');
        const std::string segment(rest.substr(0, dot));
        const bool last = dot == std::string_view::npos;
        if (node->kind == Node::Kind::list) {
            const std::optional<std::int64_t> at = parse_integer(segment);
            if (!at || *at < 0 || static_cast<std::size_t>(*at) >= node->items.size()) {
                issues.error({where, path, in_quotes_short(segment) + " is no row of this list",
                              fmt::format("rows count from 0 and there are {}", node->items.size()),
                              "name a row by its number"});
                return;
            }
            Node& item = node->items[static_cast<std::size_t>(*at)];
            if (last) {
                item = std::move(*value);
                return;
            }
            node = &item;
        } else if (node->kind == Node::Kind::table) {
            if (last) {
                node->set(segment, where, std::move(*value));
                return;
            }
            Node* below = node->find(segment);
            if (below == nullptr) {
                Node table;
                table.where = where;
                table.origin = Origin::override_;
                table.folder = value->folder;
                below = &node->set(segment, where, std::move(table));
            }
            node = below;
        } else {
            issues.error({where, path, "nothing below " + found(*node) + " can be set",
                          "the scenario gives a value or the name of a CSV file here, not a table",
                          "set the whole or write the rows in the scenario"});
            return;
        }
        rest.remove_prefix(dot + 1);
    }
}

}  // namespace gemeinsim
