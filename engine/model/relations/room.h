// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "model/relations/looks.h"
#include "model/relations/neighbourhood.h"
#include "model/relations/state.h"
#include "scenario/population.h"

namespace gemeinsim {

/// What an Evaluation works in. Lent to one at a time: it takes everything and gives it back in the end.
class EvaluationRoom {
  protected:
    Neighbourhood::Room around_;
    Column<TopicId, std::vector<std::size_t>> needed_;  ///< see needed_assets()
    mutable Column<ActorId, double> trust_;             ///< of ego where noted, the prior where it has no history
    mutable std::vector<ActorId> known_;                ///< whose trust_ may be another than the prior
    Column<ActorId, double> joint_;   ///< 0 for whom ego does not work with; empty where nobody works with anybody
    std::vector<ActorId> fellows_;    ///< whose joint_ may be another
    Column<ActorId, double> care_;    ///< sum_k q_ik
    Column<ActorId, double> wealth_;  ///< min(1, (free money + joint calls) / reference)
    Column<ActorId, double> items_;   ///< how many it holds, at least 1; 1 without information
    Column<ActorId, double> influence_;
    mutable std::vector<double> holder_;          ///< by actor and topic, as seen from the place in holder_at_
    mutable Column<ActorId, PlaceId> holder_at_;  ///< empty where the scenario does not say who is competent
    mutable Column<ActorId, std::uint32_t> reached_by_;
    mutable Looks looks_;
    mutable std::vector<Neighbourhood::View> views_;  ///< of the alternatives looked at
    std::vector<std::vector<ActorId>> groups_;        ///< active members of each living initiative
    std::vector<double> group_benefit_;               ///< as many as there are groups
    Column<ActorId, std::vector<std::uint32_t>> memberships_;
    mutable std::vector<ActorId> queue_;
    mutable Column<ActorId, std::uint64_t> seen_;
};

/// What a ring leads to once ego has chosen and whoever must agree has answered.
struct TieChange {
    enum class Kind : std::uint8_t { none, add_contact, cut_contact, propose_pact, extend_pact, leave_pact };
    Kind kind = Kind::none;
    ActorId ego;
    ActorId partner;     ///< who comes in, or one of those who are left
    EntityKey pact = 0;  ///< that is extended or left
    int extensions = 0;  ///< that this pact had had when all agreed to another
};

/// What a Revision works in, lent as that of an Evaluation is.
class RevisionRoom {
  protected:
    std::vector<double> class_weight_;  ///< of a member with g_j = top, by class
    std::vector<std::size_t> class_of_option_;
    std::vector<ActorId> partners_;
    std::vector<std::uint8_t> tied_;  ///< whether each of partners_ is, in weigh_shared
    std::vector<double> changes_;     ///< by each option, or by a tie with each of partners_
    std::vector<double> weights_;
    std::vector<TieChange> pact_options_;
    std::vector<double> others_;
};

/// One ring of an actor's clock for one form of tie.
struct Ring {
    double time = 0;            ///< within the month, [0, 1)
    EntityKey opportunity = 0;  ///< names all draws of this ring
    ActorId actor;
    bool pact = false;
};

/// What the step relations works in, and whoever else weighs ties; lives in a Scratch.
struct RelationsRoom {
    EvaluationRoom evaluation;
    RevisionRoom revision;
    std::vector<Ring> rings;
    std::vector<Ring> sorted;
    std::vector<std::uint32_t> shares;
    MoneySources sources;
    std::vector<std::pair<ActorId, std::uint32_t>> won;
    std::vector<PactProposal> proposals;
    std::vector<std::pair<EntityKey, ActorId>> leaving;        ///< which pact, and who goes
    std::vector<ActorId> attend;                               ///< the month's round table
    std::array<std::vector<ActorId>, sector_count> by_sector;  ///< the living
};

}  // namespace gemeinsim
