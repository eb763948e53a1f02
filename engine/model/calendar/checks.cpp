// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "model/calendar/dates.h"
#include "scenario/nearest.h"
#include "scenario/resolve.h"
#include "scenario/text.h"

namespace gemeinsim {
namespace {

struct Targets {
    const char* noun = "";
    std::vector<std::string> names;
};

Targets targets_of(const Model& model, ShockKind kind) {
    Targets targets;
    switch (kind) {
        case ShockKind::severity:
            targets.noun = "topic";
            for (const Topic& topic : model.topics) targets.names.push_back(topic.id);
            break;
        case ShockKind::leadership:
            targets.noun = "actor";
            for (const ActorRow& actor : model.population.actors) targets.names.push_back(actor.id);
            break;
        case ShockKind::budget:
            targets.noun = "programme";
            for (const Programme& programme : model.programmes) targets.names.push_back(programme.name);
            break;
    }
    return targets;
}

std::string some_of(const std::vector<std::string>& names) {
    constexpr std::size_t most = 8;
    if (names.size() <= most) return joined(names);
    return joined({names.begin(), names.begin() + most}) + fmt::format(" and {} more", names.size() - most);
}

/// A month before the run begins or after it ends changes nothing: most likely a wrong year.
void warn_if_outside(const Model& model, const Row& row, const char* column, const std::string& key, Month first,
                     int months, Issues& issues) {
    if (first + months > 0 && first < model.time.months) return;
    issues.warning({where_of(row, column), key, "it lies outside the run and changes nothing",
                    fmt::format("the run lasts {} months from {}", model.time.months, to_string(model.calendar)),
                    "correct the date, time.start or time.months"});
}

}  // namespace

void check_calendar(const Model& model, const Scenario& scenario, Issues& issues) {
    if (model.topics.empty())
        issues.error({{scenario.file, 0, 0},
                      "topics",
                      "there is no topic",
                      "actors need something to work on",
                      "add a table such as [topics.youth]"});
    const std::vector<Row>& shocks = scenario.table("shocks");
    for (std::size_t s = 0; s < shocks.size(); ++s) {
        const Shock& shock = model.shocks[s];
        const Targets targets = targets_of(model, shock.kind);
        // Where the table itself was refused, its names are missing for another reason, which is told already.
        const bool known = std::find(targets.names.begin(), targets.names.end(), shock.target) != targets.names.end();
        if (!known && !(shock.kind == ShockKind::leadership && targets.names.empty()))
            issues.error({where_of(shocks[s], "target"), "shocks.target",
                          fmt::format("there is no {} {}", targets.noun, in_quotes_short(shock.target)),
                          targets.names.empty() ? fmt::format("the scenario has no {}", targets.noun)
                                                : fmt::format("the {}s are {}", targets.noun, some_of(targets.names)),
                          did_you_mean(shock.target, targets.names, "correct the name")});
        warn_if_outside(model, shocks[s], "date", "shocks.date", shock.month, shock.months, issues);
    }
    const std::vector<Row>& remedies = scenario.table("remedies");
    for (std::size_t r = 0; r < remedies.size(); ++r)
        warn_if_outside(model, remedies[r], "start", "remedies.start", model.remedies[r].from, model.remedies[r].months,
                        issues);
    for (const double month : model.outputs.snapshots) {
        if (month != std::floor(month))
            issues.error({{},
                          "outputs.snapshots",
                          fmt::format("{} is no month", month),
                          "snapshots are taken at the end of whole months",
                          "give whole numbers"});
        else if (month >= model.time.months)
            issues.warning({{},
                            "outputs.snapshots",
                            fmt::format("month {} lies outside the run", month),
                            fmt::format("months run from 0 to {}", model.time.months - 1),
                            "leave it out or raise time.months"});
    }
}

}  // namespace gemeinsim
