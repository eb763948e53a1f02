// SPDX-License-Identifier: Apache-2.0
// A month of effort in one initiative, by rule and payoff, through the engine's own revise_effort.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <string>
#include <vector>

#include "model/initiative/effort.h"
#include "model/initiative/joining.h"
#include "model/registry.h"
#include "scenario/reader.h"
#include "schedule/month.h"

namespace gemeinsim {
namespace {

Model town(int members, const char* rule, const char* payoff) {
    Issues issues;
    const std::string text = fmt::format(
        "[time]\nmonths = 1\nburn_in = 0\n[topics.youth]\n[population]\ncivil_society = {}\n[impact]\nproduction = "
        "\"linear\"\n",
        members);
    const std::vector<Override> overrides = {
        {"initiatives.effort_rule", rule}, {"initiatives.effort_payoff", payoff}, {"initiatives.effort_revision", "1"}};
    const Scenario scenario = parse_scenario(text, "benchmark", ".", registry(), overrides, issues);
    issues.throw_if_any();
    Model model = build(scenario, issues);
    issues.throw_if_any();
    return model;
}

/// An initiative of everybody, all in contact.
State working(const Model& model) {
    State now = initial_state(model, {1, 0});
    Initiative initiative;
    initiative.entity = 1;
    initiative.founder = ActorId(0);
    initiative.topic = TopicId(0);
    initiative.place = PlaceId(0);
    for (const ActorId i : IdRange<ActorId>(now.actors.size())) {
        Member member;
        member.actor = i;
        member.status = MemberStatus::member;
        member.effort = i.index() % 2 == 0 ? 1 : 0;
        initiative.members.push_back(member);
        for (const ActorId j : IdRange<ActorId>(i.index())) now.relations.contacts.add(i, j);
    }
    now.initiatives.all.push_back(initiative);
    return now;
}

void month_of_effort(benchmark::State& bench, const char* rule, const char* payoff) {
    const Model model = town(static_cast<int>(bench.range(0)), rule, payoff);
    State now = working(model);
    JoinWork join(model, now);
    EffortWork work;
    Month month = 0;
    for (auto _ : bench) revise_effort(model, month++, now, InitiativeId(0), join, work);
    bench.SetItemsProcessed(bench.iterations() * bench.range(0));
}

BENCHMARK_CAPTURE(month_of_effort, logit_belief, "logit", "belief")->Arg(20)->Arg(80);
BENCHMARK_CAPTURE(month_of_effort, logit_production, "logit", "production")->Arg(20)->Arg(80);
BENCHMARK_CAPTURE(month_of_effort, logit_minimum, "logit", "minimum")->Arg(20)->Arg(80);
BENCHMARK_CAPTURE(month_of_effort, fermi_donation, "fermi", "donation")->Arg(20)->Arg(80);
BENCHMARK_CAPTURE(month_of_effort, moran_donation, "moran", "donation")->Arg(20)->Arg(80);
BENCHMARK_CAPTURE(month_of_effort, death_birth_donation, "death_birth", "donation")->Arg(20)->Arg(80);

}  // namespace
}  // namespace gemeinsim
