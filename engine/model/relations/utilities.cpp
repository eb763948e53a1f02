// SPDX-License-Identifier: Apache-2.0
// What a whole position is worth: those whom ego reaches through others, and the sum over all its ties.
#include <vector>

#include "model/relations/effects.h"
#include "model/relations/evaluation.h"
#include "model/relations/neighbourhood.h"
#include "model/relations/rules.h"

namespace gemeinsim {

double Evaluation::reach(ActorId except, ActorId extra) const {
    const Graph& contacts = now_.relations.contacts;
    const bool either = contacts.directed() && model_.relations.reach_over == ReachOver::either;
    ++walk_;
    queue_.clear();
    seen_[ego()] = walk_;
    const auto visit = [&](ActorId actor) {
        if (seen_[actor] == walk_) return;
        seen_[actor] = walk_;
        queue_.push_back(actor);
    };
    // An arc that `except` sends is not ego's to take away.
    for (const ActorId h : contacts.out(ego()))
        if (h != except) visit(h);
    if (extra) visit(extra);
    if (either)
        for (const ActorId h : contacts.in(ego())) visit(h);
    // Breadth first: what stands in the queue from `level` on is at the present distance.
    double total = 0;
    double value = model_.relations.reach_delta;
    std::size_t level = 0;
    for (int distance = 1; level < queue_.size() && distance <= model_.relations.reach_max; ++distance) {
        const std::size_t end = queue_.size();
        total += value * static_cast<double>(end - level);
        for (; level < end; ++level) {
            const ActorId at = queue_[level];
            for (const ActorId next : contacts.out(at)) visit(next);
            if (either)
                for (const ActorId next : contacts.in(at)) visit(next);
        }
        value *= model_.relations.reach_delta;
    }
    return total;
}

Column<ActorId, double> utilities(const Model& model, const State& now) {
    Column<ActorId, double> all(now.actors.size());
    Evaluation evaluation(model, now);
    const std::vector<EffectTerm> on_contacts = ready_effects(model, now, Change::own, false);
    const std::vector<EffectTerm> on_pacts = ready_effects(model, now, Change::own, true);
    // A statistic is the sum of its changes by ego's ties, laid one after the other: nobody without ties has any.
    Graph contacts = now.relations.contacts;
    Neighbourhood near(contacts, paths_of(on_contacts, false));
    const auto add_change = [&](const EffectTerm& term, ActorId j, double& to) {
        if (term.part == EffectPart::evaluation) term.change(near, term, {&j, 1}, {&to, 1});
    };
    for (const ActorId ego : IdRange<ActorId>(all.size())) {
        if (!now.actors.alive[ego]) continue;
        evaluation.focus(ego);
        all[ego] = evaluation.level();
        if (!on_contacts.empty()) {
            const std::span<const ActorId> ties = now.relations.contacts.out(ego);
            for (const ActorId j : ties) contacts.remove(ego, j);
            for (const ActorId j : ties) {
                near.turn(ego);
                for (const EffectTerm& term : on_contacts) add_change(term, j, all[ego]);
                contacts.add(ego, j);
            }
        }
        if (on_pacts.empty()) continue;
        near.turn(ego);
        for (const ActorId j : now.relations.pacts.out(ego))
            for (const EffectTerm& term : on_pacts) add_change(term, j, all[ego]);
    }
    return all;
}

}  // namespace gemeinsim
