// SPDX-License-Identifier: Apache-2.0
#include "model/relations/pacts.h"

#include <algorithm>
#include <optional>

#include "base/check.h"
#include "model/hierarchy/rules.h"
#include "model/math.h"
#include "model/relations/contents.h"
#include "model/relations/rules.h"
#include "random/draws.h"

namespace gemeinsim {
namespace {

bool both_trust(const State& now, ActorId i, ActorId j, double least) {
    return now.trust.expected(i, j) > least && now.trust.expected(j, i) > least;
}

/// The topic that all care about most: where the least interested cares most.
TopicId shared_topic(const Actors& actors, std::span<const ActorId> parties) {
    TopicId best;
    double most = -1;
    for (const TopicId k : IdRange<TopicId>(actors.salience.topics())) {
        double shared = 1;
        for (const ActorId party : parties) shared = std::min(shared, actors.salience(party, k));
        if (shared > most) {
            most = shared;
            best = k;
        }
    }
    return best;
}

bool contact_holds(const Relations& relations, ActorId i, ActorId j) {
    return relations.contacts.has(i, j) && relations.contacts.has(j, i);
}

/// What a pact asks of each two of its parties.
bool fit(const Model& model, const State& now, ActorId i, ActorId j) {
    return !now.relations.pacts.has(i, j) && contact_holds(now.relations, i, j) &&
           both_trust(now, i, j, model.relations.pact_trust) &&
           topic_overlap(now.actors, i, j) >= model.relations.pact_overlap;
}

bool under_way(const Relations& relations, ActorId i, ActorId j) {
    return std::any_of(relations.proposals.begin(), relations.proposals.end(), [&](const PactProposal& proposal) {
        return (proposal.first == i && proposal.second == j) || (proposal.first == j && proposal.second == i);
    });
}

void count_hours(const Model& model, State& now, std::span<const ActorId> parties) {
    for (const ActorId side : parties) now.actors.hours[side].ties = tie_hours(model, now.relations, side);
}

void note(State& now, Month month, EventKind kind, ActorId actor, ActorId other) {
    now.events.push_back({month, kind, actor, {}, static_cast<std::int64_t>(other.index())});
}

void begin_pact(const Model& model, Month month, State& now, ActorId i, ActorId j) {
    const auto [first, second] = std::minmax(i, j);
    const EntityKey name = combine(pair_name(now.actors, i, j), static_cast<std::uint64_t>(month));
    add_pact(now.relations, {name, {first, second}, month + model.relations.pact_term});
    count_hours(model, now, now.relations.terms.back().parties);
    note(now, month, EventKind::pact, first, second);
}

void extend_pact(const Model& model, Month month, State& now, const Pact& pact, ActorId ego, ActorId further) {
    Relations& relations = now.relations;
    const auto row = static_cast<std::uint32_t>(&pact - relations.terms.data());
    OfParties<ActorId>& parties = relations.terms[row].parties;
    ++relations.terms[row].extensions;
    for (const ActorId party : parties) relations.pacts.add(party, further);
    parties.insert(std::lower_bound(parties.begin(), parties.end(), further), further);
    relations.pacts_of[further].push_back(row);
    count_hours(model, now, parties);
    note(now, month, EventKind::pact, further, ego);
}

void drop_row(Relations& relations, ActorId party, std::uint32_t row) {
    std::erase(relations.pacts_of[party], row);
}

/// Takes a pact that nobody stands in any more out of the list; the last one takes its row.
void erase_row(Relations& relations, std::uint32_t row) {
    const auto last = static_cast<std::uint32_t>(relations.terms.size() - 1);
    if (row != last) {
        relations.terms[row] = std::move(relations.terms[last]);
        for (const ActorId party : relations.terms[row].parties)
            std::replace(relations.pacts_of[party].begin(), relations.pacts_of[party].end(), last, row);
    }
    relations.terms.pop_back();
}

/// The party goes out of a pact; returns those that it leaves behind.
OfParties<ActorId> withdraw(Relations& relations, std::uint32_t row, ActorId party) {
    OfParties<ActorId>& parties = relations.terms[row].parties;
    parties.erase(std::remove(parties.begin(), parties.end(), party), parties.end());
    drop_row(relations, party, row);
    for (const ActorId other : parties) relations.pacts.remove(party, other);
    OfParties<ActorId> left = parties;
    if (left.size() < 2) {
        for (const ActorId other : left) drop_row(relations, other, row);
        erase_row(relations, row);
    }
    return left;
}

enum class Answer { waiting, yes, no };

Answer answer(const State& now, const PactProposal& proposal) {
    Answer all = Answer::yes;
    for (const CaseId asked : proposal.cases) {
        const CaseStatus said = status(now, asked);
        if (said == CaseStatus::vetoed || said == CaseStatus::expired) return Answer::no;
        if (said == CaseStatus::waiting) all = Answer::waiting;
    }
    return all;
}

/// Puts into force what is approved; true where the proposal is done with, one way or the other.
bool settle(const Model& model, Month month, State& now, const PactProposal& proposal) {
    const Answer said = answer(now, proposal);
    if (said == Answer::waiting) return false;
    if (said == Answer::no) return true;
    const ActorId ego = proposal.first;
    const ActorId j = proposal.second;
    // The world moved on while the desks worked: contacts may have ended, the hours may be gone.
    if (proposal.pact == 0) {
        if (!now.relations.pacts.has(ego, j) && contact_holds(now.relations, ego, j) &&
            pact_affordable(model, now, ego, j))
            begin_pact(model, month, now, ego, j);
        return true;
    }
    const Pact* pact = pact_of(now.relations, ego, proposal.pact);
    if (pact == nullptr || !extension_affordable(model, now, *pact, j)) return true;
    const bool holds = std::all_of(pact->parties.begin(), pact->parties.end(), [&](ActorId party) {
        return !now.relations.pacts.has(party, j) && contact_holds(now.relations, party, j);
    });
    if (holds) extend_pact(model, month, now, *pact, ego, j);
    return true;
}

void withdraw_cases(Month month, State& now, PactProposal& proposal) {
    for (CaseId& asked : proposal.cases) withdraw_case(month, now, asked);
}

void submit_all(const Model& model, Month month, State& now, PactProposal proposal, std::span<const ActorId> parties,
                EntityKey subject, double time) {
    const TopicId topic = shared_topic(now.actors, parties);
    for (const ActorId party : parties) {
        const ActorId counterpart = party == proposal.second ? proposal.first : proposal.second;
        proposal.cases.push_back(submit(model, now, {party, counterpart, CaseKind::pact, subject, topic, time}));
    }
    if (!settle(model, month, now, proposal)) now.relations.proposals.push_back(std::move(proposal));
}

}  // namespace

double pact_hours(const RelationsParameters& p, std::size_t parties) {
    return (p.pact_hours - p.contact_hours) * (1 + p.pact_further * (static_cast<double>(parties) - 2));
}

double pact_share(const RelationsParameters& p, std::size_t parties) {
    const auto m = static_cast<double>(parties);
    return (1 + p.pact_further * (m - 2)) / (m - 1);
}

const Pact* pact_of(const Relations& relations, ActorId party, EntityKey name) {
    for (const std::uint32_t row : relations.pacts_of[party])
        if (relations.terms[row].name == name) return &relations.terms[row];
    return nullptr;
}

const Pact* common_pact(const Relations& relations, ActorId i, ActorId j) {
    for (const std::uint32_t row : relations.pacts_of[i]) {
        const Pact& pact = relations.terms[row];
        if (std::binary_search(pact.parties.begin(), pact.parties.end(), j)) return &pact;
    }
    return nullptr;
}

void add_pact(Relations& relations, Pact pact) {
    const auto row = static_cast<std::uint32_t>(relations.terms.size());
    for (std::size_t a = 0; a < pact.parties.size(); ++a) {
        relations.pacts_of[pact.parties[a]].push_back(row);
        for (std::size_t b = a + 1; b < pact.parties.size(); ++b) relations.pacts.add(pact.parties[a], pact.parties[b]);
    }
    relations.terms.push_back(std::move(pact));
}

bool may_propose(const Model& model, const State& now, ActorId ego, ActorId j) {
    return fit(model, now, ego, j) && !under_way(now.relations, ego, j);
}

bool pact_affordable(const Model& model, const State& now, ActorId ego, ActorId j) {
    const double more = pact_hours(model.relations, 2);
    return now.actors.hours[ego].free() >= more && now.actors.hours[j].free() >= more;
}

bool may_extend(const Model& model, const State& now, const Pact& pact, ActorId further) {
    if (pact.parties.size() >= static_cast<std::size_t>(model.relations.pact_parties)) return false;
    const std::vector<PactProposal>& proposals = now.relations.proposals;
    const auto of_this_pact = [&](const PactProposal& proposal) { return proposal.pact == pact.name; };
    if (std::any_of(proposals.begin(), proposals.end(), of_this_pact)) return false;
    return std::all_of(pact.parties.begin(), pact.parties.end(), [&](ActorId party) {
        return party != further && fit(model, now, party, further) && !under_way(now.relations, party, further);
    });
}

bool extension_affordable(const Model& model, const State& now, const Pact& pact, ActorId further) {
    const std::size_t parties = pact.parties.size();
    const double more = pact_hours(model.relations, parties + 1) - pact_hours(model.relations, parties);
    return now.actors.hours[further].free() >= pact_hours(model.relations, parties + 1) &&
           std::all_of(pact.parties.begin(), pact.parties.end(),
                       [&](ActorId party) { return now.actors.hours[party].free() >= more; });
}

double pact_value(const Model& model, const State& now, Evaluation& evaluation, ActorId party,
                  std::span<const ActorId> parties, ActorId further) {
    const RelationsParameters& p = model.relations;
    const bool in_force = std::binary_search(parties.begin(), parties.end(), party);
    const std::size_t all = parties.size() + (further ? 1 : 0);
    evaluation.focus(party);
    if (all == 2) {
        for (const ActorId other : parties)
            if (other != party) return evaluation.pact(other);
    }
    const double taken = in_force ? pact_hours(p, parties.size()) : 0;
    const double share = pact_share(p, all);
    double value = -evaluation.crowding(now.actors.hours[party].ties - taken, pact_hours(p, all));
    const auto count = [&](ActorId other) {
        if (!other || other == party) return;
        const Evaluation::PactTerms terms = evaluation.pact_terms(other);
        value += terms.worth - share * (p.pact_cost - p.contact_cost) * terms.friction;
    };
    for (const ActorId other : parties) count(other);
    count(further);
    return value;
}

double extension_value(const Model& model, const State& now, Evaluation& evaluation, ActorId who, const Pact& pact,
                       ActorId further) {
    const double with = pact_value(model, now, evaluation, who, pact.parties, further);
    return who == further ? with : with - pact_value(model, now, evaluation, who, pact.parties, {});
}

void propose_pact(const Model& model, Month month, State& now, ActorId ego, ActorId j, double time) {
    const ActorId both[] = {ego, j};
    submit_all(model, month, now, {ego, j, 0, {}}, both, pair_name(now.actors, ego, j), time);
}

void propose_extension(const Model& model, Month month, State& now, EntityKey name, ActorId ego, ActorId further,
                       double time) {
    const Pact* pact = pact_of(now.relations, ego, name);
    expects(pact != nullptr, "a pact is to be extended by somebody who is no party; look before");
    OfParties<ActorId> all = pact->parties;
    all.push_back(further);
    submit_all(model, month, now, {ego, further, name, {}}, all, combine(name, now.actors.entity[further]), time);
}

void leave_pact(const Model& model, Month month, State& now, EntityKey name, ActorId party) {
    const Pact* pact = pact_of(now.relations, party, name);
    if (pact == nullptr) return;
    const auto row = static_cast<std::uint32_t>(pact - now.relations.terms.data());
    const OfParties<ActorId> left = withdraw(now.relations, row, party);
    count_hours(model, now, left);
    count_hours(model, now, {&party, 1});
    note(now, month, EventKind::pact_end, party, left.front());
}

void withdraw_proposals(Month month, State& now, ActorId party) {
    std::erase_if(now.relations.proposals, [&](PactProposal& proposal) {
        if (proposal.first != party && proposal.second != party) return false;
        withdraw_cases(month, now, proposal);
        return true;
    });
}

void leave_all_pacts(State& now, ActorId party) {
    while (!now.relations.pacts_of[party].empty()) withdraw(now.relations, now.relations.pacts_of[party].back(), party);
}

void settle_pacts(const Model& model, Month month, State& now) {
    std::vector<PactProposal>& open = now.relations_room->proposals;
    open.clear();
    open.swap(now.relations.proposals);
    for (PactProposal& proposal : open)
        if (settle(model, month, now, proposal))
            withdraw_cases(month, now, proposal);  // one side's no leaves the others nothing to decide
        else
            now.relations.proposals.push_back(std::move(proposal));

    const RelationsParameters& p = model.relations;
    // All look at the state as it is now; who leaves goes afterwards.
    std::vector<std::pair<EntityKey, ActorId>>& leaving = now.relations_room->leaving;
    leaving.clear();
    std::optional<Evaluation> evaluation;  // made where a term ends: in most months none does
    for (Pact& pact : now.relations.terms) {
        const bool due = month >= pact.expires;
        for (const ActorId party : pact.parties) {
            const bool distrusts = std::any_of(pact.parties.begin(), pact.parties.end(), [&](ActorId other) {
                return other != party && now.trust.expected(party, other) < p.pact_end_trust;
            });
            bool renews = true;
            if (due && !distrusts) {
                if (!evaluation) evaluation.emplace(model, now, &now.relations_room->evaluation);
                Stream stream(now.key, combine(pact.name, now.actors.entity[party]), month, Purpose::ending);
                renews = bernoulli(
                    stream, logistic(p.rationality * pact_value(model, now, *evaluation, party, pact.parties, {})));
            }
            if (distrusts || !renews) leaving.emplace_back(pact.name, party);
        }
        if (due) pact.expires = month + p.pact_term;
    }
    for (const auto& [pact, party] : leaving) leave_pact(model, month, now, pact, party);
}

}  // namespace gemeinsim
