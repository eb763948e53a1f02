// SPDX-License-Identifier: Apache-2.0
#include "model/funding/parameters.h"

namespace gemeinsim {

const ParameterTable<FundingParameters>& funding_parameters() {
    static const ParameterTable<FundingParameters> table("funding");
    return table;
}

const ParameterTable<Programme>& programme_columns() {
    static const ParameterTable<Programme> table = ParameterTable<Programme>("").text(
        "name", &Programme::name, {.required = true, .text = "Name of the programme"});
    return table;
}

}  // namespace gemeinsim
