// SPDX-License-Identifier: Apache-2.0
#include "model/hierarchy/jurisdiction.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "model/actors/lifetimes.h"
#include "model/hierarchy/rules.h"
#include "scenario/nearest.h"
#include "scenario/resolve.h"
#include "scenario/text.h"

namespace gemeinsim {
namespace {

constexpr std::array<const char*, level_count> level_names{"none",  "municipal", "district",
                                                           "state", "federal",   "european"};
constexpr double most_regulation = .9;

std::string name_of(Level level) {
    return level_names[static_cast<std::size_t>(level)];
}

std::vector<std::string> topic_names(const Model& model) {
    std::vector<std::string> names;
    for (const Topic& topic : model.topics) names.push_back(topic.id);
    return names;
}

TopicId find_topic(const Model& model, const std::string& name) {
    for (const TopicId k : IdRange<TopicId>(model.topics.size()))
        if (model.topics[k].id == name) return k;
    return {};
}

void unknown_topic(const Model& model, const Location& where, const std::string& key, const std::string& name,
                   Issues& issues) {
    const std::vector<std::string> names = topic_names(model);
    issues.error({where, key, "there is no topic " + in_quotes_short(name),
                  names.empty() ? "the scenario has no topic" : "the topics are " + joined(names),
                  did_you_mean(name, names, "correct the name or add the table [topics." + name + "]")});
}

bool is_listed(const Population& population, Level level) {
    for (const ActorId i : IdRange<ActorId>(population.actors.size()))
        if (population.actors[i].level == level && population.actors[i].sector == Sector::administration &&
            !population.superior[i])
            return true;
    return false;
}

bool is_named_somewhere(const JurisdictionParameters& p, Level level, TopicId topic) {
    return std::any_of(p.signatories.begin(), p.signatories.end(),
                       [&](const Signatory& one) { return one.level == level && speaks_on(one, topic); });
}

/// Kilometres from a place to where an administration of a level sits; its own place is nearer than any other, even
/// where both lie on one point of the map. Infinite for the municipality of another place.
double distance_to(const Population& population, PlaceId place, ActorId desk, Level level) {
    if (population.place[desk] == place) return -1;
    return level == Level::municipal ? std::numeric_limits<double>::infinity()
                                     : distance_km(population, place, population.place[desk]);
}

/// The same for a row; a row for the place itself comes before all others.
double distance_to(const Population& population, PlaceId place, const Signatory& one) {
    if (!one.place_id) return distance_to(population, place, one.desk, one.level);
    return one.place_id == place ? -2 : std::numeric_limits<double>::infinity();
}

void read_signatory(Model& model, const Row& row, Issues& issues) {
    Signatory one = signatory_columns().read(row.values);
    const std::size_t errors = issues.errors().size();
    if (!one.topic.empty()) {
        one.topic_id = find_topic(model, one.topic);
        if (!one.topic_id)
            unknown_topic(model, where_of(row, "topic"), "jurisdiction.signatories.topic", one.topic, issues);
    }
    const Population& population = model.population;
    if (!one.place.empty()) {
        std::vector<std::string> names;
        for (const PlaceId place : IdRange<PlaceId>(population.places.size())) {
            names.push_back(population.places[place].id);
            if (names.back() == one.place) one.place_id = place;
        }
        if (!one.place_id && !names.empty())
            issues.error({where_of(row, "place"), "jurisdiction.signatories.place",
                          "there is no place " + in_quotes_short(one.place), "the places are " + joined(names),
                          did_you_mean(one.place, names, "correct the name or add it to population.places")});
    }
    for (const ActorId i : IdRange<ActorId>(population.actors.size()))
        if (population.actors[i].id == one.actor) one.desk = i;
    // Where the population itself was refused, its actors are missing for another reason, which is told already.
    if (!one.desk && !population.actors.empty()) {
        std::vector<std::string> ids;
        for (const ActorRow& actor : population.actors) ids.push_back(actor.id);
        issues.error({where_of(row, "actor"), "jurisdiction.signatories.actor",
                      "there is no actor " + in_quotes_short(one.actor), "who must sign belongs to the population",
                      did_you_mean(one.actor, ids, "correct the name or add it to population.actors")});
    }
    if (one.desk && one.level != Level::none && population.actors[one.desk].level != one.level)
        issues.error({where_of(row, "level"), "jurisdiction.signatories.level",
                      in_quotes_short(one.actor) + " does not belong to the level " + name_of(one.level),
                      "its level is " + name_of(population.actors[one.desk].level),
                      "name an actor of that level, or leave the level out for a say of its own"});
    if (one.desk && issues.errors().size() == errors) model.jurisdiction.signatories.push_back(std::move(one));
}

void read_competence(Model& model, const Row& row, Issues& issues) {
    const CompetenceRow wish = competence_columns().read(row.values);
    const std::string key = "jurisdiction.topics." + row.name;
    const TopicId topic = find_topic(model, row.name);
    if (!topic) {
        unknown_topic(model, row.where, key, row.name, issues);
        return;
    }
    model.jurisdiction.competence.resize(model.topics.size());
    Competence& competence = model.jurisdiction.competence[topic];
    competence.given = true;
    for (std::size_t level = 1; level < level_count; ++level)
        competence.level[level] =
            std::find(wish.levels.begin(), wish.levels.end(), level_names[level]) != wish.levels.end();
    for (const auto& [name, share] : wish.regulation) {
        const auto level = std::find(level_names.begin() + 1, level_names.end(), name);
        const std::string column = fmt::format("regulation.{}", name);
        if (level == level_names.end()) {
            const std::vector<std::string> names(level_names.begin() + 1, level_names.end());
            issues.error({where_of(row, column), fmt::format("{}.{}", key, column),
                          "there is no level " + in_quotes_short(name), "the levels are " + joined(names),
                          did_you_mean(name, names, "correct the name")});
        } else if (!competence.level[static_cast<std::size_t>(level - level_names.begin())]) {
            issues.error({where_of(row, column), fmt::format("{}.{}", key, column),
                          "the level " + name + " holds no competence for the topic",
                          "only levels that " + key + ".levels names make rules for it",
                          "add it to the levels or remove its rules"});
        } else {
            competence.regulation += share;
        }
    }
    if (competence.regulation > most_regulation)
        issues.error({where_of(row, "regulation"), key + ".regulation",
                      fmt::format("rules take {:.3g} of the hours", competence.regulation),
                      fmt::format("all levels together may take up to {}", most_regulation), "lower some of them"});
    for (std::size_t level = 1; level < level_count; ++level) {
        const auto which = static_cast<Level>(level);
        if (!competence.holds(which) || model.population.actors.empty() || is_listed(model.population, which) ||
            is_named_somewhere(model.jurisdiction, which, topic))
            continue;
        issues.warning({where_of(row, "levels"), key + ".levels", "nobody signs for the level " + name_of(which),
                        "no administration of that level without a superior is there, and none is named",
                        "add one to the population or to jurisdiction.signatories"});
    }
}

}  // namespace

const Competence* competence_of(const Model& model, TopicId topic) {
    const Column<TopicId, Competence>& competence = model.jurisdiction.competence;
    return topic && topic.index() < competence.size() && competence[topic].given ? &competence[topic] : nullptr;
}

bool speaks_on(const Signatory& one, TopicId topic) {
    return !one.topic_id || one.topic_id == topic;
}

bool signs_for(const Model& model, const Actors& actors, const Signatory& one, PlaceId place, TopicId topic) {
    if (!speaks_on(one, topic) || actors.is_away(one.desk)) return false;
    if (one.level == Level::none) return !one.place_id || one.place_id == place;
    const double mine = distance_to(model.population, place, one);
    return mine < std::numeric_limits<double>::infinity() &&
           std::none_of(model.jurisdiction.signatories.begin(), model.jurisdiction.signatories.end(),
                        [&](const Signatory& other) {
                            return other.level == one.level && speaks_on(other, topic) && !actors.is_away(other.desk) &&
                                   distance_to(model.population, place, other) < mine;
                        });
}

bool is_named(const Model& model, const Actors& actors, PlaceId place, Level level, TopicId topic) {
    return std::any_of(
        model.jurisdiction.signatories.begin(), model.jurisdiction.signatories.end(),
        [&](const Signatory& one) { return one.level == level && signs_for(model, actors, one, place, topic); });
}

ActorId speaker(const Model& model, const Actors& actors, PlaceId place, Level level) {
    const auto& speakers = model.jurisdiction.speakers;
    if (!place || place.index() >= speakers.size()) return {};
    for (const ActorId head : speakers[place][static_cast<std::size_t>(level)])
        if (!actors.is_away(head)) return head;
    return {};
}

Column<PlaceId, std::array<std::vector<ActorId>, level_count>> level_speakers(const Model& model) {
    const Population& population = model.population;
    Column<PlaceId, std::array<std::vector<ActorId>, level_count>> speakers(population.places.size());
    std::array<std::vector<ActorId>, level_count> heads;
    for (const ActorId i : IdRange<ActorId>(population.actors.size())) {
        const ActorRow& actor = population.actors[i];
        if (actor.sector == Sector::administration && actor.level != Level::none && !population.superior[i])
            heads[static_cast<std::size_t>(actor.level)].push_back(i);
    }
    constexpr double infinity = std::numeric_limits<double>::infinity();
    std::vector<std::pair<double, ActorId>> dated;
    for (const PlaceId place : IdRange<PlaceId>(population.places.size()))
        for (std::size_t level = 0; level < level_count; ++level) {
            std::pair<double, ActorId> nearest(infinity, ActorId());  // of those that are there all the time
            dated.clear();
            for (const ActorId head : heads[level]) {
                const double distance = distance_to(population, place, head, static_cast<Level>(level));
                if (distance >= nearest.first) continue;
                if (is_dated(model, head))
                    dated.emplace_back(distance, head);
                else
                    nearest = {distance, head};
            }
            std::vector<ActorId>& found = speakers[place][level];
            std::sort(dated.begin(), dated.end());
            for (const auto& [distance, head] : dated)
                if (!nearest.second || std::pair(distance, head) < nearest) found.push_back(head);
            if (nearest.second) found.push_back(nearest.second);
        }
    return speakers;
}

std::vector<ActorId> holders_of_competence(const Model& model) {
    const JurisdictionParameters& p = model.jurisdiction;
    std::vector<ActorId> holders;
    for (const Signatory& one : p.signatories) holders.push_back(one.desk);
    std::array<bool, level_count> asked{};
    for (std::size_t level = static_cast<std::size_t>(Level::district); level < level_count; ++level)
        asked[level] = p.holders > static_cast<double>(level) - 2;  // the first of them is the district
    for (const Competence& competence : p.competence)
        for (std::size_t level = 0; level < level_count; ++level)
            asked[level] = asked[level] || competence.level[level];
    for (const auto& speakers : p.speakers)
        for (std::size_t level = 0; level < level_count; ++level)
            if (asked[level]) holders.insert(holders.end(), speakers[level].begin(), speakers[level].end());
    std::sort(holders.begin(), holders.end());
    holders.erase(std::unique(holders.begin(), holders.end()), holders.end());
    return holders;
}

double regulation_share(const Model& model, TopicId topic) {
    const Competence* given = competence_of(model, topic);
    return given != nullptr ? given->regulation : model.jurisdiction.regulation;
}

double regulation_share(const Model& model, const Actors& actors, ActorId actor) {
    const auto topics = IdRange<TopicId>(model.topics.size());
    double cares = 0;
    for (const TopicId k : topics) cares += actors.salience(actor, k);
    if (model.topics.empty()) return model.jurisdiction.regulation;
    double share = 0;
    for (const TopicId k : topics)
        share += regulation_share(model, k) *
                 (cares > 0 ? actors.salience(actor, k) / cares : 1 / static_cast<double>(model.topics.size()));
    return share;
}

bool holds(const Model& model, const Actors& actors, ActorId actor, TopicId topic, PlaceId place) {
    const std::vector<std::vector<ActorId>>& all = model.jurisdiction.holders_at;
    if (!place || !topic || all.empty()) return false;
    const std::vector<ActorId>& holders = all[place.index() * model.topics.size() + topic.index()];
    if (std::find(holders.begin(), holders.end(), actor) == holders.end()) return false;
    if (model.lifetimes.empty()) return true;
    for (const Signatory& one : model.jurisdiction.signatories)
        if (one.desk == actor && signs_for(model, actors, one, place, topic)) return true;
    const Competence* given = competence_of(model, topic);
    for (std::size_t at = 0; given != nullptr && at < level_count; ++at) {
        const auto level = static_cast<Level>(at);
        if (given->level[at] && speaker(model, actors, place, level) == actor &&
            !is_named(model, actors, place, level, topic))
            return true;
    }
    return false;
}

std::vector<std::vector<ActorId>> holders_by_place(const Model& model) {
    const Actors everybody;  // nobody is away
    const bool dated = !model.lifetimes.empty();
    const auto may_sign = [&](const Signatory& one, PlaceId place, TopicId topic) {
        if (!dated) return signs_for(model, everybody, one, place, topic);
        if (!speaks_on(one, topic)) return false;
        if (one.level == Level::none) return !one.place_id || one.place_id == place;
        return distance_to(model.population, place, one) < std::numeric_limits<double>::infinity();
    };
    std::vector<std::vector<ActorId>> all;
    for (const PlaceId place : IdRange<PlaceId>(model.population.places.size()))
        for (const TopicId topic : IdRange<TopicId>(model.topics.size())) {
            std::vector<ActorId>& found = all.emplace_back();
            const Competence* given = competence_of(model, topic);
            for (const Signatory& one : model.jurisdiction.signatories)
                if (one.desk && may_sign(one, place, topic)) found.push_back(one.desk);
            for (std::size_t at = 0; given != nullptr && at < level_count; ++at) {
                const auto level = static_cast<Level>(at);
                if (!given->level[at] || (!dated && is_named(model, everybody, place, level, topic))) continue;
                const std::vector<ActorId>& speakers = model.jurisdiction.speakers[place][at];
                found.insert(found.end(), speakers.begin(), speakers.end());
            }
        }
    return all;
}

void read_jurisdiction(Model& model, const Scenario& scenario, Issues& issues) {
    for (const Row& row : scenario.table("jurisdiction.signatories")) read_signatory(model, row, issues);
    for (const Row& row : scenario.table("jurisdiction.topics")) read_competence(model, row, issues);
    model.jurisdiction.speakers = level_speakers(model);
    model.jurisdiction.holders_at = holders_by_place(model);
}

}  // namespace gemeinsim
