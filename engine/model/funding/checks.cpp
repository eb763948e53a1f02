// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <map>

#include "model/funding/programmes.h"
#include "scenario/text.h"

namespace gemeinsim {
namespace {

Location where_of(const Row& row, const char* column) {
    const auto found = row.values.find(column);
    return found != row.values.end() && found->second.where.line > 0 ? found->second.where : row.where;
}

std::string eur(Cents cents) {
    return fmt::format("{}.{:02} EUR", cents / 100, cents % 100);
}

}  // namespace

void check_programmes(const Model& model, const Scenario& scenario, Issues& issues) {
    const std::vector<Row>& rows = scenario.table("funding.programmes");
    std::map<std::string, Location> seen;
    for (std::size_t p = 0; p < rows.size(); ++p) {
        const Programme& programme = model.programmes[ProgrammeId(p)];
        const Row& row = rows[p];
        const auto [twin, fresh] = seen.emplace(programme.name, where_of(row, "name"));
        if (!fresh)
            issues.error({where_of(row, "name"), "funding.programmes.name",
                          "a second programme is called " + in_quotes_short(programme.name),
                          fmt::format("first in line {}; shocks and draws go by the name", twin->second.line),
                          "rename one of them"});
        if (programme.grant_min > programme.grant_max)
            issues.error({where_of(row, "grant_min"), "funding.programmes.grant_min",
                          "the smallest grant, " + eur(programme.grant_min) + ", is above the largest, " +
                              eur(programme.grant_max),
                          "no application could ask for either", "lower grant_min or raise grant_max"});
        if (programme.last && programme.closes < programme.opens)
            issues.error({where_of(row, "last"), "funding.programmes.last",
                          "the last month, " + to_string(*programme.last) + ", comes before the first",
                          programme.first ? "first = " + to_string(*programme.first)
                                          : "the run starts in " + to_string(model.calendar),
                          "correct one of the dates"});
        if (programme.grant_min > programme.budget)
            issues.warning({where_of(row, "budget"), "funding.programmes.budget", "it never grants anything",
                            "the smallest grant is above the yearly budget", "raise the budget or lower grant_min"});
    }
}

}  // namespace gemeinsim
