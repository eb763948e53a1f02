// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/membership_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "model/funding/forecast.h"

namespace gemeinsim {
namespace {

/// Whoever does not care for a topic is not aware of a reason to start: its initiative would invite nobody it knows
/// and lose its founder.
void check_founders(const Model& model, const Scenario& scenario, Issues& issues) {
    const std::vector<Row>& rows = scenario.table("initiatives.prescribed");
    for (std::size_t row = 0; row < model.prescribed.size(); ++row) {
        const PrescribedRow& wanted = model.prescribed[row];
        if (!wanted.founder_id || !wanted.topic_id) continue;  // said already
        const Location where = row < rows.size() ? rows[row].where : Location{};
        const ActorRow& founder = model.population.actors[wanted.founder_id];
        const auto salience = founder.salience.find(wanted.topic);
        const bool unaware =
            salience != founder.salience.end() && salience->second <= 0 && model.membership.interest > 0;
        if (unaware)
            issues.error({where, "initiatives.prescribed.founder",
                          fmt::format("\"{}\" is not aware of the topic \"{}\"", wanted.founder, wanted.topic),
                          "its salience for the topic is 0, so that it would have nothing to found for",
                          "give it salience in population.actors, or name another founder"});
        if (wanted.month >= model.time.months)
            issues.warning({where, "initiatives.prescribed.date", "lies beyond the end of the run",
                            "the initiative is never founded", "set an earlier date or a longer time.months"});
    }
}

/// Where the user asked for it: a population may be smaller than the defaults, and then sees no initiative through.
void check_sizes(const Model& model, const Scenario& scenario, Issues& issues) {
    const auto actors = static_cast<int>(model.population.actors.size());
    const auto too_many = [&](const char* key, int wanted) {
        const auto entry = scenario.values.find(key);
        const bool asked = entry != scenario.values.end() && entry->second.origin >= Origin::file;
        if (!asked || actors == 0 || wanted <= actors) return;
        issues.error({{},
                      key,
                      fmt::format("it is {}, and the population has {} actors", wanted, actors),
                      "no initiative could ever be large enough",
                      "lower it or enlarge the population"});
    };
    too_many("initiatives.minimum_members", model.initiatives.minimum_members);
    too_many("initiatives.signers", model.initiatives.signers);
}

void check_twins(const Model& model, Issues& issues) {
    for (const std::string& name : model.membership.without) {
        const std::size_t space = name.rfind(' ');
        const std::string founder = name.substr(0, space);
        const std::string topic = space == std::string::npos ? "" : name.substr(space + 1);
        const bool actor_known = std::any_of(model.population.actors.begin(), model.population.actors.end(),
                                             [&](const ActorRow& row) { return row.id == founder; });
        const bool topic_known =
            std::any_of(model.topics.begin(), model.topics.end(), [&](const Topic& one) { return one.id == topic; });
        if (actor_known && topic_known) continue;
        issues.error({{},
                      "initiatives.without",
                      actor_known ? fmt::format("\"{}\" names no topic of the scenario", name)
                                  : fmt::format("\"{}\" names no actor of the population", name),
                      "an initiative is named by who founds it and its topic",
                      "write \"FOUNDER TOPIC\""});
    }
}

void check_payer(const Model& model, Issues& issues) {
    if (model.governance.broker_paid_by != BrokerPaidBy::grant || model.programmes.empty()) return;
    // A share that is left to the dial of funding logics is no contradiction: the dial may be swept.
    const bool none_may = std::all_of(model.programmes.begin(), model.programmes.end(), [](const Programme& programme) {
        return programme.earmark == Earmark::measures || (programme.office_share && *programme.office_share <= 0);
    });
    // A pool lifts earmarks and lets its part of a grant pay anything.
    if (none_may && pooled_at_most(model) <= 0)
        issues.error({{},
                      "governance.broker_paid_by",
                      "no programme may pay an office",
                      "broker_paid_by = \"grant\", and every programme is for measures only",
                      "give a programme office_share above 0, pool budgets, or let somebody else pay"});
}

}  // namespace

void check_membership(const Model& model, const Scenario& scenario, Issues& issues) {
    check_founders(model, scenario, issues);
    check_sizes(model, scenario, issues);
    check_twins(model, issues);
    check_payer(model, issues);
}

}  // namespace gemeinsim
