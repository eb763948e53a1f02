// SPDX-License-Identifier: Apache-2.0
#include "model/funding/spending.h"

#include <algorithm>
#include <cmath>

#include "model/funding/grants.h"
#include "model/funding/hours.h"
#include "model/funding/offices.h"
#include "model/hierarchy/rules.h"

namespace gemeinsim {
namespace {

bool has_session(const Model& model, Month month) {
    const int k = model.calendar.month_of_year(month);
    const int per_year = model.funding.sessions_per_year;
    return k * per_year / 12 != (k - 1) * per_year / 12;
}

std::size_t seats_of(const Model& model, const State& now, const Initiative& initiative) {
    return std::min(count_full_members(now, initiative), static_cast<std::size_t>(model.governance.committee_size));
}

/// Whether half of the seats can be filled by members that have the hours, those in `returned` beside the free ones.
template <class Returned>
bool has_quorum(const Model& model, const State& now, const Initiative& initiative, const Returned& returned) {
    const std::size_t seats = seats_of(model, now, initiative);
    std::size_t present = 0;
    for (const ActorId i : full_members(now, initiative))
        present += now.actors.hours[i].free() + returned(i) >= model.funding.session_hours ? 1 : 0;
    return seats > 0 && 2 * std::min(present, seats) >= seats;
}

/// Members take the seats in the order of joining, as far as they have the hours.
bool committee_meets(const Model& model, State& now, const Initiative& initiative) {
    if (!has_quorum(model, now, initiative, [](ActorId) { return 0.; })) return false;
    const double hours = model.funding.session_hours;
    const std::size_t seats = seats_of(model, now, initiative);
    std::size_t taken = 0;
    for (const ActorId i : full_members(now, initiative))
        if (taken < seats && now.actors.hours[i].free() >= hours) {
            take_hours(now, i, hours, MoneyWork::handling);
            ++taken;
        }
    return true;
}

/// One request at a time climbs the treasurer's own chain of superiors.
Cents released_by_superior(const Model& model, Month month, State& now, InitiativeId id, Cents waiting) {
    Released& released = now.funding.released[id];
    const Initiative& initiative = now.initiatives.all[id];
    Cents amount = 0;
    if (released.request && status(now, released.request) != CaseStatus::waiting) {
        if (status(now, released.request) == CaseStatus::approved) amount = std::min(waiting, released.requested);
        released.request = CaseId();
    }
    const ActorId asks = treasurer(now, initiative);
    if (released.request || !asks || waiting - amount <= 0) return amount;
    released.requested = waiting - amount;
    released.request = submit(model, now,
                              {.initiator = asks,
                               .counterpart = ActorId(),
                               .kind = CaseKind::budget,
                               .subject = combine(initiative.entity, static_cast<std::uint64_t>(month)),
                               .topic = initiative.topic,
                               .born = month + 1.0});
    if (status(now, released.request) != CaseStatus::approved) return amount;
    released.request = CaseId();
    return waiting;
}

Cents released_now(const Model& model, Month month, State& now, InitiativeId id, Cents waiting) {
    const Initiative& initiative = now.initiatives.all[id];
    switch (who_releases(model, now, initiative)) {
        case MoneyDecidedBy::broker:
            return waiting;
        case MoneyDecidedBy::all: {
            const std::size_t members = count_full_members(now, initiative);
            if (members == 0) return 0;
            const double months = months_to_agree(members, model.funding.agreement_rate);
            return std::min(waiting, static_cast<Cents>(-std::expm1(-1 / months) * static_cast<double>(waiting)));
        }
        case MoneyDecidedBy::committee:
            return waiting > 0 && has_session(model, month) && committee_meets(model, now, initiative) ? waiting : 0;
        case MoneyDecidedBy::superior:
            return released_by_superior(model, month, now, id, waiting);
    }
    return 0;
}

/// What may go into measures of a grant, held or to come, and is not released yet.
Cents unreleased_of(const Grant& grant) {
    return std::max<Cents>(0, for_measures(grant) - grant.released);
}

/// What a grant brings in its next instalment.
Cents next_instalment(const Grant& grant, Month next) {
    return next >= grant.starts && next < grant.ends ? grant.left / (grant.ends - next) : 0;
}

/// What the office needs of the cash so that it can pay as many whole bills as are reserved, one each month: what the
/// instalments to come will not bring. The earlier grants hold it, as they pay first.
void keep_cash(State& now, const std::vector<std::uint32_t>& rows, Month next, Cents bill) {
    Cents reserved = 0;
    Cents coming = 0;
    for (const std::uint32_t row : rows) {
        const Grant& grant = now.funding.grants[row];
        reserved += grant.office_reserve;
        if (grant.office_reserve > 0) coming += next_instalment(grant, next);
    }
    Cents lacking = bill > coming ? reserved / bill * (bill - coming) : 0;
    for (const std::uint32_t row : rows) {
        Grant& grant = now.funding.grants[row];
        grant.office_cash = std::min({lacking, grant.held, grant.office_reserve});
        lacking -= grant.office_cash;
    }
}

Cents unreleased_free(const State& now, InitiativeId initiative) {
    return std::max<Cents>(0, free_money(now, initiative) - now.funding.released[initiative].amount);
}

/// Spends what so many hours can handle on measures, or on preparing them, and on their overhead; the hours that took.
double spend(const Model& model, State& now, InitiativeId id, double capacity, From from) {
    Funding& funding = now.funding;
    Initiative& initiative = now.initiatives.all[id];
    const double per_1000 = model.funding.hours_per_1000_eur;
    const Cents spendable = payable(now, id, Use::measures, from);
    Cents amount = spendable;
    if (per_1000 > 0) amount = std::min(amount, static_cast<Cents>(std::min(capacity / per_1000 * 100000, 9e17)));
    // Overhead that no funder allows and no free money covers is the treasurer's; what it cannot pay is not done.
    const ActorId books = treasurer(now, initiative);
    const Cents own = books ? funding.ledger.balance(funding.actor_account[books]) : 0;
    const Cents covered = payable(now, id, Use::overhead, from) + own;
    if (share_of(amount, model.funding.overhead) > covered)
        amount = std::min(amount, static_cast<Cents>(static_cast<double>(covered) / model.funding.overhead));
    const Cents overhead = std::min(share_of(amount, model.funding.overhead), covered);
    if (amount == 0) return 0;
    const Cents delivered =
        pay(now, id, funding.measures, amount - overhead,
            from.preparation ? MoneyPurpose::preparation : MoneyPurpose::measure, Use::measures, from);
    const Cents paid = pay(now, id, funding.overhead, overhead, MoneyPurpose::overhead, Use::overhead, from);
    if (paid < overhead)
        funding.ledger.transfer(funding.actor_account[books], funding.overhead, std::min(overhead - paid, own),
                                MoneyPurpose::overhead);
    (from.preparation ? initiative.preparation_hours : initiative.money_hours) +=
        static_cast<double>(delivered) / static_cast<double>(model.funding.wage);
    return static_cast<double>(amount) / 100000 * per_1000;
}

/// Of what all members but the treasurer give to handling, the same part of each.
void take_of_members(const Model& model, State& now, const Initiative& initiative, double part) {
    const ActorId books = treasurer(now, initiative);
    for (const ActorId i : full_members(now, initiative))
        if (i != books)
            take_hours(now, i, part * model.funding.treasurer_share * std::max(0., now.actors.hours[i].free()),
                       MoneyWork::handling);
}

}  // namespace

double months_to_agree(std::size_t members, double rate) {
    double harmonic = 0;
    for (std::size_t k = 1; k <= members; ++k) harmonic += 1 / static_cast<double>(k);
    return harmonic / rate;
}

MoneyDecidedBy who_releases(const Model& model, const State& now, const Initiative& initiative) {
    const MoneyDecidedBy who = model.governance.money_decided_by;
    const bool has_broker = initiative.broker && now.actors.alive[initiative.broker] != 0;
    return who == MoneyDecidedBy::broker && !has_broker ? MoneyDecidedBy::all : who;
}

bool could_meet(const Model& model, const State& now, const Initiative& initiative) {
    return has_quorum(model, now, initiative, [&now](ActorId i) { return now.actors.hours[i].money; });
}

ActorId treasurer(const State& now, const Initiative& initiative) {
    for (const ActorId wanted : {initiative.broker, initiative.founder})
        if (wanted && is_full_member(now, initiative, wanted)) return wanted;
    for (const ActorId first : full_members(now, initiative)) return first;
    return {};
}

Cents for_measures(const Grant& grant) {
    if (grant.earmark == Earmark::office) return 0;
    const Cents budget = grant.held + grant.left;
    return budget - std::min(budget, grant.office_reserve);
}

void reserve_for_office(const Model& model, Month month, State& now, InitiativeId id) {
    const std::vector<std::uint32_t>& rows = now.funding.grants_of[id];
    const Cents bill =
        model.governance.broker_paid_by == BrokerPaidBy::grant ? office_bill(model, now.initiatives.all[id]) : 0;
    Cents earlier = 0;
    for (const std::uint32_t row : rows) {
        Grant& grant = now.funding.grants[row];
        const Month next = std::max(month + 1, grant.starts);
        const Cents bills = bill * std::max(0, grant.ends - next);
        const Cents allowed = grant.earmark == Earmark::measures ? 0 : grant.office_left;
        grant.office_reserve = std::min({allowed, grant.held + grant.left, std::max<Cents>(0, bills - earlier)});
        earlier += grant.office_reserve;
    }
    keep_cash(now, rows, month + 1, bill);
}

Cents unreleased(const State& now, InitiativeId initiative) {
    Cents money = unreleased_free(now, initiative);
    for (const std::uint32_t row : now.funding.grants_of[initiative]) money += unreleased_of(now.funding.grants[row]);
    return money;
}

void release_money(const Model& model, Month month, State& now) {
    fit_funding(now);
    for (const InitiativeId id : IdRange<InitiativeId>(now.initiatives.all.size())) {
        if (!now.initiatives.all[id].alive()) continue;
        Released& released = now.funding.released[id];
        reserve_for_office(model, month, now, id);
        // What the office leaves of a project whose funder has decided about it needs no decision more.
        for (const std::uint32_t row : now.funding.grants_of[id]) {
            Grant& grant = now.funding.grants[row];
            if (model.programmes[grant.programme].decides_projects) grant.released += unreleased_of(grant);
        }
        // What was released may have gone into the office since.
        released.amount = std::min(released.amount, free_money(now, id));
        Cents more = released_now(model, month, now, id, unreleased(now, id));
        for (const std::uint32_t row : now.funding.grants_of[id]) {
            Grant& grant = now.funding.grants[row];
            const Cents part = std::min(more, unreleased_of(grant));
            grant.released += part;
            more -= part;
        }
        now.funding.released[id].amount += more;
    }
}

double handling_hours(const Model& model, const State& now, const Initiative& initiative) {
    const ActorId books = treasurer(now, initiative);
    const double own = books ? model.funding.treasurer_share * std::max(0., now.actors.hours[books].free()) : 0;
    return initiative.office_surplus_hours + own;
}

double forwarding_hours(const Model& model, const State& now, const Initiative& initiative) {
    const ActorId books = treasurer(now, initiative);
    double hours = 0;
    for (const ActorId i : full_members(now, initiative))
        if (i != books) hours += model.funding.treasurer_share * std::max(0., now.actors.hours[i].free());
    return hours;
}

void spend_on_measures(const Model& model, State& now) {
    for (const InitiativeId id : IdRange<InitiativeId>(now.initiatives.all.size())) {
        Initiative& initiative = now.initiatives.all[id];
        initiative.money_hours = initiative.preparation_hours = initiative.office_handling_hours = 0;
        if (!initiative.alive()) continue;
        const From from{.preparation = initiative.phase == Phase::initiation};
        if (payable(now, id, Use::measures, from) == 0) continue;
        // What members handle of projects of their own leaves the office free for the rest.
        const From projects{.preparation = from.preparation, .forwarded = true};
        if (payable(now, id, Use::measures, projects) > 0) {
            const double all = forwarding_hours(model, now, initiative);
            const double used = spend(model, now, id, all, projects);
            if (used > 0) take_of_members(model, now, initiative, std::min(1., used / all));
        }
        const double used = spend(model, now, id, handling_hours(model, now, initiative), from);
        initiative.office_handling_hours = std::min(used, initiative.office_surplus_hours);
        const ActorId books = treasurer(now, initiative);
        if (used > initiative.office_surplus_hours && books)
            take_hours(now, books, used - initiative.office_surplus_hours, MoneyWork::handling);
    }
}

}  // namespace gemeinsim
