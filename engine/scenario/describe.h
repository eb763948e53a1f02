// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "scenario/registry.h"
#include "scenario/scenario.h"

namespace gemeinsim {

/// The scenario as one JSON document: {"scenario", "parameters": [...], "tables": {path: [row ...]}}. Each
/// parameter has path, value, unit, range, default, choices, dial, role, source, text, origin and location;
/// each row its values by column with their origin and location. Money is in euros, infinity the text "inf", a
/// value that is not given null.
std::string describe_json(const Scenario& scenario, const Registry& registry);

/// The same for reading: aligned columns path, value, unit, origin, range, text. With `only_given`, what is at
/// its default is left out.
std::string describe_text(const Scenario& scenario, const Registry& registry, bool only_given = false);

/// The registry as one JSON document: {"parameters": [...], "tables": [...], "presets": [...]} with the fields
/// of describe_json except value, origin and location.
std::string parameters_json(const Registry& registry);

}  // namespace gemeinsim
