// SPDX-License-Identifier: Apache-2.0
#include "model/remedies/parameters.h"

namespace gemeinsim {
namespace {

const std::vector<std::pair<std::string, RemedyKind>>& kinds() {
    static const std::vector<std::pair<std::string, RemedyKind>> all = {
        {"round_table_meetings", RemedyKind::round_table_meetings},
        {"portal", RemedyKind::portal},
        {"training", RemedyKind::training},
        {"guides", RemedyKind::guides},
        {"fast_track", RemedyKind::fast_track},
        {"delegation", RemedyKind::delegation},
        {"mediation", RemedyKind::mediation},
        {"long_grants", RemedyKind::long_grants},
        {"pooled_budget", RemedyKind::pooled_budget},
        {"indicator_support", RemedyKind::indicator_support},
        {"backbone_funding", RemedyKind::backbone_funding}};
    return all;
}

void add_training(ParameterTable<Remedy>& table) {
    table
        .choice("audience", &Remedy::audience,
                {{"participants", Audience::participants},
                 {"leaders", Audience::leaders},
                 {"coordinators", Audience::coordinators}},
                {.standard = "participants",
                 .role = Role::lever,
                 .source = "Synergien vor Ort offered courses to leaders and to coordinators",
                 .text = "For whom a training is: all who take part in an initiative, the heads of their "
                         "organisations, or those who carry its relations"})
        .optional_real("days", &Remedy::days,
                       {.unit = "days",
                        .range = {0, 60},
                        .role = Role::lever,
                        .source = "Synergien vor Ort: 2 days for leaders, 3 blocks of 2 for coordinators; none for "
                                  "participants, who learn at work",
                        .text = "Days of a training's course, in blocks of two, two months apart; left out, what its "
                                "audience has. Each takes 8 h of whoever attends"})
        .real("coaching_days", &Remedy::coaching_days,
              {.unit = "days",
               .range = {0, 20},
               .role = Role::lever,
               .source = "Synergien vor Ort: an optional day",
               .text = "Days of coaching after a training's course, one every second month"});
}

void add_portal(ParameterTable<Remedy>& table) {
    table
        .real("upkeep_hours", &Remedy::upkeep_hours,
              {.unit = "h",
               .range = {0, 100},
               .standard = .5,
               .text = "Portal: hours that it takes a provider to write or renew its entry"})
        .integer(
            "editor_entries", &Remedy::editor_entries,
            {.unit = "entries/month",
             .range = {0, 10000000},
             .standard = 50,
             .role = Role::lever,
             .text = "Portal: entries of its places that the editor checks in a month, the oldest first; others wait"})
        .integer("stale_months", &Remedy::stale_months,
                 {.unit = "months",
                  .range = {1, 1200},
                  .standard = 12,
                  .text = "Portal: age at which an entry is out of date and shown no longer, from when it was written"})
        .integer("look_ups", &Remedy::look_ups,
                 {.unit = "entries",
                  .range = {0, 1000},
                  .standard = 5,
                  .text = "Portal: entries that an actor finds in a month in which it looks, of its place or, "
                          "across_places, of any "
                          "place of the portal"})
        .real("public_reach", &Remedy::public_reach,
              {.range = {0, 5},
               .standard = .1,
               .text = "Portal: how much further measures reach where entries of all who carry them are shown, because "
                       "the public finds the offers"})
        .real("planning", &Remedy::planning,
              {.range = {0, 1},
               .standard = .3,
               .text = "Portal: share of duplicated work that planners avoid where all entries are shown"})
        .texts(
            "places", &Remedy::places,
            {.role = Role::lever,
             .source = "the user",
             .text = "Portal: ids of the places whose actors it lists and serves; all where it is left out. Each place "
                     "is served by the strongest portal that names it"})
        .boolean("across_places", &Remedy::across_places,
                 {.role = Role::lever,
                  .source = "the user",
                  .text = "Portal: whether actors find the entries of all its places, not only those of their own"});
}

}  // namespace

const char* name_of(RemedyKind kind) {
    return kinds()[static_cast<std::size_t>(kind)].first.c_str();
}

const ParameterTable<Remedy>& remedy_columns() {
    static const ParameterTable<Remedy> all = [] {
        ParameterTable<Remedy> table("");
        table
            .choice("kind", &Remedy::kind, kinds(),
                    {.role = Role::lever, .required = true, .source = "the user", .text = "Which remedy"})
            .date("start", &Remedy::start,
                  {.role = Role::lever, .required = true, .source = "the user", .text = "First month"})
            .integer("months", &Remedy::months,
                     {.unit = "months",
                      .range = {1, 1200},
                      .standard = 12,
                      .role = Role::lever,
                      .source = "the user",
                      .text = "How long it lasts"})
            .date("end", &Remedy::end,
                  {.role = Role::lever, .source = "the user", .text = "Last month, in place of months"})
            .real("strength", &Remedy::strength,
                  {.range = {0, 1},
                   .standard = .2,
                   .role = Role::uncertainty,
                   .source = "assumption",
                   .text =
                       "Meetings: share of actors that attend in a month; portal: share of actors that see to their "
                       "entry, and that look into it, in a month; training: share of the missing know-how gained over "
                       "its length or course; guides: share of the distance to the most skilled partner gained over "
                       "their length; fast track: share of desks' time for cases that it saves; delegation: share of "
                       "the superiors to ask that it spares; mediation: share of the terms of logic and person that it "
                       "settles; long_grants: share of the way to grants of 60 months; pooled_budget: share of the "
                       "conditions on grants that it lifts; indicator_support: share of the measurement error that it "
                       "takes away; backbone_funding: share of the missing hours of coordination that it pays"})
            .money("cost", &Remedy::cost,
                   {.unit = "/month",
                    .range = {0, 1e9},
                    .standard = 0,
                    .role = Role::lever,
                    .source = "the user",
                    .text = "What it costs, needed or not; who pays it, says payer"})
            .text("payer", &Remedy::payer,
                  {.role = Role::lever,
                   .source = "the user",
                   .text = "Who pays: the id of an actor, the name of a programme, or outside. Where it cannot pay a "
                           "month's cost the remedy rests for that month"});
        add_training(table);
        add_portal(table);
        return table;
    }();
    return all;
}

}  // namespace gemeinsim
