// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <vector>

#include "base/ids.h"

namespace gemeinsim {

/// What an ordered pair is to each other this month, whatever ties there are.
struct DyadTerms {
    double friction = 1;    ///< 1 + all g_* terms of the cost
    double liking = 1;      ///< exp(-|p_i - p_j|^2 / 2)
    double competence = 0;  ///< sum_k q_ik mean over needed assets of max(0, a_j - a_i)
    double sources = 0;     ///< overlap of what the two live on
    bool operator==(const DyadTerms&) const = default;
};

/// The terms of all pairs, each worked out when it is first asked for and kept until one of the two changes: most pairs
/// never hear of each other. What stands here follows from the rest of the state, so that any two tables are equal and
/// a copy begins with nothing worked out.
///
/// Whoever asks fills in what is missing, also of a const state: not for several threads at once, unless
/// complete_pairs() has filled it in before. Memory: 32 bytes a pair, touched row by row.
class PairTable {
  public:
    PairTable() = default;
    explicit PairTable(std::size_t actors);
    PairTable(const PairTable& other) : PairTable(other.actors()) {}
    PairTable(PairTable&&) noexcept = default;
    PairTable& operator=(const PairTable& other) { return *this = PairTable(other.actors()); }
    PairTable& operator=(PairTable&&) noexcept = default;
    ~PairTable() = default;

    /// Whether there is no table, as in worlds too large for it: pairs are then worked out whenever they are asked for.
    [[nodiscard]] bool empty() const { return begun_.empty(); }
    [[nodiscard]] std::size_t actors() const { return begun_.size(); }
    /// What the others are to an actor, by number; where the friction is 0, which no pair has, it is not worked out.
    [[nodiscard]] DyadTerms* of(ActorId actor) const {
        if (begun_[actor.index()] == 0) begin(actor);
        return terms_.get() + actor.index() * begun_.size();
    }
    /// An actor is something else to all others from now on, and they to it.
    void forget(ActorId actor);
    /// Whether something may have been forgotten since this was last asked.
    [[nodiscard]] bool take_gaps();

    bool operator==(const PairTable&) const { return true; }

  private:
    struct Free {
        void operator()(DyadTerms* terms) const { std::free(terms); }
    };
    void begin(ActorId actor) const;

    std::unique_ptr<DyadTerms[], Free> terms_;  ///< row-major; rows that nobody has asked for are not written to
    mutable std::vector<std::uint8_t> begun_;   ///< of each row
    bool gaps_ = true;
};

}  // namespace gemeinsim
