// SPDX-License-Identifier: Apache-2.0
#include "model/funding/parameters.h"

namespace gemeinsim {

const ParameterTable<FundingParameters>& funding_parameters() {
    using P = FundingParameters;
    static const ParameterTable<P> table =
        ParameterTable<P>("funding")
            .choice("arm", &P::arm, {{"as_financed", Arm::as_financed}, {"equal_money", Arm::equal_money}},
                    {.standard = "as_financed",
                     .role = Role::lever,
                     .source = "assumption",
                     .text = "as_financed: each form of governance has the money it attracts and whoever it names "
                             "pays its office; equal_money: every initiative has the same endowment, pays its "
                             "office from it and gets nothing else"})
            .money("endowment", &P::endowment,
                   {.unit = "/month",
                    .range = {0, 1e7},
                    .standard = 6000,
                    .role = Role::lever,
                    .source = "assumption; about the yearly 70,000 EUR of donations in Pirmasens",
                    .text = "What every initiative gets under equal_money"})
            .money("wage", &P::wage,
                   {.unit = "/h",
                    .range = {1, 1000},
                    .standard = 42,
                    .source = "5,500 EUR for 130 hours a month",
                    .text = "What an hour of work costs"})
            .money("office_cost", &P::office_cost,
                   {.unit = "/month",
                    .range = {0, 1e6},
                    .standard = 5500,
                    .source = "Partnerschaften fuer Demokratie: 62,500 EUR a year pay about one post",
                    .text = "What a full-time post of an office costs"})
            .real("hours_per_1000_eur", &P::hours_per_1000_eur,
                  {.unit = "h",
                   .range = {0, 1000},
                   .standard = 4,
                   .source = "assumption",
                   .text = "Hours that it takes to spend 1,000 EUR; money without hours stays unspent"})
            .real(
                "treasurer_share", &P::treasurer_share,
                {.range = {0, 1},
                 .standard = .5,
                 .source = "assumption",
                 .text = "Share of its free hours that the member who keeps the books gives to spending money, beside "
                         "the office's hours"})
            .real("overhead", &P::overhead,
                  {.range = {0, 1},
                   .standard = .1,
                   .source = "assumption",
                   .text = "Share of project money that goes into administration"})
            .money("budget_administration", &P::budget_administration,
                   {.unit = "/year",
                    .range = {0, 1e9},
                    .standard = 6000,
                    .source = "assumption",
                    .text = "What an administration has for cooperation"})
            .money("budget_civil_society", &P::budget_civil_society,
                   {.unit = "/year",
                    .range = {0, 1e9},
                    .standard = 3000,
                    .source = "assumption",
                    .text = "What an organisation of civil society has for cooperation"})
            .money("budget_business", &P::budget_business,
                   {.unit = "/year",
                    .range = {0, 1e9},
                    .standard = 4000,
                    .source = "assumption",
                    .text = "What a business has for cooperation"})
            .money("host_line", &P::host_line,
                   {.unit = "/year",
                    .range = {0, 1e9},
                    .standard = 132000,
                    .role = Role::lever,
                    .source = "assumption; Pirmasens pays three to four posts",
                    .text = "A host administration's budget line for offices; it is spent on nothing else"})
            .real("duration", &P::duration,
                  {.unit = "months",
                   .range = {1, 120},
                   .dial = Dial{"funding_logics", long_grant_months, 12},
                   .source = "assumption; grants of 24 to 36 months are common",
                   .text = "Length of grants of programmes that do not name one"})
            .real("annuality", &P::annuality,
                  {.range = {0, 1},
                   .dial = Dial{"funding_logics", 0, 1},
                   .source = "assumption",
                   .text = "Share of unspent money that returns to the funder at the end of a year, for programmes "
                           "that do not name one and for administrations' own budgets"})
            .real("office_share", &P::office_share,
                  {.range = {0, 1},
                   .dial = Dial{"funding_logics", 1, 0},
                   .source = "Partnerschaften fuer Demokratie: at most half for the coordination office",
                   .text = "Share of a grant that may pay an office, for programmes that do not name one"})
            .real("overhead_cap", &P::overhead_cap,
                  {.range = {0, 1},
                   .dial = Dial{"funding_logics", 1, 0},
                   .source = "assumption",
                   .text = "Share of a grant that may pay overhead, for programmes that do not name one; what it does "
                           "not pay comes out of free money or of the treasurer's account, or less is spent"})
            .real("co_financing", &P::co_financing,
                  {.range = {0, .9},
                   .dial = Dial{"funding_logics", 0, .2},
                   .source = "Partnerschaften fuer Demokratie: at least a tenth of own funds",
                   .text = "Share of a project that members must pay themselves, for programmes that do not name one"})
            .real("earmarked", &P::earmarked,
                  {.range = {0, 1},
                   .dial = Dial{"funding_logics", 0, .8},
                   .source = "assumption; recurring cost is rarely funded (refugee initiatives 2018)",
                   .text = "Share of grants that may pay measures and their overhead only, for programmes that do not "
                           "name an earmark"})
            .real("success", &P::success,
                  {.range = {0, 1},
                   .dial = Dial{"funding_logics", 1, .0256, Scale::logarithmic},
                   .source = "open calls: .10 to .20",
                   .text = "Share of average applications that pass the competition with applicants from elsewhere, "
                           "for programmes that do not name one"})
            .real("gap", &P::gap,
                  {.unit = "months",
                   .range = {0, 60},
                   .dial = Dial{"funding_logics", 0, 6},
                   .source = "assumption",
                   .text = "Months between the decision on a grant and the month before its first instalment, for "
                           "programmes that do not name them: the gap between two projects"})
            .real(
                "success_prior", &P::success_prior,
                {.range = {0, 1},
                 .standard = .16,
                 .source = "open calls: .10 to .20",
                 .text = "Success that applicants expect of a programme before its first decision, where it announces "
                         "none"})
            .real("prior_weight", &P::prior_weight,
                  {.unit = "decisions",
                   .range = {0, 1000},
                   .standard = 4,
                   .source = "assumption",
                   .text = "Number of decisions that what is announced, or this expectation, counts as"})
            .real("record_memory", &P::record_memory,
                  {.range = {0, 1},
                   .standard = .5,
                   .source = "assumption; funders publish their success by year",
                   .text = "What a decision counts a year later in what applicants know of a programme: 0 only this "
                           "year's, 1 all alike"})
            .real("rivalry", &P::rivalry,
                  {.unit = "broken promises",
                   .range = {0, 100},
                   .dial = Dial{"dependence_competition", 0, 2},
                   .source = "assumption",
                   .text = "What members of initiatives that bid for the same call learn about each other where not "
                           "both are granted: it counts in trust as so many broken promises"})
            .real("joint_success", &P::joint_success,
                  {.unit = "kept promises",
                   .range = {0, 100},
                   .standard = 1,
                   .source = "assumption",
                   .text = "What members learn about each other when their initiative wins a grant: it counts in "
                           "trust as so many kept promises"})
            .integer("sessions_per_year", &P::sessions_per_year,
                     {.range = {1, 12},
                      .standard = 3,
                      .role = Role::lever,
                      .source = "Pakt fuer Pirmasens: the committee meets three times a year",
                      .text = "Sessions in which a committee releases project money"})
            .real("session_hours", &P::session_hours,
                  {.unit = "h",
                   .range = {0, 100},
                   .standard = 3,
                   .source = "assumption",
                   .text = "Hours that a session takes of each who has a seat"})
            .real("agreement_rate", &P::agreement_rate,
                  {.unit = "1/month",
                   .range = {0, 1000},
                   .standard = 2,
                   .source = "assumption; the rate of replies in decisions",
                   .text = "Where all decide about money: rate at which each member agrees to what is to be spent"});
    return table;
}

}  // namespace gemeinsim
