// SPDX-License-Identifier: Apache-2.0
// Ready-made programmes. Numbers that no source gives say "assumption"; sources are named in the README of this folder.
#include <cmath>
#include <utility>

#include "model/funding/parameters.h"

namespace gemeinsim {
namespace {

using Names = std::vector<std::string>;

Value in_cents(double amount) {
    return static_cast<std::int64_t>(std::llround(amount * 100));
}

Value whole(int number) {
    return static_cast<std::int64_t>(number);
}

Value word(const char* name) {
    return std::string(name);
}

RowPreset eu_project() {
    return {
        "eu_project",
        "A partner's share of a European project. Success .16 (Horizon Europe 2022-24); 3 million EUR over 12 "
        "participants on average, so 250,000 EUR each; agreements within 8 months (Horizon 2020). Assumptions: one "
        "such share a year in reach, 36 months, 200 hours, half merit, at least 3 members of 2 sectors, a fifth for "
        "overhead, half a year more on request, nothing without an agreement",
        {{"name", word("EU project")},
         {"kind", word("grants")},
         {"funder", word("European Union")},
         {"budget", in_cents(250000)},
         {"calls_per_year", whole(1)},
         {"grant_min", in_cents(50000)},
         {"grant_max", in_cents(250000)},
         {"duration", 36.0},
         {"months_to_decide", whole(8)},
         {"office_share", 1.0},
         {"overhead_cap", .2},
         {"co_financing", 0.0},
         {"in_kind", 0.0},
         {"annuality", 0.0},
         {"end_cliff", true},
         {"extension", whole(6)},
         {"preparation", 0.0},
         {"forwarded", false},
         {"decides_projects", false},
         {"at_once", whole(1)},
         {"earmark", word("none")},
         {"selection", word("merit")},
         {"merit_weight", .5},
         {"success", .16},
         {"announced_success", .16},
         {"repeat_advantage", 1.0},
         {"hours_to_apply", 200.0},
         {"lead", word("any")},
         {"min_members", whole(3)},
         {"min_sectors", whole(2)}}};
}

RowPreset federal_model_programme() {
    return {
        "federal_model_programme",
        "A federal model programme after Engagierte Stadt: 50 of 272 applications funded (.18); 50,000 EUR per town "
        "until the end of 2017, that is 28 months; 6 to 9 months from application to admission. Assumptions: one "
        "grant a year in reach, 60 hours, half merit, annual money, no rule on co-financing; it builds up "
        "cooperation, so all of it may prepare measures",
        {{"name", word("federal model programme")},
         {"kind", word("grants")},
         {"funder", word("federation")},
         {"budget", in_cents(50000)},
         {"calls_per_year", whole(1)},
         {"grant_min", in_cents(10000)},
         {"grant_max", in_cents(50000)},
         {"duration", 28.0},
         {"months_to_decide", whole(7)},
         {"office_share", 1.0},
         {"overhead_cap", 1.0},
         {"co_financing", 0.0},
         {"in_kind", 0.0},
         {"annuality", 1.0},
         {"end_cliff", true},
         {"extension", whole(0)},
         {"preparation", 1.0},
         {"forwarded", false},
         {"decides_projects", false},
         {"at_once", whole(1)},
         {"earmark", word("none")},
         {"selection", word("merit")},
         {"merit_weight", .5},
         {"success", .18},
         {"announced_success", .18},
         {"repeat_advantage", 1.0},
         {"hours_to_apply", 60.0},
         {"lead", word("any")},
         {"min_members", whole(3)},
         {"min_sectors", whole(2)}}};
}

RowPreset foundation_grant() {
    return {
        "foundation_grant",
        "A foundation's project grant. Cold applications 1 in 12, those funded before 1 in 3 (British trusts), so .08 "
        "with advantage 4; about 30,000 EUR a year for 29 months on average, so 72,500 EUR (Ellerman 2013/14: 26,000 "
        "GBP a year, 2 grants of one, 20 of two, 21 of three years); associations required and recurring cost rarely "
        "funded (refugee initiatives 2018). Assumptions: one grant a year in reach, 4 months, 40 hours, a tenth for "
        "overhead, a fifth for preparation, half a year more on request",
        {{"name", word("foundation grant")},
         {"kind", word("grants")},
         {"funder", word("foundation")},
         {"budget", in_cents(72500)},
         {"calls_per_year", whole(2)},
         {"grant_min", in_cents(5000)},
         {"grant_max", in_cents(72500)},
         {"duration", 29.0},
         {"months_to_decide", whole(4)},
         {"office_share", 0.0},
         {"overhead_cap", .1},
         {"co_financing", 0.0},
         {"in_kind", 0.0},
         {"annuality", 0.0},
         {"end_cliff", true},
         {"extension", whole(6)},
         {"preparation", .2},
         {"forwarded", false},
         {"decides_projects", false},
         {"at_once", whole(1)},
         {"earmark", word("measures")},
         {"selection", word("merit")},
         {"merit_weight", .5},
         {"success", .08},
         {"announced_success", .08},
         {"repeat_advantage", 4.0},
         {"hours_to_apply", 40.0},
         {"sectors", Names{"civil_society"}},
         {"legal_forms", Names{"association", "foundation", "church"}},
         {"lead", word("any")},
         {"min_members", whole(1)},
         {"min_sectors", whole(1)}}};
}

RowPreset partnership_programme() {
    return {
        "partnership_programme",
        "Partnerschaften fuer Demokratie: up to 125,000 EUR a year with at least a tenth of own funds, at most half "
        "for the coordination office, the municipality applies. Assumptions: 12 months, annual money, 9 of 10 "
        "applications of a place that takes part, own funds may be hours by half, 4 months, 40 hours, members of 2 "
        "sectors. At least half goes to projects, which partners carry out (so forwarded); assumption: before there "
        "is an agreement, too",
        {{"name", word("partnership programme")},
         {"kind", word("grants")},
         {"funder", word("federation")},
         {"budget", in_cents(125000)},
         {"calls_per_year", whole(1)},
         {"grant_min", in_cents(10000)},
         {"grant_max", in_cents(125000)},
         {"duration", 12.0},
         {"months_to_decide", whole(4)},
         {"office_share", .5},
         {"overhead_cap", 1.0},
         {"co_financing", .1},
         {"in_kind", .5},
         {"annuality", 1.0},
         {"end_cliff", true},
         {"extension", whole(0)},
         {"preparation", .5},
         {"forwarded", true},
         {"decides_projects", false},
         {"at_once", whole(1)},
         {"earmark", word("none")},
         {"selection", word("merit")},
         {"merit_weight", 0.0},
         {"success", .9},
         {"announced_success", .9},
         {"repeat_advantage", 1.0},
         {"hours_to_apply", 40.0},
         {"sectors", Names{"administration"}},
         {"levels", Names{"municipal", "district"}},
         {"lead", word("any")},
         {"min_members", whole(2)},
         {"min_sectors", whole(2)}}};
}

RowPreset municipal_grant() {
    return {
        "municipal_grant",
        "A municipality's voluntary grant: 15,000 EUR asked of the council (Langenfeld 2019); money lapses with the "
        "budget year; a tenth of grants blocked (Saxony-Anhalt 2008), so .9. Assumptions: 4 months (2 to 6), 12 "
        "months, for measures, a fifth of own money of which half may be hours, 12 hours; asked of an association, so "
        "no "
        "agreement among several is needed",
        {{"name", word("municipal grant")},
         {"kind", word("budget_line")},
         {"funder", word("municipality")},
         {"budget", in_cents(15000)},
         {"calls_per_year", whole(1)},
         {"grant_min", in_cents(500)},
         {"grant_max", in_cents(15000)},
         {"duration", 12.0},
         {"months_to_decide", whole(4)},
         {"office_share", 0.0},
         {"overhead_cap", 1.0},
         {"co_financing", .2},
         {"in_kind", .5},
         {"annuality", 1.0},
         {"end_cliff", true},
         {"extension", whole(0)},
         {"preparation", 1.0},
         {"forwarded", false},
         {"decides_projects", false},
         {"at_once", whole(1)},
         {"earmark", word("measures")},
         {"selection", word("merit")},
         {"merit_weight", .5},
         {"success", .9},
         {"announced_success", .9},
         {"repeat_advantage", 1.0},
         {"hours_to_apply", 12.0},
         {"sectors", Names{"civil_society"}},
         {"lead", word("any")},
         {"min_members", whole(1)},
         {"min_sectors", whole(1)}}};
}

RowPreset donation_fund() {
    return {
        "donation_fund",
        "Pakt fuer Pirmasens: about 70,000 EUR of donations a year, three sessions of the committee, single grants "
        "from 90 EUR, rarely rejected; the city pays the staff, so all donations go to projects. Its committee "
        "decides about some ten projects of partners a session, and the first ran in the year of its foundation: so "
        "forwarded, without another decision, without an agreement. An initiative passes a session's money on to its "
        "projects: a third of the year's, 23,000 EUR, and may have three such sums at a time. Assumptions: .95, 12 "
        "months, 8 hours",
        {{"name", word("donation fund")},
         {"kind", word("donations")},
         {"funder", word("citizens and firms of the town")},
         {"budget", in_cents(70000)},
         {"calls_per_year", whole(3)},
         {"grant_min", in_cents(90)},
         {"grant_max", in_cents(23000)},
         {"duration", 12.0},
         {"months_to_decide", whole(0)},
         {"office_share", 0.0},
         {"overhead_cap", 1.0},
         {"co_financing", 0.0},
         {"in_kind", 0.0},
         {"annuality", 0.0},
         {"end_cliff", true},
         {"extension", whole(0)},
         {"preparation", 1.0},
         {"forwarded", true},
         {"decides_projects", true},
         {"at_once", whole(3)},
         {"earmark", word("measures")},
         {"selection", word("merit")},
         {"merit_weight", 0.0},
         {"success", .95},
         {"announced_success", .95},
         {"repeat_advantage", 1.0},
         {"hours_to_apply", 8.0},
         {"lead", word("any")},
         {"min_members", whole(1)},
         {"min_sectors", whole(1)}}};
}

}  // namespace

const std::vector<RowPreset>& programme_presets() {
    static const std::vector<RowPreset> presets = {eu_project(),       federal_model_programme(),
                                                   foundation_grant(), partnership_programme(),
                                                   municipal_grant(),  donation_fund()};
    return presets;
}

}  // namespace gemeinsim
