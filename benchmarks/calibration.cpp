// SPDX-License-Identifier: Apache-2.0
#include "calibration.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <vector>

#include "base/huge_pages.h"
#include "base/parallel.h"

namespace gemeinsim {
namespace {

using Numbers = std::vector<double, HugePages<double>>;

/// The least of five times in seconds that all threads take together for work(thread).
template <class Work>
double best_time(int threads, Work work) {
    double best = 1e300;
    for (int attempt = 0; attempt < 5; ++attempt) {
        const auto start = std::chrono::steady_clock::now();
        parallel_for(static_cast<std::size_t>(threads), threads, work);
        best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    return best;
}

/// Floats per second that threads sum up at listed places among a million.
double places_followed(int threads) {
    constexpr std::size_t places = 1000000;
    constexpr std::size_t part = 4000000;
    std::vector<float> values(places, 1);
    std::vector<std::uint32_t> ids(part * static_cast<std::size_t>(threads));
    std::uint64_t at = 1;
    for (std::uint32_t& id : ids) {
        at = at * 6364136223846793005ULL + 1442695040888963407ULL;
        id = static_cast<std::uint32_t>((at >> 33U) % places);
    }
    const double seconds = best_time(threads, [&](std::size_t worker) {
        float sums[4] = {};
        for (std::size_t i = worker * part; i < (worker + 1) * part; i += 4)
            for (std::size_t lane = 0; lane < 4; ++lane) sums[lane] += values[ids[i + lane]];
        benchmark::DoNotOptimize(sums);
    });
    return static_cast<double>(ids.size()) / seconds;
}

}  // namespace

MemorySpeed memory_speed(int threads) {
    constexpr std::size_t length = 1U << 23U;
    constexpr std::size_t line = 64 / sizeof(double);
    constexpr std::size_t lookups = 1U << 21U;
    const auto team = static_cast<std::size_t>(threads);
    Numbers a(length), b(length, 1), c(length, 2);
    const double triad = best_time(threads, [&](std::size_t worker) {
        const std::size_t end = length * (worker + 1) / team;
        for (std::size_t i = length * worker / team; i < end; ++i) a[i] = b[i] + 3 * c[i];
    });
    Numbers table(4 * length, 1);
    std::vector<double> found(team * line);
    const double gather = best_time(threads, [&](std::size_t worker) {
        std::uint64_t at = worker + 1;
        double sum = 0;
        for (std::size_t k = 0; k < lookups / team; ++k) {
            at = at * 6364136223846793005ULL + 1442695040888963407ULL;
            sum += table[(at >> 30U) % (table.size() / line) * line];
        }
        found[worker * line] = sum;
    });
    benchmark::DoNotOptimize(a.data());
    benchmark::DoNotOptimize(found.data());
    return {3 * sizeof(double) * static_cast<double>(length) / triad, static_cast<double>(lookups) / gather,
            places_followed(threads)};
}

}  // namespace gemeinsim
