// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <functional>
#include <iterator>
#include <span>
#include <utility>

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

/// What a full list drops first: the longest unheard, among equals by a hash of the pair.
std::pair<Month, std::uint64_t> rank_of(ActorId who, const AwarenessTable::Entry& entry) {
    return {entry.heard, combine(who.index(), entry.known.index())};
}

void replace(std::vector<AwarenessTable::Entry>& row, std::span<const AwarenessTable::Entry> entries, std::size_t cap) {
    // Lists of a country grow month by month: room in steps, so that they seldom move and leave few gaps.
    constexpr std::size_t step = 32;
    if (row.capacity() < entries.size()) row.reserve(std::min(cap, (entries.size() + step - 1) / step * step));
    row.assign(entries.begin(), entries.end());
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
    const auto rank = [who](const Entry& entry) { return rank_of(who, entry); };
    auto oldest = row.begin();
    for (auto it = row.begin(); it != row.end(); ++it)
        if (it->heard < oldest->heard || (it->heard == oldest->heard && rank(*it) < rank(*oldest))) oldest = it;
    if (oldest == row.end() || rank(heard) < rank(*oldest)) return;
    row.erase(oldest);
    row.insert(std::lower_bound(row.begin(), row.end(), whom, by_known), heard);
}

void AwarenessTable::hear(ActorId who, std::span<Entry> heard, std::vector<Entry>& scratch) {
    constexpr std::size_t few = 3;
    if (heard.size() < few) {
        for (const Entry& entry : heard) hear(who, entry.known, entry.heard);
        return;
    }
    if (!std::ranges::is_sorted(heard, {}, &Entry::known)) std::ranges::sort(heard, {}, &Entry::known);
    std::vector<Entry>& row = rows_[who];
    const auto in_order = [](const Entry& a, const Entry& b) { return a.known < b.known; };
    if (row.empty() && heard.size() <= cap_ &&
        std::ranges::adjacent_find(heard, std::not_fn(in_order)) == heard.end() &&
        std::ranges::find(heard, who, &Entry::known) == heard.end()) {
        replace(row, heard, cap_);
        return;
    }
    scratch.clear();
    std::ranges::merge(row, heard, std::back_inserter(scratch), {}, &Entry::known, &Entry::known);
    std::size_t kept = 0;
    for (const Entry& entry : scratch) {
        if (entry.known == who) continue;
        if (kept > 0 && scratch[kept - 1].known == entry.known)
            scratch[kept - 1].heard = std::max(scratch[kept - 1].heard, entry.heard);
        else
            scratch[kept++] = entry;
    }
    scratch.resize(kept);
    if (kept > cap_) {
        // Which entries stay is the same one by one: those of the highest ranks, found in a copy that may be mixed up.
        scratch.resize(2 * kept);
        std::copy_n(scratch.begin(), kept, scratch.begin() + static_cast<std::ptrdiff_t>(kept));
        const auto before = [who](const Entry& a, const Entry& b) { return rank_of(who, a) < rank_of(who, b); };
        const auto copy = scratch.begin() + static_cast<std::ptrdiff_t>(kept);
        const auto first_kept = copy + static_cast<std::ptrdiff_t>(kept - cap_);
        std::nth_element(copy, first_kept, scratch.end(), before);
        const Entry least = *first_kept;
        scratch.resize(kept);
        std::erase_if(scratch, [&](const Entry& entry) { return before(entry, least); });
    }
    replace(row, scratch, cap_);
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
