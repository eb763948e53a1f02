// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "scenario/registry.h"

namespace gemeinsim {

/// A JSON Schema (2020-12) of scenario files: dotted paths become nested objects, unknown keys are refused,
/// ranges, names, defaults, units and texts come from the registry. The same registry gives the same bytes.
std::string schema_json(const Registry& registry);

}  // namespace gemeinsim
