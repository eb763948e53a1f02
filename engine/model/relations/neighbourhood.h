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
/// Cost: turn() is O(d^2) for the counts asked for, each question afterwards O(1). What is known of others stands in a
/// table by number, or, where that would not fit into a processor's cache, in a small one by hash: a ring in a large
/// world then goes to memory for the lists of neighbours only. Allocates only in the constructor and where more are
/// touched than ever before.
class Neighbourhood {
    static constexpr std::uint32_t flag = 1U << 31U;
    static constexpr std::uint32_t mark = 1U << 30U;  ///< of ego itself, and of those touched for other reasons

    struct Near {
        std::uint32_t out = 0;   ///< two-paths; flag where ego is tied to the actor
        std::uint32_t back = 0;  ///< two-paths back; flag where the actor is tied to ego
        std::uint32_t targets = 0;
        std::uint32_t sources = 0;  ///< with mark
        [[nodiscard]] bool empty() const { return (out | back | targets | sources) == 0; }
    };

  public:
    /// What it works in, for the next one.
    struct Room {
        std::vector<Near> near;
        std::vector<ActorId> held;
        std::vector<std::uint32_t> taken;
        std::vector<ActorId> touched;
    };

    Neighbourhood(const Graph& contacts, unsigned paths, Room room = {});
    /// Gives its room away: nothing can be asked afterwards.
    [[nodiscard]] Room leave();

    /// Looks around `ego`. Stays valid until a tie changes.
    void turn(ActorId ego);

    [[nodiscard]] const Graph& contacts() const { return contacts_; }
    [[nodiscard]] ActorId ego() const { return ego_; }
    /// Whether ego has a contact (arc) to j.
    [[nodiscard]] bool tied(ActorId j) const { return (near(j).out & flag) != 0; }
    /// Whether j has a contact (arc) to ego.
    [[nodiscard]] bool tied_back(ActorId j) const { return directed_ ? (near(j).back & flag) != 0 : tied(j); }
    [[nodiscard]] int two_paths(ActorId j) const { return count(near(j).out); }
    [[nodiscard]] int paths_back(ActorId j) const { return directed_ ? count(near(j).back) : two_paths(j); }
    [[nodiscard]] int targets_shared(ActorId j) const { return directed_ ? count(near(j).targets) : two_paths(j); }
    [[nodiscard]] int sources_shared(ActorId j) const { return directed_ ? count(near(j).sources) : two_paths(j); }
    /// Whether ego reaches k by nothing but `through` two-paths: neither tied to k nor k itself.
    [[nodiscard]] bool reached_only(ActorId k, int through) const {
        return near(k).out == static_cast<std::uint32_t>(through);
    }

    /// tied() and two_paths() of one actor by one look.
    class View {
      public:
        View() = default;
        explicit View(std::uint32_t out) : out_(out) {}
        [[nodiscard]] bool tied() const { return (out_ & flag) != 0; }
        [[nodiscard]] int two_paths() const { return count(out_); }

      private:
        std::uint32_t out_ = 0;
    };
    [[nodiscard]] View view(ActorId j) const { return View(near(j).out); }
    /// The same of many at once.
    void look(std::span<const ActorId> actors, View* views) const;

    /// Everybody with a tie or a path to ego, ego included, in an order that follows from the graph alone.
    [[nodiscard]] std::span<const ActorId> touched() const { return std::span(touched_).first(count_); }
    [[nodiscard]] bool touches(ActorId j) const { return !near(j).empty(); }
    /// Adds somebody to touched() who matters for other reasons.
    void touch(ActorId j);
    /// The same as tied() of touched()[t], without a look for its place.
    [[nodiscard]] bool touched_is_tied(std::size_t t) const { return (touched_near(t).out & flag) != 0; }
    /// Whether touched()[t] is touched for other reasons than a tie or path.
    [[nodiscard]] bool touched_is_marked(std::size_t t) const {
        const Near& of = touched_near(t);
        return of.sources == mark && (of.out | of.back | of.targets) == 0;
    }

    /// For those who know their next egos: asks for the memory that turn(ego) will walk, one stage after another, each
    /// when what the one before asked for has come. Changes nothing.
    static constexpr int stages = 4;
    void foresee(ActorId ego, int stage) const;

  private:
    static int count(std::uint32_t word) { return static_cast<int>(word & (mark - 1)); }

    /// Where j stands, or would stand, in the table.
    [[nodiscard]] std::size_t place(ActorId j) const {
        if (by_number_) return j.index();
        std::size_t at = (j.index() * 0x9E3779B97F4A7C15ULL) >> shift_;
        while (held_[at] != j && held_[at]) at = (at + 1) & mask_;
        return at;
    }
    [[nodiscard]] const Near& near(ActorId j) const { return near_[place(j)]; }
    [[nodiscard]] const Near& touched_near(std::size_t t) const {
        return near_[by_number_ ? touched_[t].index() : taken_[t]];
    }
    /// near(j) for writing: j is touched from now on.
    template <bool by_number>
    Near& reach(ActorId j);
    template <bool by_number>
    void walk(ActorId ego);
    void clear();
    void vacate();
    void use(std::size_t slots);
    void grow();

    const Graph& contacts_;
    unsigned paths_;
    bool directed_;
    bool by_number_;
    ActorId ego_;
    int shift_ = 0;         ///< of the hash: 64 - log2 of the slots in use
    std::size_t mask_ = 0;  ///< slots in use - 1
    std::vector<Near> near_;
    std::vector<ActorId> held_;         ///< by whom a slot is taken, by hash
    std::vector<std::uint32_t> taken_;  ///< slots of touched_, by hash
    std::vector<ActorId> touched_;      ///< count_ of them
    std::size_t count_ = 0;
};

}  // namespace gemeinsim
