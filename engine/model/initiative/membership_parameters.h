// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/ids.h"
#include "base/money.h"
#include "scenario/parameter_table.h"

namespace gemeinsim {

enum class Founding { volunteer, hazard, date };
enum class Selection { complementary, central, random, open };
enum class Joining { value, payoff };
enum class EffortRule { logit, best_reply, fermi, moran, death_birth };
enum class EffortScale { levels, real };
enum class EffortObjective { own, joint };
enum class EffortPayoff { belief, donation, production, risk, minimum };
enum class EffortPooling { mean, sum };
enum class EffortSharing { each, shared };
enum class EffortCostForm { none, linear, quadratic };

/// [initiatives], first part: who founds, joins, works and leaves.
struct MembershipParameters {
    Founding founding = Founding::volunteer;
    double founding_rate = 0;     ///< rings of an actor's founding clock, 1/month
    double founding_cost = 0;     ///< c, in units of J
    double founding_hazard = 0;   ///< per interested actor and month
    double interest = 0;          ///< K q_ik from which an actor is interested
    double mandate_priority = 0;  ///< of a superior's leadership, from which it convenes
    Selection selection = Selection::complementary;
    double invitation_rate = 0;  ///< 1/month
    double asking_rate = 0;      ///< of the interested where membership is open, 1/month
    int core = 0;                ///< n_core: size of the first circle
    int retry_months = 0;
    std::vector<std::string> without;  ///< "FOUNDER TOPIC" of initiatives that are not founded
    Joining joining = Joining::value;
    double reference_size = 0;  ///< n_ref
    double join_base = 0;       ///< J0
    double omega = 0;
    double private_benefit = 0;  ///< priv
    double bandwagon = 0;        ///< chi
    double membership_cost = 0;  ///< c_member
    double autonomy = 0;         ///< g_autonomy
    double position_cost = 0;    ///< g_y
    double beta = 0;
    double leave_max = 0;   ///< h_max
    double leave_base = 0;  ///< h0
    double candidate_effort = 0;
    EffortRule effort_rule = EffortRule::logit;
    EffortScale effort_scale = EffortScale::levels;
    EffortObjective effort_objective = EffortObjective::own;
    EffortPayoff effort_payoff = EffortPayoff::belief;
    double effort_benefit = 0;  ///< b of donation and production, a of minimum
    EffortPooling effort_pooling = EffortPooling::mean;
    EffortSharing effort_sharing = EffortSharing::each;
    EffortCostForm effort_cost_form = EffortCostForm::quadratic;
    double effort_risk = 0;       ///< r
    double effort_selection = 0;  ///< w: fitness is 1 + w payoff
    double effort_mutation = 0;   ///< mu, per event
    double effort_revision = 0;   ///< probability per month
    double effort_base = 0;       ///< v0
    double effort_cost = 0;
    double effort_fixed_cost = 0;
    double effort_beta = 0;
    std::vector<double> effort_levels;
    double expectation_start = 0;
    double expectation_gap = 0;
    double history_visible = 0;
    double prevention_control = 0;
    double prevention_distance = 0;
    double success_start = 0;
    double success_gain = 0;
    double success_refusal = 0;
    double success_fade = 0;
    int success_patience = 0;  ///< months
    double condition_floor = 0;
    double measurement_start = 0;
    double measurement_rate = 0;
    double measurement_decay = 0;
    double measurement_early = 0;
    double communication_contacts = 0;
    double asset_held = 0;
};

/// One row of [[initiatives.prescribed]]: an initiative that begins on a date, come what may.
struct PrescribedRow {
    std::string founder;  ///< id of an actor
    std::string topic;    ///< name of a topic
    std::optional<Calendar> date;
    std::vector<std::string> members;  ///< ids of those invited at once

    ActorId founder_id;  ///< the following are worked out by build()
    TopicId topic_id;
    Month month = 0;
    std::vector<ActorId> member_ids;
};

/// Whether `initiatives.without` keeps an actor from founding on a topic, both by their names.
bool is_prevented(const MembershipParameters& parameters, std::string_view founder, std::string_view topic);

const ParameterTable<MembershipParameters>& membership_parameters();
const ParameterTable<PrescribedRow>& prescribed_columns();

}  // namespace gemeinsim
