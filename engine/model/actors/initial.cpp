// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "model/actors/attributes.h"
#include "model/actors/lifetimes.h"
#include "model/actors/rules.h"
#include "model/exchange/rules.h"
#include "model/funding/rules.h"
#include "model/hierarchy/rules.h"
#include "model/relations/pacts.h"
#include "model/relations/rules.h"

namespace gemeinsim {
namespace {

constexpr Month no_election = 32767;  // far beyond any run

void place_in_hierarchy(Actors& actors, ActorId i) {
    actors.depth[i] = 0;
    actors.department[i] = i;
    for (ActorId unit = i; actors.superior[unit]; unit = actors.superior[unit]) {
        actors.department[i] = unit;
        ++actors.depth[i];
    }
}

}  // namespace

Actors initial_actors(const Model& model, RunKey key) {
    const Population& population = model.population;
    const std::size_t n = population.actors.size();
    const std::size_t topics = model.topics.size();
    Actors actors;
    actors.superior = population.superior;
    actors.funder = population.funder;
    actors.place = population.place;
    actors.alive.assign(n, 1);
    actors.leadership_clear.assign(n, 1);
    actors.unclear_until.assign(n, 0);
    actors.next_election.assign(n, no_election);
    actors.depth.assign(n, 0);
    actors.department.resize(n);
    actors.assets.resize(n);
    actors.logic.resize(n);
    actors.motives.resize(n);
    actors.personality.resize(n);
    actors.know_how.resize(n);
    actors.trained.resize(n);
    actors.impact_orientation.resize(n);
    actors.reliability.resize(n);
    actors.threshold.resize(n);
    actors.voice.resize(n);
    actors.hours.resize(n);
    actors.legal_form.resize(n);
    actors.salience = ByTopic(n, topics);
    actors.position = ByTopic(n, topics);
    actors.initial_position = ByTopic(n, topics);
    actors.priority = ByTopic(n, topics);
    for (const ActorId i : IdRange<ActorId>(n)) {
        const ActorRow& row = population.actors[i];
        actors.entity.push_back(hash_name(row.id));
        actors.sector.push_back(row.sector);
        actors.level.push_back(row.level);
        place_in_hierarchy(actors, i);
    }
    AttributeDraws(model, key).draw(actors, ActorId(0), n, [&](ActorId i) -> const ActorRow& {
        return population.actors[i];
    });
    for (const Lifetime& life : model.lifetimes) {
        if (is_there_at_first(life)) continue;
        actors.alive[life.actor] = 0;
        actors.hours[life.actor] = {};
        actors.to_come.push_back(life.actor);
    }
    for (ActorId& funder : actors.funder)
        if (funder && actors.alive[funder] == 0) funder = ActorId();
    return actors;
}

void end_actors(const Model& model, Month month, State& now, std::span<const ActorId> ended) {
    if (ended.empty()) return;
    Actors& actors = now.actors;
    for (const ActorId actor : ended) withdraw_proposals(month, now, actor);
    leave_relations(model, now, ended);
    reset_exchange(now, ended);
    for (const ActorId actor : ended) {
        close_actor_account(now, actor);
        actors.alive[actor] = 0;
        actors.hours[actor] = {};
    }
    const auto gone = [ended](ActorId actor) { return actor && std::ranges::binary_search(ended, actor); };
    for (const ActorId i : IdRange<ActorId>(actors.size())) {
        while (gone(actors.superior[i])) actors.superior[i] = actors.superior[actors.superior[i]];
        if (gone(actors.funder[i])) actors.funder[i] = ActorId();
    }
    for (const ActorId i : IdRange<ActorId>(actors.size())) place_in_hierarchy(actors, i);
}

void end_actor(const Model& model, Month month, State& now, ActorId actor) {
    end_actors(model, month, now, std::span(&actor, 1));
    now.events.push_back({month, EventKind::actor_end, actor, InitiativeId(), 0});
}

void replace_actor(const Model& model, Month month, State& now, ActorId slot) {
    Actors& actors = now.actors;
    actors.entity[slot] = combine(actors.entity[slot], static_cast<std::uint64_t>(month));
    actors.level[slot] = Level::none;
    actors.superior[slot] = ActorId();
    actors.funder[slot] = ActorId();
    actors.alive[slot] = 1;
    actors.leadership_clear[slot] = 1;
    actors.unclear_until[slot] = 0;
    actors.next_election[slot] = no_election;
    place_in_hierarchy(actors, slot);
    ActorRow row;
    row.sector = actors.sector[slot];
    AttributeDraws(model, now.key).draw(actors, slot, 1, [&row](ActorId) -> const ActorRow& { return row; });
    enter_relations(month, now, slot);
    now.funding.host_line[slot] = {};
    now.events.push_back({month, EventKind::actor_birth, slot, InitiativeId(), 0});
}

void actors_appear(const Model& model, Month month, State& now, std::span<const ActorId> newcomers) {
    if (newcomers.empty()) return;
    Actors& actors = now.actors;
    const Population& population = model.population;
    const auto appears = [newcomers](ActorId actor) { return std::ranges::binary_search(newcomers, actor); };
    std::erase_if(actors.to_come, appears);
    // Who they are was settled before the run: a branch changes rules and not the world.
    const Model& world = model.trunk ? *model.trunk : model;
    AttributeDraws draws(world, now.key);
    for (const ActorId i : newcomers) {
        actors.alive[i] = 1;
        draws.draw(actors, i, 1, [&](ActorId one) -> const ActorRow& { return population.actors[one]; });
        if (!now.relations.pairs.empty()) now.relations.pairs.forget(i);
        // Elections before it was there set the rhythm of those to come.
        while (actors.next_election[i] < month) actors.next_election[i] += term_of(model, i);
        now.events.push_back({month, EventKind::actor_birth, i, InitiativeId(), 0});
    }
    for (const ActorId i : IdRange<ActorId>(actors.size()))
        if (population.funder[i] && appears(population.funder[i]) && is_of_the_population(model, now, i))
            actors.funder[i] = population.funder[i];
    // When all are there, so that those of one month meet each other, whatever their order.
    for (const ActorId i : newcomers) enter_relations(month, now, i);
    begin_listed_ties(model, month, now, newcomers);
    endow(model, now, newcomers);
}

}  // namespace gemeinsim
