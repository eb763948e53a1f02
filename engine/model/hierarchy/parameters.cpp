// SPDX-License-Identifier: Apache-2.0
#include "model/hierarchy/parameters.h"

namespace gemeinsim {

const ParameterTable<HierarchyParameters>& hierarchy_parameters() {
    static const ParameterTable<HierarchyParameters> table("hierarchy");
    return table;
}

const ParameterTable<JurisdictionParameters>& jurisdiction_parameters() {
    static const ParameterTable<JurisdictionParameters> table("jurisdiction");
    return table;
}

const ParameterTable<LeadershipParameters>& leadership_parameters() {
    static const ParameterTable<LeadershipParameters> table("leadership");
    return table;
}

}  // namespace gemeinsim
