// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.h"

namespace gemeinsim {

enum class Direction { undirected, directed };

/// A simple graph on a fixed set of actors that changes tie by tie. Neighbours are kept sorted by id, so that
/// loops over them run in the same order however the graph came about.
///
/// Cost: has() O(log d), add() and remove() O(d), memory 4 bytes per entry of an adjacency list.
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

    /// Sorted neighbours: of an undirected graph out() and in() are the same.
    [[nodiscard]] std::span<const ActorId> out(ActorId actor) const { return out_[actor]; }
    [[nodiscard]] std::span<const ActorId> in(ActorId actor) const { return directed() ? in_[actor] : out_[actor]; }

    bool operator==(const Graph&) const = default;

  private:
    Direction direction_ = Direction::undirected;
    std::size_t ties_ = 0;
    Column<ActorId, std::vector<ActorId>> out_;
    Column<ActorId, std::vector<ActorId>> in_;  ///< directed graphs only
};

}  // namespace gemeinsim
