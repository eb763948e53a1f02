// SPDX-License-Identifier: Apache-2.0
#include "model/funding/spending.h"

#include <algorithm>
#include <cmath>

#include "model/funding/grants.h"
#include "model/funding/hours.h"
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

Cents unreleased(const Model& model, const State& now, InitiativeId initiative) {
    const bool grants_pay = model.governance.broker_paid_by == BrokerPaidBy::grant;
    Cents reserved = 0;
    if (initiative.index() < now.funding.grants_of.size())
        for (const std::uint32_t row : now.funding.grants_of[initiative]) {
            const Grant& grant = now.funding.grants[row];
            if (grant.earmark == Earmark::office)
                reserved += grant.held;
            else if (grants_pay && grant.earmark == Earmark::none)
                reserved += std::min(grant.held, grant.office_left);
        }
    const Cents held = now.funding.ledger.balance(now.initiatives.all[initiative].account);
    return std::max<Cents>(0, held - reserved - now.funding.released[initiative].amount);
}

void release_money(const Model& model, Month month, State& now) {
    fit_funding(now);
    for (const InitiativeId id : IdRange<InitiativeId>(now.initiatives.all.size())) {
        if (!now.initiatives.all[id].alive()) continue;
        Released& released = now.funding.released[id];
        // What was released may have gone into the office or back to its funder since.
        released.amount = std::min(released.amount, now.funding.ledger.balance(now.initiatives.all[id].account));
        const Cents more = released_now(model, month, now, id, unreleased(model, now, id));
        now.funding.released[id].amount += more;
    }
}

double handling_hours(const Model& model, const State& now, const Initiative& initiative) {
    const ActorId books = treasurer(now, initiative);
    const double own = books ? model.funding.treasurer_share * std::max(0., now.actors.hours[books].free()) : 0;
    return initiative.office_surplus_hours + own;
}

void spend_on_measures(const Model& model, State& now) {
    Funding& funding = now.funding;
    for (const InitiativeId id : IdRange<InitiativeId>(now.initiatives.all.size())) {
        Initiative& initiative = now.initiatives.all[id];
        initiative.money_hours = 0;
        if (!initiative.alive() || initiative.phase == Phase::initiation) continue;
        Released& released = funding.released[id];
        if (released.amount == 0) continue;
        const double per_1000 = model.funding.hours_per_1000_eur;
        const double capacity = handling_hours(model, now, initiative);
        const Cents most =
            per_1000 > 0 ? static_cast<Cents>(std::min(capacity / per_1000 * 100000, 9e17)) : released.amount;
        Cents amount = std::min({released.amount, most, payable(now, id, Use::measures)});
        // Overhead that no funder allows and no free money covers is the treasurer's; what it cannot pay is not done.
        const ActorId books = treasurer(now, initiative);
        const Cents own = books ? funding.ledger.balance(funding.actor_account[books]) : 0;
        const Cents covered = payable(now, id, Use::overhead) + own;
        if (share_of(amount, model.funding.overhead) > covered)
            amount = std::min(amount, static_cast<Cents>(static_cast<double>(covered) / model.funding.overhead));
        const Cents overhead = std::min(share_of(amount, model.funding.overhead), covered);
        if (amount == 0) continue;
        const Cents delivered = pay(now, id, funding.measures, amount - overhead, MoneyPurpose::measure, Use::measures);
        const Cents paid = pay(now, id, funding.overhead, overhead, MoneyPurpose::overhead, Use::overhead);
        if (paid < overhead)
            funding.ledger.transfer(funding.actor_account[books], funding.overhead, std::min(overhead - paid, own),
                                    MoneyPurpose::overhead);
        released.amount -= delivered + paid;
        initiative.money_hours = static_cast<double>(delivered) / static_cast<double>(model.funding.wage);
        const double beyond = static_cast<double>(amount) / 100000 * per_1000 - initiative.office_surplus_hours;
        if (beyond > 0 && books) take_hours(now, books, beyond, MoneyWork::handling);
    }
}

}  // namespace gemeinsim
