// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "model/actors/lifetimes.h"
#include "model/relations/contents.h"
#include "model/relations/evaluation.h"
#include "model/relations/initial_network.h"
#include "model/relations/money_sources.h"
#include "model/relations/pacts.h"
#include "model/relations/revision.h"
#include "model/relations/rules.h"
#include "model/relations/schedules.h"
#include "scenario/text.h"

namespace gemeinsim {

double tie_hours(const Model& model, const Relations& relations, ActorId actor) {
    const RelationsParameters& p = model.relations;
    const auto contacts = static_cast<double>(relations.contacts.out(actor).size());
    if (relations.pacts.ties() == 0) return p.contact_hours * contacts;
    const auto partners = static_cast<double>(relations.pacts.out(actor).size());
    const auto pacts = static_cast<double>(relations.pacts_of[actor].size());
    // sum over pacts of (parties - 2): of those beyond the second
    const double further = partners - pacts;
    return p.contact_hours * (contacts - partners) + p.pact_hours * pacts +
           (p.contact_hours + p.pact_further * (p.pact_hours - p.contact_hours)) * further;
}

void relations_step(const Model& model, Month month, State& now) {
    // Grants won and lost last month, and what the desks decided, take effect before anybody chooses anew.
    // A branch weighs by other terms than its trunk.
    if (model.trunk && month == model.fork && !now.relations.pairs.empty())
        now.relations.pairs = PairTable(now.actors.size());
    renew_pairs(now, now.relations);
    settle_pacts(model, month, now);
    run_rings(model, month, now);
}

std::vector<ToggleProbability> toggle_probabilities(const Model& model, const State& now, ActorId ego) {
    Evaluation evaluation(model, now);
    Revision revision(model, now, evaluation);
    return revision.contact_probabilities(ego);
}

namespace {

/// A pact is an arc both ways.
void add_listed(const Model& model, const Tie& tie, Graph& contacts) {
    contacts.add(tie.from, tie.to);
    if (tie.pact && model.relations.directed) contacts.add(tie.to, tie.from);
}

/// The pairs of listed pacts among `ties`, each once and sorted.
std::vector<std::pair<ActorId, ActorId>> listed_pacts(std::span<const Tie> ties) {
    std::vector<std::pair<ActorId, ActorId>> pacts;
    for (const Tie& tie : ties)
        if (tie.pact) pacts.push_back(std::minmax(tie.from, tie.to));
    std::sort(pacts.begin(), pacts.end());
    pacts.erase(std::unique(pacts.begin(), pacts.end()), pacts.end());
    return pacts;
}

}  // namespace

Graph listed_contacts(const Model& model, const Actors& actors) {
    Graph contacts(model.population.actors.size(),
                   model.relations.directed ? Direction::directed : Direction::undirected);
    const auto has_come = [&actors](ActorId actor) { return !std::ranges::binary_search(actors.to_come, actor); };
    for (const Tie& tie : model.population.ties)
        if (has_come(tie.from) && has_come(tie.to) && ever_meet(model, tie.from, tie.to))
            add_listed(model, tie, contacts);
    return contacts;
}

Relations initial_relations(const Model& model, State& now) {
    const std::size_t n = now.actors.size();
    Relations relations;
    relations.contacts = model.initial_network.generator == Generator::none ? listed_contacts(model, now.actors)
                                                                            : drawn_contacts(model, now);
    relations.pacts = Graph(n, Direction::undirected);
    relations.awareness = AwarenessTable(n, static_cast<std::size_t>(model.relations.awareness_cap));
    // Beyond this size the table of all pairs would not fit; the same numbers are then worked out when asked for.
    constexpr std::size_t largest_table = 2000;
    const RelationsParameters& p = model.relations;
    const bool asked_for = p.motive_scale != 0 || p.contact_cost != 0 || p.pact_cost != 0;
    if (asked_for && n <= largest_table) relations.pairs = PairTable(n);
    renew_pairs(now, relations);
    relations.pacts_of.resize(n);
    for (const Lifetime& life : model.lifetimes)
        if (!is_there_at_first(life)) relations.contacts.isolate(life.actor);
    for (const auto& [first, second] : listed_pacts(model.population.ties)) {
        if (!is_there_at_first(model, first) || !is_there_at_first(model, second)) continue;
        add_pact(relations, {pair_name(now.actors, first, second), {first, second}, model.relations.pact_term, 0});
    }
    for (const ActorId i : IdRange<ActorId>(n)) now.actors.hours[i].ties = tie_hours(model, relations, i);
    first_acquaintances(model, now, relations);
    return relations;
}

void check_relations(const RelationsParameters& p, Issues& issues) {
    const auto complain = [&issues](const std::string& key, const std::string& problem, const std::string& why,
                                    const std::string& remedy) {
        issues.error({{}, key, problem, why, remedy});
    };
    static constexpr const char* kernels[] = {"actor", "pair", "improving"};
    static constexpr const char* consents[] = {"unilateral", "mutual", "joint", "forcing"};
    std::vector<std::string> known;
    for (const Consent consent : {Consent::unilateral, Consent::mutual, Consent::joint, Consent::forcing}) {
        const bool fits = p.kernel == Kernel::actor ? consent == Consent::unilateral || consent == Consent::mutual ||
                                                          (consent == Consent::joint && !p.directed)
                          : p.kernel == Kernel::pair ? !p.directed || consent == Consent::unilateral
                                                     : consent == (p.directed ? Consent::unilateral : Consent::mutual);
        if (fits) known.emplace_back(consents[static_cast<std::size_t>(consent)]);
    }
    const std::string asked = consents[static_cast<std::size_t>(p.consent)];
    if (std::find(known.begin(), known.end(), asked) == known.end())
        complain("relations.consent",
                 fmt::format("{} does not go with the kernel {} and {} contacts", asked,
                             kernels[static_cast<std::size_t>(p.kernel)], p.directed ? "directed" : "undirected"),
                 "there these are defined: " + joined(known),
                 known.size() == 1 ? "set it to " + known.front() : "choose one of them");
    if (p.pact_hours < p.contact_hours)
        complain("relations.pact_hours", "is below contact_hours", "a pact includes its contact",
                 "raise pact_hours or lower contact_hours");
}

void leave_relations(const Model& model, State& now, std::span<const ActorId> actors) {
    Relations& relations = now.relations;
    for (const ActorId actor : actors) {
        relations.contacts.isolate(actor);
        leave_all_pacts(now, actor);
    }
    relations.awareness.forget(actors);
    const auto gone = [actors](ActorId actor) { return std::ranges::binary_search(actors, actor); };
    const auto involved = [&](const auto& pair) { return gone(pair.first) || gone(pair.second); };
    std::erase_if(relations.proposals, involved);
    for (const ActorId i : IdRange<ActorId>(now.actors.size()))
        now.actors.hours[i].ties = tie_hours(model, relations, i);
}

void enter_relations(Month month, State& now, ActorId actor) {
    for (const ActorId known : {now.actors.superior[actor], now.actors.funder[actor]})
        if (known && now.actors.alive[known]) {
            now.relations.awareness.hear(actor, known, month);
            now.relations.awareness.hear(known, actor, month);
        }
}

void begin_listed_ties(const Model& model, Month month, State& now, std::span<const ActorId> newcomers) {
    Relations& relations = now.relations;
    const auto comes = [newcomers](ActorId actor) { return std::ranges::binary_search(newcomers, actor); };
    const auto is_there = [&](ActorId actor) {
        return now.actors.alive[actor] != 0 && is_of_the_population(model, now, actor);
    };
    std::vector<Tie> begun;
    for (const Tie& tie : model.population.ties)
        if ((comes(tie.from) || comes(tie.to)) && is_there(tie.from) && is_there(tie.to)) begun.push_back(tie);
    for (const Tie& tie : begun) add_listed(model, tie, relations.contacts);
    for (const auto& [first, second] : listed_pacts(begun)) {
        add_pact(relations,
                 {pair_name(now.actors, first, second), {first, second}, month + model.relations.pact_term, 0});
        now.events.push_back({month, EventKind::pact, first, {}, static_cast<std::int64_t>(second.index())});
    }
    for (const Tie& tie : begun)
        for (const auto& [side, other] : {std::pair(tie.from, tie.to), std::pair(tie.to, tie.from)}) {
            relations.awareness.hear(side, other, month);
            // As at the start of a run, whoever has a listed tie has the hours for it.
            Hours& hours = now.actors.hours[side];
            hours.ties = tie_hours(model, relations, side);
            hours.capacity = std::max(hours.capacity, hours.regulation + hours.ties);
        }
}

}  // namespace gemeinsim
