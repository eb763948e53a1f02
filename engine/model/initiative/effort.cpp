// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/effort.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "model/hierarchy/rules.h"
#include "model/initiative/coordination.h"
#include "model/initiative/joining.h"
#include "random/draws.h"

namespace gemeinsim {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

double distance_to_goal(const State& now, const Initiative& initiative, ActorId actor) {
    return std::abs(now.actors.position(actor, initiative.topic) - initiative.goal_position);
}

void move_expectation(const Model& model, const Initiative& initiative, Member& member) {
    const double seen = seen_effort(model, initiative, member.actor);
    if (!std::isnan(seen)) member.expectation += model.membership.expectation_gap * (seen - member.expectation);
}

/// Whether a member has levels below 0, and what they are worth to it.
bool set_braking(const Model& model, const State& now, const Initiative& initiative, Player& player) {
    if (model.membership.effort_payoff != EffortPayoff::belief) return false;
    if (!prevention_oriented(model, now, initiative, player.actor)) return false;
    player.braking = model.membership.private_benefit *
                     now.actors.motives[player.actor][static_cast<std::size_t>(Motive::control)] *
                     distance_to_goal(now, initiative, player.actor);
    return true;
}

/// All look at the efforts of last month and choose at once: nobody answers to an order of speaking.
void choose_at_once(const Model& model, Month month, const State& now, const Initiative& initiative, JoinWork& join,
                    EffortWork& work) {
    const MembershipParameters& p = model.membership;
    work.chosen.clear();
    for (std::size_t i = 0; i < work.game.players.size(); ++i) {
        Player& player = work.game.players[i];
        work.chosen.push_back(player.effort);
        Stream stream(now.key, combine(initiative.entity, now.actors.entity[player.actor]), month, Purpose::effort);
        if (!bernoulli(stream, p.effort_revision)) continue;
        const bool brakes = set_braking(model, now, initiative, player);
        if (p.effort_payoff == EffortPayoff::belief)
            player.worth = join_value(model, now, initiative, player.actor, join);
        work.chosen.back() = choose_effort(work.game, i, brakes, stream, work.choice);
    }
    for (std::size_t i = 0; i < work.game.players.size(); ++i) work.game.players[i].effort = work.chosen[i];
}

/// One event after the other, each on what the ones before have changed.
void copy_in_turn(const Model& model, Month month, const State& now, const Initiative& initiative, JoinWork& join,
                  EffortWork& work) {
    const MembershipParameters& p = model.membership;
    if (p.effort_payoff == EffortPayoff::belief)
        for (Player& player : work.game.players) {
            set_braking(model, now, initiative, player);
            player.worth = join_value(model, now, initiative, player.actor, join);
        }
    Stream stream(now.key, initiative.entity, month, Purpose::effort);
    const int events = poisson(stream, p.effort_revision * static_cast<double>(work.game.players.size()));
    for (int event = 0; event < events; ++event) play_event(work.game, stream, work.choice);
}

/// The efforts that are best for each with all others as they are, tried out on the game.
void choose_best(EffortGame& game, std::vector<double>& chosen, ChoiceWork& work) {
    chosen.clear();
    for (std::size_t i = 0; i < game.players.size(); ++i) chosen.push_back(best_effort(game, i, work));
    for (std::size_t i = 0; i < game.players.size(); ++i) game.players[i].effort = chosen[i];
}

}  // namespace

bool prevention_oriented(const Model& model, const State& now, const Initiative& initiative, ActorId actor) {
    return now.actors.motives[actor][static_cast<std::size_t>(Motive::control)] >=
               model.membership.prevention_control &&
           distance_to_goal(now, initiative, actor) >= model.membership.prevention_distance;
}

bool weakest_link(const Model& model) {
    return model.membership.effort_payoff == EffortPayoff::minimum || model.impact.substitution_members == -infinity;
}

