// SPDX-License-Identifier: Apache-2.0
#include "run/core/selfcheck/probe.h"

#include <fmt/format.h>

#include "model/registry.h"
#include "model/relations/rules.h"
#include "scenario/reader.h"
#include "schedule/month.h"

namespace gemeinsim::selfcheck {

Model compile(const std::string& toml, const Values& values) {
    std::vector<Override> overrides;
    for (const auto& [path, value] : values) overrides.push_back({path, value});
    Issues issues;
    const Scenario scenario = parse_scenario(toml, "selfcheck", ".", registry(), overrides, issues);
    issues.throw_if_any();
    Model model = build(scenario, issues);
    issues.throw_if_any();
    return model;
}

std::string bare_world(int actors) {
    return fmt::format(R"(
[time]
months = 1
burn_in = 0
[population]
civil_society = {}
[topics.youth]
[relations]
consideration = "complete"
rationality = 1
motive_scale = 0
contact_cost = 0
pact_cost = 0
contact_hours = 0
pact_hours = 0
pact_rate = 0
crowding = 0
g_logic = 0
g_silo = 0
g_level = 0
g_person = 0
g_compete = 0
g_depend = 0
g_role = 0
g_distance = 0
h_know_how = 0
h_trust = 0
)",
                       actors);
}

std::string effects_value(const std::vector<Weight>& weights) {
    std::string rows;
    for (const Weight& one : weights)
        if (one.weight != 0) rows += fmt::format("{{name = \"{}\", weight = {}}}, ", one.effect, one.weight);
    return "[" + rows + "]";
}

State start(const Model& model, std::uint64_t replicate) {
    return initial_state(model, {1, replicate});
}

Code code_of(const GraphSpace& space, const Graph& contacts) {
    Code code = 0;
    for (const ActorId i : IdRange<ActorId>(contacts.actors()))
        for (const ActorId j : contacts.out(i))
            code |= space.bit(static_cast<int>(i.index()), static_cast<int>(j.index()));
    return code;
}

Probe::Probe(const Model& model)
    : model_(model),
      space_(static_cast<int>(model.population.actors.size()), model.relations.directed),
      now_(std::make_unique<State>(start(model, 0))),
      evaluation_(model, *now_),
      revision_(model, *now_, evaluation_),
      graph_(code_of(space_, now_->relations.contacts)) {}

void Probe::set(Code graph) {
    const int n = space_.nodes();
    for (int i = 0; i < n; ++i)
        for (int j = space_.directed() ? 0 : i + 1; j < n; ++j) {
            if (i == j || space_.has(graph, i, j) == space_.has(graph_, i, j)) continue;
            Graph& contacts = now_->relations.contacts;
            if (space_.has(graph, i, j))
                contacts.add(ActorId(i), ActorId(j));
            else
                contacts.remove(ActorId(i), ActorId(j));
        }
    graph_ = graph;
}

std::vector<ToggleProbability> Probe::toggles(int ego) {
    return revision_.contact_probabilities(ActorId(ego));
}

bool Probe::stable(Code graph) {
    set(graph);
    for (int i = 0; i < space_.nodes(); ++i)
        for (const ToggleProbability& toggle : toggles(i))
            if (toggle.probability > 0) return false;
    return true;
}

double Probe::utility(Code graph, int i) {
    double total = 0;
    for (int j = 0; j < space_.nodes(); ++j) {
        if (j == i || !space_.has(graph, i, j)) continue;
        set(graph);
        evaluation_.focus(ActorId(i));
        total += evaluation_.contact(ActorId(j));
        graph &= ~space_.bit(i, j);
    }
    return total;
}

double Probe::welfare(Code graph) {
    double total = 0;
    for (int i = 0; i < space_.nodes(); ++i) total += utility(graph, i);
    return total;
}

Utilities Probe::levels() {
    Column<ActorId, double> all;
    return {space_, [&](Code graph, int i) {
                if (i == 0) {
                    set(graph);
                    all = utilities(model_, *now_);
                }
                return all[ActorId(i)];
            }};
}

Chain Probe::chain() {
    Chain chain(space_.count());
    for (Code graph = 0; graph < space_.count(); ++graph) {
        set(graph);
        for (int ego = 0; ego < space_.nodes(); ++ego)
            for (const ToggleProbability& toggle : toggles(ego))
                if (toggle.probability > 0)
                    chain[graph].push_back({graph ^ space_.bit(ego, static_cast<int>(toggle.partner.index())),
                                            toggle.probability / space_.nodes()});
    }
    return chain;
}

}  // namespace gemeinsim::selfcheck
