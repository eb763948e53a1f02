// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/issues.h"
#include "scenario/registry.h"
#include "scenario/scenario.h"

namespace gemeinsim {

/// Completes explicit values: presets fill what the user leaves open, then dials that are given (by the user
/// or a preset) set the parameters that carry them unless the user gives these, then defaults. Every
/// parameter has an entry afterwards. Entries that are there already count as explicit.
void resolve(Values& values, const Registry& registry);

/// Is the entry given in a scenario file or by --set?
bool is_explicit(const Entry& entry);

/// Is the column of a row given there?
bool is_given(const Row& row, const std::string& column);

/// Where a column of a row was given; the row itself where it was left out.
Location where_of(const Row& row, const std::string& column);

}  // namespace gemeinsim
