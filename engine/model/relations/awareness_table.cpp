// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <boost/container/small_vector.hpp>
#include <ranges>
#include <span>
#include <utility>

#include "base/check.h"
#include "base/hash.h"
#include "model/exchange/blocks.h"
#include "model/relations/state.h"

namespace gemeinsim {
namespace {

/// The first entry of somebody with no smaller id, without a branch that the processor would have to guess.
template <class Row>
auto find_place(Row&& row, ActorId known) {
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

/// Takes `count` entries of the lowest ranks out of a list: all of the oldest months, and of the month at which there
/// are enough those with the smallest hashes, the only ones that are worked out.
void drop_oldest(ActorId who, std::vector<AwarenessTable::Entry>& list, std::size_t count) {
    using Entry = AwarenessTable::Entry;
    const auto [low, high] = std::ranges::minmax(list, {}, &Entry::heard);
    const Month oldest = low.heard;
    boost::container::small_vector<std::size_t, 64> in_month(static_cast<std::size_t>(high.heard - oldest) + 1, 0);
    for (const Entry& entry : list) ++in_month[static_cast<std::size_t>(entry.heard - oldest)];
    std::size_t gone = 0;  // months that go as a whole
    while (in_month[gone] <= count) count -= in_month[gone++];
    const Month divided = oldest + static_cast<Month>(gone);
    std::uint64_t least = 0;  // hash of the first that stays
    if (count > 0) {
        boost::container::small_vector<std::uint64_t, 256> hashes;
        for (const Entry& entry : list)
            if (entry.heard == divided) hashes.push_back(rank_of(who, entry).second);
        const auto first_kept = hashes.begin() + static_cast<std::ptrdiff_t>(count);
        std::ranges::nth_element(hashes, first_kept);
        least = *first_kept;
    }
    std::erase_if(list, [&](const Entry& entry) {
        if (entry.heard != divided) return entry.heard < divided;
        return count > 0 && rank_of(who, entry).second < least;
    });
}

/// Whether these could be somebody's list: others, in order, each once.
bool is_list_of(ActorId who, std::span<const AwarenessTable::Entry> entries) {
    bool is = entries.front().known != who;
    for (std::size_t k = 1; k < entries.size(); ++k)
        is &= entries[k - 1].known < entries[k].known && entries[k].known != who;
    return is;
}

/// Lists of a country grow month by month: room in steps, so that they seldom move and leave few gaps.
void make_room(std::vector<AwarenessTable::Entry>& row, std::size_t entries, std::size_t cap) {
    constexpr std::size_t step = 32;
    if (row.capacity() < entries) row.reserve(std::min(cap, (entries + step - 1) / step * step));
}

void replace(std::vector<AwarenessTable::Entry>& row, std::span<const AwarenessTable::Entry> entries, std::size_t cap) {
    make_room(row, entries.size(), cap);
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
    std::vector<Entry>& row = rows_[who];
    if (row.size() == cap_) {
        const Month newest = std::ranges::max(heard, {}, &Entry::heard).heard;
        const Month oldest = std::ranges::min(row, {}, &Entry::heard).heard;
        if (newest < oldest) return;
    }
    if (row.empty() && heard.size() <= cap_ && is_list_of(who, heard)) {
        replace(row, heard, cap_);
        return;
    }
    if (!std::ranges::is_sorted(heard, {}, &Entry::known)) std::ranges::sort(heard, {}, &Entry::known);
    scratch.clear();
    scratch.reserve(row.size() + heard.size());
    // A list is long and little is new: what lies between two that were heard of moves as it is.
    auto rest = row.cbegin();
    for (const Entry& entry : heard) {
        if (entry.known == who) continue;
        const auto at = find_place(std::ranges::subrange(rest, row.cend()), entry.known);
        scratch.insert(scratch.end(), rest, at);
        rest = at;
        if (rest != row.cend() && rest->known == entry.known) scratch.push_back(*rest++);
        if (!scratch.empty() && scratch.back().known == entry.known)
            scratch.back().heard = std::max(scratch.back().heard, entry.heard);
        else
            scratch.push_back(entry);
    }
    scratch.insert(scratch.end(), rest, row.cend());
    if (scratch.size() > cap_) drop_oldest(who, scratch, scratch.size() - cap_);
    replace(row, scratch, cap_);
}

std::span<AwarenessTable::Entry> AwarenessTable::lay_out(ActorId who, std::size_t entries) {
    std::vector<Entry>& row = rows_[who];
    expects(row.empty(), "a list that holds somebody is laid out anew; clear it first");
    make_room(row, entries + 1, std::max(cap_, entries));  // one hears of its own superior next
    row.resize(entries);
    return row;
}

void AwarenessTable::keep_newest(ActorId who) {
    std::vector<Entry>& row = rows_[who];
    if (row.size() <= cap_) return;
    drop_oldest(who, row, row.size() - cap_);
    row.shrink_to_fit();
}

void AwarenessTable::forget(ActorId who, ActorId whom) {
    std::vector<Entry>& row = rows_[who];
    const auto at = std::lower_bound(row.begin(), row.end(), whom, by_known);
    if (at != row.end() && at->known == whom) row.erase(at);
}

void AwarenessTable::forget(std::span<const ActorId> actors) {
    for (const ActorId actor : actors) rows_[actor].clear();
    const auto forget_all = [this](const auto& is_ended) {
        in_blocks(rows_.size(), actors_per_block, [&](std::size_t, std::size_t begin, std::size_t end) {
            for (std::size_t row = begin; row < end; ++row)
                std::erase_if(rows_[ActorId(row)], [&](const Entry& entry) { return is_ended(entry.known); });
        });
    };
    constexpr std::size_t few = 4;  // told apart as fast as by a flag for everybody
    if (actors.size() <= few) {
        if (!actors.empty())
            forget_all([actors](ActorId known) { return std::ranges::find(actors, known) != actors.end(); });
        return;
    }
    Column<ActorId, std::uint8_t> ended(rows_.size(), 0);
    for (const ActorId actor : actors) ended[actor] = 1;
    forget_all([&ended](ActorId known) { return ended[known] != 0; });
}

void AwarenessTable::forget_before(ActorId who, Month month) {
    std::erase_if(rows_[who], [month](const Entry& entry) { return entry.heard < month; });
}

}  // namespace gemeinsim
