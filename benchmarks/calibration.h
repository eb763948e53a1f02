// SPDX-License-Identifier: Apache-2.0
// What this machine can do at this moment: shares of it travel better than absolute times.
#pragma once

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/parallel.h"

namespace gemeinsim {

/// The best of `times` runs of a body, in seconds of the wall.
template <class Body>
double best_seconds(int times, const Body& body) {
    double best = 1e300;
    for (int run = 0; run < times; ++run) {
        const auto begun = std::chrono::steady_clock::now();
        body();
        best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
    }
    return best;
}

/// STREAM's triad a = b + s c on arrays beyond every cache, 24 bytes counted per element.
inline double triad_bytes_per_second(int threads) {
    constexpr std::size_t size = std::size_t{1} << 23U;
    const std::size_t part = size / static_cast<std::size_t>(threads);
    std::vector<double> a(size), b(size, 1), c(size, 2);
    const double seconds = best_seconds(7, [&] {
        parallel_for(static_cast<std::size_t>(threads), threads, [&](std::size_t thread) {
            for (std::size_t i = thread * part; i < (thread + 1) * part; ++i) a[i] = b[i] + .5 * c[i];
        });
        benchmark::DoNotOptimize(a.data());
    });
    return 24 * static_cast<double>(part) * threads / seconds;
}

/// Sums of one float at random places of a million: as many as ties can be followed, whatever is done there.
inline double gather_items_per_second(int threads) {
    constexpr std::size_t places = 1000000;
    const std::size_t part = 4000000;
    std::vector<float> values(places, 1);
    std::vector<std::uint32_t> ids(part * static_cast<std::size_t>(threads));
    std::uint64_t at = 1;
    for (std::uint32_t& id : ids) {
        at = at * 6364136223846793005ULL + 1442695040888963407ULL;
        id = static_cast<std::uint32_t>((at >> 33U) % places);
    }
    const double seconds = best_seconds(5, [&] {
        parallel_for(static_cast<std::size_t>(threads), threads, [&](std::size_t thread) {
            float sums[4] = {};
            for (std::size_t i = thread * part; i < (thread + 1) * part; i += 4)
                for (std::size_t lane = 0; lane < 4; ++lane) sums[lane] += values[ids[i + lane]];
            benchmark::DoNotOptimize(sums);
        });
    });
    return static_cast<double>(ids.size()) / seconds;
}

}  // namespace gemeinsim
