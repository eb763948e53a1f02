// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/coordination.h"

#include <algorithm>
#include <boost/container/small_vector.hpp>

#include "model/hierarchy/rules.h"
#include "model/initiative/founding.h"
#include "model/remedies/rules.h"

namespace gemeinsim {
namespace {

double pair_count(double members) {
    return members * (members - 1) / 2;
}

bool is_lead_candidate(const Model& model, ActorId actor) {
    return actor.index() < model.population.actors.size() && model.population.actors[actor].broker_candidate;
}

/// A lead pays with hours of its own, so that the ability to connect others counts by the hours there are for it.
double lead_fitness(const State& now, ActorId actor) {
    return broker_fitness(now, actor) * now.actors.hours[actor].capacity;
}

ActorId best_candidate(const Model& model, const State& now, const Initiative& initiative) {
    ActorId best;
    double best_fitness = -1;
    for (const Member& member : initiative.members) {
        if (!takes_part(member) || !now.actors.alive[member.actor] || !is_lead_candidate(model, member.actor)) continue;
        const double its = lead_fitness(now, member.actor);
        // Equally fit: the smaller name, which hangs on no order of the input.
        const bool better =
            its > best_fitness || (its == best_fitness && now.actors.entity[member.actor] < now.actors.entity[best]);
        if (!best || better) {
            best = member.actor;
            best_fitness = its;
        }
    }
    return best;
}

bool is_living_member(const State& now, const Initiative& initiative, ActorId actor) {
    return std::any_of(initiative.members.begin(), initiative.members.end(), [&](const Member& member) {
        return member.actor == actor && takes_part(member) && now.actors.alive[actor];
    });
}

ActorId lead_member(const Model& model, const State& now, const Initiative& initiative) {
    const ActorId present = initiative.broker;
    const bool stays = present && is_living_member(now, initiative, present);
    if (stays && is_lead_candidate(model, present)) return present;
    const ActorId candidate = best_candidate(model, now, initiative);
    if (candidate) return candidate;
    if (stays) return present;
    // Only the founder leads without having been named as a candidate.
    if (!present && is_living_member(now, initiative, initiative.founder)) return initiative.founder;
    return {};
}

/// The administration that carries an office for others: the founder's own where it belongs to one, else the one that
/// convenes its place.
ActorId host_administration(const State& now, const Initiative& initiative) {
    ActorId own = initiative.founder;
    while (now.actors.superior[own]) own = now.actors.superior[own];
    if (now.actors.sector[own] == Sector::administration && now.actors.alive[own]) return own;
    return convener(now, now.actors.place[initiative.founder]);
}

}  // namespace

double broker_fitness(const State& now, ActorId actor) {
    return now.actors.know_how[actor] *
           (1 + static_cast<double>(now.relations.contacts.out(actor).size()) / now.actors.others());
}

double mean_trust(const State& now, const Initiative& initiative) {
    double total = 0;
    int pairs = 0;
    const double prior = now.trust.prior();
    // Of one member at a time, laid out by actor: every member asks about all others.
    constexpr std::size_t at_hand = 256;
    boost::container::small_vector<double, at_hand> trust(now.actors.size(), prior);
    for (const Member& from : initiative.members) {
        if (!takes_part(from)) continue;
        for (const TrustTable::Entry& entry : now.trust.of(from.actor))
            trust[entry.about.index()] = now.trust.expected(entry);
        for (const Member& about : initiative.members) {
            if (!takes_part(about) || about.actor == from.actor) continue;
            total += trust[about.actor.index()];
            ++pairs;
        }
        for (const TrustTable::Entry& entry : now.trust.of(from.actor)) trust[entry.about.index()] = prior;
    }
    if (pairs == 0) return prior;
    return total / pairs;
}

Broker broker_in_force(const Model& model, const Initiative& initiative) {
    const Broker wanted = model.governance.broker;
    if (wanted != Broker::none && !initiative.broker) return Broker::none;
    if (wanted == Broker::separate_office && !initiative.office_funded && initiative.months_unfunded > 0)
        return Broker::none;
    return wanted;
}

CoordinationNeed coordination_need(const Model& model, Broker broker, double members, double trust) {
    const InitiativesParameters& p = model.initiatives;
    const double others = std::max(0., members - 1);
    switch (broker) {
        case Broker::none:
            return {0, others / 2 * p.pair_hours * (1 - trust)};
        case Broker::lead_member:
            return {p.lead_fixed_hours + p.lead_broker_hours * others * (1 + p.lead_trust_slope * (.5 - trust)),
                    p.lead_member_hours};
        case Broker::separate_office:
            return {p.office_fixed_hours + p.office_broker_hours * others * (1 + p.office_trust_slope * (.5 - trust)),
                    p.office_member_hours};
    }
    return {};
}

double total_coordination_hours(const Model& model, Broker broker, double members, double trust) {
    const CoordinationNeed need = coordination_need(model, broker, members, trust);
    if (broker == Broker::none) return pair_count(members) * model.initiatives.pair_hours * (1 - trust);
    return need.broker + need.member * (broker == Broker::lead_member ? members - 1 : members);
}

double expected_coordination_hours(const Model& model, const State& now, const Initiative& initiative, int members) {
    const double trust = initiative.trust < 0 ? mean_trust(now, initiative) : initiative.trust;
    return coordination_need(model, broker_in_force(model, initiative), members, trust).member;
}

bool has_vote(const Model& model, const Initiative& initiative, const Member& member) {
    if (member.status != MemberStatus::member) return false;
    return model.governance.voters == Voters::members || initiative.seats == 0 || member.steering;
}

namespace {

double voice_of_voters(const Model& model, const Initiative& initiative, ActorId member) {
    switch (model.governance.decision) {
        case DecisionRule::consensus:
            return 1;
        case DecisionRule::supermajority:
            return model.governance.quorum;
        case DecisionRule::majority:
            return model.initiatives.voice_majority;
        case DecisionRule::broker_decides:
            return member == initiative.broker ? 1 : model.initiatives.voice_broker;
        case DecisionRule::superior_decides:
            return 0;
    }
    return 0;
}

}  // namespace

double voice(const Model& model, const State&, const Initiative& initiative, ActorId member) {
    const double heard = voice_of_voters(model, initiative, member);
    if (model.governance.voters == Voters::members || initiative.seats == 0) return heard;
    const bool seated = std::any_of(initiative.members.begin(), initiative.members.end(),
                                    [&](const Member& one) { return one.actor == member && one.steering; });
    return seated ? heard : std::min(heard, model.initiatives.voice_broker);
}

void appoint_broker(const Model& model, State& now, Initiative& initiative) {
    switch (model.governance.broker) {
        case Broker::none:
            return;
        case Broker::lead_member:
            initiative.broker = lead_member(model, now, initiative);
            return;
        case Broker::separate_office:
            if (initiative.broker && now.actors.alive[initiative.broker]) return;
            if (model.governance.broker_paid_by == BrokerPaidBy::host_administration)
                initiative.broker = host_administration(now, initiative);
            else
                initiative.broker = now.actors.alive[initiative.founder] ? initiative.founder : ActorId{};
            return;
    }
}

void release_hours(State& now) {
    for (Hours& hours : now.actors.hours) hours.initiatives = 0;
    // Both sides of the account: an initiative that ends before it is coordinated has nothing to give back.
    for (Initiative& initiative : now.initiatives.all)
        if (initiative.alive())
            for (Member& member : initiative.members) member.given_hours = 0;
}

void coordinate(const Model& model, Month, State& now, Initiative& initiative) {
    const InitiativesParameters& p = model.initiatives;
    const Broker broker = broker_in_force(model, initiative);
    const int members = participants(initiative);
    initiative.trust = mean_trust(now, initiative);
    const CoordinationNeed need = coordination_need(model, broker, members, initiative.trust);
    const double unregulated = 1 - regulation_share(model, initiative.topic);

    double needed = 0;    // of those who carry the relations
    double supplied = 0;  // by them
    double work = 0;
    initiative.coordination_hours = 0;
    for (Member& member : initiative.members) {
        member.coordination_hours = 0;
        member.net_hours = 0;
        member.given_hours = 0;
        if (!takes_part(member) || !now.actors.alive[member.actor]) continue;
        Hours& hours = now.actors.hours[member.actor];
        const double effort = std::max(0., member.effort);
        const double active = hours.capacity * effort;
        const bool lead = broker == Broker::lead_member && member.actor == initiative.broker;
        member.coordination_hours = lead ? need.broker : need.member;

        double given = member.coordination_hours;
        if (lead) given = std::min(given, p.lead_hours_share * hours.capacity);
        if (broker == Broker::none) given = std::min(given, p.own_hours_share * active);
        given = std::min(given, std::max(0., hours.free()));
        hours.initiatives += given;
        initiative.coordination_hours += given;
        if (lead) initiative.broker_hours += given;
        if (lead || broker == Broker::none) {
            needed += member.coordination_hours;
            supplied += given;
        }

        // Braking costs hours as working does, but takes them from the group.
        const double wanted = member.effort < 0 ? -member.effort * hours.capacity * unregulated
                                                : std::max(0., active * unregulated - member.coordination_hours);
        const double worked = std::min(wanted, std::max(0., hours.free()));
        hours.initiatives += worked;
        member.given_hours = given + worked;
        if (member.effort < 0) {
            work -= worked;
        } else {
            member.net_hours = worked;
            work += worked;
        }
    }

    initiative.office_fte = 0;
    initiative.office_surplus_hours = 0;
    if (model.governance.broker == Broker::separate_office && initiative.broker) {
        const double load = coordination_need(model, Broker::separate_office, members, initiative.trust).broker;
        initiative.office_fte =
            p.office_fte ? *p.office_fte : std::max(p.minimum_fte, load / (1 - p.office_reserve) / p.fte_hours);
        if (broker == Broker::separate_office) {
            const double staff = initiative.office_fte * p.fte_hours;
            needed = load;
            supplied = std::min(staff, load);
            initiative.coordination_hours += supplied;
            initiative.broker_hours += supplied;
            initiative.office_surplus_hours = std::max(0., staff - load);
        }
    }
    const double paid = backbone_hours(model, now, needed - supplied);
    supplied += paid;
    initiative.coordination_hours += paid;
    if (broker != Broker::none) ++initiative.broker_months;
    initiative.coordination = needed > 0 ? std::min(1., supplied / needed) : 1;
    // An hour that handled money last month, or will again, is no hour of work; what money bought is.
    const double bought = initiative.phase == Phase::initiation ? initiative.preparation_hours : 0;
    const double spare = std::max(0., initiative.office_surplus_hours - initiative.office_handling_hours);
    initiative.group_hours = std::max(0., work + p.office_work_share * (spare + bought));
}

}  // namespace gemeinsim
