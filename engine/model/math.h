// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>

namespace gemeinsim {

/// The logistic function 1 / (1 + exp(-x)); exact 0 and 1 at the infinities.
inline double logistic(double x) {
    return x >= 0 ? 1 / (1 + std::exp(-x)) : std::exp(x) / (1 + std::exp(x));
}

inline double clip(double x, double lower, double upper) {
    return std::min(upper, std::max(lower, x));
}

}  // namespace gemeinsim
