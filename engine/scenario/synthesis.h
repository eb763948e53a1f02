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

/// Complains of tiers that are no whole numbers.
void check_shape(const Scenario& scenario, const PopulationHierarchy& shape, Issues& issues);

/// How many actors `synthesised` makes, without making them.
double synthesised_actors(const Counts& counts, const PopulationHierarchy& shape);

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
