// SPDX-License-Identifier: Apache-2.0
// The step "exchange" along random ties: its parts alone and together, and what a world of trust takes in memory.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <fstream>
#include <map>
#include <memory>
#include <string>

#include "base/parallel.h"
#include "calibration.h"
#include "model/actors/rules.h"
#include "model/exchange/rules.h"
#include "model/registry.h"
#include "random/draws.h"

namespace gemeinsim {
namespace {

enum Part { fading, positions, joint_months, news, step };

constexpr std::size_t degree = 10;

/// A world of which only a part of the step goes on.
Model world_of(std::size_t actors, Part part) {
    Model model;
    model.actors = actors_parameters().defaults();
    model.attribute_laws = std::make_shared<const AttributeLaws>(model.actors);
    model.relations = relations_parameters().defaults();
    ExchangeParameters& p = model.exchange;
    p = exchange_parameters().defaults();
    if (part == fading) p.joint_content = p.position_rate = 0;
    if (part == positions) p.joint_content = 0, p.memory = 1;
    if (part == joint_months) p.position_rate = 0, p.memory = 1;
    if (part == news) p.joint_content = p.position_rate = 0, p.memory = 1;
    model.population.places.push_back({"town", 0, 0});
    Topic topic;
    topic.id = "youth";
    model.topics.push_back(topic);
    for (std::size_t i = 0; i < actors; ++i) {
        ActorRow row;
        row.id = "actor_" + std::to_string(i);
        row.place = "town";
        row.sector = static_cast<Sector>(i % sector_count);
        model.population.actors.push_back(std::move(row));
        model.population.superior.push_back({});
        model.population.funder.push_back({});
        model.population.place.push_back(PlaceId(0));
    }
    return model;
}

/// Random ties, `degree` for each actor on average, with something learnt along every one of them in both directions.
State start_of(const Model& model, Direction direction) {
    State now;
    now.key = {1, 0};
    now.actors = initial_actors(model, now.key);
    const std::size_t n = now.actors.size();
    now.trust = initial_trust(model);
    now.information = initial_information(model, now);
    now.relations.contacts = Graph(n, direction);
    Stream stream(now.key, 1, 0, Purpose::network);
    const std::size_t ties = direction == Direction::directed ? n * degree : n * degree / 2;
    while (now.relations.contacts.ties() < ties) {
        const ActorId i(index(stream, n));
        const ActorId j(index(stream, n));
        if (i != j) now.relations.contacts.add(i, j);
    }
    return now;
}

void learn_along_ties(State& now) {
    for (const ActorId i : IdRange<ActorId>(now.actors.size()))
        for (const ActorId j : now.relations.contacts.out(i)) now.trust.add(i, j, 3, 1);
}

const MemorySpeed& calibrated(int threads) {
    static std::map<int, MemorySpeed> known;
    const auto found = known.find(threads);
    return found != known.end() ? found->second : known.emplace(threads, memory_speed(threads)).first->second;
}

/// P3: bytes that a part must move for a directed tie, each counted once where it is read and once where it is written.
/// Fading: the history (12). Positions: the tie's name (4), the history, the partner's voice (32).
double bytes_per_tie(Part part) {
    switch (part) {
        case fading:
            return 12 + 12;
        case positions:
            return 4 + 12 + 32;
        default:
            return 0;  // bound by its draws, not by memory
    }
}

/// And for an actor. Positions: where its two rows lie (8 + 12), whether it lives (1), influence, two shares of its
/// logic and position (32) into its voice (32), then position, start and what comes of them (24).
double bytes_per_actor(Part part) {
    return part == positions ? 8 + 12 + 1 + 32 + 32 + 24 : 0;
}

void exchange(benchmark::State& state, Part part, int threads) {
    const auto n = static_cast<std::size_t>(state.range(0));
    const Model model = world_of(n, part);
    State now = start_of(model, Direction::undirected);
    if (part != step) now.information.items.resize(part == news ? n : 0);
    learn_along_ties(now);
    Month month = 1;
    exchange_step(model, month++, now);
    for (auto _ : state) parallel_for(1, threads, [&](std::size_t) { exchange_step(model, month++, now); });
    const auto ties = static_cast<double>(2 * now.relations.contacts.ties());
    const double done = ties * static_cast<double>(state.iterations());
    state.SetItemsProcessed(static_cast<std::int64_t>(done));
    const auto rate = [](double value) { return benchmark::Counter(value, benchmark::Counter::kIsRate); };
    const double bytes = bytes_per_tie(part) * ties + bytes_per_actor(part) * static_cast<double>(n);
    if (bytes > 0) {
        const double moved = bytes * static_cast<double>(state.iterations());
        state.counters["bytes"] = rate(moved);
        state.counters["of_triad"] = rate(moved / calibrated(threads).triad);
    }
    state.counters["of_gather"] = rate(done / calibrated(threads).follow);
    state.counters["of_lines"] = rate(done / calibrated(threads).gather);
    state.counters["triad_GB"] = calibrated(threads).triad / 1e9;
}
#define SIZES ->ArgName("n")->Arg(1000)->Arg(20000)->Arg(1000000)->Unit(benchmark::kMillisecond)->UseRealTime()
BENCHMARK_CAPTURE(exchange, fading, fading, 1) SIZES;
BENCHMARK_CAPTURE(exchange, fading_2_threads, fading, 2) SIZES;
BENCHMARK_CAPTURE(exchange, positions, positions, 1) SIZES;
BENCHMARK_CAPTURE(exchange, positions_2_threads, positions, 2) SIZES;
BENCHMARK_CAPTURE(exchange, joint_months, joint_months, 1) SIZES;
BENCHMARK_CAPTURE(exchange, joint_months_2_threads, joint_months, 2) SIZES;
BENCHMARK_CAPTURE(exchange, news, news, 1) SIZES;
BENCHMARK_CAPTURE(exchange, news_2_threads, news, 2) SIZES;
BENCHMARK_CAPTURE(exchange, step, step, 1) SIZES;
BENCHMARK_CAPTURE(exchange, step_2_threads, step, 2) SIZES;
#undef SIZES

double resident_bytes() {
    std::ifstream file("/proc/self/statm");
    double size = 0;
    double resident = 0;
    file >> size >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

// P7: what the ties and the trust along them keep resident, room to spare included; and the entries alone.
void memory(benchmark::State& state) {
    const auto n = static_cast<std::size_t>(state.range(0));
    const bool directed = state.range(1) != 0;
    const Model model = world_of(n, step);
    for (auto _ : state) {
        const double before = resident_bytes();
        State now = start_of(model, directed ? Direction::directed : Direction::undirected);
        const double with_ties = resident_bytes();
        learn_along_ties(now);
        const double with_trust = resident_bytes();
        std::size_t entries = 0;
        for (const ActorId i : IdRange<ActorId>(n)) entries += now.trust.of(i).size();
        const auto ties = static_cast<double>((directed ? 1 : 2) * now.relations.contacts.ties());
        const double of_graph = directed ? 8 : 4;
        state.counters["ties"] = ties;
        state.counters["used_B_per_tie"] =
            of_graph + (12 * static_cast<double>(entries) + (directed ? 28 : 20) * static_cast<double>(n)) / ties;
        state.counters["trust_resident_B_per_tie"] = (with_trust - with_ties) / ties;
        state.counters["state_resident_GB"] = (with_trust - before) / 1e9;
    }
}
BENCHMARK(memory)
    ->ArgNames({"n", "directed"})
    ->Args({1000000, 0})
    ->Args({1000000, 1})
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace gemeinsim
