// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "model/exchange/rules.h"
#include "model/hierarchy/cases.h"
#include "model/hierarchy/rules.h"
#include "random/draws.h"

namespace gemeinsim {
namespace {

constexpr Month far_away = 32767;

bool is_elected(const Actors& actors, ActorId i) {
    return actors.sector[i] == Sector::administration && actors.level[i] == Level::municipal && !actors.superior[i];
}

void jump(const Model& model, Actors& actors, ActorId actor, Stream& stream) {
    for (const TopicId k : IdRange<TopicId>(actors.priority.topics())) {
        const double fresh = uniform(stream);
        double& priority = actors.priority(actor, k);
        priority += model.leadership.priority_jump * (fresh - priority);
    }
}

/// What waits at the desk of a head that goes may go with it.
void lose_cases(const Model& model, Month month, State& now, ActorId actor) {
    if (model.leadership.case_loss <= 0 || actor.index() >= now.approvals.desks.size()) return;
    const Desk& desk = now.approvals.desks[actor];
    // From the back, because a lost case leaves the queue.
    for (std::size_t k = desk.queue.size(); k-- > 0;) {
        const CaseId id = desk.queue[k].id;
        if (!id) continue;
        Stream fate(now.key, combine(now.approvals.cases[id].entity, now.actors.entity[actor]), month,
                    Purpose::turnover);
        if (bernoulli(fate, model.leadership.case_loss)) expire(now, id, month, EventKind::case_lost);
    }
}

/// All of a change of leadership but what others forget.
void change_head(const Model& model, Month month, State& now, ActorId actor) {
    Actors& actors = now.actors;
    Stream stream(now.key, actors.entity[actor], month, Purpose::turnover);
    const double unclear =
        model.leadership.unclear_months > 0 ? exponential(stream, 1 / model.leadership.unclear_months) : 0;
    if (unclear > 0) {
        actors.leadership_clear[actor] = 0;
        actors.unclear_until[actor] = month + unclear;
    }
    jump(model, actors, actor, stream);
    const double loss = model.leadership.contact_loss;
    actors.know_how[actor] -= loss * actors.trained[actor];
    actors.trained[actor] *= 1 - loss;
    now.events.push_back({month, EventKind::election, actor, InitiativeId(), 0});
    lose_cases(model, month, now, actor);
}

}  // namespace

Month term_of(const Model& model, ActorId actor) {
    const Population& population = model.population;
    if (population.actors[actor].term) return static_cast<Month>(*population.actors[actor].term);
    const PlaceId place = population.place[actor];
    if (place && population.places[place].term) return static_cast<Month>(*population.places[place].term);
    return model.leadership.term;
}

void initial_leadership(const Model& model, State& now) {
    Actors& actors = now.actors;
    for (const ActorId i : IdRange<ActorId>(actors.size())) {
        if (!is_elected(actors, i)) continue;
        const Month term = term_of(model, i);
        Stream stream(now.key, actors.entity[i], before_the_run, Purpose::election);
        const auto drawn = static_cast<Month>(index(stream, static_cast<std::size_t>(term)));
        const std::optional<Calendar>& first = model.leadership.first_election;
        Month next = first ? model.calendar.month_at(first->start_year, first->start_month) : drawn;
        while (next < 0) next += term;  // an election before the run sets the rhythm of those within it
        actors.next_election[i] = next;
    }
}

void change_leadership(const Model& model, Month month, State& now, ActorId actor) {
    change_head(model, month, now, actor);
    lose_contact(now, {&actor, 1}, model.leadership.contact_loss);
}

bool supports(const Model& model, const State& now, ActorId actor, TopicId topic) {
    return now.actors.priority(actor, topic) >= model.leadership.support_threshold;
}

void leadership_step(const Model& model, Month month, State& now) {
    Actors& actors = now.actors;
    const double monthly = -std::expm1(-model.leadership.turnover / 12);
    const double jumps = -std::expm1(-model.leadership.jump_rate / 12);
    std::vector<ActorId>& changed = now.hierarchy_room->changed;
    changed.clear();
    const auto change = [&](ActorId i) {
        change_head(model, month, now, i);
        changed.push_back(i);
    };
    for (const ActorId i : IdRange<ActorId>(actors.size())) {
        if (actors.alive[i] == 0) continue;
        if (actors.leadership_clear[i] == 0 && month >= actors.unclear_until[i]) actors.leadership_clear[i] = 1;
        if (jumps > 0) {
            Stream mind(now.key, actors.entity[i], month, Purpose::priority);
            if (bernoulli(mind, jumps)) {
                jump(model, actors, i, mind);
                now.events.push_back({month, EventKind::priorities, i, InitiativeId(), 0});
            }
        }
        Stream stream(now.key, actors.entity[i], month, Purpose::election);
        if (actors.next_election[i] < far_away) {
            // Elected heads change at elections, all others by turnover.
            if (month != actors.next_election[i]) continue;
            actors.next_election[i] += term_of(model, i);
            if (bernoulli(stream, model.leadership.election_change)) change(i);
        } else if (bernoulli(stream, monthly)) {
            change(i);
        }
    }
    lose_contact(now, changed, model.leadership.contact_loss);
}

}  // namespace gemeinsim
