// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.h"

namespace gemeinsim {

struct State;

/// Who does something together, beside contacts: the parties of each pact and those who take part in each living
/// initiative, and for each actor the circles that it belongs to.
///
/// Cost: O(actors + parties + members) a month; no allocation once the room is there.
class Circles {
  public:
    struct Circle {
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
        TopicId topic;  ///< none for a pact
        double coordination = 0;
    };

    void gather(const State& now);

    [[nodiscard]] std::span<const std::uint32_t> of(ActorId actor) const {
        if (all_.empty()) return {};
        return {circle_.data() + first_[actor], first_[ActorId(actor.index() + 1)] - first_[actor]};
    }
    [[nodiscard]] const Circle& operator[](std::uint32_t circle) const { return all_[circle]; }
    [[nodiscard]] std::span<const ActorId> members(std::uint32_t circle) const {
        return {members_.data() + all_[circle].begin, all_[circle].end - all_[circle].begin};
    }

  private:
    std::vector<Circle> all_;
    std::vector<ActorId> members_;
    Column<ActorId, std::uint32_t> first_;  ///< where the circles of an actor begin; one more than actors
    std::vector<std::uint32_t> circle_;
};

}  // namespace gemeinsim
