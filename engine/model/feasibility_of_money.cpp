// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "model/feasibility.h"
#include "model/funding/forecast.h"
#include "model/funding/programmes.h"
#include "scenario/resolve.h"

namespace gemeinsim {
namespace {

/// Programmes that never take an application, never decide on one, or pay nothing within the run. A budget of nothing
/// is no call: that is how sweeps switch a programme off.
void check_calls(const Model& model, const Row& row, const Programme& programme, Issues& issues) {
    const Month last = std::min<Month>(programme.closes, model.time.months - 1);
    if (programme.budget <= 0 || programme.opens > last) return;  // the latter is told already
    Month first = programme.opens;
    while (first <= last && !calls(model, programme, first)) ++first;
    if (first > last) {
        issues.warning({where_of(row, programme.first ? "first" : "calls_per_year"), "funding.programmes.first",
                        fmt::format("\"{}\" never takes an application", programme.name),
                        fmt::format("none of its {} calls a year falls between its first month and its last",
                                    programme.calls_per_year),
                        "move the dates, or raise calls_per_year"});
        return;
    }
    const Month decided = first + programme.months_to_decide;
    if (decided < model.time.months) {
        const double gap = programme.gap.value_or(model.funding.gap) * (1 - pooled_at_most(model));
        const auto months = static_cast<Month>(std::lround(gap));
        if (decided + 1 + months < model.time.months) return;
        issues.warning(
            {where_of(row, "gap"), "funding.programmes.gap",
             fmt::format("\"{}\" pays nothing within the run", programme.name),
             fmt::format("its first decision is in month {}, money comes after the month that follows and a gap of {} "
                         "months, and the run ends with month {}",
                         decided, months, model.time.months - 1),
             "open it earlier, shorten the time to decide or the gap, or lengthen time.months"});
        return;
    }
    issues.warning({where_of(row, "months_to_decide"), "funding.programmes.months_to_decide",
                    fmt::format("\"{}\" decides on nothing within the run", programme.name),
                    fmt::format("its first call is in month {}, a decision takes {} months, and the run ends with "
                                "month {}",
                                first, programme.months_to_decide, model.time.months - 1),
                    "open it earlier, shorten the time to decide, or lengthen time.months"});
}

/// An office that governance wants and nobody can pay, in any month.
void check_office(const Model& model, Issues& issues) {
    const GovernanceParameters& g = model.governance;
    if (g.broker != Broker::separate_office || model.funding.arm != Arm::as_financed) return;
    const double smallest = model.initiatives.office_fte.value_or(model.initiatives.minimum_fte);
    const auto bill = std::llround(smallest * static_cast<double>(model.funding.office_cost));
    if (bill <= 0) return;
    const auto warn = [&](const char* key, std::string why, std::string remedy) {
        issues.warning({{}, key, "the office can never be paid", std::move(why), std::move(remedy)});
    };
    if (g.broker_paid_by == BrokerPaidBy::host_administration) {
        const bool has_host = std::any_of(model.population.actors.begin(), model.population.actors.end(),
                                          [](const ActorRow& row) { return row.sector == Sector::administration; });
        if (!has_host)
            return warn("governance.broker_paid_by",
                        "it is left to a host administration, and there is no administration",
                        "add one to the population, or let members or a grant pay");
        if (model.funding.host_line < bill)
            return warn(
                "funding.host_line",
                fmt::format("the host has {:.2f} EUR a year for it, and its smallest size costs {:.2f} EUR a month",
                            static_cast<double>(model.funding.host_line) / 100, static_cast<double>(bill) / 100),
                "raise it, or lower initiatives.minimum_fte or initiatives.office_fte");
    }
    if (g.broker_paid_by == BrokerPaidBy::grant) {
        const bool none = std::all_of(model.programmes.begin(), model.programmes.end(),
                                      [](const Programme& programme) { return programme.budget <= 0; });
        if (none)
            warn("governance.broker_paid_by",
                 model.programmes.empty() ? "a grant should pay it, and there is no programme"
                                          : "a grant should pay it, and no programme has a budget",
                 "add a row to [[funding.programmes]], or let members or the host administration pay");
    }
}

}  // namespace

void warn_of_impossible_money(const Model& model, const Scenario& scenario, Issues& issues) {
    const std::vector<Row>& rows = scenario.table("funding.programmes");
    for (std::size_t p = 0; p < rows.size(); ++p) check_calls(model, rows[p], model.programmes[ProgrammeId(p)], issues);
    if (!model.population.actors.empty()) check_office(model, issues);
}

}  // namespace gemeinsim
