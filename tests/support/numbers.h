// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>

#include "record/table.h"

namespace gemeinsim::tests {

/// Whether two runs recorded the same to the last bit; NaN equals NaN.
inline bool same_numbers(const Results& a, const Results& b) {
    const auto same = [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); };
    if (a.monthly.size() != b.monthly.size() || a.totals.size() != b.totals.size()) return false;
    for (std::size_t m = 0; m < a.monthly.size(); ++m) {
        if (a.monthly[m].size() != b.monthly[m].size()) return false;
        for (std::size_t t = 0; t < a.monthly[m].size(); ++t)
            if (!same(static_cast<double>(a.monthly[m][t]), static_cast<double>(b.monthly[m][t]))) return false;
    }
    for (std::size_t m = 0; m < a.totals.size(); ++m)
        if (!same(a.totals[m], b.totals[m])) return false;
    return a.tables == b.tables;
}

}  // namespace gemeinsim::tests
