// SPDX-License-Identifier: Apache-2.0
#include "model/impact/production.h"

#include <algorithm>
#include <boost/container/small_vector.hpp>
#include <cmath>
#include <limits>
#include <string_view>
#include <utility>

#include "base/check.h"
#include "model/hierarchy/rules.h"
#include "model/initiative/coordination.h"
#include "model/initiative/founding.h"
#include "model/math.h"
#include "model/relations/contents.h"
#include "model/remedies/portal.h"

namespace gemeinsim {
namespace {

constexpr std::string_view asset_names[asset_count] = {"information", "competence", "resources", "influence",
                                                       "control"};
constexpr std::size_t resources_index = static_cast<std::size_t>(Asset::resources);

/// The common base of both power means; `weight` gives the share of each argument in a sum of 1.
template <class Weight>
double weighted_mean(std::span<const double> values, double exponent, Weight weight) {
    double lowest = std::numeric_limits<double>::infinity();
    double highest = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (weight(i) <= 0) continue;
        lowest = std::min(lowest, values[i]);
        highest = std::max(highest, values[i]);
    }
    if (highest <= 0) return 0;
    if (exponent <= 0 && lowest <= 0) return 0;
    if (std::isinf(exponent)) return exponent < 0 ? lowest : highest;
    double total = 0;
    if (exponent == 1) {
        for (std::size_t i = 0; i < values.size(); ++i) total += weight(i) * values[i];
        return total;
    }
    if (exponent == 0) {
        for (std::size_t i = 0; i < values.size(); ++i)
            if (weight(i) > 0) total += weight(i) * std::log(values[i]);
        return std::exp(total);
    }
    // Relative to the argument that rules the sum, so that no power overflows.
    const double scale = exponent > 0 ? highest : lowest;
    for (std::size_t i = 0; i < values.size(); ++i)
        if (weight(i) > 0) total += weight(i) * std::pow(values[i] / scale, exponent);
    return scale * std::pow(total, 1 / exponent);
}

/// The share of the others in a group, sorted, with whom a member is in contact about clients; 0 where there is nobody
/// else.
double contact_share(const Model& model, const State& now, ActorId member, std::span<const ActorId> group) {
    int known = 0;
    auto at = group.begin();
    for (const ActorId partner : now.relations.contacts.out(member)) {
        while (at != group.end() && *at < partner) ++at;
        if (at == group.end()) break;
        if (*at == partner && carries_clients(model, now, member, partner)) ++known;
    }
    return group.size() > 1 ? static_cast<double>(known) / static_cast<double>(group.size() - 1) : 0;
}

/// What the members' mean of every asset comes to, in the order of the assets needed.
double over_assets(const Model& model, const std::array<bool, asset_count>& needed,
                   const std::array<double, asset_count>& mean, double count, double money_hours) {
    const bool by_assets = model.impact.production == ProductionForm::power_means;
    std::array<double, asset_count> by_asset{};
    std::size_t assets = 0;
    for (std::size_t a = 0; a < asset_count; ++a) {
        if (!needed[a]) continue;
        by_asset[assets] = count * mean[a];
        if (a == resources_index) by_asset[assets] += money_hours;
        ++assets;
    }
    return power_mean(std::span(by_asset).first(assets), by_assets ? model.impact.substitution_assets : 1);
}

/// Whether the mean over members is the plain one.
bool adds_up(const Model& model) {
    return model.impact.production != ProductionForm::power_means || model.impact.substitution_members == 1;
}

void add_worker(std::array<double, asset_count>& mean, double share, const Worker& worker) {
    const double hours = std::max(0., worker.hours);
    for (std::size_t a = 0; a < asset_count; ++a) mean[a] += share * (hours * worker.assets[a]);
}

/// Output before duplication and conditions; the threshold of a group is the caller's.
double together(const Model& model, const std::array<bool, asset_count>& needed, std::span<const Worker> workers,
                double money_hours) {
    if (workers.empty()) return 0;
    const auto count = static_cast<double>(workers.size());
    std::array<double, asset_count> mean{};
    if (adds_up(model)) {
        // Of all assets in one pass.
        for (const Worker& worker : workers) add_worker(mean, 1 / count, worker);
    } else {
        boost::container::small_vector<double, usual_members> offered(workers.size());
        for (std::size_t a = 0; a < asset_count; ++a) {
            if (!needed[a]) continue;
            for (std::size_t i = 0; i < workers.size(); ++i)
                offered[i] = std::max(0., workers[i].hours) * workers[i].assets[a];
            mean[a] =
                power_mean(std::span<const double>(offered.data(), offered.size()), model.impact.substitution_members);
        }
    }
    return over_assets(model, needed, mean, count, money_hours);
}

bool too_few(const Model& model, std::ptrdiff_t working) {
    return model.impact.production == ProductionForm::threshold && working < model.impact.threshold;
}

std::ptrdiff_t working(std::span<const Worker> workers) {
    return std::count_if(workers.begin(), workers.end(), [](const Worker& w) { return w.hours > 0; });
}

}  // namespace

