// SPDX-License-Identifier: Apache-2.0
#include "model/relations/parameters.h"

namespace gemeinsim {

const ParameterTable<RelationsParameters>& relations_parameters() {
    static const ParameterTable<RelationsParameters> table("relations");
    return table;
}

}  // namespace gemeinsim
