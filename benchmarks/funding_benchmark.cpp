// SPDX-License-Identifier: Apache-2.0
// The step "funding" of a country of towns: each has a programme, an initiative and six organisations of its own.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "model/funding/rules.h"
#include "model/registry.h"
#include "scenario/reader.h"
#include "schedule/month.h"

namespace gemeinsim {
namespace {

constexpr int members = 6;

Model country(int towns) {
    std::string text =
        "[time]\nmonths = 24\nburn_in = 0\nstart = \"2008-01\"\n[topics.youth]\n[population]\nactors = [";
    const char* sectors[] = {"administration", "civil_society", "business"};
    for (int town = 0; town < towns; ++town)
        for (int i = 0; i < members; ++i)
            text += fmt::format("{{id = \"t{:05}_{}\", place = \"t{:05}\", sector = \"{}\", hours = 60}}, ", town, i,
                                town, sectors[i % 3]);
    text += "]\n";
    for (int town = 0; town < towns; ++town)
        text += fmt::format(
            "[[funding.programmes]]\nname = \"fund {:05}\"\nplace = \"t{:05}\"\nbudget = 70000\ngrant_max = 6000\n"
            "calls_per_year = 12\nduration = 12\nmonths_to_decide = 2\nsuccess = 0.5\n",
            town, town);
    Issues issues;
    const Scenario scenario = parse_scenario(text, "country.toml", ".", registry(), {}, issues);
    Model model = build(scenario, issues);
    issues.throw_if_any();
    return model;
}

/// A year on, with grants in force and applications waiting.
State after_a_year(const Model& model, int towns) {
    State now = initial_state(model, {1, 0});
    for (int town = 0; town < towns; ++town) {
        Initiative initiative;
        initiative.entity = hash_name(fmt::format("initiative {}", town));
        initiative.founder = ActorId(static_cast<std::size_t>(town * members));
        initiative.topic = TopicId(0);
        initiative.place = PlaceId(static_cast<std::size_t>(town));
        initiative.phase = Phase::design;
        for (int i = 0; i < members; ++i) {
            Member member;
            member.actor = ActorId(static_cast<std::size_t>(town * members + i));
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
    now.relations.dyads = {};  // quadratic in actors and read by nobody here: freeing it would be all that is timed
    return now;
}

void funding_of_towns(benchmark::State& state) {
    const auto towns = static_cast<int>(state.range(0));
    const Model model = country(towns);
    const State start = after_a_year(model, towns);
    for (auto _ : state) {
        state.PauseTiming();
        State now = start;
        state.ResumeTiming();
        programmes_step(model, 13, now);
        funding_step(model, 13, now);
        benchmark::DoNotOptimize(now);
    }
    state.SetItemsProcessed(state.iterations() * towns);
    state.counters["grants"] = static_cast<double>(start.funding.grants.size());
}
BENCHMARK(funding_of_towns)->RangeMultiplier(4)->Range(16, 256)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace gemeinsim
