// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/issues.h"
#include "model/model.h"
#include "scenario/scenario.h"

namespace gemeinsim {

/// Adds an error for a prescribed founder that the population gives no interest in the topic, for a minimum of members
/// or signers that the population cannot reach, for initiatives.without that names nothing of the scenario, and where a
/// grant should pay the office and no programme may.
void check_membership(const Model& model, const Scenario& scenario, Issues& issues);

}  // namespace gemeinsim
