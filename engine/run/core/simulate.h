// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/model.h"
#include "random/stream.h"
#include "record/table.h"

namespace gemeinsim {

/// One run of a compiled scenario. The result depends on the model and the key alone. A branch lives as its trunk up
/// to the month of the fork, so that its results differ from the trunk's in nothing before.
///
/// Cost: about (months + burn-in) * actors * known actors per actor evaluations; memory that of one State.
Results simulate(const Model& model, RunKey key);

}  // namespace gemeinsim