double power_mean(std::span<const double> values, double exponent) {
    if (values.empty()) return 0;
    const double share = 1 / static_cast<double>(values.size());
    return weighted_mean(values, exponent, [share](std::size_t) { return share; });
}

double power_mean(std::span<const double> values, std::span<const double> weights, double exponent) {
    expects(values.size() == weights.size(),
            "a weighted mean needs one weight for each value; pass lists of one length");
    double total = 0;
    for (const double weight : weights) total += weight;
    if (total <= 0) return 0;
    return weighted_mean(values, exponent, [&](std::size_t i) { return weights[i] / total; });
}

std::array<bool, asset_count> needed_assets(const Topic& topic) {
    std::array<bool, asset_count> needed{};
    // The usual case is told at once: all of them, in their order.
    if (std::ranges::equal(topic.assets, asset_names)) return needed.fill(true), needed;
    for (const std::string_view name : topic.assets)
        for (std::size_t a = 0; a < asset_count; ++a) needed[a] = needed[a] || name == asset_names[a];
    return needed;
}

double production(const Model& model, TopicId topic, std::span<const Worker> workers, double money_hours) {
    return production(model, needed_assets(model.topics[topic]), workers, money_hours);
}

double production(const Model& model, const std::array<bool, asset_count>& needed, std::span<const Worker> workers,
                  double money_hours) {
    if (model.impact.production == ProductionForm::threshold && too_few(model, working(workers))) return 0;
    return together(model, needed, workers, money_hours);
}

WithOneMore::WithOneMore(const Model& model, TopicId topic, std::vector<Worker>& group)
    : model_(model),
      needed_(needed_assets(model.topics[topic])),
      group_(group),
      adds_up_(adds_up(model)),
      share_(1 / static_cast<double>(group_.size() + 1)),
      working_(working(group_)) {
    if (!adds_up_) return;
    for (const Worker& worker : group_) add_worker(mean_, share_, worker);
}

double WithOneMore::operator()(const Worker& more) {
    if (!adds_up_) {
        group_.push_back(more);
        const double output = production(model_, needed_, group_);
        group_.pop_back();
        return output;
    }
    if (too_few(model_, working_ + (more.hours > 0 ? 1 : 0))) return 0;
    std::array<double, asset_count> mean = mean_;
    add_worker(mean, share_, more);
    return over_assets(model_, needed_, mean, static_cast<double>(group_.size() + 1), 0);
}

double condition_factor(const Model& model, const std::array<double, condition_count>& conditions) {
    const ImpactParameters& impact = model.impact;
    const std::array<double, condition_count> weights = {impact.weight_goal, impact.weight_measurement,
                                                         impact.weight_activities, impact.weight_communication,
                                                         impact.weight_coordination};
    double total = 0;
    for (const double weight : weights) total += weight;
    if (total <= 0) return 1;  // conditions that weigh nothing change nothing
    return power_mean(conditions, weights, impact.condition_exponent);
}

