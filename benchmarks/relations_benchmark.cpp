// SPDX-License-Identifier: Apache-2.0
// Actor-oriented micro-steps through the engine's own step "relations", and the same work with its effects written out.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <memory>
#include <string>

#include "base/parallel.h"
#include "calibration.h"
#include "model/actors/rules.h"
#include "model/exchange/rules.h"
#include "model/registry.h"
#include "model/relations/evaluation.h"
#include "model/relations/remembered_exp.h"
#include "model/relations/revision.h"
#include "model/relations/rules.h"
#include "model/relations/schedules.h"
#include "random/draws.h"
#include "scenario/initial_network.h"
#include "scenario/reader.h"

namespace gemeinsim {
namespace {

/// Millions of micro-steps per second of RSiena 1.6.5 with the same three effects at degree 2 (two cores, Zen 4 class).
double rsiena(std::size_t actors) {
    return actors == 50 ? .219 : actors == 200 ? .060 : actors == 1000 ? .0129 : 0;
}

constexpr double reciprocity_weight = 1;
constexpr double triplets_weight = .3;
/// Of density: keeps about `degree` arcs per actor; the benchmark shows how many there are.
double density_weight(std::size_t actors, double degree) {
    return .5 * std::log(degree / static_cast<double>(actors)) - .25;
}

/// A world in which choices follow three effects alone, every actor considered, with random contacts at the start.
Model bare_model(std::size_t actors, double degree, double rate) {
    Model model;
    model.actors = actors_parameters().defaults();
    model.attribute_laws = std::make_shared<const AttributeLaws>(model.actors);
    model.exchange = exchange_parameters().defaults();
    model.schedule = schedule_parameters().defaults();
    RelationsParameters& p = model.relations;
    p = relations_parameters().defaults();
    p.directed = true;
    p.consent = Consent::unilateral;
    p.consideration = Consideration::complete;
    p.rationality = 1;
    p.motive_scale = p.contact_cost = p.pact_cost = p.crowding = p.contact_hours = p.pact_hours = p.pact_rate = 0;
    p.contact_rate = rate;
    p.effects = {{EffectKind::density, density_weight(actors, degree)},
                 {EffectKind::reciprocity, reciprocity_weight},
                 {EffectKind::transitive_triplets, triplets_weight}};
    model.population.places.push_back({"town", 0, 0});
    p.awareness_within = p.awareness_across = 0;
    p.awareness_cap = 1;
    for (std::size_t i = 0; i < actors; ++i) {
        ActorRow row;
        row.id = "actor_" + std::to_string(i);
        row.place = "town";
        model.population.actors.push_back(std::move(row));
        model.population.superior.push_back({});
        model.population.funder.push_back({});
        model.population.place.push_back(PlaceId(0));
    }
    Stream stream({1, 0}, 1, 0, Purpose::choice);
    const auto ties = static_cast<std::size_t>(degree * static_cast<double>(actors));
    while (model.population.ties.size() < ties) {
        const ActorId from(index(stream, actors));
        const ActorId to(index(stream, actors));
        if (from != to) model.population.ties.push_back({from, to});
    }
    return model;
}

/// The engine's own start of a run, as far as relations read it.
State bare_state(const Model& model) {
    State now;
    now.key = {1, 0};
    now.actors = initial_actors(model, now.key);
    now.trust = initial_trust(model);
    now.relations = initial_relations(model, now);
    return now;
}

void report(benchmark::State& state, const State& now, double rings) {
    const auto n = static_cast<double>(now.actors.size());
    state.SetItemsProcessed(static_cast<std::int64_t>(rings));
    state.counters["degree"] = static_cast<double>(now.relations.contacts.ties()) / n;
    if (const double peer = rsiena(now.actors.size()); peer > 0)
        state.counters["x_RSiena_1.6.5"] = benchmark::Counter(rings / (peer * 1e6), benchmark::Counter::kIsRate);
}

void report_memory(benchmark::State& state) {
    for (const int threads : {1, 2}) {
        const MemorySpeed speed = memory_speed(threads);
        const std::string suffix = "_" + std::to_string(threads);
        state.counters["triad" + suffix] = benchmark::Counter(speed.triad, {}, benchmark::Counter::kIs1024);
        state.counters["gather" + suffix] = speed.gather;
    }
}

/// Times whole months of the step, clocks included, after some that bring the network near its balance; items are
/// micro-steps. `threads` are those that the run has to itself.
void time_months(benchmark::State& state, const Model& model, int threads = 1) {
    State now = bare_state(model);
    double rings = 0;
    double earlier = 0;
    Month month = 0;
    const auto step = [&] { parallel_for(1, threads, [&](std::size_t) { relations_step(model, month, now); }); };
    const auto count = [&] { return static_cast<double>(rings_of(model, month, now).size()); };
    const bool large = now.actors.size() > 1000;
    for (; month < (large ? 2 : 20); ++month) {
        earlier += count();
        step();
    }
    for (auto _ : state) {
        step();
        state.PauseTiming();
        rings += count();
        ++month;
        state.ResumeTiming();
    }
    report(state, now, rings);
    state.counters["all_micro_steps"] = earlier + rings;
}

// P1 and P2.
void micro_steps(benchmark::State& state) {
    const auto n = static_cast<std::size_t>(state.range(0));
    const Model model = bare_model(n, static_cast<double>(state.range(1)), n > 1000 ? 1 : 10);
    time_months(state, model);
    if (n >= 100000) report_memory(state);
}
BENCHMARK(micro_steps)
    ->ArgNames({"n", "degree"})
    ->Args({50, 2})
    ->Args({200, 2})
    ->Args({1000, 2})
    ->Args({1000, 5})
    ->Args({10000, 5})
    ->Args({100000, 5})
    ->Args({1000000, 5})
    ->Unit(benchmark::kMillisecond);

// The same where partners are chosen for their degrees, which every ring changes.
void popular_micro_steps(benchmark::State& state) {
    const auto n = static_cast<std::size_t>(state.range(0));
    Model model = bare_model(n, 5, n > 1000 ? 1 : 10);
    model.relations.effects.push_back({EffectKind::indegree_popularity_sqrt, .2});
    model.relations.effects.front().weight -= .4;
    time_months(state, model);
}
BENCHMARK(popular_micro_steps)->ArgName("n")->Arg(1000)->Arg(10000)->Arg(100000)->Unit(benchmark::kMillisecond);

// The parallel schedule by threads. CPU is that of the first thread: with OMP_WAIT_POLICY=passive, which waits without
// work, what it takes with one thread over what it takes with two is the speed-up of a machine that is free.
void parallel_micro_steps(benchmark::State& state) {
    Model model = bare_model(static_cast<std::size_t>(state.range(0)), 5, 1);
    model.schedule = {ScheduleMode::parallel, 10};
    time_months(state, model, static_cast<int>(state.range(1)));
}
BENCHMARK(parallel_micro_steps)
    ->ArgNames({"n", "threads"})
    ->ArgsProduct({{20000, 100000}, {1, 2}})
    ->Unit(benchmark::kMillisecond);

// What a start takes: contacts drawn by a generator, acquaintances by chance, both about so many per actor at any size.
void set_up_relations(benchmark::State& state) {
    const auto n = static_cast<std::size_t>(state.range(0));
    Model model = bare_model(n, 0, 1);
    model.initial_network = initial_network_parameters().defaults();
    model.initial_network.generator = Generator::random;
    model.initial_network.density = 5 / static_cast<double>(n);
    model.relations.awareness_within = model.relations.awareness_across = 20 / static_cast<double>(n);
    model.relations.awareness_cap = 150;
    State now;
    now.key = {1, 0};
    now.actors = initial_actors(model, now.key);
    for (auto _ : state) benchmark::DoNotOptimize(initial_relations(model, now));
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(n));
}
BENCHMARK(set_up_relations)
    ->ArgName("n")
    ->Arg(1000)
    ->Arg(3000)
    ->Arg(10000)
    ->Arg(100000)
    ->Arg(1000000)
    ->Unit(benchmark::kMillisecond);

/// What an engine of these three effects and nothing else would do at a ring: the same walk, choice and draws, with the
/// formulas in the loop.
class WrittenOut {
  public:
    WrittenOut(const State& now, double density)
        : now_(now), near_(now.relations.contacts, two_paths_out | shared_targets), density_(density) {}

