// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "scenario/parameter_table.h"

namespace gemeinsim {

/// [impact]
struct ImpactParameters {};

/// One table [topics.NAME].
struct Topic {
    std::string id;  ///< the table's name
    std::string title;
    double severity = 0;              ///< X at month 0
    std::vector<std::string> assets;  ///< names of the assets that work on the topic needs
    double target_group = 0;          ///< persons
};

const ParameterTable<ImpactParameters>& impact_parameters();
const ParameterTable<Topic>& topic_columns();

}  // namespace gemeinsim
