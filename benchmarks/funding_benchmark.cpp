// SPDX-License-Identifier: Apache-2.0
// The step "funding" of a country of towns: each has a programme and an initiative of six among its organisations, and
// one programme is for all of them.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <functional>
#include <utility>

#include "base/hash.h"
#include "base/parallel.h"
#include "model/actors/rules.h"
#include "model/exchange/rules.h"
#include "model/funding/applications.h"
#include "model/funding/grants.h"
#include "model/funding/offices.h"
#include "model/funding/rules.h"
#include "model/funding/spending.h"
#include "model/hierarchy/rules.h"
#include "model/registry.h"
#include "scenario/reader.h"
#include "schedule/month.h"

namespace gemeinsim {
namespace {

constexpr std::size_t members = 6;

/// A town by its scenario, then all the others with rows of their own: a text of a million rows would take longer.
Model country(std::size_t towns, std::size_t actors) {
    const std::string text = R"(
[time]
months = 1200
burn_in = 0
start = "2008-01"
[topics.youth]
[population]
actors = [{id = "t00000_0", place = "t00000", sector = "administration", hours = 60}]
[relations]
motive_scale = 0
contact_cost = 0
pact_cost = 0
[[funding.programmes]]
name = "fund 00000"
place = "t00000"
budget = 70000
grant_max = 6000
calls_per_year = 12
duration = 12
months_to_decide = 2
success = 0.5
[[funding.programmes]]
name = "federal fund"
budget = 70000000
grant_max = 6000
calls_per_year = 2
success = 0.2
)";
    Issues issues;
    const Scenario scenario = parse_scenario(text, "country.toml", ".", registry(), {}, issues);
    Model model = build(scenario, issues);
    issues.throw_if_any();
    const std::size_t size = actors / towns;
    const ActorRow first = model.population.actors[ActorId(0)];
    const Programme fund = model.programmes[ProgrammeId(0)];
    const Programme federal = model.programmes[ProgrammeId(1)];
    model.population.actors.clear();
    model.population.place.clear();
    model.population.places.clear();
    model.programmes.clear();
    for (std::size_t town = 0; town < towns; ++town) {
        const std::string name = fmt::format("t{:05}", town);
        model.population.places.push_back({name, static_cast<double>(town % 100), static_cast<double>(town) / 100});
        for (std::size_t i = 0; i < size; ++i) {
            ActorRow row = first;
            row.id = fmt::format("{}_{}", name, i);
            row.place = name;
            row.sector = static_cast<Sector>(i % sector_count);
            model.population.actors.push_back(row);
            model.population.place.push_back(PlaceId(town));
        }
        Programme programme = fund;
        programme.name = fmt::format("fund {:05}", town);
        programme.place_id = PlaceId(town);
        model.programmes.push_back(programme);
    }
    model.programmes.push_back(federal);
    model.population.superior.assign(towns * size, ActorId());
    model.population.funder.assign(towns * size, ActorId());
    return model;
}

/// A year on, with grants in force and applications waiting.
State after_a_year(const Model& model, std::size_t towns) {
    State now;
    now.key = {1, 0};
    now.actors = initial_actors(model, now.key);
    now.trust = initial_trust(model);
    now.approvals = initial_approvals(model);
    // Who knows whom plays no part here, and drawing it for a million takes longer than the rest.
    now.relations.contacts = Graph(now.actors.size(), Direction::undirected);
    now.relations.pacts = Graph(now.actors.size(), Direction::undirected);
    now.relations.awareness = AwarenessTable(now.actors.size(), 150);
    now.relations.pacts_of.resize(now.actors.size());
    now.funding = initial_funding(model, now);
    const std::size_t size = now.actors.size() / towns;
    for (std::size_t town = 0; town < towns; ++town) {
        Initiative initiative;
        initiative.entity = hash_name(fmt::format("initiative {}", town));
        initiative.founder = ActorId(town * size);
        initiative.topic = TopicId(0);
        initiative.place = PlaceId(town);
        initiative.phase = Phase::design;
        for (std::size_t i = 0; i < std::min(members, size); ++i) {
            Member member;
            member.actor = ActorId(town * size + i);
            member.status = MemberStatus::member;
            initiative.members.push_back(member);
        }
        initiative.account = open_initiative_account(now, fmt::format("initiative {}", town));
        now.initiatives.all.push_back(initiative);
    }
    for (Month month = 0; month < 13; ++month) {
        now.events.clear();
        programmes_step(model, month, now);
        funding_step(model, month, now);
    }
    return now;
}

void months_of_funding(benchmark::State& state, std::size_t towns, std::size_t actors, int threads) {
    const Model model = country(towns, actors);
    State now = after_a_year(model, towns);
    Month month = 13;
    // The step asks for the threads that are left over: inside a single body, all of them.
    parallel_for(1, threads, [&](std::size_t) {
        for (auto _ : state) {
            now.events.clear();
            programmes_step(model, month, now);
            funding_step(model, month, now);
            ++month;
        }
    });
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(actors));
    state.counters["grants"] = static_cast<double>(now.funding.grants.size());
    state.counters["applications"] = static_cast<double>(now.funding.applications_decided);
}

