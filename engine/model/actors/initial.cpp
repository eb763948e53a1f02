// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <boost/container/small_vector.hpp>

#include "model/actors/lifetimes.h"
#include "model/actors/rules.h"
#include "model/exchange/rules.h"
#include "model/funding/rules.h"
#include "model/hierarchy/rules.h"
#include "model/math.h"
#include "model/relations/pacts.h"
#include "model/relations/rules.h"
#include "random/draws.h"

namespace gemeinsim {
namespace {

constexpr Month no_election = 32767;  // far beyond any run
/// A value around a mean in [0, 1] whose variance is the given share of the largest possible, mean (1 -
/// mean).
double around(Stream& stream, double mean, double spread) {
    if (spread <= 0 || mean <= 0 || mean >= 1) return mean;
    const double variance_share = spread * spread;
    const double count = 1 / variance_share - 1;  // Beta(a, b): variance share = 1 / (a + b + 1)
    return count > 0 ? beta(stream, mean * count, (1 - mean) * count) : (bernoulli(stream, mean) ? 1 : 0);
}

/// Which assets are a sector's strength [A]: administration influence and control, civil society information
/// and competence, business resources and competence.
bool is_strength(Sector sector, Asset asset) {
    switch (sector) {
        case Sector::administration:
            return asset == Asset::influence || asset == Asset::control;
        case Sector::civil_society:
            return asset == Asset::information || asset == Asset::competence;
        case Sector::business:
            return asset == Asset::resources || asset == Asset::competence;
    }
    return false;
}

/// Where a sector tends to stand: civil society and business on either side of the administration [A].
double position_mean(Sector sector, double gap) {
    switch (sector) {
        case Sector::administration:
            return .5;
        case Sector::civil_society:
            return .5 - gap;
        case Sector::business:
            return .5 + gap;
    }
    return .5;
}

/// What an organisation whose form is left open is in law: the administration a public body; of civil society an
/// association, else a foundation twice as often as a company [A]; of business a company.
LegalForm drawn_form(Sector sector, double association_share, double luck) {
    switch (sector) {
        case Sector::administration:
            return LegalForm::public_body;
        case Sector::civil_society:
            if (luck < association_share) return LegalForm::association;
            return luck < association_share + (1 - association_share) * 2 / 3 ? LegalForm::foundation
                                                                              : LegalForm::company;
        case Sector::business:
            return LegalForm::company;
    }
    return LegalForm::company;
}

/// Draws whatever `row` leaves open for the slot `i`, whose entity, sector and superior are set. Every draw is taken
/// whether the row gives the value or not, and each attribute has its own stream.
void draw_attributes(const Model& model, RunKey key, Actors& actors, ActorId i, const ActorRow& row) {
    const EntityKey entity = actors.entity[i];
    const ActorsParameters& p = model.actors;
    const std::size_t topics = model.topics.size();
    // All streams are made first, so that their words may be worked out at once.
    enum Attribute : std::uint64_t { time, skill, orientation, assets, motives, care, caution, founded, speaks, count };
    constexpr std::uint64_t per_topic = 3;
    boost::container::small_vector<Stream, 16> streams;
    for (std::uint64_t attribute = 0; attribute < count; ++attribute)
        streams.emplace_back(key, combine(entity, attribute), before_the_run, Purpose::population);
    for (const Topic& topic : model.topics)
        for (std::uint64_t attribute = 0; attribute < per_topic; ++attribute)
            streams.emplace_back(key, combine(entity, combine(hash_name(topic.id), attribute)), before_the_run,
                                 Purpose::population);
    streams.emplace_back(key, entity, before_the_run, Purpose::personality);
    Stream::refill({streams.data(), streams.size()});
    actors.hours[i] = {.capacity = row.hours.value_or(lognormal(streams[time], p.hours_median, p.hours_sd_log))};
    actors.know_how[i] = row.know_how.value_or(around(streams[skill], p.know_how, p.spread));
    actors.trained[i] = 0;
    actors.impact_orientation[i] =
        row.impact_orientation.value_or(around(streams[orientation], p.impact_orientation, p.spread));
    actors.reliability[i] = row.reliability.value_or(normal(streams[care]));
    actors.threshold[i] = uniform(streams[caution]);

    const LegalForm form = drawn_form(row.sector, p.association_share, uniform(streams[founded]));
    actors.legal_form[i] = row.legal_form == LegalForm::drawn ? form : row.legal_form;

    const bool drawn_voice = bernoulli(streams[speaks], p.voice_share) && row.sector == Sector::civil_society;
    actors.voice[i] = row.voice || drawn_voice ? 1 : 0;

    for (std::size_t a = 0; a < asset_count; ++a) {
        const double missing = uniform(streams[assets]) * (1 - p.asset_scarcity);
        actors.assets[i][a] = is_strength(row.sector, static_cast<Asset>(a)) ? 1 - missing : missing;
    }
    static constexpr const char* names[asset_count] = {"information", "competence", "resources", "influence",
                                                       "control"};
    for (std::size_t a = 0; a < asset_count && !row.asset.empty(); ++a)
        if (const auto given = row.asset.find(names[a]); given != row.asset.end()) actors.assets[i][a] = given->second;

    actors.logic[i].fill((1 - p.own_logic) / (logic_count - 1));
    actors.logic[i][static_cast<std::size_t>(row.sector)] = p.own_logic;

    std::array<double, motive_count> even{};
    even.fill(1);
    dirichlet(streams[motives], even, actors.motives[i]);

    Stream& character = streams.back();
    const double first = normal(character);
    actors.personality[i] = {first, normal(character)};

    for (const TopicId k : IdRange<TopicId>(topics)) {
        Stream* const of_topic = &streams[count + per_topic * k.index()];
        const auto given = [&](const std::map<std::string, double>& values, double drawn) {
            const auto found = values.find(model.topics[k].id);
            return found != values.end() ? found->second : drawn;
        };
        actors.salience(i, k) = given(row.salience, uniform(of_topic[0]) / static_cast<double>(topics));
        const double mean = clip(position_mean(row.sector, p.position_gap), 0, 1);
        actors.position(i, k) = given(row.position, around(of_topic[1], mean, p.position_spread));
        actors.initial_position(i, k) = actors.position(i, k);
        // Who is in office at the start supports what its unit does; only later leaders may not [A].
        actors.priority(i, k) = uniform(of_topic[2], model.leadership.support_threshold, 1);
    }
    actors.hours[i].regulation = regulation_share(model, actors, i) * actors.hours[i].capacity;
}

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
        draw_attributes(model, key, actors, i, row);
    }
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
    draw_attributes(model, now.key, actors, slot, row);
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
    for (const ActorId i : newcomers) {
        const ActorRow& row = population.actors[i];
        actors.alive[i] = 1;
        draw_attributes(world, now.key, actors, i, row);
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
