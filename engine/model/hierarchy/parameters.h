// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "scenario/parameter_table.h"

namespace gemeinsim {

/// [hierarchy]
struct HierarchyParameters {};
/// [jurisdiction]
struct JurisdictionParameters {};
/// [leadership]
struct LeadershipParameters {};

const ParameterTable<HierarchyParameters>& hierarchy_parameters();
const ParameterTable<JurisdictionParameters>& jurisdiction_parameters();
const ParameterTable<LeadershipParameters>& leadership_parameters();

}  // namespace gemeinsim
