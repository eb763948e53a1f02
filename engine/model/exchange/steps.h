// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/calendar.h"
#include "model/model.h"
#include "model/state.h"

// The parts of the step "exchange", in their order. Where they say circles, now.exchange_room holds those of the month.
namespace gemeinsim {

/// Items pass and are forgotten in continuous time.
void pass_information(const Model& model, Month month, State& now);

/// Experience fades towards the prior; joint months add what was kept or broken. Needs circles.
void move_trust(const Model& model, Month month, State& now);

/// Every position moves towards those it hears, all at once. Needs circles.
void move_positions(const Model& model, State& now);

}  // namespace gemeinsim
