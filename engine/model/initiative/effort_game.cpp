// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/effort_game.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "model/initiative/coordination.h"
#include "model/initiative/effort_rules.h"

namespace gemeinsim {
namespace {

constexpr double just_enough = 1e-9;  // rounding must not decide whether a threshold is reached

bool asks_partners(const MembershipParameters& p) {
    return p.effort_payoff == EffortPayoff::donation || imitates(p.effort_rule);
}

bool partners(const State& now, ActorId one, ActorId other) {
    return now.relations.contacts.has(one, other) || now.relations.contacts.has(other, one);
}

void find_partners(const State& now, EffortGame& game) {
    game.partners.clear();
    for (Player& player : game.players) {
        player.first_partner = game.partners.size();
        for (std::size_t j = 0; j < game.players.size(); ++j)
            if (game.players[j].actor != player.actor && partners(now, player.actor, game.players[j].actor))
                game.partners.push_back(j);
        player.partners = game.partners.size() - player.first_partner;
    }
}

Player player_of(const Model& model, const State& now, TopicId topic, ActorId actor) {
    Player player;
    player.actor = actor;
    player.benefit = model.membership.effort_benefit *
                     std::min(1., static_cast<double>(model.topics.size()) * now.actors.salience(actor, topic));
    return player;
}

double work(const Player& player) {
    return std::max(0., player.effort);
}

double donation(const EffortGame& game, std::size_t player) {
    const MembershipParameters& p = game.model->membership;
    const std::span<const std::size_t> partners = game.partners_of(player);
    double received = 0;
    for (const std::size_t j : partners) received += work(game.players[j]);
    const auto count = static_cast<double>(partners.size());
    const double own = p.effort_cost * work(game.players[player]);
    if (p.effort_pooling == EffortPooling::sum) return p.effort_benefit * received - own * count;
    return (count > 0 ? p.effort_benefit * received / count : 0) - own;
}

double production_cost(const MembershipParameters& p, double effort) {
    switch (p.effort_cost_form) {
        case EffortCostForm::none:
            return 0;
        case EffortCostForm::linear:
            return p.effort_cost * effort;
        case EffortCostForm::quadratic:
            return p.effort_cost * effort * effort;
    }
    return 0;
}

bool keeps_endowment(const Model& model, double product) {
    return product >= model.impact.threshold - just_enough;
}

double lowest_effort(const EffortGame& game) {
    double lowest = std::numeric_limits<double>::infinity();
    for (const Player& player : game.players) lowest = std::min(lowest, work(player));
    return lowest;
}

}  // namespace

void set_game(const Model& model, const State& now, const Initiative& initiative, EffortGame& game) {
    game.model = &model;
    game.topic = initiative.topic;
    game.players.clear();
    game.workers.clear();
    game.partners.clear();
    for (const Member& member : initiative.members) {
        if (!takes_part(member)) continue;
        Player player = player_of(model, now, initiative.topic, member.actor);
        player.effort = member.effort;
        player.expectation = member.expectation;
        game.players.push_back(player);
        game.workers.push_back({0, now.actors.assets[member.actor]});
    }
    if (asks_partners(model.membership)) find_partners(now, game);
}

void add_player(const State& now, EffortGame& game, ActorId actor, double effort) {
    Player player = player_of(*game.model, now, game.topic, actor);
    player.effort = effort;
    game.players.push_back(player);
    game.workers.push_back({0, now.actors.assets[actor]});
    if (asks_partners(game.model->membership)) find_partners(now, game);
}

double effort_value(const Model& model, double join_value, double braking, double expectation, double effort) {
    const MembershipParameters& p = model.membership;
    if (effort == 0) return 0;
    const double worth = p.effort_base + (effort > 0 ? join_value : braking);
    const double size = std::abs(effort);
    return worth * size * (.5 + expectation) - p.effort_cost * size * size - p.effort_fixed_cost;
}

double group_product(EffortGame& game) {
    for (std::size_t i = 0; i < game.players.size(); ++i) game.workers[i].hours = work(game.players[i]);
    return production(*game.model, game.topic, game.workers);
}

double common_outcome(EffortGame& game) {
    switch (game.model->membership.effort_payoff) {
        case EffortPayoff::belief:
        case EffortPayoff::donation:
            return 0;
        case EffortPayoff::production:
        case EffortPayoff::risk:
            return group_product(game);
        case EffortPayoff::minimum:
            return lowest_effort(game);
    }
    return 0;
}

double payoff(const EffortGame& game, std::size_t player, double common) {
    const MembershipParameters& p = game.model->membership;
    const Player& own = game.players[player];
    switch (p.effort_payoff) {
        case EffortPayoff::belief:
            return effort_value(*game.model, own.worth, own.braking, own.expectation, own.effort);
        case EffortPayoff::donation:
            return donation(game, player);
        case EffortPayoff::production: {
            const double share =
                p.effort_sharing == EffortSharing::shared ? common / static_cast<double>(game.players.size()) : common;
            return own.benefit * share - production_cost(p, work(own));
        }
        case EffortPayoff::risk:
            return (keeps_endowment(*game.model, common) ? 1 : 1 - p.effort_risk) - p.effort_cost * work(own);
        case EffortPayoff::minimum:
            return p.effort_benefit * common - p.effort_cost * work(own);
    }
    return 0;
}

double payoff(EffortGame& game, std::size_t player) {
    return payoff(game, player, common_outcome(game));
}

double joint_payoff(EffortGame& game) {
    const double common = common_outcome(game);
    double total = 0;
    for (std::size_t i = 0; i < game.players.size(); ++i) total += payoff(game, i, common);
    return total;
}

double choice_value(EffortGame& game, std::size_t player, double effort) {
    const MembershipParameters& p = game.model->membership;
    Player& own = game.players[player];
    const bool joint = p.effort_objective == EffortObjective::joint;
    if (p.effort_payoff == EffortPayoff::minimum) {
        const double lowest = game.players.size() > 1 ? std::min(effort, own.expectation) : effort;
        const double wins = joint ? static_cast<double>(game.players.size()) : 1;
        return wins * p.effort_benefit * lowest - p.effort_cost * effort;
    }
    const double present = own.effort;
    own.effort = effort;
    const double value = joint ? joint_payoff(game) : payoff(game, player);
    own.effort = present;
    return value;
}

}  // namespace gemeinsim
