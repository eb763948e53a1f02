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

/// body(actor) for every actor, in parallel.
template <class Body>
void in_rows(std::size_t actors, const Body& body) {
    in_blocks(actors, actors_per_block, [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) body(ActorId(i));
    });
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
    Entry& entry = rows_.at(from, about);
    entry.kept = static_cast<float>(a - prior_a_);
    entry.broken = static_cast<float>(b - prior_b_);
}

void TrustTable::add(ActorId from, ActorId about, double kept, double broken) {
    Entry& entry = rows_.at(from, about);
    entry.kept = static_cast<float>(static_cast<double>(entry.kept) + kept);
    entry.broken = static_cast<float>(static_cast<double>(entry.broken) + broken);
}

const TrustTable::Marks& TrustTable::mark(std::span<const ActorId> actors) {
    Marks& all = *marks_;
    all.assign(rows_.size(), 0);
    for (const ActorId actor : actors) all[actor] = 1;
    return all;
}

void TrustTable::scale(std::span<const ActorId> actors, double share) {
    if (actors.empty()) return;
    const Marks& marked = mark(actors);
    in_rows(rows_.size(), [&](ActorId i) {
        for (Entry& entry : rows_[i])
            for (int side = marked[i] + marked[entry.about]; side > 0; --side) shrink(entry, share);
    });
}

void TrustTable::fade(double share) {
    const std::span<Entry> all = rows_.pool();
    in_blocks(all.size(), 1U << 16U, [&](std::size_t, std::size_t begin, std::size_t end) {
        for (Entry& entry : all.subspan(begin, end - begin)) shrink(entry, share);
    });
}

void TrustTable::forget(std::span<const ActorId> actors) {
    if (actors.empty()) return;
    const Marks& gone = mark(actors);
    in_rows(rows_.size(), [&](ActorId i) {
        rows_.erase_if(i, [&](const Entry& entry) { return gone[i] != 0 || gone[entry.about] != 0; });
    });
}

void TrustTable::drop_settled(double tolerance) {
    const auto settled = [tolerance](const Entry& entry) {
        return std::abs(static_cast<double>(entry.kept)) + std::abs(static_cast<double>(entry.broken)) < tolerance;
    };
    in_rows(rows_.size(), [&](ActorId i) { rows_.erase_if(i, settled); });
}

TrustTable initial_trust(const Model& model) {
    return {model.population.actors.size(), model.exchange.prior_kept, model.exchange.prior_broken};
}

void add_experience(State& now, ActorId truster, ActorId about, double kept, double broken) {
    now.trust.add(truster, about, kept, broken);
}

void lose_contact(State& now, std::span<const ActorId> actors, double loss) {
    now.trust.scale(actors, 1 - loss);
}

void reset_exchange(State& now, std::span<const ActorId> actors) {
    now.trust.forget(actors);
    for (const ActorId actor : actors) {
        if (actor.index() < now.information.items.size()) now.information.items[actor] = 0;
        if (actor.index() < now.information.forgotten.size()) now.information.forgotten[actor] = 0;
    }
}

}  // namespace gemeinsim
