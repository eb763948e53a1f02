// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include <limits>
#include <utility>

#include "scenario/document.h"
#include "scenario/text.h"

namespace gemeinsim {
namespace {

using Folder = std::shared_ptr<const std::filesystem::path>;

// Builds the tree while nlohmann reads, because its own tree forgets duplicate keys.
class TreeBuilder : public nlohmann::json_sax<nlohmann::json> {
  public:
    TreeBuilder(std::string_view text, const std::string& name, Folder folder, Issues& issues)
        : text_(text), name_(name), folder_(std::move(folder)), issues_(issues) {}

    bool null() override { return other("null"); }
    bool boolean(bool value) override {
        Node node = fresh(Node::Kind::boolean);
        node.boolean = value;
        return add(std::move(node));
    }
    bool number_integer(number_integer_t value) override {
        Node node = fresh(Node::Kind::integer);
        node.integer = value;
        return add(std::move(node));
    }
    bool number_unsigned(number_unsigned_t value) override {
        if (value <= static_cast<number_unsigned_t>(std::numeric_limits<std::int64_t>::max()))
            return number_integer(static_cast<std::int64_t>(value));
        Node node = fresh(Node::Kind::real);
        node.real = static_cast<double>(value);
        return add(std::move(node));
    }
    bool number_float(number_float_t value, const string_t& digits) override {
        Node node = fresh(Node::Kind::real);
        node.real = parse_real(digits).value_or(value);
        return add(std::move(node));
    }
    bool string(string_t& value) override {
        Node node = fresh(Node::Kind::text);
        node.text = value;
        return add(std::move(node));
    }
    bool binary(binary_t&) override { return other("binary data"); }
    bool start_object(std::size_t) override { return open(Node::Kind::table); }
    bool start_array(std::size_t) override { return open(Node::Kind::list); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(string_t& value) override {
        key_ = value;
        if (open_.back().find(value) != nullptr)
            issues_.error({pointer(), "", "the key " + in_quotes(value) + " is given twice",
                           "each key stands once in an object", "remove one of them"});
        return true;
    }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception& error) override {
        std::string why = error.what();
        // nlohmann writes "[json.exception.parse_error.101] parse error at line 1, column 2: syntax ...".
        if (const auto at = why.find(": "); at != std::string::npos) why = why.substr(at + 2);
        issues_.error({location_of_byte(text_, position > 0 ? position - 1 : 0, name_), "", "this is not JSON", why,
                       "correct it"});
        return false;
    }

    Node root;

  private:
    static constexpr std::size_t deepest = 256;

    Location pointer() const {
        std::string path = name_ + "#";
        for (std::size_t i = 0; i + 1 < segments_.size(); ++i) path += "/" + segments_[i + 1];
        if (!open_.empty()) path += "/" + next_segment();
        return {path, 0, 0};
    }
    std::string next_segment() const {
        if (open_.back().kind == Node::Kind::list) return std::to_string(open_.back().items.size());
        std::string segment;
        for (const char c : key_) segment += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
        return segment;
    }
    Node fresh(Node::Kind kind) const {
        Node node;
        node.kind = kind;
        node.where = pointer();
        node.folder = folder_;
        return node;
    }
    bool other(const char* what) {
        Node node = fresh(Node::Kind::other);
        node.text = what;
        return add(std::move(node));
    }
    bool add(Node node) {
        if (open_.empty()) {
            root = std::move(node);
        } else if (open_.back().kind == Node::Kind::list) {
            open_.back().items.push_back(std::move(node));
        } else {
            const Location where = node.where;
            open_.back().set(key_, where, std::move(node));
        }
        return true;
    }
    bool open(Node::Kind kind) {
        if (open_.size() >= deepest) {
            issues_.error({pointer(), "", "nested more than 256 deep", "no scenario is that deep", "flatten it"});
            return false;
        }
        Node node = fresh(kind);
        segments_.push_back(open_.empty() ? "" : next_segment());
        keys_.push_back(key_);
        open_.push_back(std::move(node));
        return true;
    }
    bool close() {
        Node node = std::move(open_.back());
        open_.pop_back();
        key_ = keys_.back();
        keys_.pop_back();
        segments_.pop_back();
        return add(std::move(node));
    }

    std::string_view text_;
    std::string name_;
    Folder folder_;
    Issues& issues_;
    std::vector<Node> open_;
    std::vector<std::string> segments_;  // of the open nodes, the root's first
    std::vector<std::string> keys_;      // under which each open node will be added
    std::string key_;
};

}  // namespace

std::optional<Node> parse_json(std::string_view text, const std::string& name, const Folder& folder, Issues& issues) {
    TreeBuilder builder(text, name, folder, issues);
    if (!nlohmann::json::sax_parse(text.begin(), text.end(), &builder)) return std::nullopt;
    if (builder.root.kind != Node::Kind::table) {
        issues.error({{name + "#", 0, 0},
                      "",
                      "found " + found(builder.root),
                      "a scenario is one JSON object",
                      "write {\"scenario\": {...}, ...}"});
        return std::nullopt;
    }
    return std::move(builder.root);
}

}  // namespace gemeinsim
