// SPDX-License-Identifier: Apache-2.0
#include "scenario/parameter.h"

#include <cmath>
#include <fmt/format.h>

namespace gemeinsim {

std::string_view to_string(Origin origin) {
    switch (origin) {
        case Origin::standard:
            return "default";
        case Origin::preset:
            return "preset";
        case Origin::dial:
            return "dial";
        case Origin::file:
            return "file";
        case Origin::override_:
            return "override";
    }
    return "";
}

bool Range::contains(double value) const {
    if (std::isnan(value)) return false;
    if (std::isinf(value) && !infinite) return false;
    if (lower_excluded ? value <= lower : value < lower) return false;
    return !(upper_excluded ? value >= upper : value > upper);
}

std::string to_string(const Range& range) {
    std::string words;
    const bool has_lower = std::isfinite(range.lower);
    const bool has_upper = std::isfinite(range.upper);
    if (has_lower && has_upper && !range.lower_excluded && !range.upper_excluded) {
        words = fmt::format("{} to {}", range.lower, range.upper);
    } else {
        if (has_lower) words = fmt::format("{} {}", range.lower_excluded ? "above" : "at least", range.lower);
        if (has_lower && has_upper) words += " and ";
        if (has_upper) words += fmt::format("{} {}", range.upper_excluded ? "below" : "at most", range.upper);
        if (!has_lower && !has_upper) words = "any finite number";
    }
    if (range.infinite) words += ", inf allowed";
    return words;
}

double Dial::at(double dial) const {
    return scale == Scale::linear ? off + dial * (on - off) : off * std::pow(on / off, dial);
}

}  // namespace gemeinsim
