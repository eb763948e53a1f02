// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/huge_pages.h"
#include "base/ids.h"

namespace gemeinsim {

enum class Direction { undirected, directed };

/// Sorted lists of actors, all in one pool: each list has a block with room to spare, and a list that outgrows its
/// block moves to one of twice the size, which lists that have moved on may have left. So a change allocates nothing
/// but where the pool itself must grow, and a list lies in one piece.
///
/// Cost: 8 bytes per list and 4 per entry, room to spare excluded.
class ActorLists {
  public:
    ActorLists() = default;
    explicit ActorLists(std::size_t lists) : rows_(lists) {}

    [[nodiscard]] std::size_t size() const { return rows_.size(); }
    /// Sorted. Valid until any list changes.
    [[nodiscard]] std::span<const ActorId> operator[](std::size_t list) const {
        const Row& row = rows_[list];
        return {pool_.data() + row.begin, row.size};
    }
    bool insert(std::size_t list, ActorId entry);
    bool erase(std::size_t list, ActorId entry);
    /// The same lists, wherever they lie.
    bool operator==(const ActorLists& other) const;

    /// Asks for the memory that says where a list lies. Put in place at once: GCC takes a function that only asks for
    /// memory for one that does nothing, and drops calls to it.
    [[gnu::always_inline]] void prefetch_row(std::size_t list) const { __builtin_prefetch(rows_.data() + list); }
    /// Asks for the list itself; best when its row has come.
    [[gnu::always_inline]] void prefetch_list(std::size_t list) const {
        const Row& row = rows_[list];
        const ActorId* const begin = pool_.data() + row.begin;
        __builtin_prefetch(begin);
        // Long lists are read in order, which the processor foresees by itself.
        if (row.size > 1) __builtin_prefetch(begin + row.size - 1);
    }

  private:
    struct Row {
        std::uint32_t begin = 0;
        std::uint32_t size : 27 = 0;
        std::uint32_t kind : 5 = 0;  ///< the logarithm of the block's room, 0 for none
    };
    void grow(Row& row);

    std::vector<Row, HugePages<Row>> rows_;
    std::vector<ActorId, HugePages<ActorId>> pool_;
    std::vector<std::vector<std::uint32_t>> left_;  ///< begins of blocks that were left, by the logarithm of their room
};

/// A simple graph on a fixed set of actors that changes tie by tie. Neighbours are kept sorted by id, so that loops
/// over them run in the same order, and their sums have the same bits, however the graph came about.
///
/// Cost: has() one bit for up to 256 actors, O(log d) beyond; add() and remove() O(d) moves of 4 bytes within a block.
class Graph {
  public:
    Graph() = default;
    Graph(std::size_t actors, Direction direction);

    [[nodiscard]] std::size_t actors() const { return actors_; }
    [[nodiscard]] bool directed() const { return direction_ == Direction::directed; }
    /// Ties of an undirected graph, arcs of a directed one.
    [[nodiscard]] std::size_t ties() const { return ties_; }

    [[nodiscard]] bool has(ActorId from, ActorId to) const;
    /// Adds the tie; false where it was there already. Ties to oneself are refused as a broken precondition.
    bool add(ActorId from, ActorId to);
    /// Removes the tie; false where there was none.
    bool remove(ActorId from, ActorId to);
    /// Removes every tie of an actor.
    void isolate(ActorId actor);

    /// Sorted neighbours: of an undirected graph out() and in() are the same. Valid until any tie changes.
    [[nodiscard]] std::span<const ActorId> out(ActorId actor) const { return lists_[out_list(actor)]; }
    [[nodiscard]] std::span<const ActorId> in(ActorId actor) const { return lists_[in_list(actor)]; }

    /// For loops over far-apart actors that are known beforehand: asks for the memory of an actor's rows, and, once
    /// these have come, for its neighbours.
    [[gnu::always_inline]] void prefetch_rows(ActorId actor) const { lists_.prefetch_row(out_list(actor)); }
    [[gnu::always_inline]] void prefetch_neighbours(ActorId actor) const {
        lists_.prefetch_list(out_list(actor));
        if (directed()) lists_.prefetch_list(in_list(actor));
    }

    /// The same actors and ties, whatever happened on the way.
    bool operator==(const Graph&) const = default;

  private:
    static constexpr std::size_t largest_dense = 256;
    void mark(ActorId from, ActorId to, bool present);
    /// Where an arc starts and ends side by side: who asks for one of the two lists mostly asks for the other.
    [[nodiscard]] std::size_t out_list(ActorId actor) const { return directed() ? 2 * actor.index() : actor.index(); }
    [[nodiscard]] std::size_t in_list(ActorId actor) const {
        return directed() ? 2 * actor.index() + 1 : actor.index();
    }

    Direction direction_ = Direction::undirected;
    std::size_t actors_ = 0;
    std::size_t ties_ = 0;
    std::size_t words_ = 0;  ///< of a row of bits; 0 for worlds too large for them
    std::vector<std::uint64_t> bits_;
    ActorLists lists_;
};

}  // namespace gemeinsim
