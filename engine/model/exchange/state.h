// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "base/ids.h"
#include "base/pooled_rows.h"
#include "base/scratch.h"

namespace gemeinsim {

/// Directed trust of i about j as Beta counts. Pairs without history hold the prior.
///
/// Listed is only what somebody has learnt, on the side of who has: who knows an actor is found by a sweep over
/// everything, which is asked for at most once a month and spares every pair an entry.
///
/// Cost: 12 bytes per entry and 12 per actor; expected() O(log of the row).
class TrustTable {
  public:
    /// What an actor has learnt about another beyond the prior, in counts.
    struct Entry {
        ActorId about;
        float kept = 0;
        float broken = 0;
        bool operator==(const Entry&) const = default;
    };

    TrustTable() = default;
    TrustTable(std::size_t actors, double prior_a, double prior_b);

    [[nodiscard]] double prior_a() const { return prior_a_; }
    [[nodiscard]] double prior_b() const { return prior_b_; }
    /// E[trust] = a / (a + b) of a pair without history.
    [[nodiscard]] double prior() const { return prior_a_ / (prior_a_ + prior_b_); }
    [[nodiscard]] double expected(const Entry& entry) const {
        const double a = prior_a_ + static_cast<double>(entry.kept);
        return a / (a + prior_b_ + static_cast<double>(entry.broken));
    }
    [[nodiscard]] double expected(ActorId from, ActorId about) const;
    /// What the pair has learnt beyond the prior; nothing where there is no history.
    [[nodiscard]] Entry beyond_prior(ActorId from, ActorId about) const;
    /// The counts of a pair, the prior included.
    void set(ActorId from, ActorId about, double a, double b);
    /// Adds to what `from` has learnt about `about`.
    void add(ActorId from, ActorId about, double kept, double broken);
    /// Multiplies what each of some actors has learnt about others, and they about it, by `share`: twice where both
    /// are among them. Cost: one sweep over memory, in parallel.
    void scale(std::span<const ActorId> actors, double share);
    /// Multiplies everything that anybody has learnt by `share`. Cost: one sweep over memory, in parallel.
    void fade(double share);
    /// Entries of one actor, sorted by `about`. Valid until a pair gets its first history.
    [[nodiscard]] std::span<Entry> of(ActorId from) { return rows_[from]; }
    [[nodiscard]] std::span<const Entry> of(ActorId from) const { return rows_[from]; }
    /// For loops that know whose entries they want next: asks for their memory.
    [[gnu::always_inline]] void prefetch(ActorId from) const { rows_.prefetch(from); }
    /// Forgets everything that some actors know and that others know about them. Cost: one sweep, in parallel.
    void forget(std::span<const ActorId> actors);
    /// Drops the entries whose counts differ from the prior by less than `tolerance`. Cost: one sweep, in parallel.
    void drop_settled(double tolerance);

    bool operator==(const TrustTable&) const = default;

  private:
    using Marks = Column<ActorId, std::uint8_t>;
    /// 1 for each of `actors`, which are named once each. Valid until the next call.
    const Marks& mark(std::span<const ActorId> actors);

    double prior_a_ = 6;
    double prior_b_ = 4;
    PooledRows<ActorId, Entry, &Entry::about> rows_;
    Scratch<Marks> marks_;
};

/// Who holds which items of information: bit k of an actor's set is item k.
struct Information {
    Column<ActorId, std::uint64_t> items;
    Column<ActorId, std::uint64_t> forgotten;  ///< never taken again; empty where items may be learnt again
    bool operator==(const Information&) const = default;
};

}  // namespace gemeinsim
