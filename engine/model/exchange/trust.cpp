// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "model/exchange/blocks.h"
#include "model/exchange/rules.h"
#include "model/exchange/state.h"

namespace gemeinsim {
namespace {

void shrink(TrustTable::Entry& entry, double share) {
    entry.kept = static_cast<float>(share * static_cast<double>(entry.kept));
    entry.broken = static_cast<float>(share * static_cast<double>(entry.broken));
}

}  // namespace

TrustTable::TrustTable(std::size_t actors, double prior_a, double prior_b)
    : prior_a_(prior_a), prior_b_(prior_b), rows_(actors) {}

double TrustTable::expected(ActorId from, ActorId about) const {
    const Entry* entry = rows_.find(from, about);
    return entry != nullptr ? expected(*entry) : prior();
}

TrustTable::Entry TrustTable::beyond_prior(ActorId from, ActorId about) const {
    const Entry* entry = rows_.find(from, about);
    return entry != nullptr ? *entry : Entry{about};
}

void TrustTable::set(ActorId from, ActorId about, double a, double b) {
    const Entry before = beyond_prior(from, about);
    add(from, about, a - prior_a_ - static_cast<double>(before.kept),
        b - prior_b_ - static_cast<double>(before.broken));
}

void TrustTable::add(ActorId from, ActorId about, double kept, double broken) {
    const std::size_t before = rows_[from].size();
    Entry& entry = rows_.at(from, about);
    entry.kept = static_cast<float>(static_cast<double>(entry.kept) + kept);
    entry.broken = static_cast<float>(static_cast<double>(entry.broken) + broken);
    if (rows_[from].size() > before) rows_.at(about, from);
}

void TrustTable::scale(ActorId actor, double share) {
    for (Entry& entry : rows_[actor]) {
        shrink(entry, share);
        shrink(rows_.at(entry.about, actor), share);
    }
}

void TrustTable::fade(double share) {
    const std::span<Entry> all = rows_.pool();
    in_blocks(all.size(), 1U << 16U, [&](std::size_t, std::size_t begin, std::size_t end) {
        for (Entry& entry : all.subspan(begin, end - begin)) shrink(entry, share);
    });
}

void TrustTable::forget(ActorId actor) {
    for (const Entry& entry : rows_[actor]) rows_.erase(entry.about, actor);
    rows_.clear(actor);
}

void TrustTable::drop_settled(double tolerance) {
    const auto settled = [tolerance](const Entry& entry) {
        return std::abs(static_cast<double>(entry.kept)) + std::abs(static_cast<double>(entry.broken)) < tolerance;
    };
    for (const ActorId i : IdRange<ActorId>(rows_.size())) {
        // From the back, because what is dropped moves those behind it.
        for (std::size_t e = rows_[i].size(); e-- > 0;) {
            const Entry entry = rows_[i][e];
            if (entry.about < i || !settled(entry) || !settled(rows_.at(entry.about, i))) continue;
            rows_.erase(i, entry.about);
            rows_.erase(entry.about, i);
        }
    }
}

TrustTable initial_trust(const Model& model) {
    return {model.population.actors.size(), model.exchange.prior_kept, model.exchange.prior_broken};
}

void add_experience(State& now, ActorId truster, ActorId about, double kept, double broken) {
    now.trust.add(truster, about, kept, broken);
}

void lose_contact(State& now, ActorId actor, double loss) {
    now.trust.scale(actor, 1 - loss);
}

void reset_exchange(State& now, ActorId actor) {
    now.trust.forget(actor);
    if (actor.index() < now.information.items.size()) now.information.items[actor] = 0;
    if (actor.index() < now.information.forgotten.size()) now.information.forgotten[actor] = 0;
}

}  // namespace gemeinsim
