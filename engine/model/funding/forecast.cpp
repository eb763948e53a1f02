// SPDX-License-Identifier: Apache-2.0
#include "model/funding/forecast.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "model/funding/applications.h"
#include "model/funding/grants.h"
#include "model/funding/offices.h"
#include "model/funding/spending.h"
#include "model/initiative/coordination.h"
#include "model/remedies/funding_terms.h"

namespace gemeinsim {
namespace {

/// The chance that money of a programme may pay measures: what is earmarked for offices, where a pool lifts that.
double chance_of_measures(const State& now, const Programme& programme) {
    return programme.earmark == Earmark::office ? now.remedies.of(RemedyKind::pooled_budget) : 1;
}

/// What an initiative has promised to spend already, in cents: grants in force, and other bids at their chance.
double committed(const Model& model, const State& now, InitiativeId id) {
    const Funding& funding = now.funding;
    double money = 0;
    for (const std::uint32_t row : funding.grants_of[id])
        money += static_cast<double>(for_measures(funding.grants[row]));
    for (const Bidding& bid : funding.bidding[id])
        money += chance_of_measures(now, model.programmes[bid.programme]) *
                 expected_success(model, now, bid.programme) * static_cast<double>(bid.amount);
    return money;
}

/// A year's money stays the same however long grants are: as much more as they are longer than the programme's own.
Cents lengthened_grant(const Model& model, const State& now, const Programme& programme) {
    const int own = own_grant_months(model, programme);
    const int months = grant_months(model, now, programme);
    if (months <= own) return programme.grant_max;
    return std::llround(static_cast<double>(programme.grant_max) * months / own);
}

/// What an initiative may have of a programme beside what it has and bids for: all grants at once, each lengthened.
Cents open_to(const Model& model, const State& now, InitiativeId id, ProgrammeId at) {
    const Programme& programme = model.programmes[at];
    if (grant_months(model, now, programme) <= own_grant_months(model, programme)) return programme.grant_max;
    Cents open = lengthened_grant(model, now, programme) * programme.at_once;
    for (const std::uint32_t row : now.funding.grants_of[id])
        if (now.funding.grants[row].programme == at) open -= now.funding.grants[row].amount;
    for (const Bidding& bid : now.funding.bidding[id])
        if (bid.programme == at) open -= bid.amount;
    return std::clamp<Cents>(open, 0, largest_grant(model, now, programme));
}

/// What members can match of a project, in cents of the funder's part.
double matchable(const Model& model, const State& now, const Initiative& initiative, const Programme& programme,
                 double own) {
    double at_hand = 0;
    double hours = 0;
    for (const ActorId i : full_members(now, initiative))
        at_hand += static_cast<double>(now.funding.ledger.balance(now.funding.actor_account[i]));
    for (const Member& member : initiative.members) hours += member.given_hours;
    // Of the own share hours may stand for a part, as many as are given at present.
    const double in_kind = hours * static_cast<double>(model.funding.wage) * grant_months(model, now, programme);
    const double matched =
        std::min(at_hand + in_kind, programme.in_kind < 1 ? at_hand / (1 - programme.in_kind) : at_hand + in_kind);
    return matched * (1 - own) / own;
}

}  // namespace

int grant_months(const Model& model, const State& now, const Programme& programme) {
    const double months = remedied_duration(now.remedies, programme.duration.value_or(model.funding.duration));
    return std::max(1, static_cast<int>(std::lround(months)));
}

int own_grant_months(const Model& model, const Programme& programme) {
    return std::max(1, static_cast<int>(std::lround(programme.duration.value_or(model.funding.duration))));
}

Cents largest_grant(const Model& model, const State& now, const Programme& programme) {
    return std::max(programme.grant_max, std::min(lengthened_grant(model, now, programme), programme.budget));
}

double pooled_at_most(const Model& model) {
    double most = 0;
    for (const Remedy& remedy : model.remedies)
        if (remedy.kind == RemedyKind::pooled_budget) most = std::max(most, remedy.strength);
    return most;
}

int gap_months(const Model& model, const State& now, const Programme& programme) {
    return static_cast<int>(std::lround(remedied_demand(now.remedies, programme.gap.value_or(model.funding.gap))));
}

double office_part(const Model& model, const State& now, const Programme& programme, double amount) {
    // Which earmark is drawn or lifted, nobody knows before the award: what may be paid is expected.
    if (programme.earmark == Earmark::measures) amount *= now.remedies.of(RemedyKind::pooled_budget);
    if (programme.earmark == Earmark::office) return amount;
    if (programme.earmark == Earmark::drawn && !programme.office_share)
        amount *= 1 - remedied_demand(now.remedies, model.funding.earmarked);
    return amount * remedied_allowance(now.remedies, programme.office_share.value_or(model.funding.office_share));
}

double months_to_release(const Model& model, const State& now, const Initiative& initiative) {
    switch (who_releases(model, now, initiative)) {
        case MoneyDecidedBy::broker:
            return 0;
        case MoneyDecidedBy::all:
            return months_to_agree(count_full_members(now, initiative), model.funding.agreement_rate);
        case MoneyDecidedBy::committee:
            return could_meet(model, now, initiative) ? 6. / model.funding.sessions_per_year
                                                      : std::numeric_limits<double>::infinity();
        case MoneyDecidedBy::superior: {
            const CaseTotals& past = now.approvals.totals[static_cast<std::size_t>(CaseKind::budget)];
            return past.approved > 0 ? past.approval_time / static_cast<double>(past.approved) : 0;
        }
    }
    return 0;
}

double foreseen_hours(const Model& model, const State& now, const Initiative& initiative, const Programme& programme) {
    double surplus = initiative.office_surplus_hours;
    const bool would_pay = model.governance.broker_paid_by == BrokerPaidBy::grant && !initiative.office_funded &&
                           office_part(model, now, programme, 1) > 0;
    if (would_pay) {
        const double members = static_cast<double>(count_full_members(now, initiative));
        const double load = coordination_need(model, model.governance.broker, members, initiative.trust).broker;
        surplus = std::max(surplus, initiative.office_fte * model.initiatives.fte_hours - load);
    }
    const ActorId books = treasurer(now, initiative);
    double free = 0;
    for (const ActorId i : full_members(now, initiative)) {
        if (i != books && !programme.forwarded) continue;
        // What money took this month is done by now: it is there for a grant as well.
        const Hours& hours = now.actors.hours[i];
        free += std::max(0., hours.free() + hours.money);
    }
    return surplus + model.funding.treasurer_share * free;
}

Cents usable_money(const Model& model, const State& now, InitiativeId id, ProgrammeId at) {
    const Programme& programme = model.programmes[at];
    const Initiative& initiative = now.initiatives.all[id];
    const double months = grant_months(model, now, programme);
    const auto ceiling = static_cast<double>(open_to(model, now, id, at));
    double money = 0;
    // Without an agreement there is no plan to apply with, and nobody knows when there will be one: only preparation
    // may be asked for.
    const bool preparing = initiative.phase == Phase::initiation;
    const double chance = chance_of_measures(now, programme);
    if (chance > 0 && (!preparing || programme.preparation > 0)) {
        // Without a cliff nothing is lost that is spent late.
        const double wait = programme.decides_projects ? 0 : months_to_release(model, now, initiative);
        // Decisions are about the budget: they are made while the first instalment is still to come.
        const double idle = std::max(0., wait - gap_months(model, now, programme));
        const double spending = programme.end_cliff ? std::max(0., months - idle) : std::isfinite(idle) ? months : 0;
        const double per_1000 = model.funding.hours_per_1000_eur;
        const double hours = foreseen_hours(model, now, initiative, programme) * spending;
        const double handled = per_1000 > 0   ? hours / per_1000 * 100000
                               : spending > 0 ? std::numeric_limits<double>::infinity()
                                              : 0;
        money = std::max(0., handled - committed(model, now, id));
        if (preparing) money = std::min(money, programme.preparation * ceiling);
        money = chance * std::min(money, ceiling);
    }
    if (model.governance.broker_paid_by == BrokerPaidBy::grant)
        money += std::min(static_cast<double>(office_bill(model, initiative)) * months,
                          office_part(model, now, programme, ceiling));
    const double own = remedied_demand(now.remedies, programme.co_financing.value_or(model.funding.co_financing));
    if (own > 0) money = std::min(money, matchable(model, now, initiative, programme, own));
    return static_cast<Cents>(std::min(money, ceiling));
}

}  // namespace gemeinsim
