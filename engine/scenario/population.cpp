// SPDX-License-Identifier: Apache-2.0
#include "scenario/population.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

#include "scenario/nearest.h"
#include "scenario/resolve.h"
#include "scenario/synthesis.h"
#include "scenario/text.h"

namespace gemeinsim {
namespace {

constexpr std::array<const char*, 5> assets{"information", "competence", "resources", "influence", "control"};

// One actor and where its line stands, before it gets its number.
struct Listed {
    ActorRow actor;
    const Row* row = nullptr;  // null for synthesised actors
};

// Ids in sorted order, so that look-ups cost O(log n) and suggestions do not depend on the input's order.
using Numbers = std::map<std::string, std::size_t, std::less<>>;

std::string place_words(const Location& where) {
    return where.line > 0 ? fmt::format("{}:{}", where.file, where.line) : where.file;
}

std::string lists(const std::vector<std::string>& names) {
    constexpr std::size_t most = 12;
    if (names.size() <= most) return joined(names);
    return joined({names.begin(), names.begin() + most}) + fmt::format(" and {} more", names.size() - most);
}

// Complains about names that nobody bears. Suggestions compare with every name, so only the first get one.
class References {
  public:
    References(std::vector<std::string> names, Issues& issues) : names_(std::move(names)), issues_(issues) {}

    void unknown(const Location& where, const std::string& key, const std::string& name, const std::string& what,
                 const std::string& table) {
        constexpr int most_suggestions = 100;
        const std::string otherwise = table.empty() ? "choose one of these" : "correct the name or add it to " + table;
        const std::string remedy =
            suggestions_++ < most_suggestions ? did_you_mean(name, names_, otherwise) : otherwise;
        issues_.error({where, key, "there is no " + what + " " + in_quotes_short(name),
                       names_.empty() ? table + " is empty" : "known: " + lists(names_), remedy});
    }

  private:
    std::vector<std::string> names_;
    Issues& issues_;
    int suggestions_ = 0;
};

std::vector<std::string> keys_of(const Numbers& numbers) {
    std::vector<std::string> names;
    for (const auto& [name, number] : numbers) names.push_back(name);
    return names;
}

double physical_gb() {
    return static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e9;
}

bool fits_memory(double actors, const Location& where, const PopulationParameters& wish, Issues& issues) {
    const double limit = wish.memory_limit.value_or(physical_gb());
    const double needed = actors * static_cast<double>(bytes_per_actor) / 1e9;
    if (needed <= limit && actors < 4e9) return true;
    issues.error({where, "population", fmt::format("{:.0f} actors do not fit into memory", actors),
                  fmt::format("they take about {:.3g} GB at {} bytes each; {} {:.3g} GB", needed, bytes_per_actor,
                              wish.memory_limit ? "population.memory_limit is" : "this machine has", limit),
                  "ask for fewer actors"});
    return false;
}

bool is_given(const Scenario& scenario, const std::string& key) {
    const auto entry = scenario.values.find(key);
    return entry != scenario.values.end() && is_explicit(entry->second);
}

Location location_of(const Scenario& scenario, const std::string& key) {
    const auto entry = scenario.values.find(key);
    return entry != scenario.values.end() ? entry->second.where : Location{scenario.file, 0, 0};
}

double all_of(const Counts& counts) {
    return std::accumulate(counts.begin(), counts.end(), 0.0);
}

Counts wanted_counts(const PopulationParameters& wish) {
    const Counts counts{double(wish.administration), double(wish.civil_society), double(wish.business)};
    if (all_of(counts) > 0) return counts;
    return counts_for(wish.inhabitants, wish);
}

/// Places that say how many live there; where none does, those of a country.
std::vector<Place> settled_places(const Scenario& scenario, const PopulationParameters& wish, Issues& issues) {
    std::vector<Place> places;
    for (const Row& row : scenario.table("population.places")) {
        Place place = place_columns().read(row.values);
        if (place.inhabitants > 0) places.push_back(std::move(place));
    }
    std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) { return a.id < b.id; });
    places.erase(std::unique(places.begin(), places.end(), [](const Place& a, const Place& b) { return a.id == b.id; }),
                 places.end());  // told where places are numbered
    const std::string idle = "population.municipalities";
    if (!places.empty()) {
        for (const char* key : {"population.inhabitants", "population.municipalities", "population.administration",
                                "population.civil_society", "population.business"})
            if (is_given(scenario, key))
                issues.warning({location_of(scenario, key), key, "the number is not used",
                                "population.places lists inhabitants", "remove it"});
        return places;
    }
    if (wish.municipalities == 0) return places;
    if (wish.administration + wish.civil_society + wish.business > 0) {
        issues.warning({location_of(scenario, idle), idle, "the number is not used", "actors are counted for one place",
                        "give population.inhabitants in place of counts"});
        return places;
    }
    if (wish.inhabitants == 0) return places;  // there is no actor, which is told
    if (!scenario.table("population.places").empty()) {
        issues.error({location_of(scenario, idle), idle, "places are listed and made",
                      "a scenario has its own places or made ones", "remove population.places or this number"});
        return places;
    }
    if (wish.municipalities > wish.inhabitants) {
        issues.error({location_of(scenario, idle), idle,
                      fmt::format("there are {} of them for {} inhabitants", wish.municipalities, wish.inhabitants),
                      "somebody lives in every municipality", "give fewer"});
        return places;
    }
    return municipalities(wish.inhabitants, wish.municipalities, wish.municipality_area);
}

