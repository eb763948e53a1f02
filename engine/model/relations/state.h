// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "base/calendar.h"
#include "base/ids.h"
#include "model/hierarchy/state.h"
#include "network/graph.h"

namespace gemeinsim {

/// Whom an actor knows of: a list with a cap from which the one unheard of for longest is forgotten first.
class AwarenessTable {
  public:
    struct Entry {
        ActorId known;
        Month heard = 0;
        bool operator==(const Entry&) const = default;
    };

    AwarenessTable() = default;
    AwarenessTable(std::size_t actors, std::size_t cap);

    [[nodiscard]] bool knows(ActorId who, ActorId whom) const;
    /// `who` hears of `whom` in this month; beyond the cap the longest unheard is forgotten. Among equals the
    /// choice falls by a hash of the pair, so that nobody is forgotten for having a small id.
    void hear(ActorId who, ActorId whom, Month month);
    void forget(ActorId who, ActorId whom);
    /// Removes an ended actor from both sides.
    void forget(ActorId actor);
    /// Removes from one list whatever was heard of last before `month`.
    void forget_before(ActorId who, Month month);
    /// Sorted by id.
    [[nodiscard]] std::span<const Entry> of(ActorId who) const { return rows_[who]; }

    bool operator==(const AwarenessTable&) const = default;

  private:
    std::size_t cap_ = 0;
    Column<ActorId, std::vector<Entry>> rows_;
};

/// What does not change about an ordered pair while both live: worked out once a run, since every choice asks
/// for it.
struct DyadTerms {
    double friction = 1;    ///< 1 + all g_* terms of the cost
    double liking = 1;      ///< exp(-|p_i - p_j|^2 / 2)
    double competence = 0;  ///< sum_k q_ik mean over needed assets of max(0, a_j - a_i)
    bool operator==(const DyadTerms&) const = default;
};

/// A pact that waits for approval by both hierarchies. The case ids are none where no approval is needed.
struct PactProposal {
    ActorId first;
    ActorId second;
    CaseId first_case;
    CaseId second_case;
    bool operator==(const PactProposal&) const = default;
};

/// A pact in force: it ends with its term unless both renew it.
struct Pact {
    ActorId first;
    ActorId second;
    Month expires = 0;
    bool operator==(const Pact&) const = default;
};

struct Relations {
    Graph contacts;
    Graph pacts;  ///< undirected; a pact implies a contact
    AwarenessTable awareness;
    std::vector<PactProposal> proposals;  ///< in the order of proposing
    std::vector<Pact> terms;              ///< sorted by (first, second), first < second
    std::vector<DyadTerms> dyads;         ///< row-major n x n; empty for worlds too large to hold it
    bool operator==(const Relations&) const = default;
};

}  // namespace gemeinsim
