// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/model.h"
#include "model/state.h"
#include "record/table.h"

namespace gemeinsim {

/// The table "network" without rows: month, from, to, form, pact_name, information, money, clients, joint_work, trust,
/// trust_back.
Table empty_snapshots();

/// Adds the ties at the end of a month: every contact (arc) once, then every two parties of a pact once. `trust` is
/// that of `from` in `to`, `trust_back` the other way. Cost: O(ties (topics + log ties)).
void append_snapshot(const Model& model, Month month, const State& now, Table& network);

}  // namespace gemeinsim
