// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "base/ids.h"
#include "base/money.h"
#include "scenario/parameter_table.h"
#include "scenario/registry.h"

namespace gemeinsim {

/// Which money an initiative has: what its form of governance attracts, or the same for every form.
enum class Arm { as_financed, equal_money };

/// Length from which grants are no constraint: where the dial of funding logics is off, and what long grants go
/// towards.
inline constexpr double long_grant_months = 60;

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
    double duration = 0;  ///< the following five: of programmes that do not say
    double annuality = 0;
    double office_share = 0;
    double overhead_cap = 0;
    double co_financing = 0;
    double earmarked = 0;  ///< this and the following two: of programmes that do not say
    double success = 0;
    double gap = 0;  ///< months
    double success_prior = 0;
    double prior_weight = 0;
    double record_memory = 0;
    double rivalry = 0;
    double joint_success = 0;
    int sessions_per_year = 0;
    double session_hours = 0;
    double agreement_rate = 0;
};

/// What a programme is to those who draw money flows.
enum class ProgrammeKind { grants, budget_line, donations };
/// Who may hand in an application.
enum class ApplicationLead { any, treasurer, broker };
/// How a programme chooses.
enum class AwardRule { merit, lottery, contest };
/// What its money may pay; nothing else is ever paid from it.
/// `drawn`: the programme names none, and each grant has one by funding.earmarked.
enum class Earmark : std::int8_t { none, measures, office, drawn };

/// One row of [[funding.programmes]].
struct Programme {
    std::string name;
    std::string preset;
    ProgrammeKind kind = ProgrammeKind::grants;
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
    std::optional<double> overhead_cap;
    std::optional<double> co_financing;
    double in_kind = 0;
    std::optional<double> annuality;
    bool end_cliff = true;
    int extension = 0;       ///< months
    double preparation = 0;  ///< share of the largest grant
    bool forwarded = false;
    bool decides_projects = false;
    int at_once = 1;  ///< grants of an initiative
    Earmark earmark = Earmark::none;
    bool exclusive = false;
    AwardRule selection = AwardRule::merit;
    double merit_weight = 0;
    std::optional<double> success;
    std::optional<double> announced_success;
    std::optional<double> gap;  ///< months
    double repeat_advantage = 1;
    double hours_to_apply = 0;
    std::vector<std::string> sectors;  ///< of those who may apply; empty: all, as in the following
    std::vector<std::string> levels;
    std::vector<std::string> legal_forms;
    std::vector<std::string> topics;
    std::string place;
    ApplicationLead lead = ApplicationLead::any;
    int min_members = 0;
    int min_sectors = 0;

    Month opens = 0;   ///< first month, worked out by build()
    Month closes = 0;  ///< last month in which it calls

    /// The following by place_programme(): sets with bit k for the k-th name, all bits where the list is empty.
    std::uint32_t sector_set = ~0U;
    std::uint32_t level_set = ~0U;
    std::uint32_t form_set = ~0U;
    std::vector<TopicId> topic_ids;      ///< empty: all
    PlaceId place_id;                    ///< none: everywhere
    ActorId funder_id;                   ///< where the funder is an actor of the population
    std::vector<ProgrammeId> conflicts;  ///< by find_conflicts(): sorted
};

const ParameterTable<FundingParameters>& funding_parameters();
const ParameterTable<Programme>& programme_columns();

/// Ready-made rows of [[funding.programmes]], each with its source.
const std::vector<RowPreset>& programme_presets();

}  // namespace gemeinsim
