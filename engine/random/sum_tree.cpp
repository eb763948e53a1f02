// SPDX-License-Identifier: Apache-2.0
#include "random/sum_tree.h"

#include <utility>

#include "base/check.h"
#include "random/draws.h"

namespace gemeinsim {

SumTree::SumTree(std::vector<double> weights) {
    if (weights.empty()) return;
    levels_.push_back(std::move(weights));
    while (levels_.size() == 1 || levels_.back().size() > 1) {
        const std::size_t below = levels_.size() - 1;
        const std::size_t nodes = (levels_[below].size() + width - 1) / width;
        levels_[below].resize(nodes * width);
        std::vector<double> sums(nodes);
        for (std::size_t node = 0; node < nodes; ++node) sums[node] = sum_below(below, node);
        levels_.push_back(std::move(sums));
    }
}

double SumTree::sum_below(std::size_t level, std::size_t node) const {
    const double* const child = levels_[level].data() + node * width;
    double sum = 0;
    for (std::size_t c = 0; c < width; ++c) sum += child[c];
    return sum;
}

void SumTree::set(std::size_t k, double weight) {
    levels_.front()[k] = weight;
    for (std::size_t level = 1; level < levels_.size(); ++level) {
        k /= width;
        levels_[level][k] = sum_below(level - 1, k);
    }
}

std::size_t SumTree::draw(Stream& stream) const {
    expects(total() > 0, "a draw among weights that are all 0 (nothing is in proportion to nothing); ask before");
    const double high = uniform(stream);
    double left = (high + uniform(stream) * 0x1p-32) * total();
    std::size_t at = 0;
    for (std::size_t level = levels_.size() - 1; level-- > 0;) {
        const double* const child = levels_[level].data() + at * width;
        std::size_t found = 0;
        for (std::size_t c = 0; c < width; ++c) {
            if (child[c] <= 0) continue;
            found = c;
            if (left < child[c]) break;
            left -= child[c];
        }
        at = at * width + found;  // where rounding left a sliver beyond the last weight, that one
    }
    return at;
}

}  // namespace gemeinsim
