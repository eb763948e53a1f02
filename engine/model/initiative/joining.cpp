// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/joining.h"

#include <algorithm>
#include <cmath>

#include "model/hierarchy/rules.h"
#include "model/impact/production.h"
#include "model/initiative/coordination.h"
#include "model/initiative/effort.h"
#include "model/math.h"
#include "model/relations/rules.h"
#include "random/draws.h"

namespace gemeinsim {
namespace {

constexpr double rounding = 1e-9;  // must not decide where beta is infinite

const Member* find_member(const Initiative& initiative, ActorId actor) {
    for (const Member& member : initiative.members)
        if (member.actor == actor) return &member;
    return nullptr;
}

/// [sqrt(coordination) (G(S+i) - G(S)) - G_i] / G_i, cut to [-1, 2], with the conditions and the duplication that the
/// group has now.
double gain(const Model& model, const State& now, const Initiative& initiative, ActorId actor, double effort,
            double coordination_hours, JoinWork& work) {
    std::vector<Worker>& group = work.group;
    group.clear();
    for (const Member& member : initiative.members)
        if (takes_part(member) && member.actor != actor)
            group.push_back(
                {working_hours(now, member.actor, work.unregulated, member.effort, member.coordination_hours),
                 now.actors.assets[member.actor]});
    const double without = production(model, work.alone->needed, group, initiative.money_hours);
    const double hours = working_hours(now, actor, work.unregulated, effort, coordination_hours);
    group.push_back({hours, now.actors.assets[actor]});
    const double with = production(model, work.alone->needed, group, initiative.money_hours);
    const double marginal =
        std::sqrt(initiative.coordination) * (with - without) * (1 - work.duplication) * work.conditions;
    const double alone = isolated_output(model, now, actor, *work.alone, hours + coordination_hours);
    if (alone <= 0) return marginal > 0 ? 2 : 0;  // who can do nothing alone loses nothing
    return clip((marginal - alone) / alone, -1, 2);
}

JoinTerms join_terms(const Model& model, const State& now, const Initiative& initiative, ActorId actor,
                     JoinWork& work) {
    const MembershipParameters& p = model.membership;
    const Member* self = find_member(initiative, actor);
    const bool inside = self != nullptr && takes_part(*self);
    JoinTerms terms;
    terms.interest =
        std::min(1., static_cast<double>(model.topics.size()) * now.actors.salience(actor, initiative.topic));
    terms.success = initiative.success;

    work.others.clear();
    const DyadTerms* const known = now.relations.pairs.empty() ? nullptr : now.relations.pairs.of(actor);
    Cents fees = 0;
    for (const Member& member : initiative.members) {
        if (!takes_part(member)) continue;
        if (member.status == MemberStatus::member && member.effort > 0) terms.active += 1;
        if (member.actor == actor) continue;
        work.others.push_back(member.actor);
        fees += member.fee;
        const double sources = known != nullptr && known[member.actor.index()].friction != 0
                                   ? known[member.actor.index()].sources
                                   : work.ties.common_sources(member.actor);
        if (sources > 0) terms.overlap += topic_overlap(now.actors, actor, member.actor) * sources;
    }
    const auto others = static_cast<int>(work.others.size());
    work.benefits.resize(work.others.size());
    work.ties.benefits(work.others, work.benefits);
    for (const double benefit : work.benefits) terms.benefit += benefit;
    if (others > 0) {
        terms.benefit /= others;
        terms.overlap /= others;
    }

    const double coordination_hours = inside && self->coordination_hours > 0
                                          ? self->coordination_hours
                                          : expected_coordination_hours(model, now, initiative, others + 1);
    const double effort = inside && self->effort > 0 ? self->effort : p.candidate_effort;
    terms.gain = gain(model, now, initiative, actor, effort, coordination_hours, work);
    const double fee = inside ? static_cast<double>(self->fee) : others > 0 ? static_cast<double>(fees) / others : 0;
    const double taken = coordination_hours + fee / static_cast<double>(model.funding.wage);
    const double capacity = now.actors.hours[actor].capacity;
    terms.share = taken > 0 ? taken / (taken + capacity) : 0;
    terms.threshold = now.actors.threshold[actor];
    terms.voice = voice(model, now, initiative, actor);
    terms.distance = now.actors.position(actor, initiative.topic) - initiative.goal_position;
    return terms;
}

void become_member(const Model& model, Month month, State& now, Member& member, InitiativeId id) {
    inherit_history(model, now.initiatives.all[id], member);
    member.status = MemberStatus::member;
    member.since = month;
    member.approval = {};
    now.events.push_back({.month = month, .kind = EventKind::join, .actor = member.actor, .initiative = id});
}

/// Keeps a decision with what it was made on: the parts of J, the benefit by motive, the chance of a yes.
void note_choice(const Model& model, Month month, State& now, InitiativeId id, ActorId actor, JoinWork& work,
                 Choice choice) {
    const Initiative& initiative = now.initiatives.all[id];
    choice.month = month;
    choice.initiative = id;
    choice.actor = actor;
    if (model.membership.joining == Joining::payoff) {
        choice.parts.base = model.membership.join_base;
        choice.parts.collective = choice.value - choice.parts.base;
        now.choices.push_back(choice);
        return;
    }
    work.ties.focus(actor);
    choice.parts = join_parts(model, join_terms(model, now, initiative, actor, work));
    int others = 0;
    for (const Member& member : initiative.members) {
        if (!takes_part(member) || member.actor == actor) continue;
        ++others;
        const std::array<double, motive_count> from_one = work.ties.benefits(member.actor);
        for (std::size_t m = 0; m < motive_count; ++m)
            choice.motives[m] += model.membership.private_benefit * from_one[m];
    }
    for (double& benefit : choice.motives) benefit /= std::max(1, others);
    now.choices.push_back(choice);
}

/// What comes of a member-to-be or member this month.
enum class Turn { stays, refuses, leaves };

Turn decide_to_join(const Model& model, Month month, State& now, InitiativeId id, Member& member, JoinWork& work) {
    const Initiative& initiative = now.initiatives.all[id];
    if (member.since >= month) return Turn::stays;  // asked this month: decides at its next turn
    const EntityKey pair = combine(initiative.entity, now.actors.entity[member.actor]);
    Stream stream(now.key, pair, month, Purpose::joining);
    const double value = join_value(model, now, initiative, member.actor, work);
    const bool yes = joins(model, value, uniform(stream));
    if (model.outputs.decisions > 0)
        note_choice(
            model, month, now, id, member.actor, work,
            {.kind = ChoiceKind::join, .yes = yes, .probability = join_probability(model, value), .value = value});
    if (!yes) return Turn::refuses;
    // The desks have done this month's work before the initiatives act, so the case reaches them with the next.
    member.approval = submit(model, now,
                             {.initiator = member.actor,
                              .counterpart = initiative.founder,
                              .kind = CaseKind::membership,
                              .subject = initiative.entity,
                              .topic = initiative.topic,
                              .born = static_cast<double>(month + 1)});
    if (!member.approval || status(now, member.approval) == CaseStatus::approved) {
        become_member(model, month, now, member, id);
    } else {
        member.status = MemberStatus::approving;
        member.since = month;
    }
    return Turn::stays;
}

Turn hear_superiors(const Model& model, Month month, State& now, InitiativeId id, Member& member) {
    switch (status(now, member.approval)) {
        case CaseStatus::waiting:
            return Turn::stays;
        case CaseStatus::approved:
            become_member(model, month, now, member, id);
            return Turn::stays;
        case CaseStatus::vetoed:
        case CaseStatus::expired:
            return Turn::refuses;
    }
    return Turn::refuses;
}

Turn decide_to_leave(const Model& model, Month month, State& now, InitiativeId id, const Member& member,
                     JoinWork& work) {
    const Initiative& initiative = now.initiatives.all[id];
    if (member.since >= month) return Turn::stays;
    const double value = join_value(model, now, initiative, member.actor, work);
    const double leaving = leave_probability(model, value);
    Stream stream(now.key, combine(initiative.entity, now.actors.entity[member.actor]), month, Purpose::leaving);
    const bool leaves = bernoulli(stream, leaving);
    if (model.outputs.decisions > 0)
        note_choice(model, month, now, id, member.actor, work,
                    {.kind = ChoiceKind::stay, .yes = !leaves, .probability = 1 - leaving, .value = value});
    return leaves ? Turn::leaves : Turn::stays;
}

}  // namespace

void JoinWork::turn(const Model& model, const State& now, const Initiative& initiative) {
    duplication = group_duplication(model, now, initiative);
    conditions = condition_factor(model, initiative.conditions);
    alone.emplace(model, initiative.topic);
    unregulated = 1 - regulation_share(model, initiative.topic);
}

JoinParts join_parts(const Model& model, const JoinTerms& t) {
    const MembershipParameters& p = model.membership;
    return {.base = p.join_base,
            .collective = t.interest * p.omega * (.4 + 1.2 * t.success) * t.gain,
            .benefit = p.private_benefit * t.benefit,
            .bandwagon = p.bandwagon * (t.active / p.reference_size - t.threshold),
            .membership = -p.membership_cost * t.share,
            .autonomy = -p.autonomy * (1 - t.voice),
            .position = -p.position_cost * t.distance * t.distance,
            .competition = -model.relations.g_compete * t.overlap};
}

double join_value(const Model& model, const JoinTerms& terms) {
    const JoinParts p = join_parts(model, terms);
    return p.base + p.collective + p.benefit + p.bandwagon + p.membership + p.autonomy + p.position + p.competition;
}

double join_value(const Model& model, const State& now, const Initiative& initiative, ActorId actor) {
    JoinWork work(model, now);
    work.turn(model, now, initiative);
    return join_value(model, now, initiative, actor, work);
}

double join_value(const Model& model, const State& now, const Initiative& initiative, ActorId actor, JoinWork& work) {
    if (model.membership.joining == Joining::payoff) return joining_payoff(model, now, initiative, actor);
    work.ties.focus(actor);
    return join_value(model, join_terms(model, now, initiative, actor, work));
}

double join_probability(const Model& model, double value) {
    if (std::isinf(model.membership.beta)) return value >= -rounding ? 1 : 0;
    return logistic(model.membership.beta * value);
}

bool joins(const Model& model, double value, double luck) {
    const double chance = join_probability(model, value);
    return luck < chance || chance == 1;  // whatever the luck, up to 1 itself
}

double leave_probability(const Model& model, double value) {
    const MembershipParameters& p = model.membership;
    if (std::isinf(p.beta)) return value >= -rounding ? 0 : 1 - std::exp(-p.leave_max);
    return 1 - std::exp(-std::min(p.leave_max, p.leave_base * std::exp(-p.beta * value)));
}

double sampling_number(const State& now, const Choice& choice) {
    const EntityKey initiative = now.initiatives.all[choice.initiative].entity;
    Stream stream(now.key, combine(initiative, now.actors.entity[choice.actor]), choice.month, Purpose::watching);
    return uniform(stream);
}

void add_member(const Model& model, Month month, State& now, Initiative& initiative, InitiativeId id, ActorId actor) {
    Member member;
    member.actor = actor;
    member.effort = model.membership.candidate_effort;
    member.expectation = model.membership.expectation_start;
    become_member(model, month, now, member, id);
    initiative.members.push_back(member);
}

void revise_membership(const Model& model, Month month, State& now, InitiativeId id) {
    JoinWork work(model, now);
    revise_membership(model, month, now, id, work);
}

void revise_membership(const Model& model, Month month, State& now, InitiativeId id, JoinWork& work) {
    work.turn(model, now, now.initiatives.all[id]);
    // In the order of joining, each on what the ones before have done; who goes is taken off after all have decided,
    // so that nobody's decision hangs on the order of the goodbyes.
    std::vector<ActorId>& gone = work.gone;
    gone.clear();
    const std::size_t count = now.initiatives.all[id].members.size();
    for (std::size_t m = 0; m < count; ++m) {
        Member& member = now.initiatives.all[id].members[m];
        const bool inside = takes_part(member);
        Turn turn = Turn::stays;
        if (!now.actors.alive[member.actor])
            turn = inside ? Turn::leaves : Turn::refuses;
        else if (member.status == MemberStatus::invited)
            turn = decide_to_join(model, month, now, id, member, work);
        else if (member.status == MemberStatus::approving)
            turn = hear_superiors(model, month, now, id, member);
        else
            turn = decide_to_leave(model, month, now, id, member, work);
        if (turn == Turn::stays) continue;
        gone.push_back(member.actor);
        if (turn == Turn::leaves)
            now.events.push_back({.month = month, .kind = EventKind::leave, .actor = member.actor, .initiative = id});
    }
    Initiative& initiative = now.initiatives.all[id];
    for (const ActorId actor : gone) {
        for (Member& member : initiative.members)
            if (member.actor == actor) withdraw_case(month, now, member.approval);
        std::erase_if(initiative.members, [actor](const Member& member) { return member.actor == actor; });
        initiative.refusals.push_back({actor, month});
    }
    std::erase_if(initiative.refusals, [&](const Refusal& refusal) {
        return month - refusal.month >= model.membership.retry_months || !now.actors.alive[refusal.actor];
    });
}

}  // namespace gemeinsim
