// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/conditions.h"

#include <boost/container/small_vector.hpp>
#include <cmath>
#include <span>

#include "model/impact/production.h"
#include "model/initiative/coordination.h"
#include "model/initiative/structure.h"
#include "model/math.h"

namespace gemeinsim {
namespace {

/// 1 - 2 sd of the members' positions: 1 where all agree, 0 where they are split to both ends.
double agreement(const State& now, TopicId topic, std::span<const ActorId> members) {
    double mean_position = 0;
    for (const ActorId i : members) mean_position += now.actors.position(i, topic);
    mean_position /= static_cast<double>(members.size());
    double square = 0;
    for (const ActorId i : members) {
        const double distance = now.actors.position(i, topic) - mean_position;
        square += distance * distance;
    }
    return 1 - 2 * std::sqrt(square / static_cast<double>(members.size()));
}

/// Share of the needed assets that some working member holds, times the share of hours that is not duplicated.
double reinforcement(const Model& model, const State& now, const Initiative& initiative) {
    const std::array<bool, asset_count> needed = needed_assets(model.topics[initiative.topic]);
    int wanted = 0;
    int held = 0;
    for (std::size_t a = 0; a < asset_count; ++a) {
        if (!needed[a]) continue;
        ++wanted;
        for (const Member& member : initiative.members)
            if (takes_part(member) && member.effort > 0 &&
                now.actors.assets[member.actor][a] >= model.membership.asset_held) {
                ++held;
                break;
            }
    }
    const double share = wanted > 0 ? static_cast<double>(held) / wanted : 1;
    return share * (1 - group_duplication(model, now, initiative));
}

double contact_density(const State& now, std::span<const ActorId> members) {
    std::size_t pairs = 0;
    std::size_t contacts = 0;
    for (std::size_t i = 0; i < members.size(); ++i)
        for (std::size_t j = i + 1; j < members.size(); ++j) {
            ++pairs;
            if (now.relations.contacts.has(members[i], members[j])) ++contacts;
        }
    return pairs > 0 ? static_cast<double>(contacts) / static_cast<double>(pairs) : 1;
}

}  // namespace

void update_conditions(const Model& model, State& now, Initiative& initiative) {
    const MembershipParameters& p = model.membership;
    boost::container::small_vector<ActorId, 64> taking_part;
    for (const Member& member : initiative.members)
        if (takes_part(member)) taking_part.push_back(member.actor);
    const std::span<const ActorId> members(taking_part.data(), taking_part.size());
    const auto condition = [&](Condition which) -> double& {
        return initiative.conditions[static_cast<std::size_t>(which)];
    };
    const auto bounded = [&](double value) { return clip(value, p.condition_floor, 1); };
    const double measurement = condition(Condition::measurement);
    initiative.conditions.fill(1);
    condition(Condition::measurement) = measurement;
    if (members.empty()) return;

    const double orientation = impact_orientation(model, now, initiative);
    const double pace = initiative.phase == Phase::initiation ? p.measurement_early : 1;
    condition(Condition::measurement) =
        bounded(measurement + pace * p.measurement_rate *
                                  (orientation * initiative.coordination - p.measurement_decay * measurement));
    if (members.size() == 1) return;
    condition(Condition::goal) = bounded(agreement(now, initiative.topic, members));
    condition(Condition::activities) = bounded(reinforcement(model, now, initiative));
    condition(Condition::communication) = bounded(p.communication_contacts * contact_density(now, members) +
                                                  (1 - p.communication_contacts) * initiative.coordination);
    condition(Condition::coordination) = bounded(initiative.coordination);
}

}  // namespace gemeinsim
