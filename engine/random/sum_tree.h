// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "random/stream.h"

namespace gemeinsim {

/// Weights that change one by one, and indices drawn in proportion to them. Sums stand in a tree of fixed shape, 16
/// children to a node: a change adds up the nodes above it anew, each in the order of its children, so that sums follow
/// from the weights alone and do not drift, however many changes there were.
///
/// Cost: 8.5 bytes per weight; set() and draw() O(log n), a few cache lines.
class SumTree {
  public:
    SumTree() = default;
    /// Weights are finite and not negative. Cost: O(n).
    explicit SumTree(std::vector<double> weights);

    [[nodiscard]] double total() const { return levels_.empty() ? 0 : levels_.back().front(); }
    [[nodiscard]] double weight(std::size_t k) const { return levels_.front()[k]; }
    void set(std::size_t k, double weight);
    /// Needs a positive total. Two words of the stream: a share of 1e-9 is met to 1e-10 of itself.
    [[nodiscard]] std::size_t draw(Stream& stream) const;

  private:
    static constexpr std::size_t width = 16;
    [[nodiscard]] double sum_below(std::size_t level, std::size_t node) const;

    std::vector<std::vector<double>> levels_;  ///< weights first, the total last; filled up with 0 to whole nodes
};

}  // namespace gemeinsim
