// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "model/actors/state.h"
#include "model/relations/parameters.h"

namespace gemeinsim {

/// What ego sees in each of its alternatives, quantity by quantity, so that many contacts are weighed at once.
class Looks {
  public:
    enum Quantity {
        friction,    ///< of the pair
        know_how,    ///< of the other
        trust,       ///< of ego
        crowding,    ///< by the hours that the contact takes
        joint,       ///< benefit of working in the same initiative
        items,       ///< how many the other holds, at least 1
        reached,     ///< actors within two steps by no other path
        competence,  ///< of the pair
        wealth,      ///< share of the reference
        standing,    ///< sum_k q_ik holder_jk
        partners,    ///< other than ego
        sources,     ///< what both live on
        shared,      ///< the smaller salience of the only topic
        position,    ///< of the other on it
        liking,      ///< of the pair
        quantities
    };

    /// Room for so many alternatives; grows only.
    void make_room(std::size_t alternatives);
    [[nodiscard]] double* operator[](Quantity quantity) { return values_.data() + quantity * room_; }
    [[nodiscard]] const double* operator[](Quantity quantity) const { return values_.data() + quantity * room_; }
    /// The items that each holds, as a set.
    [[nodiscard]] std::uint64_t* held() { return held_.data(); }
    [[nodiscard]] const std::uint64_t* held() const { return held_.data(); }

  private:
    std::size_t room_ = 0;  ///< of one quantity: whole lanes
    std::vector<double> values_;
    std::vector<std::uint64_t> held_;
};

/// What ego brings to its look at others.
struct Onlooker {
    const std::array<double, motive_count>& motives;
    double others = 1;  ///< n - 1
    double know_how = 0;
    std::uint64_t held = 0;
    double position = 0;
};

/// Ego's change of evaluation by a contact with each, effects and reach aside: the first as many alternatives as
/// `changes` is long.
void weigh(const Looks& looks, const RelationsParameters& p, const Onlooker& ego, std::span<double> changes);

/// Of these, sum_m w_m b^m: what a contact with each is worth to ego's motives.
void benefits(const Looks& looks, const Onlooker& ego, std::span<double> each);

}  // namespace gemeinsim