/// A sector of which nobody is there may be meant; it is rather an oversight.
void warn_of_empty_sectors(const Scenario& scenario, const Counts& counts, Issues& issues) {
    constexpr std::array<const char*, sector_count> names{"administration", "civil_society", "business"};
    for (std::size_t s = 0; s < counts.size(); ++s) {
        if (counts[s] > 0) continue;
        const std::string key = std::string("population.") + names[s] + "_per_1000";
        issues.warning({location_of(scenario, key), key, fmt::format("there is nobody of {}", names[s]),
                        "the rate gives less than half an actor for these inhabitants",
                        "raise the rate if that is not meant"});
    }
}

std::vector<Listed> synthesise(const Scenario& scenario, const PopulationParameters& wish,
                               const std::vector<Place>& places, Issues& issues) {
    const PopulationHierarchy shape = population_hierarchy_parameters().read(scenario.values);
    const Counts counts = wanted_counts(wish);
    std::vector<Listed> listed;
    check_shape(scenario, shape, issues);
    double total = synthesised_actors(counts, shape);
    Counts found = counts;
    if (!places.empty()) {
        total = synthesised_actors({}, shape);
        found = {};
        for (const Place& place : places) {
            const Counts its = counts_for(place.inhabitants, wish);
            for (std::size_t s = 0; s < its.size(); ++s) found[s] += its[s];
            total += synthesised_actors(its, shape, false);
        }
    }
    if (total == 0) {
        const bool zero = is_given(scenario, "population.inhabitants");
        issues.error({zero ? location_of(scenario, "population.inhabitants") : Location{scenario.file, 0, 0},
                      zero ? "population.inhabitants" : "population",
                      zero ? fmt::format("{} inhabitants make no actor", wish.inhabitants) : "there is no actor",
                      "a scenario needs at least one",
                      "list population.actors, or give population.administration, civil_society, business or "
                      "inhabitants"});
        return listed;
    }
    if (!places.empty() || is_given(scenario, "population.inhabitants")) warn_of_empty_sectors(scenario, found, issues);
    Location where{scenario.file, 0, 0};
    for (const char* name : {"inhabitants", "business", "civil_society", "administration"})
        if (is_given(scenario, std::string("population.") + name))
            where = location_of(scenario, std::string("population.") + name);
    if (!fits_memory(total, where, wish, issues)) return listed;
    listed.reserve(static_cast<std::size_t>(total));
    std::vector<ActorRow> actors = places.empty() ? synthesised(counts, shape) : synthesised(places, wish, shape);
    for (ActorRow& actor : actors) listed.push_back({std::move(actor), nullptr});
    return listed;
}

