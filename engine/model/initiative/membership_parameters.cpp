// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/membership_parameters.h"

#include <algorithm>

namespace gemeinsim {
namespace {

using P = MembershipParameters;

void add_founding(ParameterTable<P>& table) {
    table
        .choice("founding", &P::founding,
                {{"volunteer", Founding::volunteer}, {"hazard", Founding::hazard}, {"date", Founding::date}},
                {.standard = "volunteer",
                 .source = "Diekmann 1985 for volunteer",
                 .text = "How initiatives begin: interested actors wait for each other, by a hazard, or only as "
                         "prescribed in [[initiatives.prescribed]]"})
        .real("founding_rate", &P::founding_rate,
              {.unit = "1/month",
               .range = {0, 10},
               .standard = 1.0 / 12,
               .text = "How often an actor considers starting an initiative"})
        .real("founding_cost", &P::founding_cost,
              {.range = {0, 10}, .standard = .01, .text = "Cost c of starting, on the scale of the benefit b"})
        .real("founding_hazard", &P::founding_hazard,
              {.unit = "1/month",
               .range = {0, 10},
               .standard = .002,
               .text = "Rate at which an interested actor starts an initiative, where founding = hazard"})
        .texts(
            "without", &P::without,
            {.role = Role::constant,
             .source = "the user",
             .text = "Initiatives that are never founded, each as \"FOUNDER TOPIC\": ids of an actor and a topic. For "
                     "twin runs that show what one initiative changed"})
        .real("interest", &P::interest,
              {.range = {0, 10},
               .standard = .25,
               .text = "Salience of a topic, relative to an even spread over the topics, from which an actor is "
                       "interested in it"})
        .real("mandate_priority", &P::mandate_priority,
              {.range = {0, 1},
               .standard = .3,
               .text = "Priority of a topic for its leadership from which an administration convenes an initiative, "
                       "where governance.convening leaves it to superiors"});
}

void add_invitation(ParameterTable<P>& table) {
    table
        .choice("selection", &P::selection,
                {{"complementary", Selection::complementary},
                 {"central", Selection::central},
                 {"random", Selection::random},
                 {"open", Selection::open}},
                {.standard = "complementary",
                 .role = Role::lever,
                 .text = "Who is invited first: who adds most to the group's output, who has most contacts, anybody, "
                         "or, by an open call, who cares most"})
        .real("invitation_rate", &P::invitation_rate,
              {.unit = "1/month",
               .range = {0, 100},
               .standard = .33,
               .text = "Invitations that an initiative speaks out after its first circle"})
        .real("asking_rate", &P::asking_rate,
              {.unit = "1/month",
               .range = {0, 100},
               .standard = .005,
               .text = "Rate at which an actor that cares fully and knows a member asks to join, where membership is "
                       "open"})
        .integer("core", &P::core,
                 {.unit = "actors",
                  .range = {1, 10000},
                  .standard = 13,
                  .text = "n_core: the first circle, founder included, that is brought to the table at founding"})
        .integer("retry_months", &P::retry_months,
                 {.unit = "months",
                  .range = {0, 1200},
                  .standard = 12,
                  .text = "Time before somebody who refused or left is asked again, and before an administration "
                          "convenes again after an end"});
}

void add_joining(ParameterTable<P>& table) {
    table
        .choice("joining", &P::joining, {{"value", Joining::value}, {"payoff", Joining::payoff}},
                {.standard = "value",
                 .source = "assumption; payoff: d'Aspremont et al. 1983",
                 .text = "What J is: the value of taking part with all its terms, or J0 and what one gets inside more "
                         "than outside in the production game of effort_payoff"})
        .real("join_base", &P::join_base,
              {.range = {-100, 100},
               .standard = .3,
               .source = "assumption as far as the data do not identify it; fitted to the control population, "
                         "docs/calibration.md",
               .text = "J0: what taking part is worth by itself"})
        .real("omega", &P::omega,
              {.range = {0, 100},
               .standard = .45,
               .text = "What impact on a topic that matters fully is worth: in joining and in founding"})
        .real("private_benefit", &P::private_benefit,
              {.range = {0, 100},
               .standard = 1.5,
               .text = "Weight of what the other members are worth to one's own motives"})
        .real("bandwagon", &P::bandwagon,
              {.range = {0, 100},
               .standard = .05,
               .source = "assumption; thresholds as in Granovetter 1978",
               .text = "chi: weight of the number at work against one's own threshold"})
        .real("reference_size", &P::reference_size,
              {.unit = "members",
               .range = {.lower = 0, .upper = 1e9, .lower_excluded = true},
               .standard = 20,
               .source = "Engagierte Stadt 2016: networks of 20 actors on average",
               .text = "n_ref: number at work that meets the highest threshold"})
        .real("membership_cost", &P::membership_cost,
              {.range = {0, 100},
               .standard = 1.3,
               .text = "c_member: weight of the share of hours that coordination and fee take"})
        .real("autonomy", &P::autonomy,
              {.range = {0, 100}, .standard = .3, .text = "g_autonomy: weight of having no voice in decisions"})
        .real("position_cost", &P::position_cost,
              {.range = {0, 1000}, .standard = 4.5, .text = "g_y: weight of the squared distance to the common goal"})
        .real("beta", &P::beta,
              {.range = {.lower = 0, .infinite = true},
               .standard = 3.3,
               .text = "How sharply joining and leaving follow J; inf: exactly"})
        .real("leave_base", &P::leave_base,
              {.unit = "1/month",
               .range = {0, 10},
               .standard = .0065,
               .text = "h0: rate of leaving of a member to whom taking part is worth nothing"})
        .real("leave_max", &P::leave_max,
              {.unit = "1/month", .range = {0, 100}, .standard = .5, .text = "h_max: highest rate of leaving"})
        .real("candidate_effort", &P::candidate_effort,
              {.range = {0, 1},
               .standard = .5,
               .text = "Share of its hours that a candidate is expected to give, and begins with"});
}

void add_effort(ParameterTable<P>& table) {
    table
        .choice(
            "effort_rule", &P::effort_rule,
            {{"logit", EffortRule::logit},
             {"best_reply", EffortRule::best_reply},
             {"fermi", EffortRule::fermi},
             {"moran", EffortRule::moran},
             {"death_birth", EffortRule::death_birth}},
            {.standard = "logit",
             .source = "assumption; Traulsen et al. 2007 (fermi), Lieberman et al. 2005 (moran), Ohtsuki et al. 2006 "
                       "(death_birth)",
             .text = "How members find their effort: they weigh levels with noise, take the best exactly, copy a "
                     "partner that does better, are copied in proportion to their fitness, or copy partners in "
                     "proportion to theirs"})
        .choice("effort_scale", &P::effort_scale, {{"levels", EffortScale::levels}, {"real", EffortScale::real}},
                {.standard = "levels",
                 .text = "Whether efforts are those of effort_levels or any share of the hours from 0 to 1"})
        .reals("effort_levels", &P::effort_levels,
               {.range = {0, 1},
                .standard = {0, .25, .5, .75, 1},
                .role = Role::constant,
                .text = "Shares of their hours among which members choose, from the lowest up"})
        .choice(
            "effort_objective", &P::effort_objective,
            {{"own", EffortObjective::own}, {"joint", EffortObjective::joint}},
            {.standard = "own",
             .text = "Whose payoff a member has in mind where it chooses: its own, or that of all members together"})
        .choice(
            "effort_payoff", &P::effort_payoff,
            {{"belief", EffortPayoff::belief},
             {"donation", EffortPayoff::donation},
             {"production", EffortPayoff::production},
             {"risk", EffortPayoff::risk},
             {"minimum", EffortPayoff::minimum}},
            {.standard = "belief",
             .source = "assumption; Santos & Pacheco 2011 (risk), Van Huyck et al. 1990 (minimum)",
             .text = "What effort is worth: what taking part is worth with the effort that is expected of the others, "
                     "what partners give, what the group yields, an endowment that is at risk below the "
                     "threshold, or the lowest effort of all"})
        .real(
            "effort_benefit", &P::effort_benefit,
            {.range = {0, 1e6},
             .standard = 1,
             .text = "Benefit of a partner's full effort (donation), of a full member's output to whoever cares fully "
                     "(production), of full effort of the weakest (minimum)"})
        .choice("effort_pooling", &P::effort_pooling, {{"mean", EffortPooling::mean}, {"sum", EffortPooling::sum}},
                {.standard = "mean",
                 .text = "Whether payoffs of donation are the mean over partners or their sum, so that partners cost"})
        .choice("effort_sharing", &P::effort_sharing,
                {{"each", EffortSharing::each}, {"shared", EffortSharing::shared}},
                {.standard = "each",
                 .text = "Whether each member has all that the group yields, or an equal share; for production"})
        .real("effort_risk", &P::effort_risk,
              {.range = {0, 1},
               .standard = .5,
               .text = "Chance to lose the endowment of 1 where the group stays below impact.threshold"})
        .real("effort_revision", &P::effort_revision,
              {.unit = "1/month",
               .range = {0, 1},
               .standard = .25,
               .text = "Chance that a member chooses its effort anew in a month; events per member where members copy"})
        .real("effort_beta", &P::effort_beta,
              {.range = {0, 1e6},
               .standard = 3.3,
               .text = "How sharply effort follows its value, where effort_rule = logit, and copying the difference of "
                       "payoffs, where it is fermi"})
        .real("effort_selection", &P::effort_selection,
              {.range = {0, 1e6},
               .standard = 1,
               .text = "w: fitness is max(0, 1 + w payoff), where effort_rule = moran or death_birth"})
        .real("effort_mutation", &P::effort_mutation,
              {.unit = "1/event",
               .range = {0, 1},
               .standard = .01,
               .text = "mu: chance that a member takes any level instead of copying"})
        .real("effort_base", &P::effort_base,
              {.range = {-100, 100}, .standard = 0, .text = "v0: what effort is worth where J is 0"})
        .real("effort_cost", &P::effort_cost,
              {.range = {0, 1e6},
               .standard = .53,
               .text = "Cost of full effort; it grows with the square under belief, as effort_cost_form says under "
                       "production, and in proportion to effort else"})
        .choice("effort_cost_form", &P::effort_cost_form,
                {{"none", EffortCostForm::none},
                 {"linear", EffortCostForm::linear},
                 {"quadratic", EffortCostForm::quadratic}},
                {.standard = "quadratic", .text = "How cost grows with effort, where effort_payoff = production"})
        .real("effort_fixed_cost", &P::effort_fixed_cost,
              {.range = {0, 100}, .standard = .06, .text = "Cost of any effort at all, where effort_payoff = belief"})
        .real("expectation_start", &P::expectation_start,
              {.range = {0, 1}, .standard = .5, .text = "What a new member expects the others to give"})
        .real("expectation_gap", &P::expectation_gap,
              {.unit = "1/month",
               .range = {0, 1},
               .standard = .3,
               .text = "Share of the gap to what is seen by which expectations move in a month"})
        .real(
            "history_visible", &P::history_visible,
            {.range = {0, 1},
             .standard = 0,
             .source = "assumption; Weber 2006: newcomers who saw the history keep it up",
             .text = "How far a new member expects, and begins with, the effort that it sees in the group, instead of "
                     "expectation_start and candidate_effort"})
        .real("prevention_control", &P::prevention_control,
              {.range = {0, 1},
               .standard = .3,
               .text = "Weight of the control motive from which a member with a far position may brake"})
        .real("prevention_distance", &P::prevention_distance,
              {.range = {0, 1},
               .standard = .4,
               .text = "Distance to the common goal from which a member that wants control may brake"})
        .real("success_start", &P::success_start,
              {.range = {0, 1}, .standard = .5, .text = "Expectation of success at founding"})
        .real("success_gain", &P::success_gain,
              {.range = {0, 1}, .standard = .25, .text = "Share of the doubt that a product takes away"})
        .real("success_refusal", &P::success_refusal,
              {.range = {0, 1}, .standard = .9, .text = "Share of the expectation that a refusal leaves"})
        .real("success_fade", &P::success_fade,
              {.range = {0, 1},
               .standard = .985,
               .text = "Share of the expectation that a month leaves when no product has come for long"})
        .integer("success_patience", &P::success_patience,
                 {.unit = "months",
                  .range = {0, 1200},
                  .standard = 18,
                  .text = "Months without product after which the expectation of success fades"});
}

void add_conditions(ParameterTable<P>& table) {
    table
        .real("condition_floor", &P::condition_floor,
              {.range = {0, 1}, .standard = .05, .text = "Lowest value of a condition of collective impact"})
        .real("measurement_start", &P::measurement_start,
              {.range = {0, 1},
               .standard = .1,
               .text = "Shared measurement of a new initiative, and of whoever works alone"})
        .real("measurement_rate", &P::measurement_rate,
              {.unit = "1/month",
               .range = {0, 1},
               .dial = Dial{"little_impact_orientation", .03, .01},
               .text = "Speed at which shared measurement grows with impact orientation and coordination"})
        .real("measurement_decay", &P::measurement_decay,
              {.range = {0, 10},
               .standard = .3,
               .text = "Loss of shared measurement, relative to its growth, where nobody cares for it"})
        .real("measurement_early", &P::measurement_early,
              {.range = {0, 1}, .standard = .2, .text = "Share of that speed in phase 1"})
        .real("communication_contacts", &P::communication_contacts,
              {.range = {0, 1},
               .standard = .7,
               .text = "Share of communication that lies in contacts between members; the rest is coordination"})
        .real("asset_held", &P::asset_held,
              {.range = {0, 1},
               .standard = .5,
               .text = "Level of an asset from which a working member counts as holding it"});
}

}  // namespace

bool is_prevented(const MembershipParameters& parameters, std::string_view founder, std::string_view topic) {
    const std::string name = std::string(founder) + " " + std::string(topic);
    return std::find(parameters.without.begin(), parameters.without.end(), name) != parameters.without.end();
}

const ParameterTable<MembershipParameters>& membership_parameters() {
    static const ParameterTable<P> table = [] {
        ParameterTable<P> rows("initiatives");
        add_founding(rows);
        add_invitation(rows);
        add_joining(rows);
        add_effort(rows);
        add_conditions(rows);
        return rows;
    }();
    return table;
}

const ParameterTable<PrescribedRow>& prescribed_columns() {
    using Row = PrescribedRow;
    static const ParameterTable<Row> table =
        ParameterTable<Row>("")
            .text("founder", &Row::founder,
                  {.role = Role::constant, .required = true, .source = "the user", .text = "Id of the founding actor"})
            .text("topic", &Row::topic,
                  {.role = Role::constant, .required = true, .source = "the user", .text = "Name of the topic"})
            .date("date", &Row::date,
                  {.role = Role::constant,
                   .source = "the user",
                   .text = "Month of founding; the first month of the run where it is left out"})
            .texts("members", &Row::members,
                   {.role = Role::constant,
                    .source = "the user",
                    .text = "Ids of the actors that are brought to the table at once; chosen by "
                            "initiatives.selection where there are none"});
    return table;
}

}  // namespace gemeinsim
