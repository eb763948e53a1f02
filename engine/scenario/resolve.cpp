// SPDX-License-Identifier: Apache-2.0
#include "scenario/resolve.h"

#include <cmath>

#include "base/check.h"

namespace gemeinsim {
namespace {

// What the dial at this position gives to the parameter, in the parameter's own kind.
Value dialled(const Parameter& parameter, double position) {
    const double value = parameter.dial->at(position);
    switch (parameter.kind) {
        case ParameterKind::real:
            return Value(value);
        case ParameterKind::integer:
            return Value(static_cast<std::int64_t>(std::llround(value)));
        case ParameterKind::money:
            return Value(static_cast<std::int64_t>(std::llround(value * 100)));
        case ParameterKind::boolean:
            return Value(value >= .5);
        default:
            break;
    }
    ensures(false, "the dial of " + parameter.path + " turns no number; take it from the table");
    return {};
}

void apply_presets(Values& values, const Registry& registry) {
    for (const Preset& preset : registry.presets()) {
        const Parameter* chooser = registry.find(preset.parameter);
        const auto chosen = values.find(preset.parameter);
        const Value& choice = chosen != values.end() ? chosen->second.value : chooser->standard;
        const std::string* name = std::get_if<std::string>(&choice);
        if (name == nullptr || *name != preset.choice) continue;
        const Location where = chosen != values.end() ? chosen->second.where : Location();
        for (const auto& [path, value] : preset.assigns)
            if (const auto known = values.find(path); known == values.end() || !is_explicit(known->second))
                values[path] = Entry{value, Origin::preset, where};
    }
}

void apply_dials(Values& values, const Registry& registry) {
    for (const Parameter& parameter : registry.parameters()) {
        if (!parameter.dial) continue;
        const auto dial = values.find("challenges." + parameter.dial->challenge);
        if (dial == values.end()) continue;  // nobody turns it: the default is its value at .5
        const double* position = std::get_if<double>(&dial->second.value);
        if (position == nullptr) continue;
        if (const auto known = values.find(parameter.path); known != values.end() && is_explicit(known->second))
            continue;
        values[parameter.path] = Entry{dialled(parameter, *position), Origin::dial, dial->second.where};
    }
}

}  // namespace

bool is_explicit(const Entry& entry) {
    return entry.origin == Origin::file || entry.origin == Origin::override_;
}

bool is_given(const Row& row, const std::string& column) {
    const auto found = row.values.find(column);
    return found != row.values.end() && is_explicit(found->second);
}

Location where_of(const Row& row, const std::string& column) {
    const auto found = row.values.find(column);
    return found != row.values.end() && !found->second.where.file.empty() ? found->second.where : row.where;
}

void resolve(Values& values, const Registry& registry) {
    apply_presets(values, registry);
    apply_dials(values, registry);
    for (const Parameter& parameter : registry.parameters())
        values.try_emplace(parameter.path, Entry{parameter.standard, Origin::standard, {}});
}

}  // namespace gemeinsim