double isolated_duplication(const Model& model, const State& now, ActorId actor, TopicId topic, int interested_actors) {
    const int others = interested_actors - (interested(model, now, actor, topic) ? 1 : 0);
    if (others <= 0) return 0;
    int known = 0;
    for (const ActorId partner : now.relations.contacts.out(actor))
        if (now.actors.alive[partner] && interested(model, now, partner, topic) &&
            carries_clients(model, now, actor, partner))
            ++known;
    return model.impact.duplication * (1 - static_cast<double>(known) / others) *
           planning_factor(now, now.actors.place[actor], portal_page(now, now.actors.place[actor]).coverage);
}

int interested_actors(const Model& model, const State& now, TopicId topic) {
    int count = 0;
    for (const ActorId i : IdRange<ActorId>(now.actors.size()))
        if (now.actors.alive[i] && interested(model, now, i, topic)) ++count;
    return count;
}

double group_duplication(const Model& model, const State& now, const Initiative& initiative) {
    boost::container::small_vector<ActorId, usual_members> group;
    for (const Member& member : initiative.members)
        if (takes_part(member) && member.net_hours > 0) group.push_back(member.actor);
    if (group.size() < 2) return 0;
    std::sort(group.begin(), group.end());
    double hours = 0;
    double apart = 0;
    for (const Member& member : initiative.members) {
        if (!takes_part(member) || member.net_hours <= 0) continue;
        hours += member.net_hours;
        apart += member.net_hours * (1 - contact_share(model, now, member.actor, {group.data(), group.size()}));
    }
    return model.impact.duplication * (1 - initiative.coordination) * apart / hours *
           planning_factor(now, initiative.place, share_shown(now, initiative));
}

Alone::Alone(const Model& model, TopicId topic) : needed(needed_assets(model.topics[topic])) {
    std::array<double, condition_count> conditions;
    conditions.fill(1);
    conditions[static_cast<std::size_t>(Condition::measurement)] = model.membership.measurement_start;
    factor = condition_factor(model, conditions);
}

double isolated_output(const Model& model, const State& now, ActorId actor, const Alone& alone, double hours) {
    const Worker worker[] = {{hours, now.actors.assets[actor]}};
    return together(model, alone.needed, worker, 0) * alone.factor;
}

double isolated_output(const Model& model, const State& now, ActorId actor, TopicId topic, double hours) {
    return isolated_output(model, now, actor, Alone(model, topic), hours);
}

double working_hours(const Model& model, const State& now, ActorId actor, TopicId topic, double effort,
                     double coordination_hours) {
    const double unregulated = 1 - regulation_share(model, topic);
    return std::max(0., now.actors.hours[actor].capacity * effort * unregulated - coordination_hours);
}

double group_output(const Model& model, const State& now, const Initiative& initiative) {
    boost::container::small_vector<Worker, usual_members> workers;
    for (const Member& member : initiative.members)
        if (takes_part(member)) workers.push_back({member.net_hours, now.actors.assets[member.actor]});
    return production(model, initiative.topic, {workers.data(), workers.size()}, initiative.money_hours) *
           (1 - group_duplication(model, now, initiative)) * condition_factor(model, initiative.conditions);
}

double reach_factor(const Model& model, const State& now, const Initiative& initiative) {
    int voices = 0;
    for (const Member& member : initiative.members)
        if (takes_part(member) && now.actors.voice[member.actor] != 0) ++voices;
    return (1 + model.impact.voice_reach * (1 - std::pow(.5, voices))) * portal_reach(now, initiative);
}

double phase_factor(const Model& model, const Initiative& initiative) {
    switch (initiative.phase) {
        case Phase::initiation:
            return 0;
        case Phase::design:
            return model.impact.design_share;
        case Phase::implementation:
            return clip(1 + model.impact.quality_effect * initiative.quality, model.impact.quality_lowest,
                        model.impact.quality_highest);
        case Phase::completed:
        case Phase::dissolved:
            return 0;
    }
    return 0;
}

}  // namespace gemeinsim
