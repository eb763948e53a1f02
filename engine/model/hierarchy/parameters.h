// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "base/calendar.h"
#include "scenario/parameter_table.h"

namespace gemeinsim {

/// [hierarchy]
struct HierarchyParameters {
    double approval_depth = 0;  ///< desks that a commitment visits; a fraction is the chance of one more
    double delegated_depth = 0;
    double service_rate = 0;
    double utilisation = 0;
    double return_probability = 0;
    double veto_intercept = 0;
    double veto_distance = 0;
    double veto_priority = 0;
    double absence_rate = 0;
    double absence_months = 0;
    double expiry_months = 0;
};

/// [jurisdiction]
struct JurisdictionParameters {
    double holders = 0;  ///< levels whose signature is needed; a fraction is the chance of one more
    double regulation = 0;
};

/// [leadership]
struct LeadershipParameters {
    int term = 0;
    std::optional<Calendar> first_election;
    double election_change = 0;
    double turnover = 0;
    double unclear_months = 0;
    double priority_jump = 0;
    double support_threshold = 0;
    double contact_loss = 0;
};

const ParameterTable<HierarchyParameters>& hierarchy_parameters();
const ParameterTable<JurisdictionParameters>& jurisdiction_parameters();
const ParameterTable<LeadershipParameters>& leadership_parameters();

}  // namespace gemeinsim
