// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "scenario/parameter_table.h"

namespace gemeinsim {

/// [funding]
struct FundingParameters {};

/// One row of [[funding.programmes]].
struct Programme {
    std::string name;
};

const ParameterTable<FundingParameters>& funding_parameters();
const ParameterTable<Programme>& programme_columns();

}  // namespace gemeinsim
