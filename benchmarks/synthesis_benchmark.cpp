// SPDX-License-Identifier: Apache-2.0
// From inhabitants to actors: a town (goal: below 1 ms) and a country of 84 million (goal: below 30 s).
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "model/registry.h"
#include "scenario/population.h"
#include "scenario/reader.h"

namespace gemeinsim {
namespace {

void synthesise(benchmark::State& state) {
    const auto inhabitants = state.range(0);
    const auto municipalities = state.range(1);
    Issues issues;
    const Scenario scenario =
        parse_scenario(fmt::format("[population]\ninhabitants = {}\nmunicipalities = {}\n[topics.youth]\n", inhabitants,
                                   municipalities),
                       "synthesis.toml", ".", registry(), {}, issues);
    issues.throw_if_any();
    std::size_t actors = 0;
    for (auto round : state) {
        const Population population = read_population(scenario, issues);
        actors = population.actors.size();
        benchmark::DoNotOptimize(actors);
    }
    state.counters["actors"] = static_cast<double>(actors);
}
BENCHMARK(synthesise)->ArgNames({"n", "municipalities"})->Args({42000, 0})->Unit(benchmark::kMillisecond);
BENCHMARK(synthesise)->ArgNames({"n", "municipalities"})->Args({84000000, 10789})->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace gemeinsim
