// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <bit>
#include <cmath>

#include "model/exchange/rules.h"
#include "model/exchange/state.h"

namespace gemeinsim {
namespace {

constexpr auto by_about = [](const TrustTable::Entry& entry, ActorId about) { return entry.about < about; };

}  // namespace

TrustTable::TrustTable(std::size_t actors, double prior_a, double prior_b)
    : prior_a_(prior_a), prior_b_(prior_b), rows_(actors) {}

double TrustTable::expected(ActorId from, ActorId about) const {
    const std::vector<Entry>& row = rows_[from];
    const auto at = std::lower_bound(row.begin(), row.end(), about, by_about);
    if (at == row.end() || at->about != about) return prior_a_ / (prior_a_ + prior_b_);
    return at->a / (at->a + at->b);
}

TrustTable::Entry& TrustTable::entry(ActorId from, ActorId about) {
    std::vector<Entry>& row = rows_[from];
    const auto at = std::lower_bound(row.begin(), row.end(), about, by_about);
    if (at != row.end() && at->about == about) return *at;
    return *row.insert(at, {about, prior_a_, prior_b_});
}

void TrustTable::forget(ActorId actor) {
    rows_[actor].clear();
    for (std::vector<Entry>& row : rows_) {
        const auto at = std::lower_bound(row.begin(), row.end(), actor, by_about);
        if (at != row.end() && at->about == actor) row.erase(at);
    }
}

void TrustTable::drop_settled(ActorId from, double tolerance) {
    std::erase_if(rows_[from], [&](const Entry& entry) {
        return std::abs(entry.a - prior_a_) + std::abs(entry.b - prior_b_) < tolerance;
    });
}

TrustTable initial_trust(const Model& model) {
    return {model.population.actors.size(), model.exchange.prior_kept, model.exchange.prior_broken};
}

void lose_contact(State& now, ActorId actor, double loss) {
    const double left = 1 - loss;
    const auto shrink = [&](TrustTable::Entry& entry) {
        entry.a = now.trust.prior_a() + left * (entry.a - now.trust.prior_a());
        entry.b = now.trust.prior_b() + left * (entry.b - now.trust.prior_b());
    };
    for (TrustTable::Entry& entry : now.trust.of(actor)) shrink(entry);
    for (const ActorId i : IdRange<ActorId>(now.actors.size())) {
        if (i == actor) continue;
        for (TrustTable::Entry& entry : now.trust.of(i))
            if (entry.about == actor) shrink(entry);
    }
}

void add_experience(State& now, ActorId truster, ActorId about, double kept, double broken) {
    TrustTable::Entry& entry = now.trust.entry(truster, about);
    entry.a += kept;
    entry.b += broken;
}

void reset_exchange(State& now, ActorId actor) {
    now.trust.forget(actor);
    if (actor.index() < now.information.items.size()) now.information.items[actor] = 0;
}

}  // namespace gemeinsim
