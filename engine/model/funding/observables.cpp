// SPDX-License-Identifier: Apache-2.0
#include "model/funding/observables.h"

#include "base/undefined.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {
namespace {

double eur(Cents cents) {
    return static_cast<double>(cents) / 100;
}

/// All project money that ever came to initiatives; fees pass through to the office and are no part of it.
Cents received(const State& now) {
    const Ledger& ledger = now.funding.ledger;
    return ledger.moved(MoneyPurpose::award) + ledger.moved(MoneyPurpose::match) +
           ledger.flow(AccountKind::outside, AccountKind::initiatives, MoneyPurpose::donation);
}

Cents held(const State& now) {
    Cents total = 0;
    for (const Initiative& initiative : now.initiatives.all)
        if (initiative.account) total += now.funding.ledger.balance(initiative.account);
    return total;
}

Cents spent_on_projects(const State& now) {
    const Ledger& ledger = now.funding.ledger;
    return ledger.moved(MoneyPurpose::measure) + ledger.moved(MoneyPurpose::preparation) +
           ledger.moved(MoneyPurpose::overhead);
}

double unspent_share(const Model& /*model*/, const State& now) {
    const Cents came = received(now);
    if (came == 0) return undefined;
    return static_cast<double>(held(now) + now.funding.returned_by_initiatives) / static_cast<double>(came);
}

double application_success(const Model& /*model*/, const State& now) {
    if (now.funding.applications_decided == 0) return undefined;
    return static_cast<double>(now.funding.applications_granted) /
           static_cast<double>(now.funding.applications_decided);
}

double money_hours(const Model& /*model*/, const State& now) {
    double total = 0;
    for (const Initiative& initiative : now.initiatives.all)
        if (initiative.alive()) total += initiative.money_hours;
    return total;
}

double preparation_hours(const Model& /*model*/, const State& now) {
    double total = 0;
    for (const Initiative& initiative : now.initiatives.all)
        if (initiative.alive()) total += initiative.preparation_hours;
    return total;
}

double offices_paid(const Model& /*model*/, const State& now) {
    double posts = 0;
    for (const Initiative& initiative : now.initiatives.all)
        if (initiative.alive() && initiative.office_funded) posts += initiative.office_fte;
    return posts;
}

}  // namespace

Metrics funding_metrics() {
    return {
        {.name = "money_received",
         .unit = "EUR",
         .long_name = "Project money that initiatives received since month 0",
         .better = Better::higher,
         .value = [](const Model&, const State& now) { return eur(received(now)); }},
        {.name = "money_spent",
         .unit = "EUR",
         .long_name = "Project money that became measures, their preparation and overhead since month 0",
         .better = Better::higher,
         .value = [](const Model&, const State& now) { return eur(spent_on_projects(now)); }},
        {.name = "money_returned",
         .unit = "EUR",
         .long_name = "Money that initiatives gave back unspent since month 0",
         .better = Better::lower,
         .value = [](const Model&, const State& now) { return eur(now.funding.returned_by_initiatives); }},
        {.name = "money_held",
         .unit = "EUR",
         .long_name = "Money on the accounts of initiatives",
         .value = [](const Model&, const State& now) { return eur(held(now)); }},
        {.name = "unspent_share",
         .unit = "1",
         .long_name = "Share of the project money received that is held or was given back",
         .better = Better::lower,
         .value = unspent_share},
        {.name = "office_cost",
         .unit = "EUR",
         .long_name = "Cost of offices since month 0, whoever paid",
         .better = Better::lower,
         .value = [](const Model&, const State& now) { return eur(now.funding.ledger.moved(MoneyPurpose::office)); }},
        {.name = "offices_paid",
         .unit = "full-time posts",
         .long_name = "Posts of offices paid this month",
         .value = offices_paid},
        {.name = "member_fees",
         .unit = "EUR",
         .long_name = "Fees that members paid towards offices since month 0",
         .standard = false,
         .value = [](const Model&, const State& now) { return eur(now.funding.ledger.moved(MoneyPurpose::fee)); }},
        {.name = "own_means",
         .unit = "EUR",
         .long_name = "Own means that members brought to projects since month 0, in money and in hours at the wage",
         .standard = false,
         .value =
             [](const Model&, const State& now) {
                 const Ledger& ledger = now.funding.ledger;
                 return eur(ledger.moved(MoneyPurpose::match) +
                            ledger.flow(AccountKind::initiatives, AccountKind::wages, MoneyPurpose::in_kind));
             }},
        {.name = "application_hours",
         .unit = "h/month",
         .long_name = "Hours spent on writing applications",
         .better = Better::lower,
         .standard = false,
         .value =
             [](const Model&, const State& now) {
                 double total = 0;
                 for (const Hours& hours : now.actors.hours) total += hours.applications;
                 return total;
             }},
        {.name = "money_hours",
         .unit = "h/month",
         .long_name = "Delivery bought with project money",
         .better = Better::higher,
         .value = money_hours},
        {.name = "preparation_hours",
         .unit = "h/month",
         .long_name = "Work on tasks that grants bought before there was an agreement",
         .better = Better::higher,
         .standard = false,
         .value = preparation_hours},
        {.name = "hours_on_money",
         .unit = "h/month",
         .long_name = "Hours spent on applications, sessions and handling money",
         .better = Better::lower,
         .value = [](const Model&, const State& now) { return now.funding.hours_on_money; }},
        {.name = "application_success",
         .unit = "1",
         .long_name = "Share of the decided applications that were granted",
         .better = Better::higher,
         .value = application_success},
        {.name = "applications_decided",
         .unit = "applications",
         .long_name = "Applications decided since month 0",
         .standard = false,
         .value = [](const Model&, const State& now) { return static_cast<double>(now.funding.applications_decided); }},
        {.name = "grants_in_force",
         .unit = "grants",
         .long_name = "Grants in force",
         .standard = false,
         .value = [](const Model&, const State& now) { return static_cast<double>(now.funding.grants.size()); }},
        {.name = "remedies_cost",
         .unit = "EUR",
         .long_name = "Cost of remedies since month 0",
         .better = Better::lower,
         .value = [](const Model&, const State& now) { return eur(now.funding.ledger.moved(MoneyPurpose::remedy)); }},
    };
}

}  // namespace gemeinsim
