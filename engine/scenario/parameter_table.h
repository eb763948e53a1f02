// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/calendar.h"
#include "base/check.h"
#include "base/money.h"
#include "scenario/parameter.h"

namespace gemeinsim {

/// What a row of a table says besides its path, kind and member. `range` and `standard` are in the unit.
template <class T>
struct Spec {
    std::string unit = "1";
    Range range = {};
    T standard = {};
    std::optional<Dial> dial = std::nullopt;
    Role role = Role::uncertainty;
    bool required = false;
    std::string source = "assumption";
    std::string text = "";
};

/// The parameters of one mechanism: for each its row of the registry and the member of `Group` that it fills.
/// The only place where a parameter is declared; the struct's members have no other defaults.
///
/// Cost: read() is linear in the number of parameters with one map look-up each; it is done once per
/// scenario.
template <class Group>
class ParameterTable {
  public:
    /// `prefix` is the scenario table, "relations"; empty for the columns of rows.
    explicit ParameterTable(std::string prefix) : prefix_(std::move(prefix)) {}

    ParameterTable& real(const std::string& name, double Group::*member, Spec<double> spec) {
        if (spec.dial) spec.standard = spec.dial->at(.5);
        return add(name, ParameterKind::real, Value(spec.standard), spec,
                   [member](Group& group, const Value& value) { group.*member = std::get<double>(value); });
    }
    /// A number that may be left out; then the member stays empty.
    ParameterTable& optional_real(const std::string& name, std::optional<double> Group::*member, Spec<double> spec) {
        return add(name, ParameterKind::real, Value(), spec, [member](Group& group, const Value& value) {
            if (const double* number = std::get_if<double>(&value))
                group.*member = *number;
            else
                group.*member = std::nullopt;
        });
    }
    ParameterTable& integer(const std::string& name, int Group::*member, Spec<int> spec) {
        return add(name, ParameterKind::integer, Value(std::int64_t(spec.standard)), spec,
                   [member](Group& group, const Value& value) {
                       group.*member = static_cast<int>(std::get<std::int64_t>(value));
                   });
    }
    /// Euros in the scenario, integer cents in the struct; the default is written in euros.
    ParameterTable& money(const std::string& name, Cents Group::*member, Spec<double> spec) {
        spec.unit = "EUR" + (spec.unit == "1" ? std::string() : spec.unit);
        const auto cents = static_cast<Cents>(spec.standard * 100 + (spec.standard < 0 ? -.5 : .5));
        return add(name, ParameterKind::money, Value(cents), spec,
                   [member](Group& group, const Value& value) { group.*member = std::get<std::int64_t>(value); });
    }
    ParameterTable& boolean(const std::string& name, bool Group::*member, Spec<bool> spec) {
        return add(name, ParameterKind::boolean, Value(spec.standard), spec,
                   [member](Group& group, const Value& value) { group.*member = std::get<bool>(value); });
    }
    ParameterTable& text(const std::string& name, std::string Group::*member, Spec<std::string> spec) {
        return add(name, ParameterKind::text, Value(spec.standard), spec,
                   [member](Group& group, const Value& value) { group.*member = std::get<std::string>(value); });
    }
    /// A calendar month; empty where it is left out and the default is the empty text.
    ParameterTable& date(const std::string& name, std::optional<Calendar> Group::*member, Spec<std::string> spec) {
        return add(name, ParameterKind::date, spec.standard.empty() ? Value() : Value(spec.standard), spec,
                   [member](Group& group, const Value& value) {
                       const std::string* date = std::get_if<std::string>(&value);
                       group.*member = date != nullptr ? parse_date(*date) : std::nullopt;
                   });
    }
    ParameterTable& reals(const std::string& name, std::vector<double> Group::*member, Spec<std::vector<double>> spec) {
        return add(name, ParameterKind::reals, Value(spec.standard), spec, [member](Group& group, const Value& value) {
            group.*member = std::get<std::vector<double>>(value);
        });
    }
    ParameterTable& texts(const std::string& name, std::vector<std::string> Group::*member,
                          Spec<std::vector<std::string>> spec, const std::vector<std::string>& choices = {}) {
        add(name, ParameterKind::texts, Value(spec.standard), spec,
            [member](Group& group, const Value& value) { group.*member = std::get<std::vector<std::string>>(value); });
        rows_.back().parameter.choices = choices;
        return *this;
    }
    /// One of the named values of an enumeration; the default is one of the names.
    template <class Enum>
    ParameterTable& choice(const std::string& name, Enum Group::*member,
                           std::vector<std::pair<std::string, Enum>> names, Spec<std::string> spec) {
        std::vector<std::string> choices;
        for (const auto& [word, value] : names) choices.push_back(word);
        expects(std::find(choices.begin(), choices.end(), spec.standard) != choices.end() || spec.required,
                "the default of a choice is none of its names; correct the table");
        add(name, ParameterKind::choice, Value(spec.standard), spec,
            [member, names = std::move(names)](Group& group, const Value& value) {
                for (const auto& [word, named] : names)
                    if (word == std::get<std::string>(value)) group.*member = named;
            });
        rows_.back().parameter.choices = std::move(choices);
        return *this;
    }
    /// Columns "name.<key>" of rows, one for each key that the user chooses (topics): the registry shows
    /// "name.*".
    ParameterTable& real_by_key(const std::string& name, std::map<std::string, double> Group::*member,
                                Spec<double> spec) {
        add(name + ".*", ParameterKind::real, Value(), spec, {});
        const std::string& path = rows_.back().parameter.path;
        rows_.back().assign_keys = [member, stem = path.substr(0, path.size() - 1)](Group& group,
                                                                                    const Values& values) {
            for (auto it = values.lower_bound(stem); it != values.end() && it->first.starts_with(stem); ++it)
                if (const double* number = std::get_if<double>(&it->second.value))
                    (group.*member)[it->first.substr(stem.size())] = *number;
        };
        return *this;
    }

