// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>

namespace gemeinsim {

/// The value of a measure where there is nothing to measure.
inline constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

}  // namespace gemeinsim
