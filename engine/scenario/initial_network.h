// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/issues.h"
#include "scenario/parameter_table.h"
#include "scenario/population.h"
#include "scenario/scenario.h"

namespace gemeinsim {

/// How contacts at month 0 are drawn where no ties are listed.
enum class Generator {
    none,          ///< they grow during the burn-in
    random,        ///< every pair alike
    blocks,        ///< by the sectors of the pair
    preferential,  ///< the more partners, the more newcomers
    small_world,   ///< a ring with some ties moved elsewhere
};

/// [population.network]
struct InitialNetworkParameters {
    Generator generator = Generator::none;
    double density = 0;
    int ties = 0;
    int neighbours = 0;
    double rewiring = 0;
    double administration_administration = 0;
    double administration_civil_society = 0;
    double administration_business = 0;
    double civil_society_civil_society = 0;
    double civil_society_business = 0;
    double business_business = 0;
};

const ParameterTable<InitialNetworkParameters>& initial_network_parameters();

/// Adds to `issues` what does not go together: a generator beside listed ties, an odd number of neighbours, more
/// neighbours or ties than there are other actors. Warns of values that the chosen generator does not read.
void check_initial_network(const InitialNetworkParameters& network, const Scenario& scenario,
                           const Population& population, Issues& issues);

}  // namespace gemeinsim
