// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <ranges>

namespace gemeinsim {

/// The mean of a range in its own order, NaN where it is empty: an undefined mean stays missing, never zero.
template <std::ranges::input_range Range>
double mean(Range&& values) {
    double total = 0;
    long count = 0;
    for (const double value : values) {
        total += value;
        ++count;
    }
    return count > 0 ? total / static_cast<double>(count) : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace gemeinsim
