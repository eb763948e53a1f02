// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "model/relations/bystanders.h"
#include "model/relations/evaluation.h"
#include "model/relations/remembered_exp.h"
#include "model/relations/room.h"
#include "model/relations/rules.h"

namespace gemeinsim {

/// What one ring of an actor's clock leads to: the kernels and consents of docs/model.md. Reads the state and writes
/// scratch space only, so that several may work on one state at a time, each with an evaluation of its own; they share
/// the bystanders, who are told of every change that commit() makes.
class Revision : private RevisionRoom {
  public:
    Revision(const Model& model, const State& now, Evaluation& evaluation, const Bystanders& bystanders,
             RevisionRoom* lent = nullptr)
        : RevisionRoom(lent != nullptr ? std::move(*lent) : RevisionRoom()),
          model_(model),
          now_(now),
          evaluation_(evaluation),
          bystanders_(bystanders),
          lent_(lent) {}
    /// With bystanders of its own, for a state that stays as it is.
    Revision(const Model& model, const State& now, Evaluation& evaluation)
        : model_(model),
          now_(now),
          evaluation_(evaluation),
          own_bystanders_(std::make_unique<Bystanders>(model, now, evaluation.contact_effects())),
          bystanders_(*own_bystanders_) {}

    Revision(const Revision&) = delete;
    Revision& operator=(const Revision&) = delete;
    ~Revision() {
        if (lent_ != nullptr) *lent_ = std::move(static_cast<RevisionRoom&>(*this));
    }

    /// Cost: O(d^2) for the kernels that meet one partner, and for the actor kernel where bystanders share their
    /// weights; else O(partners considered).
    TieChange revise_contact(Month month, ActorId ego, EntityKey opportunity);
    TieChange revise_pact(Month month, ActorId ego, EntityKey opportunity);

    /// What a contact ring would do, as probabilities.
    std::vector<ToggleProbability> contact_probabilities(ActorId ego);
    /// The same for the kernel `actor` by the way of shared weights; empty where that cannot be gone. O(actors).
    std::vector<ToggleProbability> shared_probabilities(ActorId ego);

  private:
    /// Whom ego considers, sorted by id: living aware (or all) actors and present partners.
    void consider(ActorId ego);
    /// The options of the actor kernel: of the considered partners those whom a toggle is possible with, in partners_,
    /// and what it changes of what the choice looks at, in changes_.
    void weigh_contacts(ActorId ego);
    /// The same of pacts, in pact_options_ and changes_.
    void weigh_pacts(ActorId ego);
    /// Adds to pact_options_ what ego may do with a contact that is in no pact with it.
    void offer_pacts(ActorId ego, ActorId j);
    /// What a pact option changes for one of those whom it concerns.
    double pact_change(ActorId who, const TieChange& option);
    /// The same for all whose agreement it needs beside ego's: the partner, or all other parties and the newcomer.
    void others_changes(const TieChange& option);
    /// ego's logit over no change and the options: the index drawn, or changes_.size() for no change.
    std::size_t choose(Stream& stream);
    /// Whether the touched alternatives are few enough for shared weights; turns to ego and weighs them then.
    bool weigh_shared(ActorId ego);
    /// The partner drawn from what weigh_shared() left, or nobody; nothing where too many draws were void.
    std::optional<ActorId> choose_shared(Stream& stream);
    /// ego's choice under the kernel `actor`, whichever way is open: the partner, or nobody.
    ActorId choose_partner(ActorId ego, Stream& stream);
    /// Sets weights_ to the logit's weights, relative to the largest exponent; returns their sum with no change.
    double fill_weights(double& no_change);

    /// Probability that the tie is there after a meeting, from what it is worth to both (pair and improving kernels).
    [[nodiscard]] double presence(bool tied, double own, double other) const;
    /// The same where several others are asked.
    [[nodiscard]] double presence(bool tied, double own, std::span<const double> others) const;
    /// Whether a meeting can change the contact: no pact holds it, and both have the hours for a new one.
    [[nodiscard]] bool open_to_meeting(ActorId ego, ActorId j, bool tied) const;
    [[nodiscard]] double agreement(double change) const;
    double contact_change(ActorId from, ActorId about);

    const Model& model_;
    const State& now_;
    Evaluation& evaluation_;
    std::unique_ptr<const Bystanders> own_bystanders_;
    const Bystanders& bystanders_;
    RememberedExp exp_;
    double no_change_ = 0;
    RevisionRoom* lent_ = nullptr;
};

/// Puts a change into force where the state still allows it: the tie is still absent or present, no pact holds a
/// contact that is to be cut, both have the hours, a pact's conditions hold. False where it does not, and the change
/// is void. `time` is the month with its fraction: approval cases are born then.
bool commit(const Model& model, Month month, State& now, const TieChange& change, double time);

}  // namespace gemeinsim
