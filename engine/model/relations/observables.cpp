// SPDX-License-Identifier: Apache-2.0
#include "model/relations/observables.h"

#include <cstdint>
#include <string>
#include <vector>

#include "base/undefined.h"
#include "model/model.h"
#include "model/relations/contents.h"
#include "model/relations/evaluation.h"
#include "model/relations/rules.h"
#include "model/state.h"
#include "network/counts.h"
#include "network/measures.h"

namespace gemeinsim {
namespace {

constexpr const char* sector_names[sector_count] = {"administration", "civil_society", "business"};
constexpr const char* sector_words[sector_count] = {"administration", "civil society", "business"};

std::span<const std::uint8_t> living(const State& now) {
    return now.actors.alive;
}

std::vector<int> sectors(const State& now) {
    std::vector<int> label;
    for (const Sector sector : now.actors.sector) label.push_back(static_cast<int>(sector));
    return label;
}

/// Share of ordered pairs of living actors, within or across sectors, in which the first knows of the second.
double awareness(const State& now, bool within) {
    constexpr std::uint8_t nowhere = sector_count;
    double in_sector[sector_count] = {};
    double n = 0;
    // Where the living stand, a byte each: every entry of the table asks.
    Column<ActorId, std::uint8_t> stands(now.actors.size(), nowhere);
    for (const ActorId i : IdRange<ActorId>(now.actors.size())) {
        if (!now.actors.alive[i]) continue;
        stands[i] = static_cast<std::uint8_t>(now.actors.sector[i]);
        in_sector[stands[i]] += 1;
        n += 1;
    }
    std::int64_t known = 0;
    for (const ActorId i : IdRange<ActorId>(now.actors.size())) {
        if (stands[i] == nowhere) continue;
        const std::span<const AwarenessTable::Entry> row = now.relations.awareness.of(i);
        const std::uint8_t* const stand = stands.data();
        const std::uint8_t own = stand[i.index()];
        int in_own = 0;
        for (const AwarenessTable::Entry& entry : row) in_own += stand[entry.known.index()] == own ? 1 : 0;
        if (within) {
            known += in_own;
            continue;
        }
        known += static_cast<int>(row.size()) - in_own;
        if (n == static_cast<double>(now.actors.size())) continue;
        for (const AwarenessTable::Entry& entry : row) known -= stand[entry.known.index()] == nowhere ? 1 : 0;
    }
    double pairs_within = 0;
    for (const double m : in_sector) pairs_within += m * (m - 1);
    const double pairs = within ? pairs_within : n * (n - 1) - pairs_within;
    return pairs > 0 ? static_cast<double>(known) / pairs : undefined;
}

double contacts_between(const State& now, int one, int other) {
    double count = 0;
    for (const ActorId i : IdRange<ActorId>(now.actors.size()))
        for (const ActorId j : now.relations.contacts.out(i)) {
            if (!now.relations.contacts.directed() && j < i) continue;
            const int a = static_cast<int>(now.actors.sector[i]);
            const int b = static_cast<int>(now.actors.sector[j]);
            count += (a == one && b == other) || (a == other && b == one);
        }
    return count;
}

/// A count of arcs as a metric: asked for by name only, undefined where contacts have no direction.
Metric arc_count(std::string name, std::string unit, std::string long_name, double (*count)(const Graph&)) {
    return {std::move(name),
            std::move(unit),
            std::move(long_name),
            Better::none,
            true,
            false,
            [count](const Model&, const State& now) {
                return now.relations.contacts.directed() ? count(now.relations.contacts) : undefined;
            }};
}

/// Ties by which the contacts differ from those that the scenario lists of actors that have appeared; undefined where
/// it lists none.
double changed_since_start(const Model& model, const State& now) {
    if (model.population.ties.empty()) return undefined;
    return changed_ties(now.relations.contacts, listed_contacts(model, now.actors));
}

/// Contacts over possible ones, of both directions together where they are directed.
double density_between(const State& now, int one, int other) {
    const std::vector<double> density =
        block_densities(now.relations.contacts, sectors(now), sector_count, living(now));
    const auto entry = [&](int from, int to) { return density[static_cast<std::size_t>(from) * sector_count + to]; };
    return (entry(one, other) + entry(other, one)) / 2;
}

/// Living actors that neither send nor receive a contact.
double isolates(const State& now) {
    double count = 0;
    for (const ActorId i : IdRange<ActorId>(now.actors.size()))
        count +=
            now.actors.alive[i] != 0 && now.relations.contacts.out(i).empty() && now.relations.contacts.in(i).empty()
                ? 1
                : 0;
    return count;
}

/// Contacts (of arcs: those sent) of the living actor that has most.
double largest_degree(const State& now) {
    const std::vector<std::size_t> actors = degree_distribution(now.relations.contacts, living(now));
    return actors.empty() ? undefined : static_cast<double>(actors.size()) - 1;
}

double pact_size(const Model&, const State& now) {
    double parties = 0;
    for (const Pact& pact : now.relations.terms) parties += static_cast<double>(pact.parties.size());
    return now.relations.terms.empty() ? undefined : parties / static_cast<double>(now.relations.terms.size());
}

/// Share of contacts between living actors that carry something.
template <class Carries>
double content_share(const State& now, Carries carries) {
    double with = 0;
    double all = 0;
    for (const ActorId i : IdRange<ActorId>(now.actors.size()))
        for (const ActorId j : now.relations.contacts.out(i)) {
            all += 1;
            with += carries(i, j) ? 1 : 0;
        }
    return all > 0 ? with / all : undefined;
}

double money_share(const Model&, const State& now) {
    return content_share(now, [&](ActorId i, ActorId j) { return carries_money(now.actors, i, j); });
}

double information_share(const Model& model, const State& now) {
    return content_share(now, [&](ActorId i, ActorId j) { return carries_information(model, now, i, j); });
}

double clients_share(const Model& model, const State& now) {
    return content_share(now, [&](ActorId i, ActorId j) {
        return topic_overlap(now.actors, i, j) > 0 && carries_clients(model, now, i, j);
    });
}

}  // namespace

Metrics relations_metrics() {
    Metrics all = {
        {"contacts", "ties", "Contacts", Better::none, true, true,
         [](const Model&, const State& now) { return static_cast<double>(now.relations.contacts.ties()); }},
        {"pacts", "ties", "Pairs of actors that stand in a pact", Better::none, true, true,
         [](const Model&, const State& now) { return static_cast<double>(now.relations.pacts.ties()); }},
        {"pacts_in_force", "pacts", "Pacts in force, each of two or more parties", Better::none, true, false,
         [](const Model&, const State& now) { return static_cast<double>(now.relations.terms.size()); }},
        {"pact_size", "actors", "Parties of a pact", Better::none, true, false, pact_size},
        {"contacts_with_information", "1", "Share of contacts along which information is told", Better::none, true,
         false, information_share},
        {"contacts_with_money", "1", "Share of contacts in which one side funds the other", Better::none, true, false,
         money_share},
        {"contacts_with_clients", "1", "Share of contacts with a common topic that send clients to each other",
         Better::none, true, false, clients_share},
        {"density", "1", "Density of contacts", Better::none, true, true,
         [](const Model&, const State& now) { return density(now.relations.contacts, living(now)); }},
        {"mean_degree", "contacts", "Contacts per actor", Better::none, true, true,
         [](const Model&, const State& now) { return mean_degree(now.relations.contacts, living(now)); }},
        {"transitivity", "1", "Share of two-paths of contacts that are closed", Better::none, true, true,
         [](const Model&, const State& now) { return transitivity(now.relations.contacts); }},
        {"reciprocity", "1", "Share of arcs that are returned", Better::none, true, false,
         [](const Model&, const State& now) { return reciprocity(now.relations.contacts); }},
        {"components", "components", "Components of the contact network", Better::none, true, true,
         [](const Model&, const State& now) { return components(now.relations.contacts, living(now)); }},
        {"largest_component", "1", "Share of actors in the largest component of the contact network", Better::none,
         true, false,
         [](const Model&, const State& now) { return largest_component(now.relations.contacts, living(now)); }},
        {"clustering", "1", "Mean share of an actor's pairs of partners that are in contact", Better::none, true, false,
         [](const Model&, const State& now) { return clustering(now.relations.contacts); }},
        {"degree_spread", "contacts", "Standard deviation of contacts per actor", Better::none, true, false,
         [](const Model&, const State& now) { return degree_spread(now.relations.contacts, living(now)); }},
        {"isolates", "actors", "Actors without any contact", Better::none, true, false,
         [](const Model&, const State& now) { return isolates(now); }},
        {"largest_degree", "contacts", "Contacts of the actor that has most", Better::none, true, false,
         [](const Model&, const State& now) { return largest_degree(now); }},
        {"betweenness_centralisation", "1", "Centralisation of lying between others", Better::none, true, false,
         [](const Model&, const State& now) {
             return betweenness_centralisation(now.relations.contacts, living(now));
         }},
        {"mean_distance", "steps", "Mean distance of connected actors", Better::none, true, false,
         [](const Model&, const State& now) { return mean_distance(now.relations.contacts); }},
        {"centralisation", "1", "Degree centralisation of contacts", Better::none, true, true,
         [](const Model&, const State& now) { return centralisation(now.relations.contacts, living(now)); }},
        {"cross_sector_share", "1", "Share of contacts between sectors", Better::higher, true, true,
         [](const Model&, const State& now) { return cross_share(now.relations.contacts, sectors(now)); }},
        {"ei_index", "1", "External-internal index of contacts by sector", Better::none, true, false,
         [](const Model&, const State& now) { return ei_index(now.relations.contacts, sectors(now)); }},
        arc_count("reciprocated_arcs", "arcs", "Arcs that are returned", reciprocated_arcs),
        arc_count("transitive_triplets", "triplets", "Transitive triplets of contacts", transitive_triplets),
        arc_count("three_cycles", "cycles", "Three-cycles of contacts", three_cycles),
        arc_count("squared_indegrees", "1", "Sum of squared indegrees", squared_indegrees),
        {"changed_ties", "ties", "Ties by which contacts differ from the listed start", Better::none, true, false,
         changed_since_start},
        {"relations_welfare", "1", "Mean of actors' evaluation functions", Better::higher, true, false,
         [](const Model& model, const State& now) {
             double total = 0;
             double living = 0;
             const Column<ActorId, double> each = utilities(model, now);
             for (const ActorId i : IdRange<ActorId>(each.size()))
                 if (now.actors.alive[i]) {
                     total += each[i];
                     living += 1;
                 }
             return living > 0 ? total / living : undefined;
         }},
        {"awareness_within_sector", "1", "Share of its own sector that an actor knows of", Better::higher, true, true,
         [](const Model&, const State& now) { return awareness(now, true); }},
        {"awareness_across_sectors", "1", "Share of the other sectors that an actor knows of", Better::higher, true,
         true, [](const Model&, const State& now) { return awareness(now, false); }},
    };
    for (std::size_t kind = 0; kind < triad_names.size(); ++kind) {
        std::string name = triad_names[kind];
        const std::string long_name = "Triples of actors of the kind " + name;
        if (name.size() > 3) name.back() = static_cast<char>(name.back() - 'A' + 'a');
        all.push_back(
            {"triads_" + name, "triples", long_name, Better::none, true, false, [kind](const Model&, const State& now) {
                 return static_cast<double>(triad_census(now.relations.contacts, living(now))[kind]);
             }});
    }
    for (int one = 0; one < sector_count; ++one)
        for (int other = one; other < sector_count; ++other) {
            const std::string where = one == other
                                          ? std::string("within ") + sector_words[one]
                                          : std::string("between ") + sector_words[one] + " and " + sector_words[other];
            all.push_back({std::string("contacts_") + sector_names[one] + "_" + sector_names[other], "ties",
                           "Contacts " + where, Better::none, true, false,
                           [one, other](const Model&, const State& now) { return contacts_between(now, one, other); }});
            all.push_back({std::string("density_") + sector_names[one] + "_" + sector_names[other], "1",
                           "Density of contacts " + where, Better::none, true, false,
                           [one, other](const Model&, const State& now) { return density_between(now, one, other); }});
        }
    return all;
}

}  // namespace gemeinsim
