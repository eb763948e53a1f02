// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenario/registry.h"
#include "scenario/scenario.h"

namespace gemeinsim {

/// Completes explicit values: presets fill what the user leaves open, then dials that are given (by the user
/// or a preset) set the parameters that carry them unless the user gives these, then defaults. Every
/// parameter has an entry afterwards. Entries that are there already count as explicit.
void resolve(Values& values, const Registry& registry);

/// Is the entry given in a scenario file or by --set?
bool is_explicit(const Entry& entry);

}  // namespace gemeinsim