    ActorId choose(Month month, ActorId ego, EntityKey opportunity) {
        Stream stream(now_.key, opportunity, month, Purpose::choice);
        near_.turn(ego);
        double largest = std::max(0.0, density_);
        changes_.clear();
        for (const ActorId j : near_.touched()) {
            const double change = density_ + reciprocity_weight * near_.tied_back(j) +
                                  triplets_weight * (near_.two_paths(j) + near_.targets_shared(j));
            changes_.push_back(near_.tied(j) ? -change : change);
            if (j != ego) largest = std::max(largest, changes_.back());
        }
        const double no_change = exp_(-largest);
        const auto n = static_cast<double>(now_.actors.size());
        const double base = exp_(density_ - largest) * n;
        double total = no_change + base;
        for (std::size_t a = 0; a < changes_.size(); ++a) {
            changes_[a] = near_.touched()[a] == ego ? 0 : exp_(changes_[a] - largest);
            total += changes_[a];
        }
        while (true) {
            double left = uniform(stream) * total - no_change;
            if (left < 0) return {};
            for (std::size_t a = 0; a < changes_.size(); ++a) {
                left -= changes_[a];
                if (left < 0) return near_.touched()[a];
            }
            const ActorId j(index(stream, now_.actors.size()));
            if (!near_.touches(j)) return j;
        }
    }

