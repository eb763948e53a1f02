// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/container/small_vector.hpp>
#include <cstdint>
#include <span>
#include <vector>

#include "base/calendar.h"
#include "base/ids.h"
#include "model/hierarchy/state.h"
#include "model/relations/pair_table.h"
#include "network/graph.h"
#include "random/stream.h"

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
    /// The same for many that one hears of, in any order; sorts `heard`. Cost: O(list + heard log heard), however full.
    void hear(ActorId who, std::span<Entry> heard, std::vector<Entry>& scratch);
    /// Gives an empty list this length. The caller fills it at once, in the order of ids, with others than `who`, each
    /// once, and then drops what is beyond the cap:
    std::span<Entry> lay_out(ActorId who, std::size_t entries);
    /// Keeps the newest entries, as many as the cap.
    void keep_newest(ActorId who);
    void forget(ActorId who, ActorId whom);
    /// Removes ended actors, sorted, from both sides. Cost: linear in the table, however many they are.
    void forget(std::span<const ActorId> actors);
    void forget(ActorId actor) { forget(std::span(&actor, 1)); }
    /// Removes from one list whatever was heard of last before `month`.
    void forget_before(ActorId who, Month month);
    /// Sorted by id.
    [[nodiscard]] std::span<const Entry> of(ActorId who) const { return rows_[who]; }

    bool operator==(const AwarenessTable&) const = default;

  private:
    std::size_t cap_ = 0;
    Column<ActorId, std::vector<Entry>> rows_;
};

/// What each actor lives on: itself or another by its place in a hierarchy or by a funder, its sector, the programmes
/// of grants. Equal numbers are the same source.
struct MoneySources {
    std::vector<std::uint32_t> first;   ///< of each actor in `number`, and its end behind the last
    std::vector<std::uint32_t> number;  ///< those of an actor sorted
    [[nodiscard]] std::span<const std::uint32_t> of(ActorId actor) const {
        return std::span(number).subspan(first[actor.index()], first[actor.index() + 1] - first[actor.index()]);
    }
    bool operator==(const MoneySources&) const = default;
};

/// What the table of pairs was made for, of each actor.
struct Standing {
    EntityKey entity = 0;
    ActorId superior;
    ActorId funder;
    ActorId department;
    bool operator==(const Standing&) const = default;
};

/// A list of something for each party of a pact: as many parties as the default allows stand in place.
template <class T>
class OfParties : public boost::container::small_vector<T, 6> {
  public:
    using boost::container::small_vector<T, 6>::small_vector;
    operator std::span<const T>() const { return {this->data(), this->size()}; }  // as every list
};

/// A pact, or a further party of one in force, that waits for approval by every hierarchy.
struct PactProposal {
    ActorId first;            ///< who proposed
    ActorId second;           ///< the partner, or the further party
    EntityKey pact = 0;       ///< the pact that is to be extended, 0 for a new one
    OfParties<CaseId> cases;  ///< one for each party, the further one included
    bool operator==(const PactProposal&) const = default;
};

/// A pact in force between two or more parties. Two actors stand in at most one pact together.
struct Pact {
    EntityKey name = 0;          ///< of its founders and its month: keys its draws
    OfParties<ActorId> parties;  ///< sorted
    Month expires = 0;           ///< ends then for those who do not renew it
    int extensions = 0;          ///< parties that have come in since it began
    bool operator==(const Pact&) const = default;
};

struct Relations {
    Graph contacts;
    Graph pacts;  ///< who stands in a pact with whom, undirected; a pact implies a contact
    AwarenessTable awareness;
    std::vector<PactProposal> proposals;                   ///< in the order of proposing
    std::vector<Pact> terms;                               ///< pacts in force, in no particular order
    Column<ActorId, std::vector<std::uint32_t>> pacts_of;  ///< of each actor, as rows of `terms`
    MoneySources sources;                                  ///< since the last renew_pairs()
    PairTable pairs;                                       ///< empty for worlds too large to hold it
    Column<ActorId, Standing> standing;                    ///< that pairs were worked out for
    bool operator==(const Relations&) const = default;
};

}  // namespace gemeinsim
