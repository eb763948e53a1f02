// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/issues.h"

namespace gemeinsim {

/// What a parameter can hold. Money is std::int64_t cents, dates are text "2015-09", choices are their name;
/// std::monostate is "not given" (only where a parameter is optional).
using Value = std::variant<std::monostate, bool, std::int64_t, double, std::string, std::vector<double>,
                           std::vector<std::string>>;

/// Who gave a parameter its value. Later ones win over earlier ones.
enum class Origin { standard, preset, dial, file, override_ };

/// The word for an origin in `describe`: default, preset, dial, file, override.
std::string_view to_string(Origin origin);

/// A value together with where it comes from, so that a complaint can point at it.
struct Entry {
    Value value;
    Origin origin = Origin::standard;
    Location where;
};

/// Values by path (of the registry) or by column name (of one row), complete: every parameter has an entry.
using Values = std::map<std::string, Entry, std::less<>>;

}  // namespace gemeinsim
