// SPDX-License-Identifier: Apache-2.0
#include "model/exchange/parameters.h"

namespace gemeinsim {

const ParameterTable<ExchangeParameters>& exchange_parameters() {
    using P = ExchangeParameters;
    static const ParameterTable<P> table =
        ParameterTable<P>("exchange")
            .real("prior_kept", &P::prior_kept,
                  {.unit = "count",
                   .range = {.lower = 0, .upper = 1000, .lower_excluded = true},
                   .standard = 6,
                   .source = "Berardo & Scholz 2010, as Beta(6, 4)",
                   .text = "Trust between strangers: kept commitments that it is worth"})
            .real("prior_broken", &P::prior_broken,
                  {.unit = "count",
                   .range = {.lower = 0, .upper = 1000, .lower_excluded = true},
                   .standard = 4,
                   .source = "Berardo & Scholz 2010, as Beta(6, 4)",
                   .text = "Trust between strangers: broken commitments that it is worth"})
            .real("memory", &P::memory,
                  {.unit = "1/month",
                   .range = {0, 1},
                   .standard = .97,
                   .source = "assumption",
                   .text = "Share of the experience beyond the prior that is left after a month"})
            .real(
                "joint_content", &P::joint_content,
                {.unit = "1/month",
                 .range = {0, 1},
                 .standard = .25,
                 .text = "Probability that a contact without a pact or a common initiative has joint work in a month"})
            .integer("joint_months", &P::joint_months,
                     {.unit = "months",
                      .range = {1, 1200},
                      .standard = 1,
                      .source = "assumption",
                      .text = "Time for which a contact has joint work or not before that is drawn anew"})
            .real("keep_base", &P::keep_base,
                  {.range = {-20, 20},
                   .standard = .9,
                   .text = "t0: logit of keeping a commitment between like actors with nothing else to do"})
            .real("keep_reliability", &P::keep_reliability,
                  {.range = {0, 20}, .standard = .8, .text = "t1: how a partner's reliability raises that logit"})
            .real("keep_position", &P::keep_position,
                  {.range = {0, 20}, .standard = 1, .text = "t2: how distance of positions lowers it"})
            .real("keep_logic", &P::keep_logic,
                  {.range = {0, 20}, .standard = .5, .text = "t3: how different logics of action lower it"})
            .real("keep_overload", &P::keep_overload,
                  {.range = {0, 20}, .standard = .5, .text = "t4: how the share of a partner's hours in use lowers it"})
            .real("conflict_rate", &P::conflict_rate,
                  {.unit = "1/month",
                   .range = {0, 1},
                   .dial = Dial{"personal_differences", 0, .02},
                   .source = "assumption",
                   .text = "Probability of a conflict in a joint month, per unit of personal distance: trust falls on "
                           "both sides and the month is lost"})
            .real("position_rate", &P::position_rate,
                  {.unit = "1/month",
                   .range = {0, 1},
                   .standard = .14,
                   .source = "assumption",
                   .text = "Share of the gap to its target by which a position moves"})
            .real("susceptibility", &P::susceptibility,
                  {.range = {0, 1},
                   .standard = .83,
                   .source = "assumption",
                   .text = "Weight of the others against the own initial position (Friedkin-Johnsen); 1 is DeGroot"})
            .real("self_weight", &P::self_weight,
                  {.range = {0, 1}, .standard = .2, .text = "Weight of the own present position among the others'"})
            .real("slow", &P::slow,
                  {.range = {0, 1},
                   .dial = Dial{"opposing_logics", 0, .8},
                   .text = "Share of influence that is lost between fully opposed logics of action"})
            .text(
                "weights", &P::weights,
                {.source = "the user's own",
                 .text = "Name of a covariate of population.dyads whose numbers are W, what an actor weighs others by "
                         "when its positions move; what a row lacks of 1 is the weight of itself. Empty: W follows "
                         "from contacts, trust, influence and logics"})
            .integer("items", &P::items,
                     {.unit = "items",
                      .range = {1, 64},
                      .standard = 32,
                      .text = "Number of different pieces of information that there are"})
            .real("initial_items", &P::initial_items,
                  {.range = {0, 1},
                   .standard = .4,
                   .text = "Probability that an actor with full information asset holds an item at the start"})
            .real("information_rate", &P::information_rate,
                  {.unit = "1/month",
                   .range = {0, 100},
                   .standard = .15,
                   .text = "Rate per contact and direction at which one of the items that a partner holds is passed"})
            .real("information_trust", &P::information_trust,
                  {.range = {0, 1},
                   .standard = .5,
                   .text = "How far passing depends on trust: the rate is multiplied by 1 - w + w E[trust]"})
            .real("rival_information", &P::rival_information,
                  {.range = {0, 1},
                   .dial = Dial{"dependence_competition", 1, .2},
                   .source = "assumption",
                   .text = "What is left of that rate between members of different initiatives that wait for a "
                           "decision of the same programme"})
            .real("forgetting_rate", &P::forgetting_rate,
                  {.unit = "1/month", .range = {0, 100}, .standard = .03, .text = "Rate at which an item is forgotten"})
            .boolean("relearn", &P::relearn,
                     {.standard = true, .text = "Whether an item that was forgotten can be learnt again"});
    return table;
}

}  // namespace gemeinsim
