// SPDX-License-Identifier: Apache-2.0
#include "scenario/synthesis.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
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

void add_administration(double count, const PopulationHierarchy& shape, std::vector<ActorRow>& actors) {
    const int width = width_of(count, 4);
    const auto name = [width](std::int64_t number) { return fmt::format("administration_{:0{}}", number, width); };
    for (std::int64_t i = 1; i <= static_cast<std::int64_t>(count); ++i) {
        const std::int64_t above = number_above(i, shape.administration);
        actors.push_back(
            actor(name(i), Sector::administration, Level::municipal, above > 0 ? name(above) : std::string()));
        actors.back().broker_candidate = i == 1;
    }
    for (const Authorities& level : authorities(shape))
        for (int i = 1; i <= level.count; ++i) {
            const ActorRow head = actor(fmt::format("{}_{:0{}}", level.name, i, width_of(level.count, 4)),
                                        Sector::administration, level.level, "");
            actors.push_back(head);
            add_departments(head, shape.authority, 0, actors);
        }
}

void add_civil_society(double count, const PopulationHierarchy& shape, std::vector<ActorRow>& actors) {
    const int width = width_of(count, 4);
    for (std::int64_t i = 1; i <= static_cast<std::int64_t>(count); ++i) {
        const auto number = static_cast<double>(i);
        const std::string id = fmt::format("civil_society_{:0{}}", i, width);
        const bool board = std::floor(number * shape.boards) > std::floor((number - 1) * shape.boards);
        if (board) actors.push_back(actor(id + "_board", Sector::civil_society, Level::none, ""));
        actors.push_back(actor(id, Sector::civil_society, Level::none, board ? id + "_board" : std::string()));
        actors.back().broker_candidate = i == 1;
    }
}

void add_business(double count, const PopulationHierarchy& shape, std::vector<ActorRow>& actors) {
    const int width = width_of(count, 4);
    for (std::int64_t i = 1; i <= static_cast<std::int64_t>(count); ++i) {
        ActorRow management = actor(fmt::format("business_{:0{}}", i, width), Sector::business, Level::none, "");
        management.broker_candidate = i == 1;
        actors.push_back(management);
        add_departments(management, shape.business, 0, actors);
    }
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

double synthesised_actors(const Counts& counts, const PopulationHierarchy& shape) {
    double total =
        counts[0] + counts[1] + counts[2] + counts[2] * below(shape.business) + std::floor(counts[1] * shape.boards);
    for (const Authorities& level : authorities(shape)) total += level.count * (1 + below(shape.authority));
    return total;
}

std::vector<ActorRow> synthesised(const Counts& counts, const PopulationHierarchy& shape) {
    std::vector<ActorRow> actors;
    actors.reserve(static_cast<std::size_t>(synthesised_actors(counts, shape)));
    add_administration(counts[0], shape, actors);
    add_civil_society(counts[1], shape, actors);
    add_business(counts[2], shape, actors);
    return actors;
}

}  // namespace gemeinsim
