// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/issues.h"
#include "scenario/parameter_table.h"
#include "scenario/scenario.h"

namespace gemeinsim {

inline constexpr std::size_t task_count = 13;

/// [initiatives]: coordination, tasks, decisions and ends. Founding and membership have their own group.
struct InitiativesParameters {
    double pair_hours = 0;
    double lead_fixed_hours = 0;
    double lead_broker_hours = 0;
    double lead_trust_slope = 0;
    double lead_member_hours = 0;
    double office_fixed_hours = 0;
    double office_broker_hours = 0;
    double office_trust_slope = 0;
    double office_member_hours = 0;
    double lead_hours_share = 0;
    double own_hours_share = 0;
    std::optional<double> office_fte;
    double minimum_fte = 0;
    double office_reserve = 0;
    double fte_hours = 0;
    double office_work_share = 0;
    double office_know_how = 0;
    double lead_goal_weight = 0;
    double voice_goal_weight = 0;

    double rate_initiation = 0;
    double rate_design = 0;
    double rate_implementation = 0;
    double reference_hours = 0;
    double work_exponent = 0;
    double know_how_floor = 0;
    double network_competence = 0;
    double impact_floor = 0;
    double working_group_share = 0;
    std::vector<std::string> after;  ///< "TASK after TASK"
    /// The same by task kind, worked out by read_task_order(): bit k for the task with number k of its phase.
    std::array<std::uint8_t, task_count> predecessors{};

    double reply_rate = 0;
    double reply_delay = 0;
    double vote_intercept = 0;
    double vote_trust = 0;
    double vote_trust_reference = 0;
    double vote_distance = 0;
    double vote_quality = 0;
    double quality_noise = 0;
    double deliberation = 0;
    double deliberation_time = 0;
    double vote_dependence = 0;
    double voice_majority = 0;
    double voice_broker = 0;
    double refusal_distrust = 0;
    int signers = 0;
    int signer_sectors = 0;

    int minimum_members = 0;
    int minimum_sectors = 0;
    int grace_months = 0;
    double end_hazard = 0;
    double unfunded_hazard = 0;
    double lost_office_factor = 0;
    int unfunded_months = 0;
    double stalled_hazard = 0;
    int stalled_months = 0;
    double goal_minimum = 0;
    double goal_maximum = 0;
    double output_goal_share = 0;
    double output_goal_chance = 0;
};

const ParameterTable<InitiativesParameters>& initiatives_parameters();

/// Adds an error where the goals' lower bound lies above their upper bound.
void check_goals(const InitiativesParameters& parameters, const Scenario& scenario, Issues& issues);

}  // namespace gemeinsim
