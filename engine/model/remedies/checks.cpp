// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string_view>

#include "model/remedies/rules.h"
#include "scenario/nearest.h"
#include "scenario/resolve.h"
#include "scenario/text.h"

namespace gemeinsim {
namespace {

void check_length(const Model& model, const Row& row, const Remedy& remedy, Issues& issues) {
    if (!remedy.end) return;
    const Month last = model.calendar.month_at(remedy.end->start_year, remedy.end->start_month);
    if (last < remedy.from)
        issues.error({where_of(row, "end"), "remedies.end",
                      fmt::format("{} lies before the start, {}", to_string(*remedy.end), to_string(*remedy.start)),
                      "a remedy ends with its last month", "correct one of the two dates"});
    else if (is_given(row, "months"))
        issues.error({where_of(row, "months"), "remedies.months", "the length is given twice",
                      fmt::format("end = {} says how long it lasts, too", to_string(*remedy.end)),
                      "leave out months or end"});
}

void check_payer(const Model& model, const Row& row, const Remedy& remedy, Issues& issues) {
    const bool needs_money = remedy.cost > 0 || (remedy.kind == RemedyKind::backbone_funding && remedy.strength > 0);
    if (remedy.payer.empty()) {
        if (needs_money)
            issues.error({row.where, "remedies.payer", fmt::format("nobody pays for {}", name_of(remedy.kind)),
                          remedy.cost > 0 ? "it has a cost" : "it pays hours of coordination",
                          "name the id of an actor, a programme, or outside"});
        return;
    }
    std::vector<const char*> meant;
    if (remedy.payer_id) meant.push_back("an actor");
    if (remedy.payer_programme) meant.push_back("a programme");
    if (remedy.payer == "outside") meant.push_back("the outside");
    if (meant.size() > 1)
        issues.error({where_of(row, "payer"), "remedies.payer",
                      fmt::format("{} is {}", in_quotes_short(remedy.payer), fmt::join(meant, " and ")),
                      "a payer must mean one of them", "rename the others"});
    if (!meant.empty()) return;
    // Where the population itself was refused, its names are missing for another reason, which is told already.
    if (model.population.actors.empty()) return;
    std::vector<std::string> names = {"outside"};
    for (const Programme& programme : model.programmes) names.push_back(programme.name);
    for (const ActorRow& actor : model.population.actors) names.push_back(actor.id);
    issues.error({where_of(row, "payer"), "remedies.payer", "there is no payer " + in_quotes_short(remedy.payer),
                  "it is the id of an actor, the name of a programme, or outside",
                  did_you_mean(remedy.payer, names, "correct the name")});
}

/// Columns that some kinds alone read.
void check_columns(const Row& row, const Remedy& remedy, Issues& issues) {
    const auto only = [&](RemedyKind kind, std::initializer_list<const char*> columns) {
        if (remedy.kind == kind) return;
        for (const char* column : columns)
            if (is_given(row, column))
                issues.error({where_of(row, column), std::string("remedies.") + column,
                              fmt::format("{} has no such thing", name_of(remedy.kind)),
                              fmt::format("it belongs to {}", name_of(kind)), "remove it or change the kind"});
    };
    only(RemedyKind::training, {"audience", "days", "coaching_days"});
    only(RemedyKind::portal, {"upkeep_hours", "editor_entries", "stale_months", "look_ups", "public_reach", "planning",
                              "places", "across_places"});
    const bool no_course =
        remedy.audience == Audience::participants ? remedy.days.value_or(0) <= 0 : remedy.days && *remedy.days <= 0;
    if (remedy.kind == RemedyKind::training && remedy.coaching_days > 0 && no_course)
        issues.error({where_of(row, "coaching_days"), "remedies.coaching_days", "there is no course to coach after",
                      "days is 0", "give days or leave coaching_days out"});
}

void check_places(const Model& model, const Row& row, const Remedy& remedy, Issues& issues) {
    std::vector<std::string> known;
    for (const Place& place : model.population.places) known.push_back(place.id);
    // Where the population itself was refused, its places are missing for another reason, which is told already.
    if (known.empty()) return;
    constexpr std::size_t most = 8;
    const std::string listed = known.size() <= most ? joined(known)
                                                    : joined({known.begin(), known.begin() + most}) +
                                                          fmt::format(" and {} more", known.size() - most);
    for (const std::string& name : remedy.places)
        if (!std::binary_search(known.begin(), known.end(), name))
            issues.error({where_of(row, "places"), "remedies.places", "there is no place " + in_quotes_short(name),
                          "the places are " + listed,
                          did_you_mean(name, known, "correct the name or add it to population.places")});
}

}  // namespace

void check_remedies(const Model& model, const Scenario& scenario, Issues& issues) {
    const std::vector<Row>& rows = scenario.table("remedies");
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const Remedy& remedy = model.remedies[r];
        if (!remedy.start) continue;  // told when the row was read
        check_length(model, rows[r], remedy, issues);
        check_payer(model, rows[r], remedy, issues);
        check_columns(rows[r], remedy, issues);
        check_places(model, rows[r], remedy, issues);
    }
}

}  // namespace gemeinsim
