// SPDX-License-Identifier: Apache-2.0
// Whole runs: of the town for which docs/performance.md states a goal, and of a case of scenarios/.
#include <benchmark/benchmark.h>

#include "model/registry.h"
#include "run/core/ensemble.h"
#include "run/core/simulate.h"
#include "scenario/reader.h"
#include "schedule/month.h"

namespace gemeinsim {
namespace {

constexpr const char* town = GEMEINSIM_SOURCE_DIR "/benchmarks/town.toml";
constexpr const char* pirmasens = GEMEINSIM_SOURCE_DIR "/scenarios/pirmasens/scenario.toml";

Scenario read(const char* file, const std::vector<Override>& overrides) {
    Issues issues;
    Scenario scenario = read_scenario(file, registry(), overrides, issues);
    issues.throw_if_any();
    return scenario;
}

Model compile(const char* file, const std::vector<Override>& overrides) {
    Issues issues;
    Model model = build(read(file, overrides), issues);
    issues.throw_if_any();
    return model;
}

// One run of ten years with everything recorded by default, on one thread; items are runs.
void whole_run(benchmark::State& state, const char* file, const char* preset) {
    const Model model = compile(file, {{"governance.preset", preset}});
    std::uint64_t replicate = 0;
    for (auto _ : state) benchmark::DoNotOptimize(simulate(model, {1, replicate++}));
    state.SetItemsProcessed(state.iterations());
    state.counters["actors"] = static_cast<double>(model.population.actors.size());
    state.counters["actor_months"] =
        benchmark::Counter(static_cast<double>(model.population.actors.size()) *
                               (model.time.months + model.time.burn_in) * static_cast<double>(state.iterations()),
                           benchmark::Counter::kIsRate);
}
BENCHMARK_CAPTURE(whole_run, town, town, "round_table")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(whole_run, pirmasens, pirmasens, "round_table")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(whole_run, pirmasens_participant, pirmasens, "participant")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(whole_run, pirmasens_lead, pirmasens, "lead_organisation")->Unit(benchmark::kMillisecond);

// What a run costs before its first month, burn-in left out.
void set_up(benchmark::State& state) {
    const Model model = compile(town, {{"time.burn_in", "0"}});
    std::uint64_t replicate = 0;
    for (auto _ : state) benchmark::DoNotOptimize(initial_state(model, {1, replicate++}));
}
BENCHMARK(set_up)->Unit(benchmark::kMicrosecond);

// What a point of a sweep costs once, before its replicates.
void compile_scenario(benchmark::State& state) {
    const Scenario scenario = read(town, {});
    for (auto _ : state) {
        Issues issues;
        benchmark::DoNotOptimize(build(scenario, issues));
    }
}
BENCHMARK(compile_scenario)->Unit(benchmark::kMicrosecond);

// Each step of the month on its own, in the fifth year; the state is copied outside the timing.
void step(benchmark::State& state, const char* file) {
    const Model model = compile(file, {{"governance.preset", "round_table"}});
    State start = initial_state(model, {1, 0});
    for (Month month = 0; month < 60; ++month) advance(model, month, start);
    const Step& timed = step_table()[static_cast<std::size_t>(state.range(0))];
    state.SetLabel(std::string(timed.name));
    for (auto _ : state) {
        state.PauseTiming();
        State now = start;
        state.ResumeTiming();
        timed.rule(model, 60, now);
        benchmark::DoNotOptimize(now);
    }
}
BENCHMARK_CAPTURE(step, town, town)->DenseRange(0, 7)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(step, pirmasens, pirmasens)->DenseRange(0, 7)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace gemeinsim
