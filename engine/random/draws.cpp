// SPDX-License-Identifier: Apache-2.0
#include "random/draws.h"

namespace gemeinsim {

std::size_t weighted_index(Stream& stream, std::span<const double> weights) {
    double total = 0;
    for (const double weight : weights) total += weight;
    double left = uniform(stream) * total;
    std::size_t last_positive = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (weights[i] <= 0) continue;
        last_positive = i;
        left -= weights[i];
        if (left < 0) return i;
    }
    return last_positive;  // rounding may leave a sliver beyond the last weight
}

}  // namespace gemeinsim