double seen_effort(const Model& model, const Initiative& initiative, ActorId actor) {
    double total = 0;
    double lowest = infinity;
    int others = 0;
    for (const Member& member : initiative.members) {
        if (!takes_part(member) || member.actor == actor) continue;
        const double effort = std::max(0., member.effort);
        total += effort;
        lowest = std::min(lowest, effort);
        ++others;
    }
    if (others == 0) return std::numeric_limits<double>::quiet_NaN();
    return weakest_link(model) ? lowest : total / others;
}

void inherit_history(const Model& model, const Initiative& initiative, Member& member) {
    const MembershipParameters& p = model.membership;
    if (p.history_visible == 0) return;
    const double seen = seen_effort(model, initiative, member.actor);
    if (std::isnan(seen)) return;
    member.expectation += p.history_visible * (seen - member.expectation);
    member.effort += p.history_visible * (seen - member.effort);
    if (p.effort_scale == EffortScale::real) return;
    const double wanted = member.effort;
    member.effort = *std::min_element(
        p.effort_levels.begin(), p.effort_levels.end(),
        [wanted](double one, double other) { return std::abs(one - wanted) < std::abs(other - wanted); });
}

void revise_effort(const Model& model, Month month, State& now, InitiativeId id, JoinWork& join, EffortWork& work) {
    const MembershipParameters& p = model.membership;
    Initiative& initiative = now.initiatives.all[id];
    if (month - initiative.last_product > p.success_patience) initiative.success *= p.success_fade;
    for (Member& member : initiative.members)
        if (takes_part(member)) move_expectation(model, initiative, member);
    set_game(model, now, initiative, work.game);
    if (p.effort_payoff == EffortPayoff::belief) join.turn(model, now, initiative);
    if (imitates(p.effort_rule))
        copy_in_turn(model, month, now, initiative, join, work);
    else
        choose_at_once(model, month, now, initiative, join, work);
    std::size_t player = 0;
    for (Member& member : initiative.members) {
        if (!takes_part(member)) continue;
        const double chosen = work.game.players[player++].effort;
        // A unit whose leadership has other priorities gives no hours until it chooses anew under one that supports.
        member.effort = supports(model, now, member.actor, initiative.topic) ? chosen : 0;
    }
}

void revise_effort(const Model& model, Month month, State& now, InitiativeId id) {
    JoinWork join(model, now);
    EffortWork work;
    revise_effort(model, month, now, id, join, work);
}

double joining_payoff(const Model& model, const State& now, const Initiative& initiative, ActorId actor) {
    EffortWork work;
    EffortGame& game = work.game;
    // Outside: the group without the actor, and the actor as a group of its own under its own objective.
    set_game(model, now, initiative, game);
    const auto self = std::find_if(game.players.begin(), game.players.end(),
                                   [actor](const Player& player) { return player.actor == actor; });
    const double present = self != game.players.end() ? self->effort : model.membership.candidate_effort;
    if (self != game.players.end()) {
        game.workers.erase(game.workers.begin() + (self - game.players.begin()));
        game.players.erase(self);
    }
    choose_best(game, work.chosen, work.choice);
    const double others = group_product(game);
    EffortGame alone;
    alone.model = &model;
    alone.topic = initiative.topic;
    add_player(now, alone, actor, present);
    choose_best(alone, work.chosen, work.choice);
    double outside = payoff(alone, 0);
    if (model.membership.effort_sharing == EffortSharing::each) outside += alone.players.front().benefit * others;
    // Inside: the same group with the actor.
    set_game(model, now, initiative, game);
    std::size_t place = 0;
    while (place < game.players.size() && game.players[place].actor != actor) ++place;
    if (place == game.players.size()) add_player(now, game, actor, present);
    choose_best(game, work.chosen, work.choice);
    return model.membership.join_base + payoff(game, place) - outside;
}

void note_product(const Model& model, Initiative& initiative) {
    initiative.success += model.membership.success_gain * (1 - initiative.success);
}

void note_refusal(const Model& model, Initiative& initiative) {
    initiative.success *= model.membership.success_refusal;
}

}  // namespace gemeinsim
