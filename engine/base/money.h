// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace gemeinsim {

/// An amount of money in integer euro cents. Money is never a floating number: sums must be exact.
using Cents = std::int64_t;

}  // namespace gemeinsim
