// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "model/exchange/rules.h"
#include "model/hierarchy/rules.h"
#include "random/draws.h"

namespace gemeinsim {
namespace {

constexpr Month far_away = 32767;

bool is_elected(const Actors& actors, ActorId i) {
    return actors.sector[i] == Sector::administration && actors.level[i] == Level::municipal && !actors.superior[i];
}

}  // namespace

void initial_leadership(const Model& model, State& now) {
    Actors& actors = now.actors;
    for (const ActorId i : IdRange<ActorId>(actors.size())) {
        if (!is_elected(actors, i)) continue;
        Stream stream(now.key, actors.entity[i], 0, Purpose::election);
        const auto drawn = static_cast<Month>(index(stream, static_cast<std::size_t>(model.leadership.term)));
        const std::optional<Calendar>& first = model.leadership.first_election;
        actors.next_election[i] = first ? model.calendar.month_at(first->start_year, first->start_month) : drawn;
    }
}

void change_leadership(const Model& model, Month month, State& now, ActorId actor) {
    Actors& actors = now.actors;
    Stream stream(now.key, actors.entity[actor], month, Purpose::turnover);
    const double unclear =
        model.leadership.unclear_months > 0 ? exponential(stream, 1 / model.leadership.unclear_months) : 0;
    if (unclear > 0) {
        actors.leadership_clear[actor] = 0;
        actors.unclear_until[actor] = month + unclear;
    }
    for (const TopicId k : IdRange<TopicId>(actors.priority.topics())) {
        const double fresh = uniform(stream);
        double& priority = actors.priority(actor, k);
        priority += model.leadership.priority_jump * (fresh - priority);
    }
    const double loss = model.leadership.contact_loss;
    lose_contact(now, actor, loss);
    actors.know_how[actor] -= loss * actors.trained[actor];
    actors.trained[actor] *= 1 - loss;
    now.events.push_back({month, EventKind::election, actor, InitiativeId(), 0});
}

bool supports(const Model& model, const State& now, ActorId actor, TopicId topic) {
    return now.actors.priority(actor, topic) >= model.leadership.support_threshold;
}

void leadership_step(const Model& model, Month month, State& now) {
    Actors& actors = now.actors;
    const double monthly = -std::expm1(-model.leadership.turnover / 12);
    for (const ActorId i : IdRange<ActorId>(actors.size())) {
        if (actors.alive[i] == 0) continue;
        if (actors.leadership_clear[i] == 0 && month >= actors.unclear_until[i]) actors.leadership_clear[i] = 1;
        Stream stream(now.key, actors.entity[i], month, Purpose::election);
        if (actors.next_election[i] < far_away) {
            // Elected heads change at elections, all others by turnover.
            if (month != actors.next_election[i]) continue;
            actors.next_election[i] += model.leadership.term;
            if (bernoulli(stream, model.leadership.election_change)) change_leadership(model, month, now, i);
        } else if (bernoulli(stream, monthly)) {
            change_leadership(model, month, now, i);
        }
    }
}

}  // namespace gemeinsim
