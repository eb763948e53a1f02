// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenario/parameter_table.h"

namespace gemeinsim {

/// [relations]
struct RelationsParameters {};

const ParameterTable<RelationsParameters>& relations_parameters();

}  // namespace gemeinsim
