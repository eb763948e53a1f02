// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "model/model.h"
#include "model/relations/effects.h"
#include "model/state.h"
#include "random/stream.h"
#include "random/sum_tree.h"

namespace gemeinsim {

/// All living actors in classes within which, for any ego that no tie or counted path joins to them, a contact is worth
/// the same but for a number g_j that each has for itself: its covariate, its degrees. Ego's logit then needs one
/// member of a class for all: the others weigh exp(rationality * g_j) in proportion, and their sum is known
/// beforehand. This is what makes a choice among a million cost what its touched alternatives cost.
///
/// Possible where every actor is considered, nobody but ego needs hours, motives and reach are off, costs do not
/// differ by pair, and no effect is global or names pairs one by one. Where g_j counts degrees it follows every tie
/// that changes.
class Bystanders {
  public:
    struct Class {
        std::vector<ActorId> members;  ///< sorted
        double top = 0;                ///< about the largest weight * g_j: weights are relative to it
        /// exp(rationality * (g_j - top)) of each member; empty where all g_j are 0.
        SumTree weights;
        bool alike = true;  ///< all g_j are 0
        [[nodiscard]] double mass() const { return alike ? static_cast<double>(members.size()) : weights.total(); }
        /// A member in proportion to its part of the mass.
        [[nodiscard]] ActorId draw(Stream& stream) const;
    };

    /// `effects` must stay. Cost: O(actors log classes); built once a month.
    Bystanders(const Model& model, const State& now, const std::vector<EffectTerm>& effects);

    /// Null where the classes hold, else why every alternative must be looked at.
    [[nodiscard]] const char* obstacle() const { return obstacle_; }
    [[nodiscard]] const std::vector<Class>& classes() const { return classes_; }
    [[nodiscard]] std::size_t living() const { return living_; }
    /// g_j times its weights.
    [[nodiscard]] double own_part(ActorId j) const { return own_part_.empty() ? 0 : own_part_[j]; }

    /// To be told of every contact that has changed, of one end and the other. Cost: O(log actors) where an effect
    /// counts the degrees of others, else nothing.
    void follow(const Graph& contacts, ActorId one, ActorId other);

  private:
    /// sum of weight * g_j over the effects, as the graph is.
    [[nodiscard]] double own_part_now(const Graph& contacts, ActorId j) const;
    void follow(const Graph& contacts, ActorId j);
    /// Sets top and weights of a class from own_part_.
    void weigh(Class& one) const;

    /// Where an actor stands in its class.
    struct Seat {
        std::uint32_t in_class = 0;
        std::uint32_t member = 0;
    };

    const std::vector<EffectTerm>& effects_;
    double rationality_ = 0;
    const char* obstacle_ = nullptr;
    bool of_degrees_ = false;  ///< some g_j counts degrees
    std::size_t living_ = 0;
    std::vector<Class> classes_;
    Column<ActorId, double> own_part_;
    Column<ActorId, Seat> seat_;  ///< where of_degrees_
};

}  // namespace gemeinsim
