// SPDX-License-Identifier: Apache-2.0
#include "scenario/convert.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <type_traits>

#include "base/calendar.h"
#include "base/check.h"
#include "scenario/nearest.h"
#include "scenario/text.h"

namespace gemeinsim {
namespace {

// Below 2^46 euros neighbouring doubles are closer than a cent, so that decimals and cents correspond one to
// one; the round number below that is enough for any town.
constexpr std::int64_t most_cents = 1'000'000'000'000'000;

struct Target {
    const Parameter& parameter;
    const std::string& key;
    Issues& issues;

    std::nullopt_t refuse(const Location& where, std::string problem, std::string why, std::string remedy) const {
        issues.error({where, key, std::move(problem), std::move(why), std::move(remedy)});
        return std::nullopt;
    }
};

bool has_bounds(const Range& range) {
    return std::isfinite(range.lower) || std::isfinite(range.upper);
}

std::string in_unit(const Parameter& parameter) {
    return parameter.unit.empty() || parameter.unit == "1" ? "" : ", in " + parameter.unit;
}

bool is_given(const Value& value) {
    return !std::holds_alternative<std::monostate>(value);
}

std::string_view type_words(ParameterKind kind) {
    switch (kind) {
        case ParameterKind::boolean:
            return "true or false";
        case ParameterKind::integer:
            return "a whole number";
        case ParameterKind::real:
            return "a number";
        case ParameterKind::money:
            return "an amount of money with at most two decimals";
        case ParameterKind::date:
            return "a month";
        case ParameterKind::choice:
            return "a name";
        case ParameterKind::text:
            return "text in quotes";
        case ParameterKind::reals:
            return "a list of numbers";
        case ParameterKind::texts:
            return "a list of names";
    }
    return "";
}

std::string example(const Parameter& parameter) {
    switch (parameter.kind) {
        case ParameterKind::boolean:
            return "write true or false";
        case ParameterKind::date:
            return "write the month as \"2015-09\"";
        case ParameterKind::reals:
            return "write a list such as [0.1, 0.2]";
        case ParameterKind::texts:
            return "write a list such as [\"a\", \"b\"]";
        default:
            break;
    }
    const bool wordless = parameter.standard == Value(std::string());
    if (is_given(parameter.standard) && !wordless)
        return "write for example " + toml_text(parameter.standard, parameter);
    return "write " + std::string(type_words(parameter.kind));
}

std::nullopt_t wrong_type(const Node& node, const Target& target) {
    std::string remedy = example(target.parameter);
    const bool wants_number = target.parameter.kind == ParameterKind::integer ||
                              target.parameter.kind == ParameterKind::real ||
                              target.parameter.kind == ParameterKind::money;
    if (node.kind == Node::Kind::text && wants_number) {
        if (parse_real(node.text))
            remedy = "remove the quotes";
        else if (node.text.find(',') != std::string::npos)
            remedy = "write decimals with a point";
    }
    return target.refuse(node.where, "found " + found(node), "expected " + expectation(target.parameter), remedy);
}

std::nullopt_t out_of_range(const Node& node, const std::string& number, const Target& target) {
    std::string remedy = "choose a value in this range";
    if (is_given(target.parameter.standard) && !target.parameter.required)
        remedy += "; the default is " + toml_text(target.parameter.standard, target.parameter);
    return target.refuse(node.where, number + " is out of range", "allowed: " + range_words(target.parameter), remedy);
}

std::optional<double> to_real(const Node& node, const Target& target) {
    double value = 0;
    if (node.kind == Node::Kind::real)
        value = node.real;
    else if (node.kind == Node::Kind::integer)
        value = static_cast<double>(node.integer);
    else if (node.kind == Node::Kind::text && (node.text == "inf" || node.text == "-inf"))
        value = *parse_real(node.text);  // JSON has no infinity; "inf" stands for it
    else
        return wrong_type(node, target);
    if (std::isnan(value))
        return target.refuse(node.where, "nan is not a value", "allowed: " + range_words(target.parameter),
                             "write a number or leave the key out");
    if (std::isinf(value) && !target.parameter.range.infinite)
        return target.refuse(node.where, fmt::format("{} is not finite", value),
                             "allowed: " + range_words(target.parameter), "write a finite number");
    if (!target.parameter.range.contains(value)) return out_of_range(node, fmt::format("{}", value), target);
    return value;
}

std::optional<std::int64_t> to_integer(const Node& node, const Target& target) {
    if (node.kind == Node::Kind::real && std::isfinite(node.real) && node.real == std::floor(node.real) &&
        std::abs(node.real) < 1e9)
        return target.refuse(node.where, "found " + found(node) + " with a decimal point",
                             "expected " + expectation(target.parameter), fmt::format("write {:.0f}", node.real));
    if (node.kind != Node::Kind::integer) return wrong_type(node, target);
    const bool fits =
        node.integer >= std::numeric_limits<int>::min() && node.integer <= std::numeric_limits<int>::max();
    if (!fits || !target.parameter.range.contains(static_cast<double>(node.integer)))
        return out_of_range(node, fmt::format("{}", node.integer), target);
    return node.integer;
}

// Beyond what can be counted in cents: a range that ends earlier is the limit to name, as for any other amount.
std::nullopt_t too_much_money(const Node& node, const std::string& amount, const Target& target) {
    if (target.parameter.range.upper < static_cast<double>(most_cents) / 100)
        return out_of_range(node, amount + " EUR", target);
    return target.refuse(node.where, amount + " EUR is too much",
                         "amounts are kept in whole cents up to 10 million million EUR", "write a smaller amount");
}

std::optional<std::int64_t> to_cents(const Node& node, const Target& target) {
    std::int64_t cents = 0;
    if (node.kind == Node::Kind::integer) {
        if (std::abs(static_cast<double>(node.integer)) * 100 > static_cast<double>(most_cents))
            return too_much_money(node, fmt::format("{}", node.integer), target);
        cents = node.integer * 100;
    } else if (node.kind == Node::Kind::real) {
        if (!std::isfinite(node.real))
            return target.refuse(node.where, fmt::format("{} is no amount of money", node.real),
                                 "expected " + expectation(target.parameter), "write a finite amount");
        if (std::abs(node.real) * 100 > static_cast<double>(most_cents))
            return too_much_money(node, fmt::format("{}", node.real), target);
        cents = std::llround(node.real * 100);  // may miss by one: the product is rounded
        for (const std::int64_t near : {cents - 1, cents + 1})
            if (static_cast<double>(near) / 100 == node.real) cents = near;
        // The quotient is the double nearest to the decimal, which is what a reader makes of "12.34".
        if (static_cast<double>(cents) / 100 != node.real)
            return target.refuse(node.where, fmt::format("{} has more than two decimals", node.real),
                                 "money is kept in whole cents",
                                 fmt::format("write {:.2f}", static_cast<double>(cents) / 100));
    } else {
        return wrong_type(node, target);
    }
    const double euros = static_cast<double>(cents) / 100;
    if (!target.parameter.range.contains(euros)) return out_of_range(node, fmt::format("{} EUR", euros), target);
    return cents;
}

std::optional<std::string> to_month(const Node& node, const Target& target) {
    std::string text;
    if (node.kind == Node::Kind::date) {
        text = node.text.substr(0, 7);
        if (!node.text.ends_with("-01"))
            return target.refuse(node.where, node.text + " names a day",
                                 "time goes by whole months, each of which begins with its first day",
                                 fmt::format("write \"{}\"", text));
    } else if (node.kind == Node::Kind::text) {
        text = node.text;
    } else {
        return wrong_type(node, target);
    }
    const bool digits =
        std::all_of(text.begin(), text.end(), [](char c) { return c == '-' || (c >= '0' && c <= '9'); });
    if (!digits || text.starts_with('-') || text.rfind('-') != 4 || !parse_date(text)) return wrong_type(node, target);
    return text;
}

bool is_choice(const Node& node, const Target& target) {
    const std::vector<std::string>& choices = target.parameter.choices;
    if (choices.empty() || std::find(choices.begin(), choices.end(), node.text) != choices.end()) return true;
    (void)target.refuse(node.where, in_quotes_short(node.text) + " is none of the names", "allowed: " + joined(choices),
                        did_you_mean(node.text, choices, "choose one of them"));
    return false;
}

std::optional<std::string> to_name(const Node& node, const Target& target) {
    if (node.kind != Node::Kind::text) return wrong_type(node, target);
    if (!is_choice(node, target)) return std::nullopt;
    return node.text;
}

template <class T>
std::optional<Value> optional_value(const std::optional<T>& value) {
    if (!value) return std::nullopt;
    return Value(*value);
}

// All items are looked at, so that one complaint does not hide the next.
template <class T>
std::optional<Value> to_list(const Node& node, const Target& target,
                             std::optional<T> (*item_of)(const Node&, const Target&)) {
    if (node.kind != Node::Kind::list) return wrong_type(node, target);
    std::vector<T> list;
    Parameter one = target.parameter;  // what each item must be
    one.kind = std::is_same_v<T, double> ? ParameterKind::real : ParameterKind::choice;
    one.standard = {};
    const Target each{one, target.key, target.issues};
    for (const Node& item : node.items)
        if (const std::optional<T> value = item_of(item, each)) list.push_back(*value);
    if (list.size() != node.items.size()) return std::nullopt;
    return Value(std::move(list));
}

}  // namespace

std::string range_words(const Parameter& parameter) {
    if (parameter.kind == ParameterKind::integer && !has_bounds(parameter.range))
        return "any whole number up to 2147483647" + in_unit(parameter);
    return to_string(parameter.range) + in_unit(parameter);
}

std::string expectation(const Parameter& parameter) {
    std::string words(type_words(parameter.kind));
    if (!parameter.choices.empty())
        return words + (parameter.kind == ParameterKind::texts ? " out of " : ": ") + joined(parameter.choices);
    if (parameter.kind == ParameterKind::date) return words + " such as \"2015-09\"";
    const bool numeric = parameter.kind == ParameterKind::integer || parameter.kind == ParameterKind::real ||
                         parameter.kind == ParameterKind::money || parameter.kind == ParameterKind::reals;
    if (numeric && has_bounds(parameter.range)) return words + ", " + range_words(parameter);
    return numeric ? words + in_unit(parameter) : words;
}

std::optional<Value> to_value(const Node& node, const Parameter& parameter, const std::string& key, Issues& issues) {
    const Target target{parameter, key, issues};
    switch (parameter.kind) {
        case ParameterKind::boolean:
            if (node.kind != Node::Kind::boolean) return wrong_type(node, target);
            return Value(node.boolean);
        case ParameterKind::integer:
            return optional_value(to_integer(node, target));
        case ParameterKind::real:
            return optional_value(to_real(node, target));
        case ParameterKind::money:
            return optional_value(to_cents(node, target));
        case ParameterKind::date:
            return optional_value(to_month(node, target));
        case ParameterKind::choice:
        case ParameterKind::text:
            return optional_value(to_name(node, target));
        case ParameterKind::reals:
            return to_list<double>(node, target, to_real);
        case ParameterKind::texts:
            return to_list<std::string>(node, target, to_name);
    }
    return std::nullopt;
}

Node to_node(const Value& value, const Parameter& parameter) {
    expects(is_given(value), "a value that is not given cannot be written; leave its key out");
    Node node;
    if (const bool* boolean = std::get_if<bool>(&value)) {
        node.kind = Node::Kind::boolean;
        node.boolean = *boolean;
    } else if (const std::int64_t* integer = std::get_if<std::int64_t>(&value)) {
        const bool cents = parameter.kind == ParameterKind::money && *integer % 100 != 0;
        node.kind = cents ? Node::Kind::real : Node::Kind::integer;
        node.integer = parameter.kind == ParameterKind::money ? *integer / 100 : *integer;
        node.real = cents ? static_cast<double>(*integer) / 100 : 0;
    } else if (const double* real = std::get_if<double>(&value)) {
        node.kind = Node::Kind::real;
        node.real = *real;
    } else if (const std::string* text = std::get_if<std::string>(&value)) {
        node = text_node(*text);
    } else if (const auto* reals = std::get_if<std::vector<double>>(&value)) {
        node.kind = Node::Kind::list;
        for (const double number : *reals) {
            node.items.emplace_back();
            node.items.back().kind = Node::Kind::real;
            node.items.back().real = number;
        }
    } else if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) {
        node.kind = Node::Kind::list;
        for (const std::string& word : *texts) node.items.push_back(text_node(word));
    }
    return node;
}

std::string toml_real(double value) {
    if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
    std::string text = fmt::format("{}", value);
    if (text.find_first_of(".en") == std::string::npos) text += ".0";
    return text;
}

std::string toml_text(const Value& value, const Parameter& parameter) {
    if (!is_given(value)) return "-";
    const Node node = to_node(value, parameter);
    const auto scalar = [](const Node& item) -> std::string {
        if (item.kind == Node::Kind::boolean) return item.boolean ? "true" : "false";
        if (item.kind == Node::Kind::integer) return fmt::format("{}", item.integer);
        if (item.kind == Node::Kind::real) return toml_real(item.real);
        return in_quotes(item.text);
    };
    if (node.kind != Node::Kind::list) return scalar(node);
    std::vector<std::string> words;
    for (const Node& item : node.items) words.push_back(scalar(item));
    return "[" + joined(words) + "]";
}

}  // namespace gemeinsim
