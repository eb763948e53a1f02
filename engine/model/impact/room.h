// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "model/actors/state.h"
#include "model/impact/parameters.h"

namespace gemeinsim {

/// What actors yield alone, kept from month to month with all that it follows from: hours and assets seldom change, and
/// whoever asks with the same ones is answered the same bits. Nothing needs to say that something has changed.
class KeptOutputs {
  public:
    /// What an output follows from beside the actor's assets and hours.
    struct Rule {
        ProductionForm production = ProductionForm::power_means;
        double substitution_members = 1;
        double substitution_assets = 1;
        std::array<bool, asset_count> needed{};
        double factor = 1;
        bool operator==(const Rule&) const = default;
    };

    /// Forgets everything where the rule is another than before.
    void prepare(const Rule& rule, std::size_t actors) {
        if (rule == rule_ && kept_.size() == actors) return;
        rule_ = rule;
        kept_.assign(actors, {});
    }

    /// The output of an actor with these hours: `work_out()` where it is not kept.
    template <class WorkOut>
    double operator()(ActorId actor, const std::array<double, asset_count>& assets, double hours,
                      const WorkOut& work_out) {
        Kept& kept = kept_[actor];
        if (kept.hours != hours || kept.assets != assets) kept = {assets, hours, work_out()};
        return kept.output;
    }

  private:
    struct Kept {
        std::array<double, asset_count> assets{};
        double hours = -1;  ///< none are below 0
        double output = 0;
    };
    Rule rule_;
    Column<ActorId, Kept> kept_;
};

/// What the step impact works in; lives in a Scratch.
struct ImpactRoom {
    struct OnTopic {
        KeptOutputs at_full_hours;
        KeptOutputs with_what_is_left;
    };
    Column<TopicId, OnTopic> topics;
};

}  // namespace gemeinsim
