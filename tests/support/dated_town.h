// SPDX-License-Identifier: Apache-2.0
// A town for tests of actors that appear and end on dates.
#pragma once

#include <string>

#include "model/model.h"
#include "model/registry.h"
#include "scenario/reader.h"

namespace gemeinsim::tests {

inline constexpr Month town_months = 60;

inline std::string actor(const std::string& id, const std::string& sector, const std::string& more = "") {
    return "[[population.actors]]\nid = \"" + id + "\"\nsector = \"" + sector + "\"\nsalience.youth = 0.9\n" + more;
}

/// A town from 2010 on; the centre stands in the middle of the order of names. `more` is of the scenario, `centre` of
/// its row, which is left out where `there` says so.
inline std::string town(const std::string& centre, const std::string& more = "", bool there = true) {
    std::string text =
        "[time]\nstart = \"2010-01\"\nmonths = 60\nburn_in = 12\n[topics.youth]\n"
        "[outputs]\nmetrics = [\"all\"]\nsnapshots = [10, 59]\n" +
        more + actor("city_hall", "administration", "level = \"municipal\"\n") +
        actor("office_a", "administration", "level = \"municipal\"\nsuperior = \"city_hall\"\n") +
        actor("office_b", "administration", "level = \"municipal\"\nsuperior = \"city_hall\"\n");
    for (const char* id : {"association_1", "association_2", "association_3", "welfare_1", "welfare_2"})
        text += actor(id, "civil_society");
    for (const char* id : {"chamber", "firm_1", "firm_2"}) text += actor(id, "business");
    return text + (there ? actor("centre", "civil_society", "hours = 40\nmoney = 5000\n" + centre) : "");
}

inline constexpr const char* mortal = "[actors]\nend_rate = 0.2\nbirth_rate = 0.5\n";
inline constexpr const char* immortal = "[actors]\nend_rate = 0\nbirth_rate = 0\n";

inline Scenario scenario_of(const std::string& text) {
    Issues issues;
    Scenario scenario = parse_scenario(text, "town.toml", ".", registry(), {}, issues);
    issues.throw_if_any();
    return scenario;
}

inline Model model_of(const std::string& text) {
    Issues issues;
    Model model = build(scenario_of(text), issues);
    issues.throw_if_any();
    return model;
}

inline ActorId named(const Model& model, const std::string& id) {
    for (const ActorId i : IdRange<ActorId>(model.population.actors.size()))
        if (model.population.actors[i].id == id) return i;
    return {};
}

}  // namespace gemeinsim::tests
