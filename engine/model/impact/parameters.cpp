// SPDX-License-Identifier: Apache-2.0
#include "model/impact/parameters.h"

namespace gemeinsim {

const ParameterTable<ImpactParameters>& impact_parameters() {
    using P = ImpactParameters;
    static const ParameterTable<P> table =
        ParameterTable<P>("impact")
            .choice("production", &P::production,
                    {{"power_means", ProductionForm::power_means},
                     {"linear", ProductionForm::linear},
                     {"threshold", ProductionForm::threshold}},
                    {.standard = "power_means",
                     .text = "How work adds up: by power means over members and assets, as a plain sum, or as a sum "
                             "that only counts from a number of workers on"})
            .integer("threshold", &P::threshold,
                     {.unit = "members",
                      .range = {1, 1000},
                      .standard = 3,
                      .text = "Members at work from which a group yields anything, where production = threshold; "
                              "output in full members that keeps the endowment, where initiatives.effort_payoff = "
                              "risk"})
            .real("substitution_assets", &P::substitution_assets,
                  {.range = {.infinite = true},
                   .standard = -2,
                   .text = "Exponent of the power mean over assets: 1 they replace each other, 0 geometric mean, below "
                           "0 they complement each other, -inf the scarcest rules"})
            .real("substitution_members", &P::substitution_members,
                  {.range = {.infinite = true},
                   .standard = 1,
                   .text = "Exponent of the power mean over members: 1 their work adds up, -inf the weakest rules"})
            .real("duplication", &P::duplication,
                  {.range = {0, 1},
                   .standard = .3,
                   .text = "Share of work that is done twice where nobody knows of anybody"})
            .real("condition_exponent", &P::condition_exponent,
                  {.range = {.infinite = true},
                   .standard = 0,
                   .text = "Exponent of the power mean over the five conditions: 0 geometric mean"})
            .real("weight_goal", &P::weight_goal,
                  {.range = {0, 100}, .standard = 1, .text = "Weight of the common goal among the conditions"})
            .real("weight_measurement", &P::weight_measurement,
                  {.range = {0, 100}, .standard = 1, .text = "Weight of shared measurement among the conditions"})
            .real("weight_activities", &P::weight_activities,
                  {.range = {0, 100},
                   .standard = 1,
                   .text = "Weight of mutually reinforcing activities among the conditions"})
            .real("weight_communication", &P::weight_communication,
                  {.range = {0, 100}, .standard = 1, .text = "Weight of continuous communication among the conditions"})
            .real("weight_coordination", &P::weight_coordination,
                  {.range = {0, 100}, .standard = 1, .text = "Weight of coordination among the conditions"})
            .real("design_share", &P::design_share,
                  {.range = {0, 1},
                   .standard = .25,
                   .text = "Share of a group's output that reaches people while its action plan is being designed"})
            .real("quality_effect", &P::quality_effect,
                  {.range = {0, 2},
                   .standard = .15,
                   .text = "How far a standard deviation of the action plan's quality moves output"})
            .real("quality_lowest", &P::quality_lowest,
                  {.range = {0, 1}, .standard = .6, .text = "Factor that the worst plan puts on output"})
            .real("quality_highest", &P::quality_highest,
                  {.range = {1, 10}, .standard = 1.4, .text = "Factor that the best plan puts on output"})
            .real("alignment", &P::alignment,
                  {.range = {0, 20},
                   .standard = 3,
                   .text = "Hours of members' own work that one hour of cooperation puts on the common course; "
                           "plausible from 1 to 6"})
            .real("inflow", &P::inflow,
                  {.unit = "1/month",
                   .range = {0, 1},
                   .standard = .02,
                   .text = "Rate at which the unaffected become affected"})
            .real("outflow", &P::outflow,
                  {.unit = "1/month",
                   .range = {0, 1},
                   .standard = .02,
                   .text = "Rate at which the affected recover while everybody works alone"})
            .real("lag", &P::lag,
                  {.unit = "months",
                   .range = {.lower = 0, .upper = 600, .lower_excluded = true},
                   .standard = 18,
                   .text = "Mean time until work reaches people (two exponential stages); plausible from 12 to 30"})
            .real("observation_error", &P::observation_error,
                  {.range = {0, 1},
                   .standard = .05,
                   .text = "Standard deviation of the observed impact index where nothing is measured together"})
            .real("overstatement", &P::overstatement,
                  {.range = {-1, 1},
                   .standard = .12,
                   .source = "Opportunity Chicago: self-report 5,800, audited 5,185; one case",
                   .text = "How far impact is overstated where nothing is measured together"})
            .real(
                "learning", &P::learning,
                {.range = {0, 1},
                 .dial = Dial{"little_impact_orientation", 1, 0},
                 .text = "Chance that a report leads to the better of two plans as far as the initiative can see: the "
                         "one carried out and the new one; else the new one is taken as it comes"})
            .real("voice_reach", &P::voice_reach,
                  {.range = {0, 5},
                   .standard = .2,
                   .text = "How much further measures reach where the target group has a voice: the first brings half "
                           "of it, each further one half of the rest"});
    return table;
}

const ParameterTable<Topic>& topic_columns() {
    static const std::vector<std::string> assets = {"information", "competence", "resources", "influence", "control"};
    static const ParameterTable<Topic> table =
        ParameterTable<Topic>("")
            .text("title", &Topic::title, {.role = Role::constant, .source = "the user", .text = "Name in figures"})
            .text("title_de", &Topic::title_de,
                  {.role = Role::constant,
                   .source = "the user",
                   .text = "Name in German texts and figures; the title where it is left out"})
            .real("severity", &Topic::severity,
                  {.range = {0, 1},
                   .standard = .5,
                   .source = "equilibrium of inflow and outflow .02 each",
                   .text = "X at month 0: share of the target group that the problem affects"})
            .texts("assets", &Topic::assets,
                   {.standard = assets,
                    .role = Role::constant,
                    .source = "assumption",
                    .text = "Assets that work on this topic needs"},
                   assets)
            .real("target_group", &Topic::target_group,
                  {.unit = "persons",
                   .range = {0, 1e9},
                   .standard = 1000,
                   .role = Role::constant,
                   .source = "assumption",
                   .text = "People for whom the topic matters"});
    return table;
}

}  // namespace gemeinsim
