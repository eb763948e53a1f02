// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// The five conditions of collective impact for this month, each in [floor, 1]: common goal, shared measurement (which
/// moves by one month), mutually reinforcing activities, continuous communication, coordination (read from
/// Initiative::coordination, which must be this month's). One who is alone has all at 1 but measurement.
///
/// Source: Kania & Kramer 2011 name the five; how they are measured here is an assumption (docs/model.md).
void update_conditions(const Model& model, State& now, Initiative& initiative);

}  // namespace gemeinsim
