// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/hash.h"
#include "model/relations/state.h"

namespace gemeinsim {
namespace {

/// The first entry of somebody with no smaller id, without a branch that the processor would have to guess.
template <class Row>
auto find_place(Row& row, ActorId known) {
    auto at = row.begin();
    for (std::size_t length = row.size(); length > 0;) {
        const std::size_t half = (length + 1) / 2;
        at += (at + static_cast<std::ptrdiff_t>(half - 1))->known < known ? static_cast<std::ptrdiff_t>(half) : 0;
        length -= half;
    }
    return at;
}

constexpr auto by_known = [](const AwarenessTable::Entry& entry, ActorId known) { return entry.known < known; };

}  // namespace

AwarenessTable::AwarenessTable(std::size_t actors, std::size_t cap) : cap_(cap), rows_(actors) {}

bool AwarenessTable::knows(ActorId who, ActorId whom) const {
    const std::vector<Entry>& row = rows_[who];
    const auto at = find_place(row, whom);
    return at != row.end() && at->known == whom;
}

void AwarenessTable::hear(ActorId who, ActorId whom, Month month) {
    if (who == whom) return;
    std::vector<Entry>& row = rows_[who];
    const auto at = find_place(row, whom);
    if (at != row.end() && at->known == whom) {
        at->heard = std::max(at->heard, month);
        return;
    }
    const Entry heard{whom, month};
    if (row.size() < cap_) {
        row.insert(at, heard);
        return;
    }
    const auto rank = [who](const Entry& entry) {
        return std::pair(entry.heard, combine(who.index(), entry.known.index()));
    };
    auto oldest = row.begin();
    for (auto it = row.begin(); it != row.end(); ++it)
        if (it->heard < oldest->heard || (it->heard == oldest->heard && rank(*it) < rank(*oldest))) oldest = it;
    if (oldest == row.end() || rank(heard) < rank(*oldest)) return;
    row.erase(oldest);
    row.insert(std::lower_bound(row.begin(), row.end(), whom, by_known), heard);
}

void AwarenessTable::forget(ActorId who, ActorId whom) {
    std::vector<Entry>& row = rows_[who];
    const auto at = std::lower_bound(row.begin(), row.end(), whom, by_known);
    if (at != row.end() && at->known == whom) row.erase(at);
}

void AwarenessTable::forget(std::span<const ActorId> actors) {
    for (const ActorId actor : actors) rows_[actor].clear();
    for (std::vector<Entry>& row : rows_)
        std::erase_if(row, [&](const Entry& entry) { return std::ranges::binary_search(actors, entry.known); });
}

void AwarenessTable::forget_before(ActorId who, Month month) {
    std::erase_if(rows_[who], [month](const Entry& entry) { return entry.heard < month; });
}

}  // namespace gemeinsim
