// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/parameters.h"

namespace gemeinsim {

const ParameterTable<InitiativesParameters>& initiatives_parameters() {
    using P = InitiativesParameters;
    static const ParameterTable<P> table =
        ParameterTable<P>("initiatives")
            .real("pair_hours", &P::pair_hours,
                  {.unit = "h/month",
                   .range = {.lower = 0, .upper = 10},
                   .standard = 0.7,
                   .source = "assumption",
                   .text = "Without a broker: hours that a pair of members without trust needs to stay coordinated"})
            .real("lead_fixed_hours", &P::lead_fixed_hours,
                  {.unit = "h/month",
                   .range = {.lower = 0, .upper = 200},
                   .standard = 0,
                   .source = "assumption",
                   .text = "Lead member: hours for coordination whatever the number of members"})
            .real("lead_broker_hours", &P::lead_broker_hours,
                  {.unit = "h/month",
                   .range = {.lower = 0, .upper = 20},
                   .standard = 2.5,
                   .source = "assumption",
                   .text = "Lead member: hours for each further member at trust .5"})
            .real("lead_trust_slope", &P::lead_trust_slope,
                  {.range = {.lower = 0, .upper = 2},
                   .standard = 0.8,
                   .source = "assumption",
                   .text = "Lead member: share by which hours fall per unit of mean trust above .5"})
            .real("lead_member_hours", &P::lead_member_hours,
                  {.unit = "h/month",
                   .range = {.lower = 0, .upper = 20},
                   .standard = 0.5,
                   .source = "assumption",
                   .text = "Lead member: hours that coordination takes of each other member"})
            .real("office_fixed_hours", &P::office_fixed_hours,
                  {.unit = "h/month",
                   .range = {.lower = 0, .upper = 200},
                   .standard = 20,
                   .source = "assumption",
                   .text = "Office: hours for coordination whatever the number of members"})
            .real("office_broker_hours", &P::office_broker_hours,
                  {.unit = "h/month",
                   .range = {.lower = 0, .upper = 20},
                   .standard = 2.5,
                   .source = "assumption",
                   .text = "Office: hours for each member beyond the first at trust .5"})
            .real("office_trust_slope", &P::office_trust_slope,
                  {.range = {.lower = 0, .upper = 2},
                   .standard = 0.8,
                   .source = "assumption",
                   .text = "Office: share by which hours fall per unit of mean trust above .5"})
            .real("office_member_hours", &P::office_member_hours,
                  {.unit = "h/month",
                   .range = {.lower = 0, .upper = 20},
                   .standard = 0.5,
                   .source = "assumption",
                   .text = "Office: hours that coordination takes of each member"})
            .real("lead_hours_share", &P::lead_hours_share,
                  {.range = {.lower = 0, .upper = 1},
                   .standard = 0.7,
                   .source = "assumption",
                   .text = "Share of a lead member's hours that it can give to coordination"})
            .real("own_hours_share", &P::own_hours_share,
                  {.range = {.lower = 0, .upper = 1},
                   .standard = 0.5,
                   .source = "assumption",
                   .text = "Without a broker: share of a member's active hours that it gives to coordination at most"})
            .optional_real("office_fte", &P::office_fte,
                           {.unit = "FTE",
                            .range = {0, 50},
                            .role = Role::lever,
                            .source = "the user",
                            .text = "Size of the office; left out it follows the load"})
            .real("minimum_fte", &P::minimum_fte,
                  {.unit = "FTE",
                   .range = {.lower = 0, .upper = 5},
                   .standard = 0.25,
                   .source = "assumption",
                   .text = "Smallest office where its size follows the load"})
            .real(
                "office_reserve", &P::office_reserve,
                {.range = {.lower = 0, .upper = .9},
                 .standard = 0,
                 .role = Role::lever,
                 .source =
                     "assumption; .1 gives a post for about 45 members, as each of the staff in Pirmasens serves 43 to "
                     "57 partners, the fund's money included",
                 .text =
                     "Share of an office's hours beyond its relations, where its size follows the load: kept for tasks "
                     "and for handling money"})
            .real("fte_hours", &P::fte_hours,
                  {.unit = "h/month",
                   .range = {.lower = 1, .upper = 200},
                   .standard = 130,
                   .source = "assumption",
                   .text = "Hours of one full-time post"})
            .real("office_work_share", &P::office_work_share,
                  {.range = {.lower = 0, .upper = 1},
                   .standard = 0.7,
                   .source = "assumption",
                   .text = "Share of an office's hours beyond its load that goes into the tasks"})
            .real("office_know_how", &P::office_know_how,
                  {.range = {.lower = 0, .upper = 1},
                   .standard = 0.8,
                   .source = "assumption",
                   .text = "Skill of an office's staff in network management"})
            .real("lead_goal_weight", &P::lead_goal_weight,
                  {.range = {.lower = 0, .upper = 1},
                   .standard = 0.4,
                   .source = "assumption",
                   .text = "Weight of a lead member's own position in the common goal"})
            .real("voice_goal_weight", &P::voice_goal_weight,
                  {.range = {.lower = 0, .upper = 1},
                   .standard = 0.3,
                   .source = "assumption",
                   .text = "Weight of what the target group's voices among the members want in the common goal"})
            .real("rate_initiation", &P::rate_initiation,
                  {.unit = "1/month",
                   .range = {.lower = 0, .upper = 10, .lower_excluded = true},
                   .standard = 0.26,
                   .source = "assumption as far as the data do not identify it; fitted to the control population, "
                             "docs/calibration.md",
                   .text = "Speed of each task of phase 1 where every factor is one"})
            .real("rate_design", &P::rate_design,
                  {.unit = "1/month",
                   .range = {.lower = 0, .upper = 10, .lower_excluded = true},
                   .standard = 0.27,
                   .source = "assumption",
                   .text = "Speed of each task of phase 2 where every factor is one"})
            .real("rate_implementation", &P::rate_implementation,
                  {.unit = "1/month",
                   .range = {.lower = 0, .upper = 10, .lower_excluded = true},
                   .standard = 0.09,
                   .source = "assumption",
                   .text = "Speed of each task of phase 3 where every factor is one"})
            .real("reference_hours", &P::reference_hours,
                  {.unit = "h/month",
                   .range = {.lower = 0, .upper = 1000, .lower_excluded = true},
                   .standard = 72,
                   .source = "assumption",
                   .text = "H0: net hours of a group at which its work has factor one"})
            .real("work_exponent", &P::work_exponent,
                  {.range = {.lower = 0, .upper = 2},
                   .standard = 0.5,
                   .source = "assumption",
                   .text = "Exponent of net hours / reference_hours in the speed of tasks"})
            .real("know_how_floor", &P::know_how_floor,
                  {.range = {.lower = 0, .upper = 1},
                   .standard = 0.25,
                   .source = "assumption",
                   .text = "Speed of tasks where nobody has any know-how, relative to full know-how"})
            .real("network_competence", &P::network_competence,
                  {.range = {.lower = 0, .upper = 1},
                   .standard = 0.45,
                   .source = "assumption; the dimension is that of Provan & Kenis 2008",
                   .text = "Share of the know-how that must be present at the level of the network, with the broker"})
            .real("impact_floor", &P::impact_floor,
                  {.range = {.lower = 0, .upper = 1},
                   .standard = 0.3,
                   .source = "assumption",
                   .text = "Speed of impact-analysis tasks where nobody is oriented towards impact"})
            .real("working_group_share", &P::working_group_share,
                  {.range = {.lower = 0, .upper = 1},
                   .standard = 0,
                   .source = "assumption",
                   .text = "Share of the impact analysis that its working group carries once it is set up: at 0 the "
                           "orientation of all towards impact counts alike, at 1 that of the working group alone"})
            .texts("after", &P::after,
                   {.role = Role::lever,
                    .source = "the user",
                    .text =
                        "Order of tasks within a phase, each as \"TASK after TASK\"; tasks that none names run side by "
                        "side"})
            .real("reply_rate", &P::reply_rate,
                  {.unit = "1/month",
                   .range = {.lower = 0, .lower_excluded = true, .infinite = true},
                   .standard = 2,
                   .source = "assumption",
                   .text = "Rate at which a voter of the proposers' own logic replies"})
            .real("reply_delay", &P::reply_delay,
                  {.range = {.lower = 0, .upper = 20},
                   .dial = Dial{"opposing_logics", 0, 4},
                   .source = "assumption",
                   .text =
                       "Reply times are longer by this factor times the mean distance of logics to the other members"})
            .real("vote_intercept", &P::vote_intercept,
                  {.range = {.lower = -50, .upper = 50},
                   .standard = 6,
                   .source = "assumption",
                   .text = "eta0: log odds of yes at reference trust, no distance and mean quality"})
            .real("vote_trust", &P::vote_trust,
                  {.range = {.lower = 0, .upper = 50},
                   .standard = 2.2,
                   .source = "assumption",
                   .text = "eta_T: weight of a voter's mean trust in the other members"})
            .real("vote_trust_reference", &P::vote_trust_reference,
                  {.range = {.lower = 0, .upper = 1},
                   .standard = 0.6,
                   .role = Role::constant,
                   .source = "the mean of the trust prior Beta(6, 4)",
                   .text = "Mean trust at which the trust term of a vote is zero"})
            .real("vote_distance", &P::vote_distance,
                  {.range = {.lower = 0, .upper = 100},
                   .standard = 14,
                   .source = "assumption",
                   .text = "eta_d: weight of the distance between a voter's position and the common goal"})
            .real("vote_quality", &P::vote_quality,
                  {.range = {.lower = 0, .upper = 50},
                   .standard = 0.7,
                   .source = "assumption",
                   .text = "eta_q: weight of a text's quality as the voter sees it"})
            .real("quality_noise", &P::quality_noise,
                  {.range = {.lower = 0, .upper = 10},
                   .standard = 0.8,
                   .source = "assumption",
                   .text = "Standard deviation of a voter's error about quality, in its own standard deviations"})
            .real("deliberation", &P::deliberation,
                  {.range = {.lower = 0, .upper = .95},
                   .standard = 0,
                   .source = "assumption; the form is that of Friedkin & Johnsen 1990",
                   .text = "How far those who take part let each other change their opinion of a text before it is "
                           "voted on: the weight of the others' opinions beside the own first one"})
            .real("deliberation_time", &P::deliberation_time,
                  {.unit = "months",
                   .range = {.lower = 0, .upper = 24},
                   .standard = 1,
                   .source = "assumption",
                   .text = "Time for which a text is talked over before anybody votes, where there is deliberation"})
            .real("vote_dependence", &P::vote_dependence,
                  {.range = {.lower = 0, .upper = 1},
                   .dial = Dial{"dependence_competition", 0, .6},
                   .source = "assumption",
                   .text = "g_depend: chance that a member votes with its funder or superior in the group"})
            .real("voice_majority", &P::voice_majority,
                  {.range = {.lower = 0, .upper = 1},
                   .standard = 0.5,
                   .source = "assumption",
                   .text = "What a member has to say under majority rule; consensus is 1"})
            .real("voice_broker", &P::voice_broker,
                  {.range = {.lower = 0, .upper = 1},
                   .standard = 0.25,
                   .source = "assumption",
                   .text = "What a member has to say where the broker decides"})
            .real("refusal_distrust", &P::refusal_distrust,
                  {.unit = "months",
                   .range = {.lower = 0, .upper = 24},
                   .standard = 1,
                   .source = "assumption",
                   .text = "A refusal counts as this many broken months between those who disagreed"})
            .integer("signers", &P::signers,
                     {.unit = "members",
                      .range = {1, 99},
                      .standard = 3,
                      .source = "assumption",
                      .text = "Signatures that a product needs"})
            .integer("signer_sectors", &P::signer_sectors,
                     {.unit = "sectors",
                      .range = {1, 3},
                      .standard = 2,
                      .source = "assumption",
                      .text = "Sectors from which signatures must come"})
            .integer("minimum_members", &P::minimum_members,
                     {.unit = "members",
                      .range = {0, 99},
                      .standard = 3,
                      .source = "assumption",
                      .text = "Fewer end the initiative"})
            .integer("minimum_sectors", &P::minimum_sectors,
                     {.unit = "sectors",
                      .range = {1, 3},
                      .standard = 2,
                      .source = "assumption",
                      .text = "Fewer end the initiative"})
            .integer("grace_months", &P::grace_months,
                     {.unit = "months",
                      .range = {0, 120},
                      .standard = 9,
                      .source = "assumption",
                      .text = "Time after founding before too few members or sectors end it"})
            .real("end_hazard", &P::end_hazard,
                  {.unit = "1/month",
                   .range = {.lower = 0, .upper = 1},
                   .standard = 0.0022,
                   .source = "assumption as far as the data do not identify it; fitted to the control population, "
                             "docs/calibration.md",
                   .text = "Hazard of ending for reasons that the model does not hold"})
            .real("unfunded_hazard", &P::unfunded_hazard,
                  {.unit = "1/month",
                   .range = {.lower = 0, .upper = 1},
                   .standard = 0.003,
                   .source = "assumption as far as the data do not identify it; fitted to the control population, "
                             "docs/calibration.md",
                   .text = "Hazard of ending where the office that is wanted stays unpaid"})
            .real("lost_office_factor", &P::lost_office_factor,
                  {.range = {.lower = 1, .upper = 20},
                   .standard = 2,
                   .source = "assumption",
                   .text = "Factor on that hazard where an office was paid before"})
            .integer("unfunded_months", &P::unfunded_months,
                     {.unit = "months",
                      .range = {0, 120},
                      .standard = 6,
                      .source = "assumption",
                      .text = "Months without pay in a row before that hazard begins"})
            .real("stalled_hazard", &P::stalled_hazard,
                  {.unit = "1/month",
                   .range = {.lower = 0, .upper = 1},
                   .standard = 0.04,
                   .source = "assumption",
                   .text = "Hazard of ending after long standstill"})
            .integer("stalled_months", &P::stalled_months,
                     {.unit = "months",
                      .range = {1, 600},
                      .standard = 48,
                      .source = "assumption",
                      .text = "Months without a task done or a product before that hazard begins"})
            .real("goal_minimum", &P::goal_minimum,
                  {.range = {.lower = 0, .upper = 1},
                   .standard = 0.03,
                   .source = "assumption",
                   .text = "Least ambitious goal: impact index at which it is reached"})
            .real("goal_maximum", &P::goal_maximum,
                  {.range = {.lower = 0, .upper = 1},
                   .standard = 0.25,
                   .source = "assumption",
                   .text = "Most ambitious goal; goals are drawn uniformly in between"})
            .real("output_goal_share", &P::output_goal_share,
                  {.range = {.lower = 0, .upper = 1},
                   .standard = 0.11,
                   .source = "assumption",
                   .text = "Chance that an initiative's goal is an output instead of an impact"})
            .real("output_goal_chance", &P::output_goal_chance,
                  {.range = {.lower = 0, .upper = 1},
                   .standard = 0.5,
                   .source = "assumption",
                   .text = "Chance that a report shows an output goal to be met"});
    return table;
}

void check_goals(const InitiativesParameters& parameters, const Scenario& scenario, Issues& issues) {
    if (parameters.goal_minimum <= parameters.goal_maximum) return;
    Issue issue;
    issue.key = "initiatives.goal_minimum";
    if (const auto found = scenario.values.find(issue.key); found != scenario.values.end())
        issue.where = found->second.where;
    issue.problem = "goal_minimum lies above goal_maximum";
    issue.why = "goals are drawn between the two";
    issue.remedy = "exchange them";
    issues.error(std::move(issue));
}

}  // namespace gemeinsim
