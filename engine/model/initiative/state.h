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
enum class Constraint : std::int8_t { none, task, approval, money, vote, hours, members };
inline constexpr std::size_t constraint_count = 7;

/// What exactly it was. New ones go to the end: numbers stand in files.
enum class ConstraintDetail : std::int8_t {
    none,
    own_pace,            ///< task: nothing slows it below its own rate
    know_how,            ///< task: of members, lead or office
    common_goal,         ///< task: positions apart
    impact_orientation,  ///< task: of members, where impact is analysed
    no_host,             ///< task: an office is wanted and nobody carries it
    leadership_unclear,  ///< approval: the desk stands still
    desk_absent,         ///< approval: its head is away
    desk_queue,          ///< approval: other business lies before it
    desk_service,        ///< approval: the desk is at it
    line_empty,          ///< money: the host's budget line is used up
    host_withdrew,       ///< money: the host's leadership does not carry the topic any more
    members_short,       ///< money: members cannot pay their fees
    lead_short,          ///< money: the lead cannot pay
    account_short,       ///< money: neither grant nor free money covers the office
    reply_awaited,       ///< vote: a member's reply settles it
    decider_awaited,     ///< vote: the broker or superior decides alone
    nobody_votes,        ///< vote: whoever had a vote is gone
    work,                ///< hours: of members for the tasks
    coordination,        ///< hours: of whoever carries the relations
    nobody_joins,        ///< members: too few to sign a product, and nobody is asked
    invited,             ///< members: somebody asked has not decided yet
    joining_approval,    ///< members: somebody has said yes, its superiors not yet
    one_sector,          ///< members: enough of them, but of too few sectors to sign
};

/// Those from whom a reply is awaited or most noes came.
enum class Side : std::int8_t { none, administration, civil_society, business, dependents };

/// Why a text came to nothing, so that its strategic task was begun anew.
enum class Refused : std::int8_t { no, by_vote, by_superiors, by_signers, too_few };

/// The month's binding constraint: what would shorten the wait most if it alone were relaxed. Fixed size.
struct WaitsFor {
    Constraint constraint = Constraint::none;
    ConstraintDetail detail = ConstraintDetail::none;
    std::int8_t task = -1;  ///< index into task_kinds(), -1 where no task is waited for
    Side side = Side::none;
    Refused again = Refused::no;  ///< why that task is begun anew
    ActorId actor;                ///< the desk, who replies, who should pay, or who refused the text before
    ActorId about;                ///< whose case lies there; whom who refused had followed
    double speed = 1;             ///< of the task, of what it would be were the constraint relaxed
    bool operator==(const WaitsFor&) const = default;
};

/// The last text of the present phase that came to nothing.
struct RefusedText {
    Refused how = Refused::no;
    Side side = Side::none;
    ActorId actor;
    ActorId about;
    bool operator==(const RefusedText&) const = default;
};

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
    std::uint8_t after = 0;     ///< bit k: begins when the task with number k is done
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

/// Who carries what: a working group has members of one strand of the work.
inline constexpr std::int8_t no_group = -1;

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
    ActorId follows;                ///< whom it votes with there, none where it judges for itself
    double replies_at = -1;         ///< month with fraction; below 0: not asked in the open decision
    bool signed_product = false;
    bool steering = false;                 ///< has a seat in the steering group
    std::int8_t working_group = no_group;  ///< strand of the working group that it is in
    bool operator==(const Member&) const = default;
};

/// One measure of the action plan: what the group does about one of the assets that the topic needs.
struct Measure {
    std::int8_t asset = 0;     ///< index into Asset
    ActorId owner;             ///< whoever answers for it, none while nobody does
    Month since = 0;           ///< of its being carried out: the action plan
    double hours = 0;          ///< given to it this month, weighted with what members hold of the asset, h
    double total_hours = 0;    ///< so far, h
    double beneficiaries = 0;  ///< people it helped so far
    bool operator==(const Measure&) const = default;
};

/// What a report of phase 3 holds.
struct Report {
    Month month = 0;
    int members = 0;            ///< with a vote
    double quality = 0;         ///< z of the plan that goes on from here
    bool kept = false;          ///< the plan that was carried out stays: it was seen to be better than the new one
    double measurement = 0;     ///< shared measurement
    double impact_index = 0;    ///< in truth
    double observed_index = 0;  ///< as it says
    double beneficiaries = 0;   ///< of its measures so far
    bool operator==(const Report&) const = default;
};

/// How an initiative came about.
enum class Convened : std::int8_t { by_owner, prescribed, by_mandate };

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
    bool by_mandate = false;          ///< convened by a superior
    int broker_months = 0;            ///< in which somebody carried the relations
    double broker_hours = 0;          ///< that it gave to them so far, h
    double office_fte = 0;            ///< wanted
    bool office_funded = false;       ///< paid this month
    int months_unfunded = 0;          ///< in a row, where an office is wanted
    double office_surplus_hours = 0;  ///< beyond its relations load, h/month
    AccountId account;

    int seats = 0;                  ///< of the steering group, 0 before it is formed
    std::vector<Measure> measures;  ///< the action plan, none before it
    std::vector<Report> record;     ///< the reports, in the order of time

    double goal_position = .5;  ///< y_a, the common goal on the topic
    double success = .5;        ///< success expectation, [0, 1]
    std::array<double, condition_count> conditions{1, .1, 1, 1, 1};
    double coordination = 1;           ///< hours supplied / hours needed, capped at 1
    double coordination_hours = 0;     ///< spent on it this month by members and broker, h
    double trust = -1;                 ///< mean over pairs of members this month, below 0 before the first
    double group_hours = 0;            ///< W, net hours of the group incl. the office's surplus
    double money_hours = 0;            ///< delivery that project money bought this month, h/month
    double preparation_hours = 0;      ///< work on tasks that it bought before there was an agreement, h/month
    double office_handling_hours = 0;  ///< of the office's surplus, taken by handling money this month
    double group_output = 0;           ///< G of the group, all factors
    double withdrawn_output = 0;       ///< what its members' hours would have yielded alone
    double goal_index = 0;             ///< impact index at which the goal is reached
    bool output_goal = false;          ///< the goal is an output: met with a chance at each report

    RefusedText refused_text;                         ///< of the present phase
    WaitsFor waits_for;                               ///< at the end of the last month that it lived through
    std::array<int, constraint_count> months_lost{};  ///< by binding constraint

    [[nodiscard]] Convened convened() const {
        if (prescribed >= 0) return Convened::prescribed;
        return by_mandate ? Convened::by_mandate : Convened::by_owner;
    }
    [[nodiscard]] bool alive() const { return phase != Phase::completed && phase != Phase::dissolved; }
    bool operator==(const Initiative&) const = default;
};

struct Initiatives {
    Column<InitiativeId, Initiative> all;  ///< in the order of founding; ended ones stay
    bool operator==(const Initiatives&) const = default;
};

}  // namespace gemeinsim
