// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "base/ids.h"
#include "model/hierarchy/state.h"
#include "scenario/parameter_table.h"
#include "scenario/population.h"
#include "scenario/registry.h"

namespace gemeinsim {

/// Where the background business of desks comes from and goes to.
enum class Background {
    poisson,  ///< to each desk a stream of its own, which ends there
    chain,    ///< to each hierarchy one stream, which passes all its desks from the lowest to the head
};

/// [hierarchy]
struct HierarchyParameters {
    double approval_depth = 0;  ///< desks that a commitment visits; a fraction is the chance of one more
    double weight_pact = 0;
    double weight_membership = 0;
    double weight_signature = 0;
    double weight_budget = 0;
    double delegated_depth = 0;
    double service_rate = 0;
    double utilisation = 0;
    Background background = Background::poisson;
    double return_probability = 0;
    double veto_intercept = 0;
    double veto_distance = 0;
    double veto_priority = 0;
    double absence_rate = 0;
    double absence_months = 0;
    double expiry_months = 0;
    double hours_per_case = 0;
};

/// Depth that a kind of commitment asks for, as a multiple of approval_depth.
double weight_of(const HierarchyParameters& p, CaseKind kind);

/// One table [jurisdiction.topics.NAME]: who holds competence for the topic.
struct CompetenceRow {
    std::vector<std::string> levels;
    std::map<std::string, double> regulation;  ///< by level
};

/// A row of the matrix topic x level.
struct Competence {
    bool given = false;  ///< else the topic follows `jurisdiction.holders` and `jurisdiction.regulation`
    std::array<bool, level_count> level{};
    double regulation = 0;  ///< share of the hours of those who work on the topic, all levels together
    [[nodiscard]] bool holds(Level which) const { return level[static_cast<std::size_t>(which)]; }
};

/// One row of [[jurisdiction.signatories]]: an actor that must be asked without standing in the chain of superiors.
struct Signatory {
    std::string actor;
    std::string topic;  ///< empty: every topic
    std::string place;  ///< empty: see signs_for
    Level level = Level::none;
    Say say = Say::consent;
    ActorId desk;      ///< looked up
    TopicId topic_id;  ///< looked up; none for every topic
    PlaceId place_id;  ///< looked up; none where no place is named
};

/// [jurisdiction]
struct JurisdictionParameters {
    double holders = 0;  ///< levels whose signature is needed; a fraction is the chance of one more
    double regulation = 0;
    Column<TopicId, Competence> competence;  ///< empty where no topic has a row
    std::vector<Signatory> signatories;
    /// Who signs for each level where nobody is named, as seen from each place: nearest first, up to the first that is
    /// there all the time. The first of them that is there speaks.
    Column<PlaceId, std::array<std::vector<ActorId>, level_count>> speakers;
    /// Who holds competence, as seen from each place: place by place, topic by topic; where actors have dates, who may.
    /// Administrations end by date only and do not change their level, so this is so for the whole run.
    std::vector<std::vector<ActorId>> holders_at;
};

/// [leadership]
struct LeadershipParameters {
    std::string state;  ///< chooses a preset; no rule reads it
    int term = 0;
    std::optional<Calendar> first_election;
    double election_change = 0;
    double turnover = 0;
    double unclear_months = 0;
    double priority_jump = 0;
    double jump_rate = 0;
    double case_loss = 0;
    double support_threshold = 0;
    double contact_loss = 0;
};

const ParameterTable<HierarchyParameters>& hierarchy_parameters();
const ParameterTable<JurisdictionParameters>& jurisdiction_parameters();
const ParameterTable<LeadershipParameters>& leadership_parameters();
const ParameterTable<CompetenceRow>& competence_columns();
const ParameterTable<Signatory>& signatory_columns();

/// Terms of mayors by state for `leadership.state`.
std::vector<Preset> leadership_presets();

}  // namespace gemeinsim
