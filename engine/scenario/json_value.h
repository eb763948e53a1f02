// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <nlohmann/json.hpp>

#include "scenario/parameter.h"

namespace gemeinsim {

inline nlohmann::ordered_json json_number(double value) {
    if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
    return value;
}

/// A value as it is written in a JSON scenario: money in euros, infinity the text "inf", null where it is not
/// given. For the documents of this folder only: json.hpp is slow to compile.
inline nlohmann::ordered_json json_value(const Value& value, const Parameter& parameter) {
    if (const bool* boolean = std::get_if<bool>(&value)) return *boolean;
    if (const std::int64_t* integer = std::get_if<std::int64_t>(&value)) {
        if (parameter.kind != ParameterKind::money) return *integer;
        if (*integer % 100 == 0) return *integer / 100;
        return static_cast<double>(*integer) / 100;
    }
    if (const double* real = std::get_if<double>(&value)) return json_number(*real);
    if (const std::string* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* reals = std::get_if<std::vector<double>>(&value)) {
        nlohmann::ordered_json list = nlohmann::ordered_json::array();
        for (const double number : *reals) list.push_back(json_number(number));
        return list;
    }
    if (const auto* texts = std::get_if<std::vector<std::string>>(&value)) return *texts;
    return nullptr;
}

}  // namespace gemeinsim
