// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/issues.h"
#include "model/model.h"

namespace gemeinsim {

/// Reads initiatives.after into the predecessors of each kind of task. Adds an error for words that name no two tasks,
/// tasks of two phases (which follow each other anyway) and orders that go round in a circle.
void read_task_order(Model& model, Issues& issues);

}  // namespace gemeinsim
