// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.h"

namespace gemeinsim {

enum class Direction { undirected, directed };

/// A sorted list of actors for every actor, all in one pool: each list has a block with room to spare, and a list that
/// outgrows its block moves to one of twice the size, which lists that have moved on may have left. So a change
/// allocates nothing but where the pool itself must grow, and a list lies in one piece.
///
/// Cost: 12 bytes per actor and 4 per entry, room to spare excluded.
class ActorLists {
  public:
    ActorLists() = default;
    explicit ActorLists(std::size_t actors) : rows_(actors) {}

    [[nodiscard]] std::size_t size() const { return rows_.size(); }
    /// Sorted. Valid until any list changes.
    [[nodiscard]] std::span<const ActorId> operator[](ActorId actor) const {
        const Row& row = rows_[actor];
        return {pool_.data() + row.begin, row.size};
    }
    bool insert(ActorId row, ActorId entry);
    bool erase(ActorId row, ActorId entry);
    /// The same lists, wherever they lie.
    bool operator==(const ActorLists& other) const;

  private:
    struct Row {
        std::uint32_t begin = 0;
        std::uint32_t size = 0;
        std::uint32_t room = 0;
    };
    void grow(Row& row);

    Column<ActorId, Row> rows_;
    std::vector<ActorId> pool_;
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

    [[nodiscard]] std::size_t actors() const { return out_.size(); }
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
    [[nodiscard]] std::span<const ActorId> out(ActorId actor) const { return out_[actor]; }
    [[nodiscard]] std::span<const ActorId> in(ActorId actor) const { return directed() ? in_[actor] : out_[actor]; }

    /// The same actors and ties, whatever happened on the way.
    bool operator==(const Graph&) const = default;

  private:
    static constexpr std::size_t largest_dense = 256;
    void mark(ActorId from, ActorId to, bool present);

    Direction direction_ = Direction::undirected;
    std::size_t ties_ = 0;
    std::size_t words_ = 0;  ///< of a row of bits; 0 for worlds too large for them
    std::vector<std::uint64_t> bits_;
    ActorLists out_;
    ActorLists in_;  ///< directed graphs only
};

}  // namespace gemeinsim
