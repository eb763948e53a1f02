// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "base/money.h"
#include "scenario/parameter_table.h"

namespace gemeinsim {

/// Which money an initiative has: what its form of governance attracts, or the same for every form.
enum class Arm { as_financed, equal_money };

/// [funding]
struct FundingParameters {
    Arm arm = Arm::as_financed;
    Cents endowment = 0;    ///< per initiative and month, under equal money
    Cents wage = 0;         ///< per hour
    Cents office_cost = 0;  ///< per full-time post and month
    double hours_per_1000_eur = 0;
    double treasurer_share = 0;
    double overhead = 0;
    Cents budget_administration = 0;  ///< per year
    Cents budget_civil_society = 0;
    Cents budget_business = 0;
    Cents host_line = 0;  ///< per host and year
    double duration = 0;  ///< the following four: of programmes that do not say
    double annuality = 0;
    double office_share = 0;
    double co_financing = 0;
    double success_prior = 0;
    double prior_weight = 0;
    int sessions_per_year = 0;
    double session_hours = 0;
    double agreement_rate = 0;
};

/// One row of [[funding.programmes]].
struct Programme {
    std::string name;
    std::string funder;
    Cents budget = 0;  ///< per year
    std::optional<Calendar> first;
    std::optional<Calendar> last;
    int calls_per_year = 0;
    Cents grant_min = 0;
    Cents grant_max = 0;
    std::optional<double> duration;  ///< months
    int months_to_decide = 0;
    std::optional<double> office_share;
    std::optional<double> co_financing;
    std::optional<double> annuality;
    double merit_weight = 0;
    double success = 0;
    std::vector<std::string> sectors;  ///< of those who may apply; empty: all
    double hours_to_apply = 0;

    Month opens = 0;   ///< first month, worked out by build()
    Month closes = 0;  ///< last month in which it calls
};

const ParameterTable<FundingParameters>& funding_parameters();
const ParameterTable<Programme>& programme_columns();

}  // namespace gemeinsim
