// SPDX-License-Identifier: Apache-2.0
#include "scenario/synthesis.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <string>
#include <utility>

namespace gemeinsim {
namespace {

struct Authorities {
    const char* name;
    Level level;
    int count;
};

std::array<Authorities, 4> authorities(const PopulationHierarchy& shape) {
    return {{{"district", Level::district, shape.district},
             {"state", Level::state, shape.state},
             {"federal", Level::federal, shape.federal},
             {"european", Level::european, shape.european}}};
}

/// Units below one head: n1 + n1 n2 + n1 n2 n3 ...
double below(const std::vector<double>& tiers) {
    double total = 0;
    double tier = 1;
    for (const double units : tiers) total += tier *= units;
    return total;
}

/// Equal width, so that the order of the names is that of the numbers.
int width_of(double count, int least) {
    return std::max(least, static_cast<int>(std::to_string(static_cast<std::int64_t>(count)).size()));
}

ActorRow actor(std::string id, Sector sector, Level level, std::string superior) {
    ActorRow row;
    row.title = id;
    row.id = std::move(id);
    row.sector = sector;
    row.level = level;
    row.superior = std::move(superior);
    return row;
}

/// The tiers below a head, each unit followed by those below it.
void add_departments(const ActorRow& head, const std::vector<double>& tiers, std::size_t tier,
                     std::vector<ActorRow>& actors) {
    if (tier == tiers.size()) return;
    for (int unit = 1; unit <= static_cast<int>(tiers[tier]); ++unit) {
        const ActorRow department =
            actor(fmt::format("{}_{:0{}}", head.id, unit, width_of(tiers[tier], 2)), head.sector, head.level, head.id);
        actors.push_back(department);
        add_departments(department, tiers, tier + 1, actors);
    }
}

/// Number of the unit above, from 1; 0 for the head. Units fill the tiers in order; those beyond the last tier are
/// dealt out over it in turn.
std::int64_t number_above(std::int64_t number, const std::vector<double>& tiers) {
    if (number == 1) return 0;
    std::int64_t above = 1;        // first unit of the tier above
    std::int64_t above_count = 1;  // how many stand there
    std::int64_t first = 2;        // of this tier
    for (const double units : tiers) {
        const auto each = static_cast<std::int64_t>(units);
        if (number < first + above_count * each) return above + (number - first) / each;
        above = first;
        first += above_count * each;
        above_count *= each;
    }
    return above + (number - first) % above_count;
}

/// The towns' units; `stem` stands before every name.
void add_administration(double count, const std::string& stem, const PopulationHierarchy& shape,
                        std::vector<ActorRow>& actors) {
    const int width = width_of(count, 4);
    const auto name = [&](std::int64_t number) { return fmt::format("{}administration_{:0{}}", stem, number, width); };
    for (std::int64_t i = 1; i <= static_cast<std::int64_t>(count); ++i) {
        const std::int64_t above = number_above(i, shape.administration);
        actors.push_back(
            actor(name(i), Sector::administration, Level::municipal, above > 0 ? name(above) : std::string()));
        actors.back().broker_candidate = i == 1;
    }
}

/// Authorities of the levels above the municipality, which sit in the places in turn.
void add_authorities(const PopulationHierarchy& shape, const std::vector<Place>& places,
                     std::vector<ActorRow>& actors) {
    for (const Authorities& level : authorities(shape))
        for (int i = 1; i <= level.count; ++i) {
            const std::size_t first = actors.size();
            const ActorRow head = actor(fmt::format("{}_{:0{}}", level.name, i, width_of(level.count, 4)),
                                        Sector::administration, level.level, "");
            actors.push_back(head);
            add_departments(head, shape.authority, 0, actors);
            if (places.empty()) continue;
            for (std::size_t k = first; k < actors.size(); ++k)
                actors[k].place = places[static_cast<std::size_t>(i - 1) % places.size()].id;
        }
}

void add_civil_society(double count, const std::string& stem, const PopulationHierarchy& shape,
                       std::vector<ActorRow>& actors) {
    const int width = width_of(count, 4);
    for (std::int64_t i = 1; i <= static_cast<std::int64_t>(count); ++i) {
        const auto number = static_cast<double>(i);
        const std::string id = fmt::format("{}civil_society_{:0{}}", stem, i, width);
        const bool board = std::floor(number * shape.boards) > std::floor((number - 1) * shape.boards);
        if (board) actors.push_back(actor(id + "_board", Sector::civil_society, Level::none, ""));
        actors.push_back(actor(id, Sector::civil_society, Level::none, board ? id + "_board" : std::string()));
        actors.back().broker_candidate = i == 1;
    }
}

void add_business(double count, const std::string& stem, const PopulationHierarchy& shape,
                  std::vector<ActorRow>& actors) {
    const int width = width_of(count, 4);
    for (std::int64_t i = 1; i <= static_cast<std::int64_t>(count); ++i) {
        ActorRow management =
            actor(fmt::format("{}business_{:0{}}", stem, i, width), Sector::business, Level::none, "");
        management.broker_candidate = i == 1;
        actors.push_back(management);
        add_departments(management, shape.business, 0, actors);
    }
}

/// A point of the law of sizes: the share of municipalities with more inhabitants than that.
struct SizePoint {
    double share;
    double inhabitants;
};

/// Germany 2014: 3 of 4 below 5,000; 648 of 11,100 above 20,000, 77 above 100,000. The ends are assumptions: nobody
/// below 200; the largest of 11,100 has 3.5 million, and none is larger, though the slope of the large ones would go
/// on.
constexpr std::array<SizePoint, 5> size_law{
    {{1, 200}, {.25, 5000}, {648. / 11100, 20000}, {77. / 11100, 100000}, {1. / 11100, 3500000}}};

double size_at(double share) {
    std::size_t k = 1;
    while (k + 1 < size_law.size() && share < size_law[k].share) ++k;
    const SizePoint& low = size_law[k - 1];
    const SizePoint& high = size_law[k];
    const double slope = std::log(high.inhabitants / low.inhabitants) / std::log(high.share / low.share);
    return low.inhabitants * std::pow(share / low.share, slope);
}

/// Sizes before they are scaled, largest first. What the law would give to some beyond the largest that is known goes
/// to the other cities of 100,000 and more, in proportion: the number of those stays.
std::vector<double> sizes_of(int number) {
    constexpr double largest = size_law.back().inhabitants;
    constexpr double city = 100000;
    std::vector<double> sizes;
    double beyond = 0;
    double cities = 0;
    for (int rank = 0; rank < number; ++rank) {
        const double size = size_at((rank + .5) / number);
        sizes.push_back(std::min(size, largest));
        beyond += size - sizes.back();
        if (size >= city && size < largest) cities += size;
    }
    if (cities > 0)
        for (double& size : sizes)
            if (size >= city && size < largest) size = std::min(largest, size * (1 + beyond / cities));
    return sizes;
}

}  // namespace

void check_shape(const Scenario& scenario, const PopulationHierarchy& shape, Issues& issues) {
    for (const auto& [name, tiers] : {std::pair("administration", &shape.administration),
                                      std::pair("business", &shape.business), std::pair("authority", &shape.authority)})
        for (const double units : *tiers) {
            if (units == std::floor(units)) continue;
            const std::string key = std::string("population.hierarchy.") + name;
            const auto entry = scenario.values.find(key);
            issues.error({entry != scenario.values.end() ? entry->second.where : Location{scenario.file, 0, 0}, key,
                          fmt::format("{} units cannot stand under one", units), "units are counted in whole numbers",
                          "give whole numbers, one for each tier"});
        }
}

Counts counts_for(double inhabitants, const PopulationParameters& wish) {
    const double thousands = inhabitants / 1000.0;
    Counts counts{std::round(thousands * wish.administration_per_1000),
                  std::round(thousands * wish.civil_society_per_1000), std::round(thousands * wish.business_per_1000)};
    if (inhabitants > 0 && wish.administration_per_1000 > 0) counts[0] = std::max(1.0, counts[0]);
    return counts;
}

std::vector<Place> municipalities(double inhabitants, int number, double area_km2) {
    const std::vector<double> sizes = sizes_of(number);
    const double total = std::accumulate(sizes.begin(), sizes.end(), 0.0);
    const double side = std::sqrt(area_km2 * number);
    const int width = width_of(number, 5);
    std::vector<Place> places;
    places.reserve(sizes.size());
    double before = 0;
    double exact = 0;
    for (int rank = 0; rank < number; ++rank) {
        // The running sum is rounded, so that all inhabitants are there and none twice.
        exact += sizes[static_cast<std::size_t>(rank)] / total * inhabitants;
        const double until = rank + 1 == number ? inhabitants : std::round(exact);
        constexpr double first_step = .7548776662466927;  // 1/g and 1/g^2, where g^3 = g + 1
        constexpr double second_step = .5698402909980532;
        Place place;
        place.id = fmt::format("municipality_{:0{}}", rank + 1, width);
        place.inhabitants = std::max(1, static_cast<int>(until - before));
        const double step = rank + 1;
        place.x_km = side * (step * first_step - std::floor(step * first_step));
        place.y_km = side * (step * second_step - std::floor(step * second_step));
        before = until;
        places.push_back(std::move(place));
    }
    return places;
}

double synthesised_actors(const Counts& counts, const PopulationHierarchy& shape, bool with_authorities) {
    double total =
        counts[0] + counts[1] + counts[2] + counts[2] * below(shape.business) + std::floor(counts[1] * shape.boards);
    if (with_authorities)
        for (const Authorities& level : authorities(shape)) total += level.count * (1 + below(shape.authority));
    return total;
}

std::vector<ActorRow> synthesised(const Counts& counts, const PopulationHierarchy& shape) {
    std::vector<ActorRow> actors;
    actors.reserve(static_cast<std::size_t>(synthesised_actors(counts, shape)));
    add_administration(counts[0], "", shape, actors);
    add_authorities(shape, {}, actors);
    add_civil_society(counts[1], "", shape, actors);
    add_business(counts[2], "", shape, actors);
    return actors;
}

std::vector<ActorRow> synthesised(const std::vector<Place>& places, const PopulationParameters& wish,
                                  const PopulationHierarchy& shape) {
    double total = synthesised_actors({}, shape);
    for (const Place& place : places) total += synthesised_actors(counts_for(place.inhabitants, wish), shape, false);
    std::vector<ActorRow> actors;
    actors.reserve(static_cast<std::size_t>(total));
    add_authorities(shape, places, actors);
    for (const Place& place : places) {
        const std::size_t first = actors.size();
        const Counts counts = counts_for(place.inhabitants, wish);
        const std::string stem = place.id + "_";
        add_administration(counts[0], stem, shape, actors);
        add_civil_society(counts[1], stem, shape, actors);
        add_business(counts[2], stem, shape, actors);
        for (std::size_t k = first; k < actors.size(); ++k) actors[k].place = place.id;
    }
    return actors;
}

}  // namespace gemeinsim
