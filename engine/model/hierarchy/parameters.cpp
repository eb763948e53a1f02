// SPDX-License-Identifier: Apache-2.0
#include "model/hierarchy/parameters.h"

namespace gemeinsim {
namespace {

struct StateTerm {
    const char* state;
    int months;
};

/// Terms of full-time mayors, who are elected directly in all of these states. kommunal.de, overview of the terms of
/// mayors and heads of districts; kommunalbrevier.de for Rhineland-Palatinate (section 52 GemO). By the law itself:
/// Saarland section 31 (2) KSVG (ten years since the act of 29 August 2007, eight before), Saxony section 51 (3)
/// SaechsGemO, Saxony-Anhalt section 61 (1) KVG LSA, Schleswig-Holstein section 57 (4) GO, Thuringia section 28 (3)
/// ThuerKO. Two states leave the term to the municipal statute, here the middle: Mecklenburg-Vorpommern seven to nine
/// years, Schleswig-Holstein six to eight. Lower Saxony returned from five to eight years. The city states elect no
/// mayor: Berlin, Bremen and Hamburg are missing for that.
constexpr StateTerm state_terms[] = {
    {"baden_wuerttemberg", 96},
    {"bavaria", 72},
    {"brandenburg", 96},
    {"hesse", 72},
    {"lower_saxony", 96},
    {"mecklenburg_vorpommern", 96},
    {"north_rhine_westphalia", 60},
    {"rhineland_palatinate", 96},
    {"saarland", 120},
    {"saxony", 84},
    {"saxony_anhalt", 84},
    {"schleswig_holstein", 84},
    {"thuringia", 72},
};

std::vector<std::pair<std::string, std::string>> state_names() {
    std::vector<std::pair<std::string, std::string>> names = {{"none", "none"}};
    for (const StateTerm& one : state_terms) names.emplace_back(one.state, one.state);
    return names;
}

}  // namespace

std::vector<Preset> leadership_presets() {
    std::vector<Preset> presets;
    for (const StateTerm& one : state_terms)
        presets.push_back({"leadership.state", one.state, {{"leadership.term", Value(std::int64_t{one.months})}}});
    return presets;
}

double weight_of(const HierarchyParameters& p, CaseKind kind) {
    switch (kind) {
        case CaseKind::pact:
            return p.weight_pact;
        case CaseKind::membership:
            return p.weight_membership;
        case CaseKind::signature:
            return p.weight_signature;
        case CaseKind::budget:
            return p.weight_budget;
    }
    return 1;
}

const ParameterTable<HierarchyParameters>& hierarchy_parameters() {
    using P = HierarchyParameters;
    static const ParameterTable<P> table =
        ParameterTable<P>("hierarchy")
            .real("approval_depth", &P::approval_depth,
                  {.unit = "desks",
                   .range = {0, 12},
                   .dial = Dial{"hierarchy_silos", 0, 2},
                   .source = "assumption",
                   .text = "Superiors that a commitment of weight 1 must pass; a fraction is the chance of one more"})
            .real("weight_pact", &P::weight_pact,
                  {.range = {0, 10},
                   .standard = 1,
                   .source = "assumption",
                   .text = "Weight of a pact: superiors that it must pass for each of approval_depth"})
            .real("weight_membership", &P::weight_membership,
                  {.range = {0, 10},
                   .standard = .5,
                   .source = "assumption: to work along is current business",
                   .text = "Weight of a membership: superiors that it must pass for each of approval_depth"})
            .real("weight_signature", &P::weight_signature,
                  {.range = {0, 10},
                   .standard = 1.5,
                   .source =
                       "assumption: who binds a municipality is its head (e.g. GemO Rhineland-Palatinate, section 49)",
                   .text =
                       "Weight of the signature of a product: superiors that it must pass for each of approval_depth"})
            .real("weight_budget", &P::weight_budget,
                  {.range = {0, 10},
                   .standard = 1,
                   .source = "assumption",
                   .text = "Weight of a release of money: superiors that it must pass for each of approval_depth"})
            .real("delegated_depth", &P::delegated_depth,
                  {.unit = "desks",
                   .range = {0, 12},
                   .standard = 0,
                   .role = Role::lever,
                   .source = "assumption",
                   .text = "Superiors that delegated authority spares a commitment"})
            .real("service_rate", &P::service_rate,
                  {.unit = "1/month",
                   .range = {0, 100, true},
                   .standard = 1,
                   .source = "assumption",
                   .text = "Rate at which a desk finishes the business before it (mu)"})
            .real(
                "utilisation", &P::utilisation,
                {.range = {0, 5},
                 .dial = Dial{"hierarchy_silos", .2, .8},
                 .source = "assumption",
                 .text = "Share of a desk's time that other business takes (u); it arrives at rate u mu (1 - return)"})
            .choice("background", &P::background, {{"poisson", Background::poisson}, {"chain", Background::chain}},
                    {.standard = "poisson",
                     .source = "assumption",
                     .text = "Other business: a stream of its own to each desk, or one stream through all desks of a "
                             "hierarchy, from the lowest to the head"})
            .real("return_probability", &P::return_probability,
                  {.range = {0, .95},
                   .standard = .15,
                   .source = "assumption",
                   .text = "Chance that finished business comes back to the same desk"})
            .real("veto_intercept", &P::veto_intercept,
                  {.range = {-100, 100},
                   .standard = -3.4,
                   .source = "assumption",
                   .text = "v0 of the chance of a veto, sigma(v0 + v1 |y - y'| - v2 priority)"})
            .real("veto_distance", &P::veto_distance,
                  {.range = {0, 100},
                   .standard = 1,
                   .source = "assumption",
                   .text = "v1: weight of the distance between the positions of unit and superior"})
            .real("veto_priority", &P::veto_priority,
                  {.range = {0, 100},
                   .standard = 2,
                   .source = "assumption",
                   .text = "v2: weight of the priority that the superior gives the topic"})
            .real("absence_rate", &P::absence_rate,
                  {.unit = "1/month",
                   .range = {0, 10},
                   .standard = .1,
                   .source = "assumption",
                   .text = "Rate at which a desk stops because nobody is there"})
            .real("absence_months", &P::absence_months,
                  {.unit = "months",
                   .range = {0, 24},
                   .standard = .5,
                   .source = "assumption",
                   .text = "Mean length of an absence"})
            .real("expiry_months", &P::expiry_months,
                  {.unit = "months",
                   .range = {1, 1200},
                   .standard = 12,
                   .source = "assumption: cases expire after a year",
                   .text = "Age at which an open case lapses"})
            .real("hours_per_case", &P::hours_per_case,
                  {.unit = "h",
                   .range = {0, 100},
                   .standard = 1,
                   .source = "assumption",
                   .text = "Hours for cooperation that a desk's unit gives to each service of a case, as far as it has "
                           "them; other business takes none of these hours"});
    return table;
}

const ParameterTable<JurisdictionParameters>& jurisdiction_parameters() {
    using P = JurisdictionParameters;
    static const ParameterTable<P> table =
        ParameterTable<P>("jurisdiction")
            .real("holders", &P::holders,
                  {.unit = "levels",
                   .range = {0, 4},
                   .dial = Dial{"federal_jurisdiction", 0, 4},
                   .source = "assumption",
                   .text = "Levels above the municipality that hold competence and must sign what an administration "
                           "signs, district first; a fraction is the chance of one more"})
            .real("regulation", &P::regulation,
                  {.range = {0, .9},
                   .dial = Dial{"federal_jurisdiction", 0, .2},
                   .source = "assumption",
                   .text = "Share of everybody's hours that regulation takes, for topics without a row in "
                           "jurisdiction.topics"});
    return table;
}

const ParameterTable<CompetenceRow>& competence_columns() {
    using C = CompetenceRow;
    static const ParameterTable<C> table =
        ParameterTable<C>("")
            .texts("levels", &C::levels,
                   {.role = Role::constant,
                    .source = "the user",
                    .text = "Levels that hold competence for the topic: each must sign what an administration signs"},
                   {"municipal", "district", "state", "federal", "european"})
            .real_by_key("regulation", &C::regulation,
                         {.range = {0, .9},
                          .source = "the user",
                          .text = "Share of the hours of those who work on the topic that this level's rules take"});
    return table;
}

const ParameterTable<Signatory>& signatory_columns() {
    using S = Signatory;
    static const ParameterTable<S> table =
        ParameterTable<S>("")
            .text("actor", &S::actor,
                  {.role = Role::constant,
                   .required = true,
                   .source = "the user",
                   .text = "Id of the actor that must be asked without standing in the chain of superiors"})
            .text("topic", &S::topic,
                  {.role = Role::constant, .source = "the user", .text = "Its topic; every topic where it is left out"})
            .text("place", &S::place,
                  {.role = Role::constant,
                   .source = "the user",
                   .text = "The place it speaks for; where it is left out a municipal actor speaks for its own place, "
                           "one of a higher level where nobody of that level who is named for the topic is nearer, one "
                           "without a level everywhere"})
            .choice("level", &S::level,
                    {{"none", Level::none},
                     {"municipal", Level::municipal},
                     {"district", Level::district},
                     {"state", Level::state},
                     {"federal", Level::federal},
                     {"european", Level::european}},
                    {.standard = "none",
                     .role = Role::constant,
                     .source = "the user",
                     .text = "The level it speaks for, to administrations and where the level holds competence; none "
                             "has a say of its own, as courts and agencies do, to whoever signs"})
            .choice("say", &S::say, {{"consent", Say::consent}, {"hearing", Say::hearing}},
                    {.standard = "consent",
                     .role = Role::constant,
                     .source = "the user",
                     .text = "Consent may be refused; who is only heard costs time and cannot veto"});
    return table;
}

const ParameterTable<LeadershipParameters>& leadership_parameters() {
    using P = LeadershipParameters;
    static const ParameterTable<P> table =
        ParameterTable<P>("leadership")
            .choice(
                "state", &P::state, state_names(),
                {.standard = "none",
                 .role = Role::constant,
                 .source = "the user",
                 .text = "State whose term of mayors holds: sets leadership.term. The city states Berlin, Bremen and "
                         "Hamburg elect no mayor directly: give leadership.term there"})
            .integer("term", &P::term,
                     {.unit = "months",
                      .range = {12, 240},
                      .standard = 96,
                      .role = Role::constant,
                      .source = "mayors' terms by state: eight years in Rhineland-Palatinate, five to ten elsewhere",
                      .text = "Months between two elections of a municipality's head, where neither the actor nor its "
                              "place has a term of its own"})
            .date("first_election", &P::first_election,
                  {.role = Role::constant,
                   .source = "the user",
                   .text = "Month of the first election; where it is left out it is drawn within the first term"})
            .real("election_change", &P::election_change,
                  {.range = {0, 1},
                   .standard = .4,
                   .source = "assumption",
                   .text = "Chance that an election brings another head"})
            .real("turnover", &P::turnover,
                  {.unit = "1/year",
                   .range = {0, 12},
                   .dial = Dial{"changing_priorities", 0, .3},
                   .source = "assumption",
                   .text = "Rate at which any other organisation's head changes"})
            .real("unclear_months", &P::unclear_months,
                  {.unit = "months",
                   .range = {0, 60},
                   .dial = Dial{"changing_priorities", 0, 6},
                   .source = "assumption",
                   .text = "Mean time until leadership is clear again; no desk is served meanwhile"})
            .real("priority_jump", &P::priority_jump,
                  {.range = {0, 1},
                   .dial = Dial{"changing_priorities", 0, 1},
                   .source = "assumption",
                   .text = "How far new priorities leave the old ones, with a new head or without: weight of a fresh "
                           "draw"})
            .real("jump_rate", &P::jump_rate,
                  {.unit = "1/year",
                   .range = {0, 12},
                   .dial = Dial{"changing_priorities", 0, .2},
                   .source = "assumption",
                   .text = "Rate at which an organisation's priorities jump while its head stays"})
            .real("case_loss", &P::case_loss,
                  {.range = {0, 1},
                   .dial = Dial{"changing_priorities", 0, .2},
                   .source = "assumption",
                   .text = "Chance that a case which waits at a desk is lost when the desk's head changes"})
            .real("support_threshold", &P::support_threshold,
                  {.range = {0, 1},
                   .standard = .3,
                   .source = "assumption",
                   .text = "Priority below which a unit withdraws signature, hours and budget line"})
            .real("contact_loss", &P::contact_loss,
                  {.range = {0, 1},
                   .standard = .3,
                   .source = "assumption",
                   .text = "Share of the trust about an actor, and of what training taught it, that goes with its "
                           "head"});
    return table;
}

}  // namespace gemeinsim
