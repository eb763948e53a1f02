// SPDX-License-Identifier: Apache-2.0
#include "model/calendar/parameters.h"

namespace gemeinsim {

const ParameterTable<TimeParameters>& time_parameters() {
    using P = TimeParameters;
    static const ParameterTable<P> table =
        ParameterTable<P>("time")
            .integer("months", &P::months,
                     {.unit = "months",
                      .range = {1, 1200},
                      .standard = 120,
                      .role = Role::constant,
                      .source = "the user",
                      .text = "Length of the run"})
            .date("start", &P::start,
                  {.standard = "2008-01",
                   .role = Role::constant,
                   .source = "the user",
                   .text = "Calendar month of month 0; places calls, budget years and elections"})
            .integer("burn_in", &P::burn_in,
                     {.unit = "months",
                      .range = {0, 600},
                      .standard = 18,
                      .role = Role::constant,
                      .source = "assumption",
                      .text = "Months for which relations form before month 0 where no initial ties are given"})
            .date("fork", &P::fork,
                  {.role = Role::constant,
                   .source = "the user",
                   .text = "Month from which the factors of a sweep hold; up to it all points live as the scenario "
                           "itself. Left out, they hold from the start"});
    return table;
}

const ParameterTable<OutputsParameters>& outputs_parameters() {
    using P = OutputsParameters;
    static const ParameterTable<P> table =
        ParameterTable<P>("outputs")
            .texts("metrics", &P::metrics,
                   {.role = Role::constant,
                    .source = "the user",
                    .text = "Metrics to record beyond the default subset, by name; all for every one"})
            .boolean("standard_metrics", &P::standard_metrics,
                     {.standard = true,
                      .role = Role::constant,
                      .source = "the user",
                      .text = "Whether the default subset of metrics is recorded; false leaves those that metrics "
                              "names, which is quicker"})
            .boolean("events", &P::events,
                     {.standard = true,
                      .role = Role::constant,
                      .source = "the user",
                      .text = "Whether single events are recorded"})
            .boolean("why", &P::why,
                     {.standard = true,
                      .role = Role::constant,
                      .source = "the user",
                      .text = "Whether each initiative's binding constraint is recorded month by month"})
            .integer("decisions", &P::decisions,
                     {.range = {0, 1000000},
                      .standard = 0,
                      .role = Role::constant,
                      .source = "the user",
                      .text = "Size of the sample of decisions to join, stay or leave that each run records with their "
                              "benefits and costs; 0 for none"})
            .reals("snapshots", &P::snapshots,
                   {.unit = "month",
                    .range = {0, 1200},
                    .role = Role::constant,
                    .source = "the user",
                    .text = "Months at whose end the network is recorded tie by tie"})
            .choice("money_flows", &P::money_flows,
                    {{"none", FlowRecord::none}, {"total", FlowRecord::total}, {"monthly", FlowRecord::monthly}},
                    {.standard = "total",
                     .role = Role::constant,
                     .source = "the user",
                     .text = "How money flows between sectors, programmes and purposes are recorded: the sums of the "
                             "run, or those of every month"});
    return table;
}

const ParameterTable<Shock>& shock_columns() {
    static const ParameterTable<Shock> table =
        ParameterTable<Shock>("")
            .choice("kind", &Shock::kind,
                    {{"severity", ShockKind::severity},
                     {"leadership", ShockKind::leadership},
                     {"budget", ShockKind::budget}},
                    {.role = Role::constant, .required = true, .source = "the user", .text = "What the shock hits"})
            .date("date", &Shock::date,
                  {.role = Role::constant, .required = true, .source = "the user", .text = "Month of the shock"})
            .integer("months", &Shock::months,
                     {.unit = "months",
                      .range = {1, 1200},
                      .standard = 1,
                      .role = Role::constant,
                      .source = "the user",
                      .text = "How long it lasts: a shock to severity is spread over these months, a shock to a "
                              "budget ends after them"})
            .text("target", &Shock::target,
                  {.role = Role::constant,
                   .required = true,
                   .source = "the user",
                   .text = "The topic, actor or programme that is hit, by kind"})
            .real("size", &Shock::size,
                  {.range = {0, 1},
                   .standard = 1,
                   .role = Role::uncertainty,
                   .source = "the user",
                   .text = "Severity: share of the unaffected that become affected; budget: share that is lost; "
                           "leadership: unused"});
    return table;
}

double budget_factor(const std::vector<Shock>& shocks, const std::string& programme, Month month) {
    double factor = 1;
    for (const Shock& shock : shocks)
        if (shock.kind == ShockKind::budget && shock.target == programme && month >= shock.month &&
            month < shock.month + shock.months)
            factor *= 1 - shock.size;
    return factor;
}

}  // namespace gemeinsim
