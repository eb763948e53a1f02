// SPDX-License-Identifier: Apache-2.0
#include "scenario/initial_network.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "scenario/resolve.h"

namespace gemeinsim {
namespace {

using P = InitialNetworkParameters;

const std::string prefix = "population.network.";

/// The names of the parameters that a generator reads.
std::vector<std::string> read_by(Generator generator) {
    switch (generator) {
        case Generator::none:
            return {};
        case Generator::random:
            return {"density"};
        case Generator::preferential:
            return {"ties"};
        case Generator::small_world:
            return {"neighbours", "rewiring"};
        case Generator::blocks:
            return {"administration_administration", "administration_civil_society", "administration_business",
                    "civil_society_civil_society",   "civil_society_business",       "business_business"};
    }
    return {};
}

Spec<double> density_between(const std::string& pair, double standard) {
    return {.range = {0, 1},
            .standard = standard,
            .source = "assumption",
            .text = "Generator blocks: probability of a contact " + pair};
}

}  // namespace

const ParameterTable<InitialNetworkParameters>& initial_network_parameters() {
    static const ParameterTable<P> table =
        ParameterTable<P>("population.network")
            .choice("generator", &P::generator,
                    {{"none", Generator::none},
                     {"random", Generator::random},
                     {"blocks", Generator::blocks},
                     {"preferential", Generator::preferential},
                     {"small_world", Generator::small_world}},
                    {.standard = "none",
                     .source = "Gilbert 1959; Holland, Laskey & Leinhardt 1983; Barabasi & Albert 1999; Watts & "
                               "Strogatz 1998",
                     .text = "How the contacts at month 0 are drawn, anew in each run; none lets them grow during the "
                             "burn-in. Ties of preferential and small_world become arcs both ways where contacts are "
                             "directed"})
            .real("density", &P::density,
                  {.range = {0, 1},
                   .standard = .05,
                   .source = "assumption",
                   .text = "Generator random: probability that two actors are in contact"})
            .integer("ties", &P::ties,
                     {.unit = "contacts",
                      .range = {1, 100000},
                      .standard = 2,
                      .source = "assumption",
                      .text = "Generator preferential: contacts that each arriving actor makes"})
            .integer("neighbours", &P::neighbours,
                     {.unit = "contacts",
                      .range = {2, 100000},
                      .standard = 4,
                      .source = "assumption",
                      .text = "Generator small_world: contacts of each actor in the ring, half on each side; even"})
            .real("rewiring", &P::rewiring,
                  {.range = {0, 1},
                   .standard = .1,
                   .source = "assumption",
                   .text = "Generator small_world: probability that a contact of the ring moves elsewhere"})
            .real("administration_administration", &P::administration_administration,
                  density_between("within administration", .1))
            .real("administration_civil_society", &P::administration_civil_society,
                  density_between("of administration with civil society", .03))
            .real("administration_business", &P::administration_business,
                  density_between("of administration with business", .03))
            .real("civil_society_civil_society", &P::civil_society_civil_society,
                  density_between("within civil society", .1))
            .real("civil_society_business", &P::civil_society_business,
                  density_between("of civil society with business", .03))
            .real("business_business", &P::business_business, density_between("within business", .1));
    return table;
}

void check_initial_network(const InitialNetworkParameters& network, const Scenario& scenario,
                           const Population& population, Issues& issues) {
    const auto where = [&scenario](const std::string& name) {
        const auto entry = scenario.values.find(prefix + name);
        return entry != scenario.values.end() && is_explicit(entry->second) ? entry->second.where
                                                                            : Location{scenario.file, 0, 0};
    };
    const std::size_t n = population.actors.size();
    const auto complain = [&](const std::string& name, const std::string& problem, const std::string& why,
                              const std::string& remedy) {
        issues.error({where(name), prefix + name, problem, why, remedy});
    };
    if (network.generator != Generator::none && !population.ties.empty())
        complain("generator", "ties are listed as well", "the contacts at month 0 come from one place",
                 "remove population.ties or set the generator to none");
    if (network.generator == Generator::preferential && static_cast<std::size_t>(network.ties) >= n)
        complain("ties", fmt::format("found {} for {} actors", network.ties, n), "each ties to different others",
                 "ask for fewer ties");
    if (network.generator == Generator::small_world && network.neighbours % 2 != 0)
        complain("neighbours", fmt::format("found {}, an odd number", network.neighbours),
                 "half of them stand on each side", "give an even number");
    if (network.generator == Generator::small_world && static_cast<std::size_t>(network.neighbours) >= n)
        complain("neighbours", fmt::format("found {} for {} actors", network.neighbours, n),
                 "everybody has that many different ones", "ask for fewer neighbours");

    const std::vector<std::string> used = read_by(network.generator);
    for (const Parameter& parameter : initial_network_parameters().parameters()) {
        const std::string name = parameter.path.substr(prefix.size());
        const auto entry = scenario.values.find(parameter.path);
        if (name == "generator" || entry == scenario.values.end() || !is_explicit(entry->second)) continue;
        if (std::find(used.begin(), used.end(), name) == used.end())
            issues.warning({entry->second.where, parameter.path, "has no effect",
                            "the generator chosen does not read it", "remove it or choose another generator"});
    }
}

}  // namespace gemeinsim
