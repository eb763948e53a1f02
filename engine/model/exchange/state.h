// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.h"

namespace gemeinsim {

/// Directed trust of i about j as Beta(a, b) counts. Pairs without history hold the prior.
class TrustTable {
  public:
    struct Entry {
        ActorId about;
        double a = 0;
        double b = 0;
        bool operator==(const Entry&) const = default;
    };

    TrustTable() = default;
    TrustTable(std::size_t actors, double prior_a, double prior_b);

    [[nodiscard]] double prior_a() const { return prior_a_; }
    [[nodiscard]] double prior_b() const { return prior_b_; }
    /// E[trust] = a / (a + b) of `from` about `about`.
    [[nodiscard]] double expected(ActorId from, ActorId about) const;
    /// The entry of a pair, made at the prior where there was none. Invalidated by the next call.
    Entry& entry(ActorId from, ActorId about);
    /// Entries of one actor, sorted by `about`.
    [[nodiscard]] std::span<Entry> of(ActorId from) { return rows_[from]; }
    [[nodiscard]] std::span<const Entry> of(ActorId from) const { return rows_[from]; }
    /// Forgets everything that an actor knows and that others know about it.
    void forget(ActorId actor);
    /// Drops entries of one actor whose counts differ from the prior by less than `tolerance`.
    void drop_settled(ActorId from, double tolerance);

    bool operator==(const TrustTable&) const = default;

  private:
    double prior_a_ = 6;
    double prior_b_ = 4;
    Column<ActorId, std::vector<Entry>> rows_;
};

/// Who holds which items of information: bit k of an actor's set is item k.
struct Information {
    Column<ActorId, std::uint64_t> items;
    bool operator==(const Information&) const = default;
};

}  // namespace gemeinsim
