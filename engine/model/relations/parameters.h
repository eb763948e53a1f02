// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "base/money.h"
#include "scenario/parameter_table.h"

namespace gemeinsim {

/// How an actor revises ties when its clock rings.
enum class Kernel {
    actor,      ///< ego's logit over no change and every toggle
    pair,       ///< ego meets a uniform partner; afterwards the tie is present with a probability
    improving,  ///< ego meets a uniform partner; the tie is added or cut where that pays
};

/// Whose agreement a tie needs.
enum class Consent { unilateral, mutual, joint, forcing };

/// Between whom a ring chooses.
enum class Consideration { aware, complete };

/// Whose count a structural effect's change is of: ego's own statistic or the whole graph's.
enum class Change { own, total };

/// Along which contacts the connections term counts distances.
enum class ReachOver { out, either };

/// Structural effects, named as in stochastic actor-oriented models; the order is that of the table in effects.cpp.
enum class EffectKind {
    density,
    pact_density,
    reciprocity,
    transitive_triads,
    transitive_triplets,
    transitive_ties,
    three_cycles,
    indegree_popularity,
    indegree_popularity_sqrt,
    outdegree_popularity,
    outdegree_popularity_sqrt,
    indegree_activity,
    indegree_activity_sqrt,
    outdegree_activity,
    outdegree_activity_sqrt,
    distance_two,
    coauthor,
    covariate_ego,
    covariate_alter,
    covariate_similarity,
    covariate_same,
    same_sector,
    dyadic_covariate,
};

/// Whether an effect weighs making and ending ties alike, or one of them only.
enum class EffectPart { evaluation, creation, endowment };

/// One row of [[relations.effects]]: weight * statistic joins the evaluation function.
struct Effect {
    EffectKind kind = EffectKind::density;
    double weight = 0;
    EffectPart part = EffectPart::evaluation;
    std::string covariate = {};
    bool centred = true;
};

/// In which order the rings of a month take effect.
enum class ScheduleMode { sequential, parallel };

/// [schedule]
struct ScheduleParameters {
    ScheduleMode mode = ScheduleMode::sequential;
    int substeps = 0;  ///< parts of a month, `parallel` only
};

/// [relations]
struct RelationsParameters {
    bool directed = false;
    Kernel kernel = Kernel::actor;
    Consent consent = Consent::mutual;
    Consideration consideration = Consideration::aware;
    Change change = Change::own;
    double rationality = 0;
    double contact_rate = 0;
    double pact_rate = 0;

    double motive_scale = 0;
    double reach_weight = 0;
    double reach_delta = 0;
    double reach_max = 0;
    ReachOver reach_over = ReachOver::out;
    bool reach_counts_self = false;
    Cents money_reference = 0;
    double joint_benefit = 0;
    double joint_without_office = 0;

    double contact_cost = 0;
    double pact_cost = 0;
    double pact_weight = 0;
    double contact_hours = 0;
    double pact_hours = 0;
    double crowding = 0;
    double g_logic = 0;
    double g_silo = 0;
    double g_level = 0;
    double g_person = 0;
    double g_compete = 0;
    double g_depend = 0;
    double g_role = 0;
    double g_distance = 0;
    double h_know_how = 0;
    double h_trust = 0;

    double pact_trust = 0;
    double pact_end_trust = 0;
    double pact_overlap = 0;
    int pact_term = 0;
    int pact_parties = 0;
    double pact_further = 0;

    double information_content = 0;
    double clients_content = 0;
    double content_choice = 0;

    double awareness_within = 0;
    double awareness_across = 0;
    int awareness_memory = 0;
    int awareness_cap = 0;
    double meeting_range = 0;
    double meeting_cap = 0;
    double hearsay_rate = 0;

    std::vector<Effect> effects;  ///< rows of [[relations.effects]]
};

const ParameterTable<RelationsParameters>& relations_parameters();
const ParameterTable<Effect>& effect_columns();
const ParameterTable<ScheduleParameters>& schedule_parameters();

}  // namespace gemeinsim
