// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/parameters.h"

namespace gemeinsim {

const ParameterTable<InitiativesParameters>& initiatives_parameters() {
    static const ParameterTable<InitiativesParameters> table("initiatives");
    return table;
}

}  // namespace gemeinsim
