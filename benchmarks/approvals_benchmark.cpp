// SPDX-License-Identifier: Apache-2.0
// The step "approvals" alone, in steady state: a town, and towns enough for a country.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "model/actors/rules.h"
#include "model/hierarchy/rules.h"
#include "model/registry.h"
#include "scenario/reader.h"
#include "schedule/month.h"

namespace gemeinsim {
namespace {

/// `places` towns of ten units: a head over two departments of a few units each, an association with a board.
Model towns(int places) {
    std::string actors = "id,sector,level,superior,place\n";
    for (int p = 0; p < places; ++p) {
        const std::string town = fmt::format("t{:05}", p);
        actors += fmt::format("{0}_head,administration,municipal,,{0}\n", town);
        for (int d = 0; d < 2; ++d) {
            actors += fmt::format("{0}_dep{1},administration,municipal,{0}_head,{0}\n", town, d);
            for (int u = 0; u < 2; ++u)
                actors += fmt::format("{0}_unit{1}{2},administration,municipal,{0}_dep{1},{0}\n", town, d, u);
        }
        actors += fmt::format("{0}_board,civil_society,none,,{0}\n{0}_club,civil_society,none,{0}_board,{0}\n", town);
        actors += fmt::format("{0}_firm,business,none,,{0}\n", town);
    }
    const std::filesystem::path folder = std::filesystem::temp_directory_path() / "gemeinsim_approvals_benchmark";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "actors.csv") << actors;
    Issues issues;
    const Scenario scenario = parse_scenario(
        "[time]\nburn_in = 0\n[topics.youth]\n[population]\nactors = \"actors.csv\"\n"
        "[hierarchy]\napproval_depth = 2\nutilisation = 0.5\n",
        "towns.toml", folder, registry(), {}, issues);
    issues.throw_if_any();
    Model model = build(scenario, issues);
    issues.throw_if_any();
    return model;
}

/// Every unit asks once in ten months; items are desk-months.
void approvals(benchmark::State& state) {
    const Model model = towns(static_cast<int>(state.range(0)));
    State now;
    now.key = {1, 0};
    now.actors = initial_actors(model, now.key);
    now.approvals = initial_approvals(model);
    Month month = 0;
    const auto one_month = [&] {
        now.events.clear();
        for (const ActorId i : IdRange<ActorId>(now.actors.size()))
            if ((i.index() + static_cast<std::size_t>(month)) % 10 == 0)
                submit(model, now,
                       {.initiator = i,
                        .counterpart = {},
                        .subject = static_cast<std::uint64_t>(month),
                        .topic = TopicId(0),
                        .born = month + .5});
        approvals_step(model, month, now);
        month = (month + 1) % 30000;
    };
    for (int warm = 0; warm < 24; ++warm) one_month();
    for (auto _ : state) one_month();
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(now.approvals.staffed.size()));
    state.counters["desks"] = static_cast<double>(now.approvals.staffed.size());
    state.counters["actors"] = static_cast<double>(now.actors.size());
    state.counters["cases_kept"] = static_cast<double>(now.approvals.cases.size());
}
BENCHMARK(approvals)->Arg(20)->Arg(10000)->Unit(benchmark::kMicrosecond)->UseRealTime();

}  // namespace
}  // namespace gemeinsim
