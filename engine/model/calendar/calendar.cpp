// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "model/actors/rules.h"
#include "model/calendar/dates.h"
#include "model/calendar/rules.h"
#include "model/funding/rules.h"
#include "model/hierarchy/rules.h"
#include "model/remedies/rules.h"
#include "random/draws.h"

namespace gemeinsim {
namespace {

ActorId named(const Model& model, const std::string& id) {
    for (const ActorId i : IdRange<ActorId>(model.population.actors.size()))
        if (model.population.actors[i].id == id) return i;
    return {};
}

bool may_end(const Actors& actors, ActorId i) {
    return actors.sector[i] != Sector::administration;
}

/// Calls use(actor, whether chance may end it or fill its slot) for every slot but those of administrations.
template <class Use>
void for_each_organisation(const Model& model, Month month, const Actors& actors, Use use) {
    auto dated = model.lifetimes.begin();
    for (const ActorId i : IdRange<ActorId>(actors.size())) {
        while (dated != model.lifetimes.end() && dated->actor < i) ++dated;
        if (!may_end(actors, i)) continue;
        use(i, dated == model.lifetimes.end() || dated->actor != i || dated->left_to_chance(month));
    }
}

}  // namespace

void births_and_ends(const Model& model, Month month, State& now) {
    Actors& actors = now.actors;
    double living = 0;
    double vacant = 0;
    std::vector<ActorId> coming;
    // All that end do so together: it takes a look at everybody, once.
    std::vector<ActorId> ended;
    const auto end_of = [&](ActorId i) {
        ended.push_back(i);
        now.events.push_back({month, EventKind::actor_end, i, InitiativeId(), 0});
    };
    for (const Lifetime& life : model.lifetimes) {
        if (month == life.appears) coming.push_back(life.actor);
        if (month == life.ends) end_of(life.actor);
    }
    for_each_organisation(model, month, actors, [&](ActorId i, bool left_to_chance) {
        if (actors.alive[i] != 0)
            living += 1;
        else if (left_to_chance)
            vacant += 1;
    });
    // Births come first, so that an ended actor's slot stands empty for at least one month: whoever still refers to it
    // finds nobody there, not a stranger.
    const double birth = vacant > 0 ? -std::expm1(-model.actors.birth_rate / 12 * living / vacant) : 0;
    const double end = -std::expm1(-model.actors.end_rate / 12);
    for_each_organisation(model, month, actors, [&](ActorId i, bool left_to_chance) {
        if (!left_to_chance) return;
        if (actors.alive[i] == 0) {
            Stream stream(now.key, actors.entity[i], month, Purpose::birth);
            if (bernoulli(stream, birth)) replace_actor(model, month, now, i);
            return;
        }
        Stream stream(now.key, actors.entity[i], month, Purpose::death);
        if (bernoulli(stream, end)) end_of(i);
    });
    std::sort(ended.begin(), ended.end());
    // Whoever comes on a date meets nobody who ends in the same month.
    end_actors(model, month, now, ended);
    for (const Lifetime& life : model.lifetimes)
        if (month == life.ends) actors.gone.insert(std::ranges::upper_bound(actors.gone, life.actor), life.actor);
    actors_appear(model, month, now, coming);
}

void shocks_strike(const Model& model, Month month, State& now) {
    for (const Shock& shock : model.shocks) {
        if (month < shock.month || month >= shock.month + shock.months) continue;
        if (shock.kind == ShockKind::severity) {
            for (const TopicId k : IdRange<TopicId>(model.topics.size())) {
                if (model.topics[k].id != shock.target) continue;
                TopicState& topic = now.world.topics[k];
                for (double* severity : {&topic.severity, &topic.untouched_severity})
                    *severity += shock.size * (1 - *severity) / shock.months;
            }
        }
        if (month != shock.month) continue;
        ActorId actor;
        if (shock.kind == ShockKind::leadership) actor = named(model, shock.target);
        if (actor && now.actors.alive[actor] != 0) change_leadership(model, month, now, actor);
        now.events.push_back({month, EventKind::shock, actor, InitiativeId(), static_cast<std::int64_t>(shock.kind)});
    }
}

void calendar_step(const Model& model, Month month, State& now) {
    births_and_ends(model, month, now);
    leadership_step(model, month, now);
    shocks_strike(model, month, now);
    programmes_step(model, month, now);
    remedies_act(model, month, now);  // paid from the budgets of this year
}

}  // namespace gemeinsim