    [[nodiscard]] std::vector<Parameter> parameters() const {
        std::vector<Parameter> all;
        for (const Row& row : rows_) all.push_back(row.parameter);
        return all;
    }

    /// The struct that the values describe. Values must hold every parameter of this table, of the right
    /// kind.
    [[nodiscard]] Group read(const Values& values) const {
        Group group{};
        for (const Row& row : rows_) {
            if (row.assign_keys) {
                row.assign_keys(group, values);
                continue;
            }
            const auto found = values.find(row.parameter.path);
            expects(found != values.end(),
                    "a parameter has no value (the scenario was not resolved against the "
                    "registry); read scenarios through scenario/reader.h");
            row.assign(group, found->second.value);
        }
        return group;
    }

    /// The struct with every parameter at its default: for tests and exact cases.
    [[nodiscard]] Group defaults() const {
        Values values;
        for (const Row& row : rows_) values[row.parameter.path] = Entry{row.parameter.standard, Origin::standard, {}};
        return read(values);
    }

  private:
    struct Row {
        Parameter parameter;
        std::function<void(Group&, const Value&)> assign;
        std::function<void(Group&, const Values&)> assign_keys = {};  ///< of "name.*" only
    };

    template <class T>
    ParameterTable& add(const std::string& name, ParameterKind kind, Value standard, const Spec<T>& spec,
                        std::function<void(Group&, const Value&)> assign) {
        Parameter parameter;
        parameter.path = prefix_.empty() ? name : prefix_ + "." + name;
        parameter.kind = kind;
        parameter.unit = spec.unit;
        parameter.range = spec.range;
        parameter.standard = std::move(standard);
        parameter.dial = spec.dial;
        parameter.role = spec.role;
        parameter.required = spec.required;
        parameter.source = spec.source;
        parameter.text = spec.text;
        rows_.push_back({std::move(parameter), std::move(assign)});
        return *this;
    }

    std::string prefix_;
    std::vector<Row> rows_;
};

}  // namespace gemeinsim