  private:
    const State& now_;
    Neighbourhood near_;
    double density_;
    RememberedExp exp_;
    std::vector<double> changes_;
};

/// A month of choices of every actor in turn on a standing network: of the engine's revisions, or written out. Their
/// ratio is what effects assembled at run time cost.
template <bool written_out>
void choices(benchmark::State& state) {
    const auto n = static_cast<std::size_t>(state.range(0));
    const auto degree = static_cast<double>(state.range(1));
    const Model model = bare_model(n, degree, 10);
    State now = bare_state(model);
    for (Month month = 0; month < 20; ++month) relations_step(model, month, now);
    Evaluation evaluation(model, now);
    Revision revision(model, now, evaluation);
    WrittenOut plain(now, density_weight(n, degree));
    std::uint64_t ring = 0;
    for (auto _ : state) {
        const ActorId ego(++ring % n);
        if constexpr (written_out)
            benchmark::DoNotOptimize(plain.choose(0, ego, ring));
        else
            benchmark::DoNotOptimize(revision.revise_contact(0, ego, ring));
    }
    state.SetItemsProcessed(state.iterations());
    state.counters["degree"] = static_cast<double>(now.relations.contacts.ties()) / static_cast<double>(n);
    if constexpr (written_out) return;
    // In turns, so that what else the machine does meets both; the best of each.
    double best[2] = {1e300, 1e300};
    for (int block = 0; block < 40; ++block) {
        const std::clock_t start = std::clock();
        for (int k = 0; k < 5000; ++k) {
            const ActorId ego(++ring % n);
            if (block % 2 == 0)
                benchmark::DoNotOptimize(revision.revise_contact(0, ego, ring));
            else
                benchmark::DoNotOptimize(plain.choose(0, ego, ring));
        }
        best[block % 2] = std::min(best[block % 2], static_cast<double>(std::clock() - start));
    }
    state.counters["x_written_out"] = best[0] / best[1];
}
BENCHMARK(choices<false>)->Name("choices/effects_table")->ArgNames({"n", "degree"})->Args({50, 2})->Args({1000, 5});
BENCHMARK(choices<true>)->Name("choices/written_out")->ArgNames({"n", "degree"})->Args({50, 2})->Args({1000, 5});

// Toggles of random ties: what a change of the network itself costs.
void toggles(benchmark::State& state) {
    const auto n = static_cast<std::size_t>(state.range(0));
    const Model model = bare_model(n, 5, 1);
    State now = bare_state(model);
    Graph& graph = now.relations.contacts;
    std::uint64_t at = 1;
    for (auto _ : state) {
        at = at * 6364136223846793005ULL + 1442695040888963407ULL;
        const ActorId i((at >> 33U) % n);
        const std::span<const ActorId> ties = graph.out(i);
        const ActorId j((at >> 20U) % n);
        if (ties.size() > 5)
            graph.remove(i, ties[at % ties.size()]);
        else if (i != j)
            graph.add(i, j);
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(toggles)->Arg(200)->Arg(100000);

}  // namespace
}  // namespace gemeinsim
