// SPDX-License-Identifier: Apache-2.0
#include "model/registry.h"

#include <iterator>
#include <utility>

#include "model/exchange/observables.h"
#include "model/funding/observables.h"
#include "model/hierarchy/observables.h"
#include "model/impact/observables.h"
#include "model/initiative/observables.h"
#include "model/model.h"
#include "model/relations/observables.h"
#include "model/remedies/observables.h"

namespace gemeinsim {
namespace {

struct ScenarioText {
    std::string name;
    std::string title;
    std::string description;
    std::vector<std::string> sources;
};

ParameterTable<ScenarioText> scenario_parameters() {
    using P = ScenarioText;
    const auto spec = [](const std::string& text) {
        return Spec<std::string>{.role = Role::constant, .source = "the user", .text = text};
    };
    return ParameterTable<P>("scenario")
        .text("name", &P::name, spec("Short name"))
        .text("title", &P::title, spec("Heading of figures and reports"))
        .text("description", &P::description, spec("What the scenario describes"))
        .texts("sources", &P::sources,
               {.role = Role::constant, .source = "the user", .text = "Where its numbers come from"});
}

/// The ten challenges are dials: they hold no value of their own, but set the parameters that name them.
std::vector<Parameter> challenge_parameters() {
    const std::pair<const char*, const char*> dials[] = {
        {"opposing_logics", "Opposing logics of action"},
        {"funding_logics", "Funding logics and lacking resources"},
        {"dependence_competition", "Dependence, competition and multiple roles"},
        {"federal_jurisdiction", "Federal responsibilities and density of regulation"},
        {"little_impact_orientation", "Too little engagement with impact"},
        {"personal_differences", "Personal differences"},
        {"hierarchy_silos", "Hierarchies and silos"},
        {"missing_overview", "Missing overview of actors and offers"},
        {"changing_priorities", "Changing priorities and unclear leadership"},
        {"missing_know_how", "Missing practical knowledge of network work"}};
    std::vector<Parameter> parameters;
    for (const auto& [name, text] : dials) {
        Parameter dial;
        dial.path = std::string("challenges.") + name;
        dial.range = {0, 1};
        dial.standard = .5;
        dial.source = "practitioners' poll of the source talk: a name, no size";
        dial.text = std::string(text) + ": 0 is absent, 1 the strongest that is plausible";
        parameters.push_back(std::move(dial));
    }
    return parameters;
}

Parameter preset_parameter() {
    Parameter parameter;
    parameter.path = "governance.preset";
    parameter.kind = ParameterKind::choice;
    for (const Preset& preset : governance_presets()) parameter.choices.push_back(preset.choice);
    parameter.standard = parameter.choices.front();
    parameter.role = Role::lever;
    parameter.source = "Provan & Kenis 2008; Pakt fuer Pirmasens for the round table";
    parameter.text = "A named combination of the six choices below; a choice that is given beats it";
    return parameter;
}

template <class Group>
void append(std::vector<Parameter>& all, const ParameterTable<Group>& table) {
    const std::vector<Parameter> more = table.parameters();
    all.insert(all.end(), more.begin(), more.end());
}

Registry gather() {
    std::vector<Parameter> all;
    append(all, scenario_parameters());
    append(all, time_parameters());
    append(all, population_parameters());
    append(all, population_hierarchy_parameters());
    append(all, initial_network_parameters());
    append(all, actors_parameters());
    append(all, relations_parameters());
    append(all, schedule_parameters());
    append(all, exchange_parameters());
    append(all, hierarchy_parameters());
    append(all, jurisdiction_parameters());
    append(all, leadership_parameters());
    append(all, funding_parameters());
    append(all, membership_parameters());
    append(all, initiatives_parameters());
    all.push_back(preset_parameter());
    append(all, governance_parameters());
    append(all, impact_parameters());
    for (Parameter& dial : challenge_parameters()) all.push_back(std::move(dial));
    append(all, outputs_parameters());
    for (Parameter& parameter : all) {
        if (parameter.path != "outputs.metrics") continue;
        parameter.choices.emplace_back("all");
        for (const Metric& metric : metrics()) parameter.choices.push_back(metric.name);
    }

    std::vector<RowTable> tables = population_tables();
    tables.push_back({"topics", true, false, topic_columns().parameters(), "What actors work on"});
    tables.push_back({"funding.programmes", false, false, programme_columns().parameters(), "Sources of money",
                      programme_presets()});
    tables.push_back({"relations.effects", false, false, effect_columns().parameters(),
                      "Structural effects of the evaluation function"});
    tables.push_back({"initiatives.prescribed", false, false, prescribed_columns().parameters(),
                      "Initiatives that begin on a date"});
    tables.push_back({"jurisdiction.topics", true, false, competence_columns().parameters(),
                      "Which levels hold competence for a topic and make rules for it"});
    tables.push_back({"jurisdiction.signatories", false, false, signatory_columns().parameters(),
                      "Actors that must be asked without standing in the chain of superiors"});
    tables.push_back({"shocks", false, false, shock_columns().parameters(), "What happens to the world on a date"});
    tables.push_back({"remedies", false, false, remedy_columns().parameters(), "What is done about the challenges"});
    std::vector<Preset> presets = governance_presets();
    for (Preset& preset : leadership_presets()) presets.push_back(std::move(preset));
    return {std::move(all), std::move(tables), std::move(presets)};
}

}  // namespace

const Registry& registry() {
    static const Registry everything = gather();
    return everything;
}

const Metrics& metrics() {
    static const Metrics everything = [] {
        Metrics all;
        for (Metrics more : {relations_metrics(), exchange_metrics(), hierarchy_metrics(), initiatives_metrics(),
                             funding_metrics(), impact_metrics(), remedies_metrics()})
            std::move(more.begin(), more.end(), std::back_inserter(all));
        return all;
    }();
    return everything;
}

}  // namespace gemeinsim
