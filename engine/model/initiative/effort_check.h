// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/issues.h"
#include "model/model.h"
#include "scenario/scenario.h"

namespace gemeinsim {

/// Adds an error for each choice of rule, scale, objective, payoff and joining that does not go with another, for
/// levels that are no ascending list, a threshold that no group can reach and fitness that falls below 0; a warning for
/// each parameter that was given though nothing reads it under the choices made.
void check_effort(const Model& model, const Scenario& scenario, Issues& issues);

}  // namespace gemeinsim
