// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <iterator>
#include <memory>
#include <string>

#include "model/actors/lifetimes.h"
#include "model/calendar/dates.h"
#include "model/exchange/rules.h"
#include "model/feasibility.h"
#include "model/funding/programmes.h"
#include "model/hierarchy/desks.h"
#include "model/hierarchy/jurisdiction.h"
#include "model/initiative/effort_check.h"
#include "model/initiative/membership_check.h"
#include "model/initiative/task_order.h"
#include "model/model.h"
#include "model/relations/effects.h"
#include "model/relations/rules.h"
#include "model/remedies/rules.h"

namespace gemeinsim {
namespace {

ActorId find_actor(const Population& population, const std::string& id) {
    for (const ActorId i : IdRange<ActorId>(population.actors.size()))
        if (population.actors[i].id == id) return i;
    return {};
}

/// A row of [[initiatives.prescribed]] with its names looked up and its date placed.
PrescribedRow read_prescribed(const Model& model, const Row& row, Issues& issues) {
    PrescribedRow wanted = prescribed_columns().read(row.values);
    const auto actor = [&](const std::string& id, const std::string& column) {
        const ActorId found = find_actor(model.population, id);
        // Where there is nobody at all, that is told already.
        if (!found && !model.population.actors.empty())
            issues.error({row.where, "initiatives.prescribed." + column, "there is no actor \"" + id + "\"",
                          "an initiative consists of actors of the population", "use an id of population.actors"});
        return found;
    };
    wanted.founder_id = actor(wanted.founder, "founder");
    for (const std::string& id : wanted.members)
        if (const ActorId member = actor(id, "members")) wanted.member_ids.push_back(member);
    for (const TopicId topic : IdRange<TopicId>(model.topics.size()))
        if (model.topics[topic].id == wanted.topic) wanted.topic_id = topic;
    if (!wanted.topic_id)
        issues.error({row.where, "initiatives.prescribed.topic", "there is no topic \"" + wanted.topic + "\"",
                      "an initiative works on a topic of the scenario", "use the name of a table [topics.NAME]"});
    if (wanted.date) wanted.month = model.calendar.month_at(wanted.date->start_year, wanted.date->start_month);
    return wanted;
}

/// A check that knows only its parameters names the key; where that stands the scenario knows.
Issue located(const Scenario& scenario, Issue issue) {
    if (!issue.where.file.empty()) return issue;
    const auto entry = scenario.values.find(issue.key);
    if (entry != scenario.values.end()) issue.where = entry->second.where;
    if (issue.where.file.empty()) issue.where.file = scenario.file;
    return issue;
}

Model compile(const Scenario& scenario, Issues& issues) {
    Model model;
    model.time = time_parameters().read(scenario.values);
    model.calendar = model.time.start.value_or(Calendar{});
    model.population = read_population(scenario, issues);
    model.lifetimes = read_lifetimes(model.population, model.calendar);
    model.initial_network = initial_network_parameters().read(scenario.values);
    if (!issues.any()) check_initial_network(model.initial_network, scenario, model.population, issues);
    for (const Row& row : scenario.table("topics")) {
        Topic topic = topic_columns().read(row.values);
        topic.id = row.name;
        if (topic.title.empty()) topic.title = topic.id;
        model.topics.push_back(std::move(topic));
    }
    model.actors = actors_parameters().read(scenario.values);
    model.attribute_laws = std::make_shared<const AttributeLaws>(model.actors);
    model.relations = relations_parameters().read(scenario.values);
    for (const Row& row : scenario.table("relations.effects"))
        model.relations.effects.push_back(effect_columns().read(row.values));
    check_relations(model.relations, issues);
    model.schedule = schedule_parameters().read(scenario.values);
    std::vector<std::string> ids;
    for (const ActorRow& actor : model.population.actors) ids.push_back(actor.id);
    if (!ids.empty()) {
        model.population.dyads = read_dyads(scenario, ids, !model.relations.directed, issues);
        check_effects(model, scenario, issues);
    }
    model.exchange = exchange_parameters().read(scenario.values);
    check_exchange(model, issues);
    model.hierarchy = hierarchy_parameters().read(scenario.values);
    model.jurisdiction = jurisdiction_parameters().read(scenario.values);
    model.leadership = leadership_parameters().read(scenario.values);
    read_jurisdiction(model, scenario, issues);
    model.funding = funding_parameters().read(scenario.values);
    model.programmes = read_programmes(model, scenario);
    model.governance = governance_parameters().read(scenario.values);
    model.initiatives = initiatives_parameters().read(scenario.values);
    check_governance(model, scenario, issues);
    check_goals(model.initiatives, scenario, issues);
    read_task_order(model, issues);
    model.membership = membership_parameters().read(scenario.values);
    for (const Row& row : scenario.table("initiatives.prescribed"))
        model.prescribed.push_back(read_prescribed(model, row, issues));
    model.impact = impact_parameters().read(scenario.values);
    check_effort(model, scenario, issues);
    for (const Row& row : scenario.table("shocks")) {
        Shock shock = shock_columns().read(row.values);
        if (shock.date) shock.month = model.calendar.month_at(shock.date->start_year, shock.date->start_month);
        model.shocks.push_back(std::move(shock));
    }
    for (const Row& row : scenario.table("remedies")) {
        Remedy remedy = remedy_columns().read(row.values);
        if (remedy.start) remedy.from = model.calendar.month_at(remedy.start->start_year, remedy.start->start_month);
        if (remedy.end)
            remedy.months = model.calendar.month_at(remedy.end->start_year, remedy.end->start_month) - remedy.from + 1;
        for (const ProgrammeId at : IdRange<ProgrammeId>(model.programmes.size()))
            if (model.programmes[at].name == remedy.payer) remedy.payer_programme = at;
        if (!remedy.payer.empty()) remedy.payer_id = find_actor(model.population, remedy.payer);
        for (const PlaceId place : IdRange<PlaceId>(model.population.places.size()))
            if (std::find(remedy.places.begin(), remedy.places.end(), model.population.places[place].id) !=
                remedy.places.end())
                remedy.place_ids.push_back(place);
        model.remedies.push_back(remedy);
    }
    check_membership(model, scenario, issues);
    check_hierarchy(model, scenario, issues);
    check_programmes(model, scenario, issues);
    model.outputs = outputs_parameters().read(scenario.values);
    check_calendar(model, scenario, issues);
    check_lifetimes(model, scenario, issues);
    check_remedies(model, scenario, issues);
    // What cannot happen is worth telling where nothing else is wrong.
    if (!issues.any()) {
        warn_of_impossible_cooperation(model, scenario, issues);
        warn_of_impossible_money(model, scenario, issues);
    }
    return model;
}

/// Whatever the state has its shape from, or reads before the first month only.
bool holds_from_the_start(const std::string& path) {
    static const char* const groups[] = {"population.", "time.", "outputs.", "scenario.", "topics."};
    for (const char* group : groups)
        if ((path + ".").starts_with(group)) return true;
    static const char* const single[] = {"relations.directed", "exchange.items",      "exchange.initial_items",
                                         "exchange.relearn",   "exchange.prior_kept", "exchange.prior_broken"};
    return std::find(std::begin(single), std::end(single), path) != std::end(single);
}

bool same_values(const Values& a, const Values& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& one, const auto& other) {
        return one.first == other.first && one.second.value == other.second.value;
    });
}

