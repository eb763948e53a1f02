// SPDX-License-Identifier: Apache-2.0
// What is written reads back the same, for scenarios drawn at random.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <rapidcheck/gtest.h>  // after gtest.h, which it needs and does not include

#include <cmath>

#include "scenario/fixture.h"
#include "scenario/resolve.h"

namespace gemeinsim {
namespace {

// Texts that need every kind of escape now and then.
std::string any_text(bool may_be_empty = true) {
    static const std::vector<std::string> pieces{"a",  "B",  "0",  "_", "-",    ".", " ", "\"", "\\", "'", "\n",
                                                 "\t", "\r", "\b", "ü", "\x7f", "#", "=", "]",  "😀", ","};
    std::string text;
    const int count = *rc::gen::inRange(may_be_empty ? 0 : 1, 6);
    for (int i = 0; i < count; ++i) text += *rc::gen::elementOf(pieces);
    return text;
}

double any_real(const Range& range) {
    if (range.infinite && *rc::gen::inRange(0, 4) == 0) return std::numeric_limits<double>::infinity();
    const double lower = std::isfinite(range.lower) ? range.lower : -1e6;
    const double upper = std::isfinite(range.upper) ? range.upper : lower + 1e6;
    const double drawn = lower + (upper - lower) * (*rc::gen::inRange(1, 1'000'000) / 1e6);
    return *rc::gen::inRange(0, 3) == 0 ? std::round(drawn) : drawn;
}

Value any_value(const Parameter& parameter) {
    const auto names = [&] { return parameter.choices.empty() ? any_text() : *rc::gen::elementOf(parameter.choices); };
    switch (parameter.kind) {
        case ParameterKind::boolean:
            return *rc::gen::arbitrary<bool>();
        case ParameterKind::integer:
            return std::int64_t(std::llround(any_real(parameter.range)));
        case ParameterKind::real:
            return any_real(parameter.range);
        case ParameterKind::money:
            return *rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000'000);
        case ParameterKind::date:
            return to_string(Calendar{*rc::gen::inRange(1900, 2100), *rc::gen::inRange(1, 13)});
        case ParameterKind::choice:
        case ParameterKind::text:
            return names();
        case ParameterKind::reals: {
            std::vector<double> list;
            for (int i = *rc::gen::inRange(0, 4); i > 0; --i) list.push_back(any_real(parameter.range));
            return list;
        }
        case ParameterKind::texts: {
            std::vector<std::string> list;
            for (int i = *rc::gen::inRange(0, 4); i > 0; --i) list.push_back(names());
            return list;
        }
    }
    return {};
}

Row any_row(const RowTable& table, const std::string& name) {
    Row row;
    row.name = name;
    for (const Parameter& column : table.columns) {
        const bool by_key = column.path.ends_with(".*");
        const bool given = column.required || *rc::gen::arbitrary<bool>();
        const std::string path = by_key ? column.path.substr(0, column.path.size() - 1) + any_text(false) : column.path;
        if (given)
            row.values[path] = Entry{any_value(column), Origin::file, {}};
        else if (!by_key)
            row.values[path] = Entry{column.standard, Origin::standard, {}};
    }
    return row;
}

Scenario any_scenario(const Registry& registry) {
    Scenario scenario;
    for (const Parameter& parameter : registry.parameters())
        if (*rc::gen::arbitrary<bool>())
            scenario.values[parameter.path] = Entry{any_value(parameter), Origin::file, {}};
    scenario.values["scenario.name"] = Entry{std::string("never empty"), Origin::file, {}};
    resolve(scenario.values, registry);
    for (const RowTable& table : registry.tables()) {
        std::map<std::string, Row> rows;  // named rows differ by name and are sorted by it
        const int count = *rc::gen::inRange(0, 4);
        for (int i = 0; i < count; ++i) {
            const std::string name = table.named ? any_text(false) : std::to_string(i);
            rows[name] = any_row(table, table.named ? name : "");
        }
        for (auto& [name, row] : rows) scenario.rows[table.path].push_back(std::move(row));
        if (count == 0) scenario.rows.erase(table.path);
    }
    return scenario;
}

void expect_same(const Values& got, const Values& wanted) {
    RC_ASSERT(got.size() == wanted.size());
    for (const auto& [path, entry] : wanted) {
        RC_ASSERT(got.contains(path));
        RC_ASSERT(got.at(path).value == entry.value);
        RC_ASSERT(got.at(path).origin == entry.origin);
    }
}

RC_GTEST_PROP(RoundTrip, OfTomlGivesTheSameValuesAndRows, ()) {
    static const Registry registry = test_registry();
    const Scenario scenario = any_scenario(registry);
    const std::string toml = to_toml(scenario, registry);
    RC_LOG() << toml;
    Issues issues;
    const Scenario again = parse_scenario(toml, "s.toml", "", registry, {}, issues);
    for (const Issue& issue : issues.errors()) RC_LOG() << to_string(issue) << "\n";
    RC_ASSERT(!issues.any());
    expect_same(again.values, scenario.values);
    RC_ASSERT(again.rows.size() == scenario.rows.size());
    for (const auto& [path, rows] : scenario.rows) {
        RC_ASSERT(again.table(path).size() == rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            RC_ASSERT(again.table(path)[i].name == rows[i].name);
            expect_same(again.table(path)[i].values, rows[i].values);
        }
    }
    RC_ASSERT(to_toml(again, registry) == toml);
}

RC_GTEST_PROP(RoundTrip, OfNoOverridesChangesNothing, ()) {
    static const Registry registry = test_registry();
    const Scenario scenario = any_scenario(registry);
    Issues issues;
    const Scenario again = with_overrides(scenario, registry, {}, issues);
    RC_ASSERT(!issues.any());
    expect_same(again.values, scenario.values);
    RC_ASSERT(to_toml(again, registry) == to_toml(scenario, registry));
}

}  // namespace
}  // namespace gemeinsim
