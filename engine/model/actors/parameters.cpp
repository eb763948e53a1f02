// SPDX-License-Identifier: Apache-2.0
#include "model/actors/parameters.h"

namespace gemeinsim {

const ParameterTable<ActorsParameters>& actors_parameters() {
    using P = ActorsParameters;
    static const ParameterTable<P> table =
        ParameterTable<P>("actors")
            .real("hours_median", &P::hours_median,
                  {.unit = "h/month",
                   .range = {0, 1000},
                   .standard = 9,
                   .source = "assumption: median 9; Freiwilligensurvey 2019: 60 % give at most 2 h a week",
                   .text = "Median of the staff time that an actor has for cooperation"})
            .real("hours_sd_log", &P::hours_sd_log,
                  {.range = {0, 3},
                   .standard = .8,
                   .source = "assumption",
                   .text = "Standard deviation of the logarithm of that time"})
            .real("know_how", &P::know_how,
                  {.range = {0, 1},
                   .dial = Dial{"missing_know_how", .9, .1},
                   .source = "assumption",
                   .text = "Mean skill in managing networks"})
            .real("impact_orientation", &P::impact_orientation,
                  {.range = {0, 1},
                   .dial = Dial{"little_impact_orientation", .9, .1},
                   .source = "assumption",
                   .text = "Mean engagement with impact"})
            .real(
                "spread", &P::spread,
                {.range = {0, 1},
                 .standard = .5,
                 .source = "assumption",
                 .text =
                     "How far actors differ in know-how and impact orientation: sd as a share of the largest possible "
                     "around the mean"})
            .real("own_logic", &P::own_logic,
                  {.range = {1.0 / 3, 1},
                   .standard = .7,
                   .source = "assumption",
                   .text = "Weight of the own sector's logic of action; the rest falls on the other two"})
            .real("asset_scarcity", &P::asset_scarcity,
                  {.range = {0, 1},
                   .standard = .6,
                   .source = "assumption",
                   .text = "How far an actor falls short of the assets that are not its sector's strength"})
            .real("association_share", &P::association_share,
                  {.range = {0, 1},
                   .standard = .94,
                   .source = "ZiviZ 2022: more than 615,000 of 656,888 organisations of civil society are associations",
                   .text = "Share of associations among the organisations of civil society that name no legal form; "
                           "of the rest two in three are foundations, one a company [assumption]"})
            .real("voice_share", &P::voice_share,
                  {.range = {0, 1},
                   .standard = 0,
                   .source = "assumption: voices are those whom the population names",
                   .text = "Share of the organisations of civil society that speak for the target group, beyond those "
                           "that the population names"})
            .real("position_gap", &P::position_gap,
                  {.range = {0, .5},
                   .standard = .1,
                   .source = "assumption",
                   .text = "How far the mean positions of civil society and business lie from the administration's, on "
                           "either side"})
            .real("position_spread", &P::position_spread,
                  {.range = {0, 1},
                   .standard = .5,
                   .source = "assumption",
                   .text = "How far actors of a sector differ in position: sd as a share of the largest possible"})
            .real(
                "birth_rate", &P::birth_rate,
                {.unit = "1/year",
                 .range = {0, 1},
                 .standard = .016,
                 .source = "ZiviZ: 9,957 foundings a year among 656,888 organisations",
                 .text = "Foundings per organisation of civil society and business that exists; each fills the slot of "
                         "one that ended"})
            .real("end_rate", &P::end_rate,
                  {.unit = "1/year",
                   .range = {0, 1},
                   .standard = .016,
                   .source = "ZiviZ: about 10,000 deletions a year among 656,888 organisations",
                   .text = "Rate at which organisations of civil society and business end"});
    return table;
}

}  // namespace gemeinsim
