// SPDX-License-Identifier: Apache-2.0
#include <benchmark/benchmark.h>

#include <cstdint>

#include "random/draws.h"

namespace {

using namespace gemeinsim;

// The pattern of the kernels: a new stream for each decision, one or few draws from it.
void one_draw_per_stream(benchmark::State& state) {
    EntityKey entity = 0;
    for (auto _ : state) {
        Stream stream(RunKey{1, 0}, ++entity, 7, Purpose::choice);
        benchmark::DoNotOptimize(uniform(stream));
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(one_draw_per_stream);

void many_draws_from_a_stream(benchmark::State& state) {
    Stream stream(RunKey{1, 0}, 1, 7, Purpose::choice);
    for (auto _ : state) benchmark::DoNotOptimize(uniform(stream));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(many_draws_from_a_stream);

void one_normal_per_stream(benchmark::State& state) {
    EntityKey entity = 0;
    for (auto _ : state) {
        Stream stream(RunKey{1, 0}, ++entity, 7, Purpose::quality);
        benchmark::DoNotOptimize(normal(stream));
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(one_normal_per_stream);

}  // namespace
