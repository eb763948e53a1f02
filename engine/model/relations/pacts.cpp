// SPDX-License-Identifier: Apache-2.0
#include "model/relations/pacts.h"

#include <algorithm>
#include <optional>

#include "model/hierarchy/rules.h"
#include "model/math.h"
#include "model/relations/rules.h"
#include "random/draws.h"

namespace gemeinsim {
namespace {

EntityKey pair_name(const State& now, ActorId i, ActorId j) {
    const auto [low, high] = std::minmax(now.actors.entity[i], now.actors.entity[j]);
    return combine(low, high);
}

bool both_trust(const State& now, ActorId i, ActorId j, double least) {
    return now.trust.expected(i, j) > least && now.trust.expected(j, i) > least;
}

/// The topic that both care about most.
TopicId shared_topic(const Actors& actors, ActorId i, ActorId j) {
    TopicId best;
    double most = -1;
    for (const TopicId k : IdRange<TopicId>(actors.salience.topics())) {
        const double shared = std::min(actors.salience(i, k), actors.salience(j, k));
        if (shared > most) {
            most = shared;
            best = k;
        }
    }
    return best;
}

void begin_pact(const Model& model, Month month, State& now, ActorId i, ActorId j) {
    const Pact pact{std::min(i, j), std::max(i, j), month + model.relations.pact_term};
    now.relations.pacts.add(i, j);
    const auto at = std::lower_bound(
        now.relations.terms.begin(), now.relations.terms.end(), pact,
        [](const Pact& a, const Pact& b) { return a.first != b.first ? a.first < b.first : a.second < b.second; });
    now.relations.terms.insert(at, pact);
    for (const ActorId side : {i, j}) now.actors.hours[side].ties = tie_hours(model, now.relations, side);
    now.events.push_back({month, EventKind::pact, pact.first, {}, static_cast<std::int64_t>(pact.second.index())});
}

bool affordable(const Model& model, const State& now, ActorId i, ActorId j) {
    const double more = model.relations.pact_hours - model.relations.contact_hours;
    return now.actors.hours[i].free() >= more && now.actors.hours[j].free() >= more;
}

bool contact_holds(const Relations& relations, ActorId i, ActorId j) {
    return relations.contacts.has(i, j) && relations.contacts.has(j, i);
}

enum class Answer { waiting, yes, no };

Answer answer(const State& now, CaseId asked) {
    if (!asked) return Answer::yes;
    switch (status(now, asked)) {
        case CaseStatus::waiting:
            return Answer::waiting;
        case CaseStatus::approved:
            return Answer::yes;
        default:
            return Answer::no;
    }
}

Answer answer(const State& now, const PactProposal& proposal) {
    const Answer first = answer(now, proposal.first_case);
    const Answer second = answer(now, proposal.second_case);
    if (first == Answer::no || second == Answer::no) return Answer::no;
    return first == Answer::yes && second == Answer::yes ? Answer::yes : Answer::waiting;
}

/// Puts into force what is approved; true where the proposal is done with, one way or the other.
bool settle(const Model& model, Month month, State& now, const PactProposal& proposal) {
    const Answer said = answer(now, proposal);
    if (said == Answer::waiting) return false;
    // The world moved on while the desks worked: the contact may have ended, the hours may be gone.
    if (said == Answer::yes && contact_holds(now.relations, proposal.first, proposal.second) &&
        affordable(model, now, proposal.first, proposal.second))
        begin_pact(model, month, now, proposal.first, proposal.second);
    return true;
}

}  // namespace

bool may_propose(const Model& model, const State& now, ActorId ego, ActorId j) {
    const Relations& relations = now.relations;
    if (relations.pacts.has(ego, j) || !contact_holds(relations, ego, j)) return false;
    if (!both_trust(now, ego, j, model.relations.pact_trust)) return false;
    if (topic_overlap(now.actors, ego, j) < model.relations.pact_overlap) return false;
    return std::none_of(relations.proposals.begin(), relations.proposals.end(), [&](const PactProposal& proposal) {
        return (proposal.first == ego && proposal.second == j) || (proposal.first == j && proposal.second == ego);
    });
}

void propose_pact(const Model& model, Month month, State& now, ActorId ego, ActorId j, double time) {
    const TopicId topic = shared_topic(now.actors, ego, j);
    const EntityKey subject = pair_name(now, ego, j);
    PactProposal proposal{ego, j, {}, {}};
    proposal.first_case = submit(model, now, {ego, j, CaseKind::pact, subject, topic, time});
    proposal.second_case = submit(model, now, {j, ego, CaseKind::pact, subject, topic, time});
    if (!settle(model, month, now, proposal)) now.relations.proposals.push_back(proposal);
}

void end_pact(const Model& model, Month month, State& now, ActorId i, ActorId j) {
    now.relations.pacts.remove(i, j);
    const ActorId first = std::min(i, j);
    const ActorId second = std::max(i, j);
    std::erase_if(now.relations.terms, [&](const Pact& pact) { return pact.first == first && pact.second == second; });
    for (const ActorId side : {i, j}) now.actors.hours[side].ties = tie_hours(model, now.relations, side);
    now.events.push_back({month, EventKind::pact_end, first, {}, static_cast<std::int64_t>(second.index())});
}

void settle_pacts(const Model& model, Month month, State& now) {
    std::vector<PactProposal> open;
    open.swap(now.relations.proposals);
    for (const PactProposal& proposal : open)
        if (!settle(model, month, now, proposal)) now.relations.proposals.push_back(proposal);

    const RelationsParameters& p = model.relations;
    std::vector<Pact> ending;
    std::optional<Evaluation> evaluation;  // made where a term ends: in most months none does
    const auto renews = [&](ActorId side, ActorId other) {
        if (!evaluation) evaluation.emplace(model, now);
        evaluation->focus(side);
        return logistic(p.rationality * evaluation->pact(other));
    };
    for (Pact& pact : now.relations.terms) {
        if (now.trust.expected(pact.first, pact.second) < p.pact_end_trust ||
            now.trust.expected(pact.second, pact.first) < p.pact_end_trust) {
            ending.push_back(pact);
            continue;
        }
        if (month < pact.expires) continue;
        Stream stream(now.key, pair_name(now, pact.first, pact.second), month, Purpose::ending);
        if (bernoulli(stream, renews(pact.first, pact.second) * renews(pact.second, pact.first)))
            pact.expires = month + p.pact_term;
        else
            ending.push_back(pact);
    }
    for (const Pact& pact : ending) end_pact(model, month, now, pact.first, pact.second);
}

}  // namespace gemeinsim
