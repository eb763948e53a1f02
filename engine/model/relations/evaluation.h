// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "model/model.h"
#include "model/relations/dyad_terms.h"
#include "model/relations/effects.h"
#include "model/relations/looks.h"
#include "model/relations/neighbourhood.h"
#include "model/relations/room.h"
#include "model/state.h"

namespace gemeinsim {

/// The evaluation function U_i of one actor at a time (docs/model.md), as changes by single ties.
///
/// Made once a month: what other steps own (money, memberships, items, covariates) stays as it is found then. focus()
/// walks the two-paths of one actor, O(d^2), and each change is then O(degree of the partner) for outreach and O(1) for
/// the rest; effects say themselves what they cost; the connections term, where it has a weight, walks the graph.
/// Columns that nothing will read are left out. Nothing is allocated after the constructor, but where a ring in a large
/// world touches more actors than any before; nor in it, where it is lent the room of one before.
class Evaluation : private EvaluationRoom {
  public:
    Evaluation(const Model& model, const State& now, EvaluationRoom* lent = nullptr);
    Evaluation(const Evaluation&) = delete;
    Evaluation& operator=(const Evaluation&) = delete;
    ~Evaluation();

    /// Turns to one actor as the graph is now. Stays valid until a tie changes.
    void focus(ActorId ego);
    [[nodiscard]] ActorId ego() const { return near_.ego(); }

    /// Change of U_ego by a contact with j against no tie with j, everything else as it is.
    [[nodiscard]] double contact(ActorId j) const;
    /// The same for each of several: `changes` is as long as `alternatives`. Effects are asked once for all of them.
    void contacts(std::span<const ActorId> alternatives, std::span<double> changes) const;
    /// Change of U_ego by making the contact with j a pact, everything else as it is.
    [[nodiscard]] double pact(ActorId j) const;

    /// What a pact with j would be worth to ego, and what multiplies its cost, hours aside.
    struct PactTerms {
        double worth = 0;
        double friction = 1;
    };
    [[nodiscard]] PactTerms pact_terms(ActorId j) const;
    /// What `more` hours of ties cost ego where `before` are taken.
    [[nodiscard]] double crowding(double before, double more) const;

    /// sum_m w_m b^m: what a contact with j is worth to ego's motives, the others as they are.
    [[nodiscard]] double benefit(ActorId j) const;
    /// The same of several, asked about at once.
    void benefits(std::span<const ActorId> others, std::span<double> each) const;
    /// Its summands w_m b^m.
    [[nodiscard]] std::array<double, motive_count> benefits(ActorId j) const;
    /// U_ego as it stands, structural effects aside.
    [[nodiscard]] double level() const;

    /// The overlap of what ego and j live on.
    [[nodiscard]] double common_sources(ActorId j) const;

    /// Whether ego has a contact (arc) to j.
    [[nodiscard]] bool tied(ActorId j) const { return near_.tied(j); }
    /// Everybody whom a tie, a counted path, trust or a common initiative joins to ego, and ego itself.
    [[nodiscard]] const Neighbourhood& near() const { return near_; }
    [[nodiscard]] const std::vector<EffectTerm>& contact_effects() const { return contact_effects_; }

  private:
    [[nodiscard]] const DyadTerms& terms(ActorId j) const;
    /// E[trust] of ego in j, as far as anything depends on it.
    [[nodiscard]] double trust(ActorId j) const {
        return !asks_trust_ ? prior_trust_ : noted_ ? trust_[j] : now_.trust.expected(ego(), j);
    }
    /// Benefit of working in the same initiative.
    [[nodiscard]] double joint(ActorId j) const { return joint_.empty() ? 0 : joint_[j]; }
    /// Lays out whom ego trusts, in place of whom the one before it did: for those who ask about many.
    void note_trust() const;
    /// contacts() without structural effects.
    void plain_contacts(std::span<const ActorId> alternatives, std::span<double> changes) const;
    /// What ego sees in the alternatives, as far as it matters.
    void look_at(std::span<const ActorId> alternatives) const;
    void look_for_motives(std::span<const ActorId> alternatives) const;
    void look_for_partners(std::span<const ActorId> alternatives) const;
    [[nodiscard]] Onlooker onlooker() const;
    [[nodiscard]] double standing(ActorId j) const;
    /// holder_jk of all topics, as ego's place sees it.
    [[nodiscard]] const double* holder(ActorId j, PlaceId place) const;
    void look_for_holders(ActorId j, PlaceId place) const;
    [[nodiscard]] double news(ActorId j) const;
    [[nodiscard]] double partners(ActorId j) const;
    [[nodiscard]] double control(double sources, ActorId j) const;
    [[nodiscard]] double benefit(const DyadTerms& dyad, ActorId j, double trust, int reached) const;
    [[nodiscard]] std::array<double, motive_count> benefits(const DyadTerms& dyad, ActorId j, double trust,
                                                            int reached) const;
    /// How many ego reaches within two steps through j and by no other path, j itself included.
    [[nodiscard]] int reached_through(ActorId j) const;
    template <class Use>
    void for_each_reached(const Use& use) const;
    [[nodiscard]] double friction(const DyadTerms& dyad, ActorId j, double trust) const;
    /// The friction with j, less what mediation settles of its terms of logic and person.
    [[nodiscard]] double mediated(const DyadTerms& dyad, ActorId j) const;
    /// sum of delta^d over those whom ego reaches by its other contacts and, if it names somebody, by `extra`.
    [[nodiscard]] double reach(ActorId except, ActorId extra) const;

    const Model& model_;
    const State& now_;
    std::vector<EffectTerm> contact_effects_;
    std::vector<EffectTerm> pact_effects_;
    Neighbourhood near_;
    double others_ = 1;           ///< n - 1
    bool only_effects_ = false;   ///< whether contacts are worth nothing but their effects
    double crowding_new_ = 0;     ///< of one contact more than ego has
    double crowding_held_ = 0;    ///< of the last of ego's contacts
    bool asks_trust_ = false;     ///< whether anything depends on trust
    bool notes_company_ = false;  ///< whether whoever is trusted or a fellow member counts as touched
    bool asks_dyads_ = false;     ///< whether anything depends on the terms of a pair
    double prior_trust_ = 0;
    double prior_discount_ = 1;
    double mediation_ = 0;  ///< share of the terms of logic and person that is settled
    mutable bool noted_ = false;
    std::size_t topics_;
    mutable DyadTerms worked_out_;  ///< where there is no table of dyads
    mutable std::uint64_t walk_ = 0;
    EvaluationRoom* lent_ = nullptr;
};

/// U_i of every actor as things stand, 0 for the dead: reach, motives, costs, crowding, co-membership and the effects
/// of kind `evaluation`, which have a level, as sum_k beta_k s_ik. Creation and endowment effects have none.
/// Cost: O(ties d^2) with effects of triangles; for welfare, not for choices.
Column<ActorId, double> utilities(const Model& model, const State& now);

}  // namespace gemeinsim
