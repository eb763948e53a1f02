// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenario/parameter_table.h"

namespace gemeinsim {

/// [initiatives]
struct InitiativesParameters {};

const ParameterTable<InitiativesParameters>& initiatives_parameters();

}  // namespace gemeinsim
