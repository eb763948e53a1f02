// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/model.h"
#include "model/relations/effects.h"
#include "model/state.h"
#include "random/stream.h"

namespace gemeinsim {

/// All living actors in classes within which, for any ego that no tie or counted path joins to them, a contact is worth
/// the same but for a number g_j that each has for itself. Ego's logit then needs one member of a class for all: the
/// others weigh exp(rationality * g_j) in proportion, and their sum is known beforehand. This is what makes a choice
/// among a million cost what its touched alternatives cost.
///
/// Possible where every actor is considered, nobody but ego needs hours, motives and reach are off, costs do not
/// differ by pair, and no effect is global, counts the degrees of others or names pairs one by one.
class Bystanders {
  public:
    struct Class {
        std::vector<ActorId> members;  ///< sorted
        double top = 0;                ///< the largest weight * g_j
        /// Sums of exp(rationality * (g_j - top)) up to each member; empty where all g_j are 0.
        std::vector<double> upto;
        [[nodiscard]] double mass() const { return upto.empty() ? static_cast<double>(members.size()) : upto.back(); }
        /// A member in proportion to its part of the mass.
        [[nodiscard]] ActorId draw(Stream& stream) const;
    };

    /// Cost: O(actors log actors); built once a month.
    Bystanders(const Model& model, const State& now, const std::vector<EffectTerm>& effects);

    /// Null where the classes hold, else why every alternative must be looked at.
    [[nodiscard]] const char* obstacle() const { return obstacle_; }
    [[nodiscard]] const std::vector<Class>& classes() const { return classes_; }
    [[nodiscard]] std::size_t living() const { return living_; }
    /// g_j times its weights.
    [[nodiscard]] double own_part(ActorId j) const { return own_part_.empty() ? 0 : own_part_[j]; }

  private:
    const char* obstacle_ = nullptr;
    std::size_t living_ = 0;
    std::vector<Class> classes_;
    Column<ActorId, double> own_part_;
};

}  // namespace gemeinsim
