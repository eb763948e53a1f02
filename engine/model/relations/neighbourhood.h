// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.h"
#include "network/graph.h"

namespace gemeinsim {

/// Which counts of paths between ego and others somebody asks for; what nobody asks for is not walked.
enum Paths : unsigned {
    no_paths = 0,
    two_paths_out = 1,   ///< ego -> h -> j
    two_paths_back = 2,  ///< j -> h -> ego
    shared_targets = 4,  ///< ego -> h <- j
    shared_sources = 8,  ///< ego <- h -> j
};

/// The contacts around one actor at a time: who is tied to ego either way and how many paths of length two join the
/// two. In an undirected graph all four counts are the same one.
///
/// Cost: turn() is O(d^2) for the counts asked for, each question afterwards O(1). Allocates only in the constructor.
class Neighbourhood {
  public:
    Neighbourhood(const Graph& contacts, unsigned paths);

    /// Looks around `ego`. Stays valid until a tie changes.
    void turn(ActorId ego);

    [[nodiscard]] const Graph& contacts() const { return contacts_; }
    [[nodiscard]] ActorId ego() const { return ego_; }
    /// Whether ego has a contact (arc) to j.
    [[nodiscard]] bool tied(ActorId j) const { return (near_[j].out & flag) != 0; }
    /// Whether j has a contact (arc) to ego.
    [[nodiscard]] bool tied_back(ActorId j) const { return directed_ ? (near_[j].back & flag) != 0 : tied(j); }
    [[nodiscard]] int two_paths(ActorId j) const { return count(near_[j].out); }
    [[nodiscard]] int paths_back(ActorId j) const { return directed_ ? count(near_[j].back) : two_paths(j); }
    [[nodiscard]] int targets_shared(ActorId j) const { return directed_ ? count(near_[j].targets) : two_paths(j); }
    [[nodiscard]] int sources_shared(ActorId j) const { return directed_ ? count(near_[j].sources) : two_paths(j); }
    /// Whether ego reaches k by nothing but `through` two-paths: neither tied to k nor k itself.
    [[nodiscard]] bool reached_only(ActorId k, int through) const {
        return near_[k].out == static_cast<std::uint32_t>(through);
    }

    /// Everybody with a tie or a path to ego, ego included, in an order that follows from the graph alone.
    [[nodiscard]] std::span<const ActorId> touched() const { return touched_; }
    [[nodiscard]] bool touches(ActorId j) const { return !near_[j].empty(); }
    /// Adds somebody to touched() who matters for other reasons.
    void touch(ActorId j);

  private:
    static constexpr std::uint32_t flag = 1U << 31U;
    static constexpr std::uint32_t mark = 1U << 30U;  ///< of ego itself, and of those touched for other reasons

    struct Near {
        std::uint32_t out = 0;   ///< two-paths; flag where ego is tied to the actor
        std::uint32_t back = 0;  ///< two-paths back; flag where the actor is tied to ego
        std::uint32_t targets = 0;
        std::uint32_t sources = 0;  ///< with mark
        [[nodiscard]] bool empty() const { return (out | back | targets | sources) == 0; }
    };
    static int count(std::uint32_t word) { return static_cast<int>(word & (mark - 1)); }

    const Graph& contacts_;
    unsigned paths_;
    bool directed_;
    ActorId ego_;
    Column<ActorId, Near> near_;
    std::vector<ActorId> touched_;
};

}  // namespace gemeinsim
