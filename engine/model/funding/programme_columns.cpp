// SPDX-License-Identifier: Apache-2.0
#include "model/funding/parameters.h"

namespace gemeinsim {
namespace {

/// "none" is the row as it stands.
std::vector<std::pair<std::string, std::string>> preset_names() {
    std::vector<std::pair<std::string, std::string>> names = {{"none", "none"}};
    for (const RowPreset& preset : programme_presets()) names.emplace_back(preset.choice, preset.choice);
    return names;
}

}  // namespace

const ParameterTable<Programme>& programme_columns() {
    using P = Programme;
    static const ParameterTable<P> table =
        ParameterTable<P>("")
            .text("name", &P::name,
                  {.role = Role::constant, .required = true, .source = "the user", .text = "Name of the programme"})
            .choice("preset", &P::preset, preset_names(),
                    {.standard = "none",
                     .role = Role::constant,
                     .source = "the user",
                     .text = "A ready-made programme that gives the other keys their values; a key that is given "
                             "beats it"})
            .choice("kind", &P::kind,
                    {{"grants", ProgrammeKind::grants},
                     {"budget_line", ProgrammeKind::budget_line},
                     {"donations", ProgrammeKind::donations}},
                    {.standard = "grants",
                     .role = Role::constant,
                     .source = "the user",
                     .text = "What it is in the flows of money: a funder's grants, a unit's budget line, a fund of "
                             "donations"})
            .text("funder", &P::funder,
                  {.role = Role::constant,
                   .source = "the user",
                   .text = "Who pays: any words; the id of an actor makes its budget pass through that actor and end "
                           "with it"})
            .money(
                "budget", &P::budget,
                {.unit = "/year",
                 .range = {0, 1e12},
                 .role = Role::lever,
                 .required = true,
                 .source = "the user",
                 .text =
                     "What it can promise in a calendar year; 0 switches it off: nobody applies, nobody hopes for it"})
            .date("first", &P::first,
                  {.role = Role::constant, .source = "the user", .text = "First month; empty: from the start"})
            .date("last", &P::last,
                  {.role = Role::constant, .source = "the user", .text = "Last month with a call; empty: no end"})
            .integer(
                "calls_per_year", &P::calls_per_year,
                {.range = {1, 12},
                 .standard = 1,
                 .role = Role::lever,
                 .source = "the user",
                 .text = "Months in which it takes applications, spread over the year from January; 12 is rolling"})
            .money("grant_min", &P::grant_min,
                   {.range = {0, 1e12}, .role = Role::lever, .source = "the user", .text = "Smallest grant"})
            .money("grant_max", &P::grant_max,
                   {.range = {0, 1e12},
                    .role = Role::lever,
                    .required = true,
                    .source = "the user",
                    .text = "Largest grant"})
            .optional_real("duration", &P::duration,
                           {.unit = "months",
                            .range = {1, 120},
                            .role = Role::lever,
                            .source = "the user",
                            .text = "Length of a grant; empty: funding.duration"})
            .integer("months_to_decide", &P::months_to_decide,
                     {.unit = "months",
                      .range = {0, 60},
                      .standard = 4,
                      .source = "assumption: 2 to 6 municipal, 3 to 9 federal or European",
                      .text = "From the application to the decision"})
            .optional_real("office_share", &P::office_share,
                           {.range = {0, 1},
                            .role = Role::lever,
                            .source = "the user",
                            .text = "Share of a grant that may pay an office; empty: funding.office_share"})
            .optional_real("overhead_cap", &P::overhead_cap,
                           {.range = {0, 1},
                            .role = Role::lever,
                            .source = "the user",
                            .text = "Share of a grant that may pay overhead; empty: funding.overhead_cap"})
            .optional_real("co_financing", &P::co_financing,
                           {.range = {0, .9},
                            .role = Role::lever,
                            .source = "the user",
                            .text = "Share of the project that members pay; empty: funding.co_financing"})
            .real("in_kind", &P::in_kind,
                  {.range = {0, 1},
                   .role = Role::lever,
                   .source = "assumption",
                   .text = "Share of the members' own part that hours given to the initiative may stand for, at "
                           "funding.wage"})
            .optional_real("annuality", &P::annuality,
                           {.range = {0, 1},
                            .role = Role::lever,
                            .source = "the user",
                            .text = "Share of unspent money that returns at the end of a year; empty: "
                                    "funding.annuality"})
            .boolean("end_cliff", &P::end_cliff,
                     {.standard = true,
                      .role = Role::lever,
                      .source = "assumption",
                      .text = "Whether unspent money returns when a grant ends; false: what was drawn may still be "
                              "spent, under the same earmark. Nothing more is drawn in either case"})
            .integer(
                "extension", &P::extension,
                {.unit = "months",
                 .range = {0, 60},
                 .standard = 0,
                 .role = Role::lever,
                 .source = "assumption",
                 .text = "Months by which a grant's time is lengthened once, at no further cost, where money of it is "
                         "left at its end"})
            .real("preparation", &P::preparation,
                  {.range = {0, 1},
                   .role = Role::lever,
                   .source = "assumption",
                   .text =
                       "Share of grant_max that may be asked for, and spent, before an initiative has its cooperation "
                       "agreement: it buys hours of work on the tasks of that phase (moderation, trips, first "
                       "projects); 0: there must be an agreement"})
            .boolean(
                "forwarded", &P::forwarded,
                {.standard = false,
                 .role = Role::lever,
                 .source = "assumption",
                 .text = "Whether its money is passed on to members for projects of theirs, so that all of them handle "
                         "it; false: the office and whoever keeps the books do"})
            .boolean("decides_projects", &P::decides_projects,
                     {.standard = false,
                      .role = Role::lever,
                      .source = "the user",
                      .text = "Whether it decides about single projects: nobody in the initiative has to release its "
                              "money again, and it gives less than was asked for where less is left"})
            .integer("at_once", &P::at_once,
                     {.range = {1, 1000},
                      .standard = 1,
                      .role = Role::lever,
                      .source = "the user",
                      .text = "Grants and applications of it that an initiative may have at a time"})
            .choice(
                "earmark", &P::earmark,
                {{"none", Earmark::none},
                 {"measures", Earmark::measures},
                 {"office", Earmark::office},
                 {"drawn", Earmark::drawn}},
                {.standard = "drawn",
                 .role = Role::lever,
                 .source = "the user",
                 .text = "What its money may pay and nothing else: measures and their overhead, or an office; none: "
                         "measures, and an office up to office_share; drawn: none or measures, by funding.earmarked "
                         "where office_share is left out"})
            .boolean("exclusive", &P::exclusive,
                     {.role = Role::lever,
                      .source = "the user",
                      .text = "Whether an initiative may not hold another programme's grant for the same purpose "
                              "beside it (no double funding)"})
            .choice(
                "selection", &P::selection,
                {{"merit", AwardRule::merit}, {"lottery", AwardRule::lottery}, {"contest", AwardRule::contest}},
                {.standard = "merit",
                 .role = Role::lever,
                 .source = "Tullock 1980 for the contest",
                 .text = "merit: by merit_weight; lottery: by luck alone; contest: applicants choose how many hours "
                         "they put in, and these decide"})
            .real("merit_weight", &P::merit_weight,
                  {.range = {0, 1},
                   .standard = .5,
                   .source = "assumption",
                   .text = "How far merit decides under selection = merit, luck deciding the rest"})
            .optional_real("success", &P::success,
                           {.range = {0, 1},
                            .source = "the user",
                            .text = "Share of average applications that pass the competition with applicants from "
                                    "elsewhere; empty: funding.success"})
            .optional_real("gap", &P::gap,
                           {.unit = "months",
                            .range = {0, 60},
                            .role = Role::lever,
                            .source = "the user",
                            .text = "Months that pass after the decision before instalments begin; empty: "
                                    "funding.gap"})
            .optional_real("announced_success", &P::announced_success,
                           {.range = {0, 1},
                            .source = "the user",
                            .text = "Success that the funder announces, and applicants expect before its first "
                                    "decision; empty: funding.success_prior"})
            .real("repeat_advantage", &P::repeat_advantage,
                  {.range = {1, 100},
                   .standard = 1,
                   .source = "British trusts: 33 % for those funded before, 8 % for others; 1: no difference",
                   .text = "How many times the chance of others those have who had a grant of it before"})
            .texts("sectors", &P::sectors,
                   {.role = Role::lever, .source = "the user", .text = "Who may apply; empty: every sector"},
                   {"administration", "civil_society", "business"})
            .texts("levels", &P::levels,
                   {.role = Role::lever, .source = "the user", .text = "Their federal level; empty: every level"},
                   {"none", "municipal", "district", "state", "federal", "european"})
            .texts("legal_forms", &P::legal_forms,
                   {.role = Role::lever, .source = "the user", .text = "Their legal form; empty: every form"},
                   {"public_body", "association", "foundation", "company", "cooperative", "church", "unregistered"})
            .texts("topics", &P::topics,
                   {.role = Role::lever,
                    .source = "the user",
                    .text = "Topics whose initiatives may apply; its money is bound to them; empty: every topic"})
            .text("place", &P::place,
                  {.role = Role::constant,
                   .source = "the user",
                   .text = "Place whose initiatives may apply; empty: everywhere"})
            .choice("lead", &P::lead,
                    {{"any", ApplicationLead::any},
                     {"treasurer", ApplicationLead::treasurer},
                     {"broker", ApplicationLead::broker}},
                    {.standard = "any",
                     .role = Role::lever,
                     .source = "the user",
                     .text = "Which member applies: whoever keeps the books, or only the broker; any: the treasurer "
                             "where it is eligible, else the first member that is"})
            .integer("min_members", &P::min_members,
                     {.range = {1, 10000},
                      .standard = 1,
                      .role = Role::lever,
                      .source = "the user",
                      .text = "Members that an initiative must have to apply"})
            .integer("min_sectors", &P::min_sectors,
                     {.range = {1, 3},
                      .standard = 1,
                      .role = Role::lever,
                      .source = "the user",
                      .text = "Sectors that its members must come from"})
            .real("hours_to_apply", &P::hours_to_apply,
                  {.unit = "h",
                   .range = {0, 10000},
                   .standard = 20,
                   .source = "assumption",
                   .text = "Hours that an application takes; the least in a contest"});
    return table;
}

}  // namespace gemeinsim