void funding_of_towns(benchmark::State& state) {
    const auto towns = static_cast<std::size_t>(state.range(0));
    months_of_funding(state, towns, towns * members, 1);
}
BENCHMARK(funding_of_towns)->RangeMultiplier(4)->Range(16, 256)->Iterations(480)->Unit(benchmark::kMicrosecond);

/// A hundred actors to a town, as in the country; the second number is that of threads.
void funding_of_a_country(benchmark::State& state) {
    const auto actors = static_cast<std::size_t>(state.range(0));
    months_of_funding(state, actors / 100, actors, static_cast<int>(state.range(1)));
}
BENCHMARK(funding_of_a_country)
    ->ArgNames({"n", "threads"})
    ->ArgsProduct({{1000, 10000, 100000, 1000000}, {1, 2}})
    ->Iterations(12)
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

/// Milliseconds of processor time in which one thread has been at work.
double processor_ms() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

/// Processor time of a month on one thread that goes into each part of the step, in its order.
void parts_of_funding(benchmark::State& state) {
    const auto actors = static_cast<std::size_t>(state.range(0));
    const Model model = country(actors / 100, actors);
    State now = after_a_year(model, actors / 100);
    Month month = 13;
    const std::pair<const char*, std::function<void()>> parts[] = {
        {"programmes_ms", [&] { programmes_step(model, month, now); }},
        {"instalments_ms", [&] { draw_instalments(model, month, now); }},
        {"offices_ms", [&] { pay_offices(model, month, now); }},
        {"releases_ms", [&] { release_money(model, month, now); }},
        {"measures_ms", [&] { spend_on_measures(model, now); }},
        {"decisions_ms", [&] { decide_applications(model, month, now); }},
        {"calls_ms", [&] { write_applications(model, month, now); }},
        {"books_ms", [&] { check_books(model, month, now); }}};
    std::array<double, std::size(parts)> took{};
    parallel_for(1, 1, [&](std::size_t) {
        for (auto _ : state) {
            now.events.clear();
            for (std::size_t k = 0; k < std::size(parts); ++k) {
                const double start = processor_ms();
                parts[k].second();
                took[k] += processor_ms() - start;
            }
            ++month;
        }
    });
    for (std::size_t k = 0; k < std::size(parts); ++k)
        state.counters[parts[k].first] = took[k] / static_cast<double>(state.iterations());
}
BENCHMARK(parts_of_funding)
    ->ArgName("n")
    ->Arg(1000)
    ->Arg(100000)
    ->Arg(1000000)
    ->Iterations(24)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace gemeinsim
