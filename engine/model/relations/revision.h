// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/relations/evaluation.h"
#include "model/relations/rules.h"

namespace gemeinsim {

/// What one ring of an actor's clock does: the kernels and consents of docs/model.md. Holds scratch space only.
class Revision {
  public:
    Revision(const Model& model, State& now, Evaluation& evaluation)
        : model_(model), now_(now), evaluation_(evaluation) {}

    /// Cost: O(partners considered) for the actor kernel, O(d^2) for the others.
    void revise_contact(Month month, ActorId ego, EntityKey opportunity);
    /// `time` is the month with its fraction: approval cases are born then.
    void revise_pact(Month month, ActorId ego, EntityKey opportunity, double time);

    /// What a contact ring would do, as probabilities.
    std::vector<ToggleProbability> contact_probabilities(ActorId ego);

  private:
    struct Option {
        ActorId partner;
        double change = 0;  ///< of what the choice looks at, by the toggle
    };

    /// Whom ego considers, sorted by id: living aware (or all) actors and present partners.
    void consider(ActorId ego);
    /// The options of the actor kernel for the considered partners.
    void weigh_contacts(ActorId ego);
    void weigh_pacts(ActorId ego);
    /// Whether the hard limit on hours lets both sides take on more.
    [[nodiscard]] bool affordable(ActorId i, ActorId j, double hours, bool both) const;
    /// ego's logit over no change and the options: the index drawn, or options_.size() for no change.
    std::size_t choose(Stream& stream);
    /// Sets weights_ to the logit's weights, relative to the largest exponent; returns their sum with no change.
    double fill_weights(double& no_change);

    /// Probability that the tie is there after a meeting, from what it is worth to both (pair and improving kernels).
    [[nodiscard]] double presence(bool tied, double own, double other) const;
    /// Whether a meeting can change the contact: no pact holds it, and both have the hours for a new one.
    [[nodiscard]] bool open_to_meeting(ActorId ego, ActorId j, bool tied) const;
    [[nodiscard]] double agreement(double change) const;
    double contact_change(ActorId from, ActorId about);
    double pact_change(ActorId from, ActorId about);

    void set_contact(ActorId i, ActorId j, bool present);

    const Model& model_;
    State& now_;
    Evaluation& evaluation_;
    std::vector<ActorId> partners_;
    std::vector<Option> options_;
    std::vector<double> weights_;
};

}  // namespace gemeinsim