std::vector<Listed> listed_actors(const Scenario& scenario, const PopulationParameters& wish, Issues& issues) {
    const std::vector<Row>& rows = scenario.table("population.actors");
    std::vector<Listed> listed;
    if (!fits_memory(static_cast<double>(rows.size()), rows.front().where, wish, issues)) return listed;
    for (const char* name : {"administration", "civil_society", "business", "inhabitants"})
        if (const auto entry = scenario.values.find(std::string("population.") + name);
            entry != scenario.values.end() && is_explicit(entry->second))
            issues.warning({entry->second.where, std::string("population.") + name, "the number is not used",
                            "population.actors lists the actors", "remove it"});
    for (const Parameter& parameter : population_hierarchy_parameters().parameters())
        if (const auto entry = scenario.values.find(parameter.path);
            entry != scenario.values.end() && is_explicit(entry->second))
            issues.warning({entry->second.where, parameter.path, "it is not used",
                            "population.actors lists the actors and their superiors", "remove it"});
    for (const Row& row : rows) {
        Listed one{actor_columns().read(row.values), &row};
        if (one.actor.title.empty()) one.actor.title = one.actor.id;
        if (one.actor.id.empty()) {
            // A row without an id was complained about when it was read.
            const auto id = row.values.find("id");
            if (id != row.values.end() && is_explicit(id->second))
                issues.error({where_of(row, "id"), "population.actors.id", "the id is empty",
                              "ids name actors in ties and results", "name it"});
            continue;
        }
        listed.push_back(std::move(one));
    }
    return listed;
}

// Numbers the places: those listed, or where none is those that actors name.
void number_places(const Scenario& scenario, const std::string& standard, const std::vector<Place>& settled,
                   std::vector<Listed>& listed, Population& population, Issues& issues) {
    const std::vector<Row>& rows = scenario.table("population.places");
    if (rows.empty() && !settled.empty()) {
        population.places.assign(settled.begin(), settled.end());  // made in the order of their names
        return;
    }
    std::map<std::string, const Row*> seen;
    for (const Row& row : rows) {
        const Place place = place_columns().read(row.values);
        const auto [twin, fresh] = seen.emplace(place.id, &row);
        if (fresh) {
            population.places.push_back(place);
            continue;
        }
        issues.error({where_of(row, "id"), "population.places.id",
                      "the place " + in_quotes_short(place.id) + " is listed twice",
                      "first in " + place_words(where_of(*twin->second, "id")), "remove one of them"});
    }
    // With one place there is no question where somebody is.
    const std::string common = rows.size() == 1 ? population.places.front().id : standard;
    for (Listed& one : listed)
        if (one.actor.place.empty()) one.actor.place = common;
    if (rows.empty()) {
        for (const Listed& one : listed)
            if (seen.emplace(one.actor.place, nullptr).second) population.places.push_back({one.actor.place, 0, 0});
    }
    std::sort(population.places.begin(), population.places.end(),
              [](const Place& a, const Place& b) { return a.id < b.id; });
}

void check_duplicates(const std::vector<Listed>& listed, Issues& issues) {
    std::map<std::string_view, const Listed*> seen;
    for (const Listed& one : listed) {
        const auto [twin, fresh] = seen.emplace(one.actor.id, &one);
        if (fresh || one.row == nullptr) continue;
        issues.error({where_of(*one.row, "id"), "population.actors.id",
                      "the actor " + in_quotes_short(one.actor.id) + " is listed twice",
                      "first in " + place_words(where_of(*twin->second->row, "id")), "rename or remove one of them"});
    }
}

