// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenario/parameter_table.h"

namespace gemeinsim {

/// [exchange]
struct ExchangeParameters {};

const ParameterTable<ExchangeParameters>& exchange_parameters();

}  // namespace gemeinsim
