// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/ids.h"
#include "model/relations/parameters.h"

namespace gemeinsim {

class Evaluation;

/// What the contact (or, for effects on pacts, the pact) between ego and j adds to the statistic of one effect,
/// everything else as it is; 0 for an effect on the other form of tie. Formulas as in the RSiena manual, in
/// effects.cpp. A new effect is one function and one row of the table there.
double effect_change(EffectKind kind, Change change, const Evaluation& evaluation, ActorId j, bool pact);

}  // namespace gemeinsim
