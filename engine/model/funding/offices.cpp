// SPDX-License-Identifier: Apache-2.0
#include "model/funding/offices.h"

#include <algorithm>
#include <cmath>

#include "model/funding/grants.h"
#include "model/hierarchy/rules.h"

namespace gemeinsim {
namespace {

bool from_own_account(State& now, InitiativeId id, Cents bill) {
    if (payable(now, id, Use::office) < bill) return false;
    pay(now, id, now.funding.wages, bill, MoneyPurpose::office, Use::office);
    return true;
}

/// Equal fees; what a member cannot pay must come out of the initiative's free money.
bool from_members(State& now, InitiativeId id, Cents bill) {
    Funding& funding = now.funding;
    Initiative& initiative = now.initiatives.all[id];
    const auto count = static_cast<Cents>(count_full_members(now, initiative));
    if (count == 0) return false;
    // The first members pay a cent more where the bill does not divide.
    const auto fee_of = [&](ActorId payer, Cents place) {
        return std::min(bill / count + (place < bill % count ? 1 : 0),
                        funding.ledger.balance(funding.actor_account[payer]));
    };
    Cents payable = 0;
    Cents place = 0;
    for (const ActorId i : full_members(now, initiative)) payable += fee_of(i, place++);
    if (payable + free_money(now, id) < bill) return false;
    place = 0;
    for (Member& member : initiative.members) {
        if (member.status != MemberStatus::member || now.actors.alive[member.actor] == 0) continue;
        member.fee = fee_of(member.actor, place++);
        funding.ledger.transfer(funding.actor_account[member.actor], initiative.account, member.fee, MoneyPurpose::fee);
    }
    // Fees are free money for this one transfer: no funder's rule applies to them.
    funding.ledger.transfer(initiative.account, funding.wages, bill, MoneyPurpose::office);
    return true;
}

bool from_lead(State& now, const Initiative& initiative, Cents bill) {
    Funding& funding = now.funding;
    if (!initiative.broker || now.actors.alive[initiative.broker] == 0) return false;
    const AccountId account = funding.actor_account[initiative.broker];
    if (funding.ledger.balance(account) < bill) return false;
    funding.ledger.transfer(account, funding.wages, bill, MoneyPurpose::office);
    return true;
}

/// The host draws its line only as far as it spends it, so that nothing is left to be spent elsewhere. A host whose
/// leadership does not support the topic any more closes the line.
bool from_host(const Model& model, Month month, State& now, const Initiative& initiative, Cents bill) {
    Funding& funding = now.funding;
    const ActorId host = initiative.broker;
    if (!host || now.actors.alive[host] == 0 || !supports(model, now, host, initiative.topic)) return false;
    HostLine& line = funding.host_line[host];
    const int year = model.calendar.year(month);
    if (line.year != year) {
        // The first year of a run may be a part of one.
        const int months = month < 12 - model.calendar.start_month + 1 ? 13 - model.calendar.start_month : 12;
        line = {year, std::llround(static_cast<double>(model.funding.host_line) * months / 12)};
    }
    if (line.left < bill) return false;
    line.left -= bill;
    const AccountId account = funding.actor_account[host];
    funding.ledger.transfer(funding.outside, account, bill, MoneyPurpose::budget);
    funding.ledger.transfer(account, funding.wages, bill, MoneyPurpose::office);
    return true;
}

bool paid(const Model& model, Month month, State& now, InitiativeId id, Cents bill) {
    const Initiative& initiative = now.initiatives.all[id];
    if (model.funding.arm == Arm::equal_money) return from_own_account(now, id, bill);
    switch (model.governance.broker_paid_by) {
        case BrokerPaidBy::nobody:
            return bill == 0;
        case BrokerPaidBy::lead:
            return from_lead(now, initiative, bill);
        case BrokerPaidBy::members:
            return from_members(now, id, bill);
        case BrokerPaidBy::host_administration:
            return from_host(model, month, now, initiative, bill);
        case BrokerPaidBy::grant:
            return from_own_account(now, id, bill);
    }
    return false;
}

}  // namespace

Cents office_bill(const Model& model, const Initiative& initiative) {
    return std::llround(initiative.office_fte * static_cast<double>(model.funding.office_cost));
}

void pay_offices(const Model& model, Month month, State& now) {
    for (const InitiativeId id : IdRange<InitiativeId>(now.initiatives.all.size())) {
        Initiative& initiative = now.initiatives.all[id];
        if (!initiative.alive()) continue;
        for (Member& member : initiative.members) member.fee = 0;
        const bool wanted = initiative.office_fte > 0;
        initiative.office_funded = wanted && paid(model, month, now, id, office_bill(model, initiative));
        initiative.months_unfunded = wanted && !initiative.office_funded ? initiative.months_unfunded + 1 : 0;
    }
}

}  // namespace gemeinsim
