// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "scenario/parameter_table.h"

namespace gemeinsim {

enum class ProductionForm { power_means, linear, threshold };

/// [impact]
struct ImpactParameters {
    ProductionForm production = ProductionForm::power_means;
    int threshold = 0;
    double substitution_assets = 0;
    double substitution_members = 0;
    double duplication = 0;         ///< dup0
    double condition_exponent = 0;  ///< kappa
    double weight_goal = 0;
    double weight_measurement = 0;
    double weight_activities = 0;
    double weight_communication = 0;
    double weight_coordination = 0;
    double design_share = 0;  ///< s in phase 2
    double quality_effect = 0;
    double quality_lowest = 0;
    double quality_highest = 0;
    double alignment = 0;  ///< own hours that one hour of cooperation aligns
    double inflow = 0;     ///< 1/month
    double outflow = 0;    ///< 1/month
    double lag = 0;        ///< months
    double observation_error = 0;
    double overstatement = 0;
    double learning = 0;
    double voice_reach = 0;
};

/// One table [topics.NAME].
struct Topic {
    std::string id;  ///< the table's name
    std::string title;
    double severity = 0;              ///< X at month 0
    std::vector<std::string> assets;  ///< names of the assets that work on the topic needs
    double target_group = 0;          ///< persons
    std::string title_de;             ///< where German texts call it something else
};

const ParameterTable<ImpactParameters>& impact_parameters();
const ParameterTable<Topic>& topic_columns();

}  // namespace gemeinsim
