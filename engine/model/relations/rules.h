// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/calendar.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// The step "awareness": round-table meetings, partners of partners, chance meetings, forgetting.
void awareness_step(const Model& model, Month month, State& now);

/// The step "relations": actors revise their ties in continuous time within the month.
void relations_step(const Model& model, Month month, State& now);

/// Empty relations for the actors of a run, or the initial ties of the population.
Relations initial_relations(const Model& model, const State& now);

}  // namespace gemeinsim