/// A branch changes rules and not the world that they meet.
void check_branch(const Scenario& scenario, const Scenario& trunk, const Model& model, Issues& issues) {
    if (model.fork < 0 || model.fork >= model.time.months)
        issues.error({{},
                      "time.fork",
                      "lies outside the run",
                      "the branches would never part or have no common past",
                      "name a month after the first and before the end"});
    const auto refuse = [&](const std::string& path, Location where) {
        issues.error({std::move(where), path, "cannot change at time.fork",
                      "it shapes the world before the first month", "make it a factor of a sweep without time.fork"});
    };
    for (const auto& [path, entry] : scenario.values) {
        const auto before = trunk.values.find(path);
        const bool differs = before == trunk.values.end() || before->second.value != entry.value;
        if (differs && path != "time.fork" && holds_from_the_start(path)) refuse(path, entry.where);
    }
    for (const auto& [path, rows] : scenario.rows) {
        if (!holds_from_the_start(path)) continue;
        const std::vector<Row>& before = trunk.table(path);
        const bool same = rows.size() == before.size() &&
                          std::equal(rows.begin(), rows.end(), before.begin(), [](const Row& one, const Row& other) {
                              return one.name == other.name && same_values(one.values, other.values);
                          });
        if (!same) refuse(path, rows.empty() ? Location{} : rows.front().where);
    }
    const Model& past = *model.trunk;
    const bool same_programmes =
        std::equal(past.programmes.begin(), past.programmes.end(), model.programmes.begin(), model.programmes.end(),
                   [](const Programme& one, const Programme& other) { return one.name == other.name; });
    if (!same_programmes)
        issues.error({{},
                      "funding.programmes",
                      "has other rows after time.fork",
                      "programmes keep their books from the first month",
                      "keep the rows and change what stands in them"});
}

}  // namespace

Model build(const Scenario& scenario, Issues& issues) {
    Issues found;
    Model model = compile(scenario, found);
    if (scenario.trunk && model.time.fork) {
        model.trunk = std::make_shared<const Model>(compile(*scenario.trunk, found));
        model.fork = model.calendar.month_at(model.time.fork->start_year, model.time.fork->start_month);
        if (!found.any()) check_branch(scenario, *scenario.trunk, model, found);
    }
    for (const Issue& error : found.errors()) issues.error(located(scenario, error));
    for (const Issue& warning : found.warnings()) issues.warning(located(scenario, warning));
    return model;
}

}  // namespace gemeinsim
