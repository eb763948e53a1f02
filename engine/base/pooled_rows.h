// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <span>
#include <vector>

#include "base/huge_pages.h"
#include "base/ids.h"

namespace gemeinsim {

/// A row of entries for every Key, sorted by the Key that each entry is about, all in one pool: each row has a block
/// with room to spare, and a row that outgrows its block moves to one of twice the size, which rows that have moved on
/// may have left. So a change allocates nothing but where the pool itself must grow, and a row lies in one piece.
/// Entries that no row holds are about nothing, so that whatever is to happen to every entry may sweep the pool.
///
/// Cost: 12 bytes per row and sizeof(Entry) per entry, room to spare excluded.
template <class Key, class Entry, Key Entry::*about>
class PooledRows {
  public:
    PooledRows() = default;
    explicit PooledRows(std::size_t rows) : rows_(rows) {}

    [[nodiscard]] std::size_t size() const { return rows_.size(); }
    /// Valid until an entry is made anywhere.
    [[nodiscard]] std::span<Entry> operator[](Key row) {
        return {pool_.data() + rows_[row.index()].begin, rows_[row.index()].size};
    }
    [[nodiscard]] std::span<const Entry> operator[](Key row) const {
        return {pool_.data() + rows_[row.index()].begin, rows_[row.index()].size};
    }
    /// The entry of a row about `other`, null where there is none. Cost: O(log of the row).
    [[nodiscard]] const Entry* find(Key row, Key other) const {
        const std::span<const Entry> list = (*this)[row];
        const auto at = std::lower_bound(list.begin(), list.end(), other, before);
        return at != list.end() && (*at).*about == other ? &*at : nullptr;
    }
    /// The same, made where there is none.
    Entry& at(Key row, Key other) {
        const std::span<Entry> list = (*this)[row];
        const auto place = std::lower_bound(list.begin(), list.end(), other, before) - list.begin();
        Row& held = rows_[row.index()];
        if (place < static_cast<std::ptrdiff_t>(held.size) && list[static_cast<std::size_t>(place)].*about == other)
            return list[static_cast<std::size_t>(place)];
        if (held.size == held.room) grow(held);
        const auto begin = pool_.begin() + held.begin;
        std::copy_backward(begin + place, begin + held.size, begin + held.size + 1);
        ++held.size;
        *(begin + place) = Entry{};
        (*(begin + place)).*about = other;
        return *(begin + place);
    }
    bool erase(Key row, Key other) {
        Row& held = rows_[row.index()];
        const auto begin = pool_.begin() + held.begin;
        const auto end = begin + held.size;
        const auto at = std::lower_bound(begin, end, other, before);
        if (at == end || (*at).*about != other) return false;
        std::copy(at + 1, end, at);
        *(end - 1) = Entry{};
        --held.size;
        return true;
    }
    /// Drops the entries of a row of which `gone` is true. Other rows stay as they are and where they are.
    template <class Predicate>
    void erase_if(Key row, const Predicate& gone) {
        const std::span<Entry> list = (*this)[row];
        const auto end = std::remove_if(list.begin(), list.end(), gone);
        rows_[row.index()].size = static_cast<std::uint32_t>(end - list.begin());
        std::fill(end, list.end(), Entry{});
    }
    void clear(Key row) {
        std::ranges::fill((*this)[row], Entry{});
        rows_[row.index()].size = 0;
    }
    /// All blocks with their room to spare, in no particular order: for sweeps.
    [[nodiscard]] std::span<Entry> pool() { return pool_; }

    /// For loops that know their next rows: asks for the memory of what a row holds.
    [[gnu::always_inline]] void prefetch(Key row) const {
        const Row& held = rows_[row.index()];
        const auto* const begin = reinterpret_cast<const char*>(pool_.data() + held.begin);
        // Three lines and the end, without a loop whose length the processor would have to guess: long rows are read in
        // order, which it foresees by itself.
        constexpr std::size_t line = 64;
        __builtin_prefetch(begin);
        __builtin_prefetch(begin + line);
        __builtin_prefetch(begin + 2 * line);
        __builtin_prefetch(begin + held.size * sizeof(Entry));
    }

    /// The same rows, wherever they lie.
    bool operator==(const PooledRows& other) const {
        if (size() != other.size()) return false;
        for (const Key row : IdRange<Key>(size()))
            if (!std::ranges::equal((*this)[row], other[row])) return false;
        return true;
    }

  private:
    struct Row {
        std::uint32_t begin = 0;
        std::uint32_t size = 0;
        std::uint32_t room = 0;
    };

    static bool before(const Entry& entry, Key other) { return entry.*about < other; }

    void grow(Row& row) {
        constexpr std::uint32_t smallest = 4;
        const std::uint32_t room = row.room == 0 ? smallest : 2 * row.room;
        const auto kind = static_cast<std::size_t>(std::countr_zero(room));
        if (left_.size() <= kind) left_.resize(kind + 1);
        std::uint32_t begin = 0;
        if (left_[kind].empty()) {
            begin = static_cast<std::uint32_t>(pool_.size());
            pool_.resize(pool_.size() + room);
        } else {
            begin = left_[kind].back();
            left_[kind].pop_back();
        }
        const auto old = pool_.begin() + row.begin;
        std::copy_n(old, row.size, pool_.begin() + begin);
        std::fill_n(old, row.size, Entry{});
        if (row.room > 0) left_[static_cast<std::size_t>(std::countr_zero(row.room))].push_back(row.begin);
        row.begin = begin;
        row.room = room;
    }

    std::vector<Row, HugePages<Row>> rows_;
    std::vector<Entry, HugePages<Entry>> pool_;
    std::vector<std::vector<std::uint32_t>> left_;  ///< begins of blocks that were left, by the logarithm of their room
};

}  // namespace gemeinsim
