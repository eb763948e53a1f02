// SPDX-License-Identifier: Apache-2.0
#include "model/actors/rules.h"
#include "random/draws.h"

namespace gemeinsim {
namespace {

constexpr Month before_the_run = -32768;  // a month of its own: what is drawn here belongs to no step

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
    actors.next_election.assign(n, 32767);
    actors.salience = ByTopic(n, topics);
    actors.position = ByTopic(n, topics);
    actors.initial_position = ByTopic(n, topics);
    actors.priority = ByTopic(n, topics);
    for (const ActorId i : IdRange<ActorId>(n)) {
        const ActorRow& row = population.actors[i];
        const EntityKey entity = hash_name(row.id);
        actors.entity.push_back(entity);
        actors.sector.push_back(row.sector);
        actors.level.push_back(row.level);
        actors.kind.push_back(row.kind);
        int depth = 0;
        ActorId department = i;
        for (ActorId unit = i; population.superior[unit]; unit = population.superior[unit]) {
            department = unit;
            ++depth;
        }
        actors.depth.push_back(depth);
        actors.department.push_back(department);

        // One stream per attribute family, and every draw taken whether the row gives the value or not:
        // filling in one attribute leaves all others as they were.
        Stream stream(key, entity, before_the_run, Purpose::population);
        const double hours = lognormal(stream, model.actors.hours_median, model.actors.hours_sd_log);
        const double reliability = normal(stream);
        const double threshold = uniform(stream);
        Stream skill(key, combine(entity, 1), before_the_run, Purpose::population);
        const double know_how = around(skill, model.actors.know_how, model.actors.spread);
        Stream orientation(key, combine(entity, 2), before_the_run, Purpose::population);
        const double impact_orientation =
            around(orientation, model.actors.impact_orientation, model.actors.spread);
        actors.hours.push_back({.capacity = row.hours.value_or(hours)});
        actors.reliability.push_back(row.reliability.value_or(reliability));
        actors.threshold.push_back(threshold);
        actors.know_how.push_back(row.know_how.value_or(know_how));
        actors.impact_orientation.push_back(row.impact_orientation.value_or(impact_orientation));

        Stream assets(key, combine(entity, 3), before_the_run, Purpose::population);
        std::array<double, asset_count> owned{};
        for (std::size_t a = 0; a < asset_count; ++a) {
            const double drawn = uniform(assets);
            const Asset asset = static_cast<Asset>(a);
            owned[a] = is_strength(row.sector, asset) ? 1 - drawn * (1 - model.actors.asset_scarcity)
                                                      : drawn * (1 - model.actors.asset_scarcity);
        }
        static constexpr const char* names[asset_count] = {"information", "competence", "resources",
                                                           "influence", "control"};
        for (std::size_t a = 0; a < asset_count; ++a)
            if (const auto given = row.asset.find(names[a]); given != row.asset.end())
                owned[a] = given->second;
        actors.assets.push_back(owned);

        std::array<double, logic_count> logic{};
        logic.fill((1 - model.actors.own_logic) / (logic_count - 1));
        logic[static_cast<std::size_t>(row.sector)] = model.actors.own_logic;
        actors.logic.push_back(logic);

        Stream wants(key, combine(entity, 4), before_the_run, Purpose::population);
        std::array<double, motive_count> motives{};
        std::array<double, motive_count> even{};
        even.fill(1);
        dirichlet(wants, even, motives);
        actors.motives.push_back(motives);

        Stream character(key, entity, before_the_run, Purpose::personality);
        const double first = normal(character);
        const double second = normal(character);
        actors.personality.push_back({first, second});

        for (const TopicId k : IdRange<TopicId>(topics)) {
            Stream interest(key, combine(entity, hash_name(model.topics[k].id)), before_the_run,
                            Purpose::population);
            const double salience = uniform(interest) / static_cast<double>(topics);
            const double position = uniform(interest);
            const double priority = uniform(interest);
            const auto given = [&](const std::map<std::string, double>& values, double drawn) {
                const auto found = values.find(model.topics[k].id);
                return found != values.end() ? found->second : drawn;
            };
            actors.salience(i, k) = given(row.salience, salience);
            actors.position(i, k) = given(row.position, position);
            actors.initial_position(i, k) = actors.position(i, k);
            actors.priority(i, k) = priority;
        }
    }
    return actors;
}

}  // namespace gemeinsim
