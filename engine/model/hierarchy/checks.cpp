// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "model/hierarchy/desks.h"
#include "model/hierarchy/jurisdiction.h"
#include "scenario/resolve.h"
#include "scenario/text.h"

namespace gemeinsim {
namespace {

Location where_of(const Scenario& scenario, const std::string& path) {
    const auto found = scenario.values.find(path);
    return found != scenario.values.end() ? found->second.where : Location();
}

bool is_given(const Scenario& scenario, const std::string& path) {
    const auto found = scenario.values.find(path);
    return found != scenario.values.end() && is_explicit(found->second);
}

/// Share of the time that somebody sits at a desk.
double presence(const HierarchyParameters& p) {
    return 1 / (1 + p.absence_rate * p.absence_months);
}

/// Superiors above the lowest unit.
int tallest(const Population& population) {
    int most = 0;
    for (const ActorId i : IdRange<ActorId>(population.actors.size())) {
        int depth = 0;
        for (ActorId unit = population.superior[i]; unit; unit = population.superior[unit]) ++depth;
        most = std::max(most, depth);
    }
    return most;
}

/// Desks whose work never ends.
void check_load(const Model& model, const Scenario& scenario, Issues& issues) {
    const HierarchyParameters& p = model.hierarchy;
    const double there = presence(p);
    if (p.utilisation < there) return;
    issues.warning(
        {where_of(scenario, "hierarchy.utilisation"), "hierarchy.utilisation", "the queues at desks grow without end",
         fmt::format(
             "the load rho = lambda / (mu (1 - r)) of background business alone, {:.3g} / ({:.3g} (1 - {:.3g})) "
             "= {:.3g}, is not below the share of the time that a desk is there, {:.3g}, and cases come on top",
             p.utilisation * p.service_rate * (1 - p.return_probability), p.service_rate, p.return_probability,
             p.utilisation, there),
         "lower it, hierarchy.absence_rate or hierarchy.absence_months"});
}

/// Paths so long that what is asked for lapses on the way. The time at a desk is that of an M/M/1 queue whose server
/// comes back returned business and is away for a share of the time: 1 / (mu (1 - r) (there - u)).
void check_paths(const Model& model, const Scenario& scenario, int tallest_hierarchy, Issues& issues) {
    const HierarchyParameters& p = model.hierarchy;
    const double spare = presence(p) - p.utilisation;
    if (spare <= 0 || p.service_rate <= 0) return;  // told already
    // What a dial sets belongs to no scenario in particular.
    const auto given = [&](const char* name) { return is_given(scenario, std::string("hierarchy.") + name); };
    if (!given("approval_depth") && !given("utilisation") && !given("service_rate") && !given("expiry_months")) return;
    double heaviest = 0;
    for (const CaseKind kind : {CaseKind::pact, CaseKind::membership, CaseKind::signature, CaseKind::budget})
        heaviest = std::max(heaviest, weight_of(p, kind));
    const double desks =
        std::min(static_cast<double>(tallest_hierarchy), p.approval_depth * heaviest - p.delegated_depth);
    if (desks <= 0) return;
    const double stay = 1 / (p.service_rate * (1 - p.return_probability) * spare);
    if (desks * stay <= p.expiry_months) return;
    issues.warning({where_of(scenario, "hierarchy.approval_depth"), "hierarchy.approval_depth",
                    "most of what the lowest units ask for lapses before it is decided",
                    fmt::format("{:.3g} desks of 1 / (mu (1 - r) (there - u)) = {:.3g} months each take longer than "
                                "hierarchy.expiry_months = {:.3g}, even without a queue of cases",
                                desks, stay, p.expiry_months),
                    "lower the depth or hierarchy.utilisation, or raise hierarchy.service_rate or "
                    "hierarchy.delegated_depth"});
}

void check_depth(const Model& model, const Scenario& scenario, int tallest_hierarchy, Issues& issues) {
    const HierarchyParameters& p = model.hierarchy;
    const double asked = p.approval_depth;
    double lightest = std::numeric_limits<double>::infinity();
    for (const CaseKind kind : {CaseKind::pact, CaseKind::membership, CaseKind::signature, CaseKind::budget})
        if (weight_of(p, kind) > 0) lightest = std::min(lightest, weight_of(p, kind));
    if (!is_given(scenario, "hierarchy.approval_depth") || !std::isfinite(lightest) ||
        std::ceil(asked * lightest) <= tallest_hierarchy)
        return;
    issues.warning({where_of(scenario, "hierarchy.approval_depth"), "hierarchy.approval_depth",
                    fmt::format("{:.3g} superiors must agree, and no unit has more than {}", asked, tallest_hierarchy),
                    "a path ends at the head of the hierarchy; what is above it changes nothing",
                    tallest_hierarchy > 0 ? "lower it, or give the units their superiors"
                                          : "name the column superior, or shape the units with population.hierarchy"});
}

/// Chains of desks with absences, whose steady state is not known, and which the burn-in does not lead there. The time
/// that an M/M/1 queue needs to forget its start is about 1 / (sqrt(mu') - sqrt(lambda))^2.
void check_start(const Model& model, const Scenario& scenario, Issues& issues) {
    const HierarchyParameters& p = model.hierarchy;
    const double there = presence(p);
    if (p.background != Background::chain || there == 1 || p.utilisation >= there) return;
    const double root = std::sqrt(there) - std::sqrt(p.utilisation);
    const double memory = 1 / (p.service_rate * (1 - p.return_probability) * root * root);
    if (memory <= model.time.burn_in) return;
    issues.warning({where_of(scenario, "hierarchy.background"), "hierarchy.background",
                    "early approvals may be faster or slower than later ones",
                    fmt::format("no steady state is known for a chain of desks with absences, so that desks begin near "
                                "it only, and at this load they remember their start for about {:.3g} months, longer "
                                "than time.burn_in = {}",
                                memory, model.time.burn_in),
                    "set hierarchy.absence_rate = 0, hierarchy.background = \"poisson\", or a longer time.burn_in"});
}

void check_terms(const Scenario& scenario, Issues& issues) {
    for (const char* table : {"population.actors", "population.places"})
        for (const Row& row : scenario.table(table)) {
            const auto term = row.values.find("term");
            const double* months = term != row.values.end() ? std::get_if<double>(&term->second.value) : nullptr;
            if (months == nullptr || *months == std::floor(*months)) continue;
            issues.error({term->second.where.line > 0 ? term->second.where : row.where, std::string(table) + ".term",
                          fmt::format("{} is no whole number of months", *months), "elections fall on months",
                          "give whole months, 96 for eight years"});
        }
}

}  // namespace

void check_hierarchy(const Model& model, const Scenario& scenario, Issues& issues) {
    check_terms(scenario, issues);
    if (model.population.actors.empty()) return;
    const HierarchyParameters& p = model.hierarchy;
    const int tall = tallest(model.population);
    if (p.approval_depth > p.delegated_depth || !holders_of_competence(model).empty()) {
        check_load(model, scenario, issues);
        check_start(model, scenario, issues);
    }
    check_paths(model, scenario, tall, issues);
    check_depth(model, scenario, tall, issues);
}

}  // namespace gemeinsim
