// SPDX-License-Identifier: Apache-2.0
#include "base/lanes.h"

#include <algorithm>

namespace gemeinsim {
namespace {

[[gnu::always_inline]] inline void one_block(double* values, double scale, double origin) {
    Lanes x;
    load(x, values);
    x = scale * (x - origin);
    exponentiate<Lanes, WholeLanes>(x);
    store(x, values);
}

}  // namespace

#if defined(__x86_64__) && defined(__gnu_linux__)
[[gnu::target_clones("avx512f", "avx2", "default")]]
#endif
void exponentiate(std::span<double> values, double scale, double origin) {
    std::size_t at = 0;
    for (; at + lane_count <= values.size(); at += lane_count) one_block(values.data() + at, scale, origin);
    if (at == values.size()) return;
    double rest[lane_count] = {};
    std::copy(values.begin() + static_cast<std::ptrdiff_t>(at), values.end(), rest);
    one_block(rest, scale, origin);
    std::copy_n(rest, values.size() - at, values.begin() + static_cast<std::ptrdiff_t>(at));
}

}  // namespace gemeinsim
