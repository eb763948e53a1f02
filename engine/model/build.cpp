// SPDX-License-Identifier: Apache-2.0
#include "model/model.h"
#include "model/relations/rules.h"

#include <algorithm>

namespace gemeinsim {

Model build(const Scenario& scenario, Issues& issues) {
    Model model;
    model.time = time_parameters().read(scenario.values);
    model.calendar = model.time.start.value_or(Calendar{});
    model.population = read_population(scenario, issues);
    for (const Row& row : scenario.table("topics")) {
        Topic topic = topic_columns().read(row.values);
        topic.id = row.name;
        if (topic.title.empty()) topic.title = topic.id;
        model.topics.push_back(std::move(topic));
    }
    model.actors = actors_parameters().read(scenario.values);
    model.relations = relations_parameters().read(scenario.values);
    for (const Row& row : scenario.table("relations.effects"))
        model.relations.effects.push_back(effect_columns().read(row.values));
    check_relations(model.relations, issues);
    model.exchange = exchange_parameters().read(scenario.values);
    model.hierarchy = hierarchy_parameters().read(scenario.values);
    model.jurisdiction = jurisdiction_parameters().read(scenario.values);
    model.leadership = leadership_parameters().read(scenario.values);
    model.funding = funding_parameters().read(scenario.values);
    for (const Row& row : scenario.table("funding.programmes")) {
        Programme programme = programme_columns().read(row.values);
        const auto month = [&](const std::optional<Calendar>& date, Month otherwise) {
            return date ? model.calendar.month_at(date->start_year, date->start_month) : otherwise;
        };
        programme.opens = std::max(0, month(programme.first, 0));
        programme.closes = month(programme.last, model.time.months);
        model.programmes.push_back(std::move(programme));
    }
    model.governance = governance_parameters().read(scenario.values);
    model.initiatives = initiatives_parameters().read(scenario.values);
    check_governance(model, scenario, issues);
    check_goals(model.initiatives, scenario, issues);
    model.impact = impact_parameters().read(scenario.values);
    for (const Row& row : scenario.table("shocks")) {
        Shock shock = shock_columns().read(row.values);
        if (shock.date)
            shock.month = model.calendar.month_at(shock.date->start_year, shock.date->start_month);
        model.shocks.push_back(std::move(shock));
    }
    for (const Row& row : scenario.table("remedies")) {
        Remedy remedy = remedy_columns().read(row.values);
        if (remedy.start)
            remedy.from = model.calendar.month_at(remedy.start->start_year, remedy.start->start_month);
        model.remedies.push_back(std::move(remedy));
    }
    model.outputs = outputs_parameters().read(scenario.values);
    return model;
}

}  // namespace gemeinsim
