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
    /// `who` hears of `whom` in this month; beyond the cap the longest unheard (smallest id on ties) is
    /// forgotten.
    void hear(ActorId who, ActorId whom, Month month);
    void forget(ActorId who, ActorId whom);
    /// Removes an ended actor from both sides.
    void forget(ActorId actor);
    /// Sorted by id.
    [[nodiscard]] std::span<const Entry> of(ActorId who) const { return rows_[who]; }

    bool operator==(const AwarenessTable&) const = default;

  private:
    std::size_t cap_ = 0;
    Column<ActorId, std::vector<Entry>> rows_;
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
    std::vector<PactProposal> proposals;
    std::vector<Pact> terms;  ///< sorted by (first, second)
    bool operator==(const Relations&) const = default;
};

}  // namespace gemeinsim
