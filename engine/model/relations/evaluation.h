// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// What does not change about the ordered pair (i, j) while both live. Cost: O(topics).
DyadTerms dyad_terms(const Model& model, const Actors& actors, ActorId i, ActorId j);

/// The evaluation function U_i of one actor at a time (MODEL section 5), as changes by single ties.
///
/// Made once a month: what other steps own (money, memberships, items) stays as it is found then. focus() walks the
/// two-paths of one actor, O(d^2), and each change is then O(degree of the partner) for outreach and O(1) for the
/// rest; the connections term, where it has a weight, walks the graph. Nothing is allocated after the constructor.
class Evaluation {
  public:
    Evaluation(const Model& model, const State& now);

    /// Turns to one actor as the graph is now. Stays valid until a tie changes.
    void focus(ActorId ego);
    [[nodiscard]] ActorId ego() const { return ego_; }

    /// Change of U_ego by a contact with j against no tie with j, everything else as it is.
    [[nodiscard]] double contact(ActorId j) const;
    /// Change of U_ego by making the contact with j a pact, everything else as it is.
    [[nodiscard]] double pact(ActorId j) const;

    /// sum_m w_m b^m: what a contact with j is worth to ego's motives, the others as they are.
    [[nodiscard]] double benefit(ActorId j) const { return benefit(terms(j), j); }

    /// Two-paths ego -> h -> j.
    [[nodiscard]] int two_paths(ActorId j) const { return mark_[j].paths_of == turn_ ? mark_[j].paths : 0; }
    /// Whether ego has a contact (arc) to j.
    [[nodiscard]] bool tied(ActorId j) const { return mark_[j].tied_in == turn_; }
    [[nodiscard]] const State& state() const { return now_; }

  private:
    struct Mark {
        std::uint64_t paths_of = 0;  ///< the turn in which `paths` was counted
        std::uint64_t tied_in = 0;
        std::uint64_t trust_in = 0;
        std::uint64_t joint_in = 0;
        int paths = 0;
        double discount = 1;  ///< exp(-h_trust E[trust])
        double trust = 0;
        double joint = 0;  ///< benefit of working in the same initiative
    };

    [[nodiscard]] DyadTerms terms(ActorId j) const;
    [[nodiscard]] double benefit(const DyadTerms& dyad, ActorId j) const;
    [[nodiscard]] double outreach(ActorId j) const;
    [[nodiscard]] double friction(const DyadTerms& dyad, ActorId j) const;
    [[nodiscard]] double crowding(double before, double more) const;
    [[nodiscard]] double structure(ActorId j, bool pact) const;
    [[nodiscard]] double reach(ActorId j, bool tied) const;

    const Model& model_;
    const State& now_;
    ActorId ego_;
    std::uint64_t turn_ = 0;
    double others_ = 1;  ///< n - 1
    double prior_trust_ = 0;
    double prior_discount_ = 1;
    Column<ActorId, Mark> mark_;
    Column<ActorId, double> wealth_;            ///< min(1, free money / reference)
    Column<ActorId, double> care_;              ///< sum_k q_ik
    std::vector<std::vector<ActorId>> groups_;  ///< active members of each living initiative
    std::vector<double> group_benefit_;
    Column<ActorId, std::vector<std::uint32_t>> memberships_;
    mutable std::vector<ActorId> queue_;
    mutable Column<ActorId, std::uint64_t> seen_;
    mutable std::uint64_t walk_ = 0;
};

}  // namespace gemeinsim
