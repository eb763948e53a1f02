// SPDX-License-Identifier: Apache-2.0
#include "model/relations/pair_table.h"

#include <algorithm>
#include <new>
#include <utility>

namespace gemeinsim {
namespace {

constexpr DyadTerms unknown{.friction = 0, .liking = 0, .competence = 0, .sources = 0};

}  // namespace

PairTable::PairTable(std::size_t actors)
    : terms_(static_cast<DyadTerms*>(std::malloc(actors * actors * sizeof(DyadTerms)))), begun_(actors, 0) {
    if (actors > 0 && !terms_) throw std::bad_alloc();
}

void PairTable::begin(ActorId actor) const {
    begun_[actor.index()] = 1;
    std::uninitialized_fill_n(terms_.get() + actor.index() * begun_.size(), begun_.size(), unknown);
}

void PairTable::forget(ActorId actor) {
    const std::size_t n = begun_.size();
    gaps_ = true;
    if (begun_[actor.index()] != 0) std::fill_n(terms_.get() + actor.index() * n, n, unknown);
    for (std::size_t i = 0; i < n; ++i)
        if (begun_[i] != 0) terms_[i * n + actor.index()] = unknown;
}

bool PairTable::take_gaps() {
    return std::exchange(gaps_, false);
}

}  // namespace gemeinsim
