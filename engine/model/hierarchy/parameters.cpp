// SPDX-License-Identifier: Apache-2.0
#include "model/hierarchy/parameters.h"

namespace gemeinsim {

const ParameterTable<HierarchyParameters>& hierarchy_parameters() {
    using P = HierarchyParameters;
    static const ParameterTable<P> table =
        ParameterTable<P>("hierarchy")
            .real("approval_depth", &P::approval_depth,
                  {.unit = "desks",
                   .range = {0, 12},
                   .dial = Dial{"hierarchy_silos", 0, 2},
                   .source = "assumption",
                   .text = "Superiors that a commitment must pass; a fraction is the chance of one more"})
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
                {.range = {0, .95},
                 .dial = Dial{"hierarchy_silos", .2, .8},
                 .source = "assumption",
                 .text = "Share of a desk's time that other business takes (u); it arrives at rate u mu (1 - return)"})
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
                   .text = "Age at which an open case lapses"});
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
                   .text = "Share of everybody's hours that regulation takes"});
    return table;
}

const ParameterTable<LeadershipParameters>& leadership_parameters() {
    using P = LeadershipParameters;
    static const ParameterTable<P> table =
        ParameterTable<P>("leadership")
            .integer("term", &P::term,
                     {.unit = "months",
                      .range = {12, 240},
                      .standard = 96,
                      .role = Role::constant,
                      .source = "mayors' terms by state: eight years in Rhineland-Palatinate, five to eight elsewhere",
                      .text = "Months between two elections of a municipality's head"})
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
                   .text = "How far a new head's priorities leave the old ones: weight of a fresh draw"})
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