// The number of the actor with this id; complains where there is none.
ActorId referred(const std::string& id, const Numbers& numbers, const Row& row, const std::string& table,
                 const std::string& column, References& references) {
    if (id.empty()) return {};
    const auto found = numbers.find(id);
    if (found != numbers.end()) return ActorId(found->second);
    references.unknown(where_of(row, column), table + "." + column, id, "actor", "population.actors");
    return {};
}

void check_topics_and_assets(const Scenario& scenario, const std::vector<Listed>& listed, Issues& issues) {
    std::vector<std::string> topics;
    for (const Row& row : scenario.table("topics")) topics.push_back(row.name);
    const std::vector<std::string> asset_names(assets.begin(), assets.end());
    References topic_names(topics, issues);
    References asset_references(asset_names, issues);
    const auto check = [&](const Listed& one, const char* column, const std::map<std::string, double>& given,
                           const std::vector<std::string>& known, References& references, const char* what,
                           const char* table) {
        for (const auto& [name, value] : given) {
            if (std::find(known.begin(), known.end(), name) != known.end()) continue;
            const std::string full = std::string(column) + "." + name;
            references.unknown(where_of(*one.row, full), "population.actors." + full, name, what, table);
        }
    };
    for (const Listed& one : listed) {
        if (one.row == nullptr) continue;
        check(one, "salience", one.actor.salience, topics, topic_names, "topic", "[topics]");
        double interest = 0;
        for (const auto& [name, value] : one.actor.salience) interest += value;
        if (interest > 1 + 1e-9)
            issues.error({one.row->where, "population.actors.salience",
                          fmt::format("the shares add up to {:g}", interest),
                          "they are parts of the actor's interest, at most 1 together", "lower some of them"});
        check(one, "position", one.actor.position, topics, topic_names, "topic", "[topics]");
        check(one, "asset", one.actor.asset, asset_names, asset_references, "asset", "");
    }
}

// Follows every chain of superiors once: 0 unseen, 1 on the chain being followed, 2 done.
void check_cycles(Population& population, const std::vector<const Row*>& rows, Issues& issues) {
    Column<ActorId, int> seen(population.actors.size(), 0);
    for (const ActorId start : IdRange<ActorId>(population.actors.size())) {
        std::vector<ActorId> chain;
        ActorId at = start;
        while (at && seen[at] == 0) {
            seen[at] = 1;
            chain.push_back(at);
            at = population.superior[at];
        }
        if (at && seen[at] == 1) {
            std::string circle;
            for (auto it = std::find(chain.begin(), chain.end(), at); it != chain.end(); ++it)
                circle += population.actors[*it].id + " -> ";
            const Row* row = rows[at.index()];
            issues.error({row != nullptr ? where_of(*row, "superior") : Location(), "population.actors.superior",
                          "the hierarchy runs in a circle", circle + population.actors[at].id,
                          "leave the superior of the highest unit empty"});
            population.superior[at] = {};  // whoever looks on climbs to an end
        }
        for (const ActorId id : chain) seen[id] = 2;
    }
}

