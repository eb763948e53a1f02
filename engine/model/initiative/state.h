// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <vector>

#include "base/calendar.h"
#include "base/ids.h"
#include "base/money.h"
#include "random/stream.h"

namespace gemeinsim {

enum class Phase : std::int8_t { initiation, design, implementation, completed, dissolved };

enum class Strand : std::int8_t { involvement, steering, strategy, impact_analysis };

/// Why an initiative ended.
enum class EndCause : std::int8_t { none, completed, members, office_unfunded, no_progress, leader_gone, base };

/// What a month's waiting was for.
enum class Constraint : std::int8_t { none, task, approval, money, vote, hours };

/// The five conditions of collective impact, each in [floor, 1].
enum class Condition { goal, measurement, activities, communication, coordination };
inline constexpr std::size_t condition_count = 5;

/// Where a phase stands on the way to its product.
enum class Gate : std::int8_t { tasks, decision, signature };

struct Task {
    Strand strand = Strand::involvement;
    std::int8_t number = 0;     ///< within the phase, names it in keys and files
    bool needs_office = false;  ///< void without a broker
    bool needs_money = false;   ///< stands still while the office is not paid
    int visit = 0;              ///< how often it was reopened
    double threshold = 0;       ///< unit exponential, drawn once
    double progress = 0;        ///< done when it reaches the threshold
    bool operator==(const Task&) const = default;
};

enum class MemberStatus : std::int8_t {
    invited,    ///< decides at its next turn
    approving,  ///< said yes, its own chain has not yet
    member,
    associate,  ///< takes part without a vote: did not sign
};

struct Member {
    ActorId actor;
    MemberStatus status = MemberStatus::invited;
    CaseId approval;                ///< of membership or signature, none where nothing waits
    Month since = 0;                ///< of the present status
    double effort = 0;              ///< f in [0, 1]; below 0 for prevention
    double expectation = .5;        ///< of the others' effort
    double coordination_hours = 0;  ///< C_i, h/month
    double net_hours = 0;           ///< max(0, hours f (1 - regulation) - C_i), h/month
    double given_hours = 0;         ///< of its hours budget this month: coordination and work, h
    Cents fee = 0;                  ///< per month, towards the office
    std::int8_t vote = -1;          ///< in the open decision: -1 not yet, 0 no, 1 yes
    double replies_at = -1;         ///< month with fraction; below 0: not asked in the open decision
    bool signed_product = false;
    bool operator==(const Member&) const = default;
};

/// An actor that said no, was not allowed to join or went: it is not asked again for a while.
struct Refusal {
    ActorId actor;
    Month month = 0;
    bool operator==(const Refusal&) const = default;
};

struct Initiative {
    EntityKey entity = 0;  ///< of (founder, topic, month)
    ActorId founder;
    TopicId topic;
    PlaceId place;
    Month founded = 0;
    Phase phase = Phase::initiation;
    Month phase_since = 0;
    Gate gate = Gate::tasks;
    EndCause cause = EndCause::none;
    Month ended = 0;  ///< where phase is completed or dissolved

    std::vector<Member> members;     ///< in the order of joining
    std::vector<Refusal> refusals;   ///< in the order of time
    int prescribed = -1;             ///< row of [[initiatives.prescribed]] that it came from, -1 for none
    std::vector<Task> tasks;         ///< of the present phase, open and done
    double text_quality = 0;         ///< z of the text under decision, known to nobody
    double quality = 0;              ///< z of the text last agreed
    int texts = 0;                   ///< put to decision so far; names the draws of the present one
    int refused = 0;                 ///< of them that were refused, or not signed by enough
    std::int8_t decider_vote = -1;   ///< of the broker or superior where one of them decides
    double decider_replies_at = -1;  ///< as Member::replies_at
    int products = 0;                ///< agreed and signed
    double product_at = 0;           ///< when the last product was signed, month with fraction
    Month last_progress = 0;         ///< a task done or a product signed; founding where there was none
    int reports = 0;                 ///< of phase 3
    Month last_product = 0;          ///< founding where there was none
    Month agreement = -1;            ///< month of the cooperation agreement, -1 for none yet
    Month action_plan = -1;

    ActorId broker;                   ///< lead member, or host of the office; none where nobody coordinates
    bool mandated = false;            ///< convened by a superior
    double office_fte = 0;            ///< wanted
    bool office_funded = false;       ///< paid this month
    int months_unfunded = 0;          ///< in a row, where an office is wanted
    double office_surplus_hours = 0;  ///< beyond its relations load, h/month
    AccountId account;

    double goal_position = .5;  ///< y_a, the common goal on the topic
    double success = .5;        ///< success expectation, [0, 1]
    std::array<double, condition_count> conditions{1, .1, 1, 1, 1};
    double coordination = 1;        ///< hours supplied / hours needed, capped at 1
    double coordination_hours = 0;  ///< spent on it this month by members and broker, h
    double trust = -1;              ///< mean over pairs of members this month, below 0 before the first
    double group_hours = 0;         ///< W, net hours of the group incl. the office's surplus
    double money_hours = 0;         ///< delivery that project money bought this month, h/month
    double group_output = 0;        ///< G of the group, all factors
    double withdrawn_output = 0;    ///< what its members' hours would have yielded alone
    double goal_index = 0;          ///< impact index at which the goal is reached
    bool output_goal = false;       ///< the goal is an output: met with a chance at each report

    std::array<int, 6> months_lost{};  ///< by binding constraint
    Constraint constraint = Constraint::none;
    ActorId constraint_actor;  ///< the desk or the refusing member, none where there is none

    [[nodiscard]] bool alive() const { return phase != Phase::completed && phase != Phase::dissolved; }
    bool operator==(const Initiative&) const = default;
};

struct Initiatives {
    Column<InitiativeId, Initiative> all;  ///< in the order of founding; ended ones stay
    bool operator==(const Initiatives&) const = default;
};

}  // namespace gemeinsim
