// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "scenario/parameter_table.h"

namespace gemeinsim {

/// [exchange]
struct ExchangeParameters {
    double prior_kept = 0;
    double prior_broken = 0;
    double memory = 0;
    double joint_content = 0;
    int joint_months = 0;
    double keep_base = 0;
    double keep_reliability = 0;
    double keep_position = 0;
    double keep_logic = 0;
    double keep_overload = 0;
    double conflict_rate = 0;

    double position_rate = 0;
    double susceptibility = 0;
    double self_weight = 0;
    double slow = 0;
    std::string weights;

    int items = 0;
    double initial_items = 0;
    double information_rate = 0;
    double information_trust = 0;
    double rival_information = 0;
    double forgetting_rate = 0;
    bool relearn = true;
};

const ParameterTable<ExchangeParameters>& exchange_parameters();

}  // namespace gemeinsim