void read_ties(const Scenario& scenario, const Numbers& numbers, References& references, Population& population,
               Issues& issues) {
    std::map<std::pair<ActorId, ActorId>, const Row*> seen;
    for (const Row& row : scenario.table("population.ties")) {
        const TieRow wish = tie_columns().read(row.values);
        const std::size_t errors = issues.errors().size();
        const ActorId from = referred(wish.from, numbers, row, "population.ties", "from", references);
        const ActorId to = referred(wish.to, numbers, row, "population.ties", "to", references);
        for (const char* end : {"from", "to"}) {
            const auto entry = row.values.find(end);
            if ((end == std::string_view("from") ? wish.from : wish.to).empty() && is_explicit(entry->second))
                issues.error({where_of(row, end), std::string("population.ties.") + end, "the id is empty",
                              "a tie has two ends", "name the actor"});
        }
        if (!from || !to || issues.errors().size() > errors) continue;
        if (from == to) {
            issues.error({where_of(row, "to"), "population.ties",
                          "a tie from " + in_quotes_short(wish.from) + " to itself", "a tie joins two actors",
                          "remove it or correct one end"});
            continue;
        }
        const auto [twin, fresh] = seen.emplace(std::pair(from, to), &row);
        if (fresh)
            population.ties.push_back({from, to, wish.pact});
        else
            issues.error(
                {row.where, "population.ties",
                 "the tie from " + in_quotes_short(wish.from) + " to " + in_quotes_short(wish.to) + " is listed twice",
                 "first in " + place_words(twin->second->where), "remove one of them"});
    }
    std::sort(population.ties.begin(), population.ties.end(),
              [](const Tie& a, const Tie& b) { return std::pair(a.from, a.to) < std::pair(b.from, b.to); });
}

}  // namespace

double distance_km(const Population& population, PlaceId a, PlaceId b) {
    if (a == b || !a || !b) return 0;
    const Place& first = population.places[a];
    const Place& second = population.places[b];
    const double x = first.x_km - second.x_km;
    const double y = first.y_km - second.y_km;
    return std::sqrt(x * x + y * y);
}

Population read_population(const Scenario& scenario, Issues& issues) {
    const PopulationParameters wish = population_parameters().read(scenario.values);
    const bool made = scenario.table("population.actors").empty();
    const std::vector<Place> settled = made ? settled_places(scenario, wish, issues) : std::vector<Place>();
    std::vector<Listed> listed =
        made ? synthesise(scenario, wish, settled, issues) : listed_actors(scenario, wish, issues);
    Population population;
    check_duplicates(listed, issues);
    check_topics_and_assets(scenario, listed, issues);
    number_places(scenario, wish.place, settled, listed, population, issues);
    std::stable_sort(listed.begin(), listed.end(), [](const Listed& a, const Listed& b) {
        return std::tie(a.actor.place, a.actor.id) < std::tie(b.actor.place, b.actor.id);
    });

    Numbers numbers;
    Numbers places;
    for (std::size_t i = 0; i < listed.size(); ++i) numbers.emplace(listed[i].actor.id, i);
    for (std::size_t i = 0; i < population.places.size(); ++i) places.emplace(population.places[PlaceId(i)].id, i);
    References references(keys_of(numbers), issues);
    References place_names(keys_of(places), issues);

    static const Row no_row;
    std::vector<const Row*> rows;
    for (Listed& one : listed) {
        const Row& row = one.row != nullptr ? *one.row : no_row;
        rows.push_back(one.row);
        population.superior.push_back(
            referred(one.actor.superior, numbers, row, "population.actors", "superior", references));
        population.funder.push_back(
            referred(one.actor.funder, numbers, row, "population.actors", "funder", references));
        for (const auto& [column, id] :
             {std::pair("superior", &one.actor.superior), std::pair("funder", &one.actor.funder)})
            if (!id->empty() && *id == one.actor.id) {
                const std::string role = column;
                issues.error({where_of(row, role), "population.actors." + role,
                              in_quotes_short(one.actor.id) + " is its own " + role, "it names another actor",
                              "leave it empty or correct it"});
                // Said once: the circle of one is none for the search below.
                (role == "superior" ? population.superior : population.funder).back() = {};
            }
        const auto place = places.find(one.actor.place);
        if (place == places.end())
            place_names.unknown(where_of(row, "place"), "population.actors.place", one.actor.place, "place",
                                "population.places");
        population.place.push_back(place != places.end() ? PlaceId(place->second) : PlaceId(0));
        population.actors.push_back(std::move(one.actor));
    }
    check_cycles(population, rows, issues);
    read_ties(scenario, numbers, references, population, issues);
    return population;
}

}  // namespace gemeinsim
