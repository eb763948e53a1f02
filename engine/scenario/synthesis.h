// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <vector>

#include "base/issues.h"
#include "scenario/population.h"
#include "scenario/scenario.h"

namespace gemeinsim {

/// How many actors of each sector, in the order of Sector.
using Counts = std::array<double, sector_count>;

/// Actors of each sector for so many inhabitants, by the rates, in whole numbers; an inhabited place has one unit of
/// administration at least. What other places there are changes nothing.
Counts counts_for(double inhabitants, const PopulationParameters& wish);

/// Municipalities of a country, largest first, named municipality_00001 ... Their sizes follow the law of German ones:
/// the share of municipalities above a size is a power law between the sourced points, none is larger than the largest
/// of them, all scaled to the inhabitants.
/// They lie on a square, spread evenly whatever their size (the additive recurrence of Roberts 2018). Nothing is drawn.
/// Each has an inhabitant at least. Cost: linear.
std::vector<Place> municipalities(double inhabitants, int number, double area_km2);

/// Complains of tiers that are no whole numbers.
void check_shape(const Scenario& scenario, const PopulationHierarchy& shape, Issues& issues);

/// How many actors `synthesised` makes, without making them; with the authorities above the municipality or without.
double synthesised_actors(const Counts& counts, const PopulationHierarchy& shape, bool authorities = true);

/// The actors of many places: those of each under its name, "PLACE_administration_0001" and so on, and the authorities
/// above them, which sit in the places in turn. Cost: linear in the actors.
std::vector<ActorRow> synthesised(const std::vector<Place>& places, const PopulationParameters& wish,
                                  const PopulationHierarchy& shape);

/// The actors of the counts in the shape, with ids that no other number changes:
///
///     administration_0001 ...                  the head and its units, tier by tier
///     district_0001 ... european_0001 ...      authorities; a department of one: district_0001_02, of that:
///     district_0001_02_01 civil_society_0001 ...                   with civil_society_0001_board above where it has
///     one business_0001 ...                        the management; its departments as those of authorities
///
/// Boards go to every organisation at which the running share passes a whole number, so that more organisations leave
/// the earlier ones as they are. The first of each sector is a broker candidate. Cost: linear in the actors.
std::vector<ActorRow> synthesised(const Counts& counts, const PopulationHierarchy& shape);

}  // namespace gemeinsim
