// SPDX-License-Identifier: Apache-2.0
#include "model/funding/programmes.h"

#include <algorithm>
#include <cmath>

#include "model/funding/applications.h"
#include "model/funding/rules.h"

namespace gemeinsim {
namespace {

Cents share_of(Cents amount, double share) {
    return std::clamp<Cents>(std::llround(static_cast<double>(amount) * share), 0, amount);
}

void note(State& now, Month month, EventKind kind, ActorId actor, InitiativeId initiative, Cents amount) {
    now.events.push_back({month, kind, actor, initiative, amount});
}

/// Sends money of a grant back to whoever it came from.
void give_back(Month month, State& now, Grant& grant, Cents amount) {
    if (amount == 0) return;
    Funding& funding = now.funding;
    funding.ledger.transfer(now.initiatives.all[grant.initiative].account, funding.returned, amount,
                            MoneyPurpose::return_);
    grant.held -= amount;
    funding.returned_by_initiatives += amount;
    note(now, month, EventKind::lapse, grant.applicant, grant.initiative, amount);
}

Cents yearly_budget(const Model& model, Sector sector) {
    switch (sector) {
        case Sector::administration:
            return model.funding.budget_administration;
        case Sector::civil_society:
            return model.funding.budget_civil_society;
        case Sector::business:
            return model.funding.budget_business;
    }
    return 0;
}

/// Unspent money of the past year goes back as far as annuality says.
void lapse_year(const Model& model, Month month, State& now) {
    Funding& funding = now.funding;
    for (Grant& grant : funding.grants)
        give_back(month, now, grant,
                  share_of(grant.held, model.programmes[grant.programme].annuality.value_or(model.funding.annuality)));
    for (const ProgrammeId id : IdRange<ProgrammeId>(model.programmes.size())) {
        const Cents back =
            share_of(free_budget(now, id), model.programmes[id].annuality.value_or(model.funding.annuality));
        funding.ledger.transfer(funding.programme_account[id], funding.returned, back, MoneyPurpose::return_);
    }
    for (const ActorId i : IdRange<ActorId>(now.actors.size())) {
        if (now.actors.sector[i] != Sector::administration) continue;
        const AccountId account = funding.actor_account[i];
        funding.ledger.transfer(account, funding.returned,
                                share_of(funding.ledger.balance(account), model.funding.annuality),
                                MoneyPurpose::return_);
    }
}

void close_grants(Month month, State& now) {
    Funding& funding = now.funding;
    for (Grant& grant : funding.grants) {
        const bool over = month >= grant.ends || !now.initiatives.all[grant.initiative].alive();
        if (!over) continue;
        give_back(month, now, grant, grant.held);
        grant.left = 0;
        grant.ends = month;
    }
    std::erase_if(funding.grants, [&](const Grant& grant) { return grant.ends <= month; });
    std::erase_if(funding.applications,
                  [&](const Application& one) { return !now.initiatives.all[one.initiative].alive(); });
    for (const Initiative& initiative : now.initiatives.all) {
        if (initiative.alive() || !initiative.account) continue;
        const Cents rest = funding.ledger.balance(initiative.account);
        funding.ledger.transfer(initiative.account, funding.returned, rest, MoneyPurpose::return_);
        funding.returned_by_initiatives += rest;
    }
}

void fill_budgets(const Model& model, Month month, State& now) {
    Funding& funding = now.funding;
    const bool year_begins = month == 0 || model.calendar.month_of_year(month) == 1;
    const int months_left = 13 - model.calendar.month_of_year(month);
    for (const ProgrammeId id : IdRange<ProgrammeId>(model.programmes.size())) {
        const Programme& programme = model.programmes[id];
        const double left = budget_factor(model.shocks, programme.name, month);
        if (month >= programme.opens && month <= programme.closes && (year_begins || month == programme.opens)) {
            const double wanted = static_cast<double>(programme.budget) * months_left / 12 * left;
            funding.ledger.transfer(funding.outside, funding.programme_account[id], std::llround(wanted),
                                    MoneyPurpose::budget);
            continue;
        }
        // A cut within the year takes its share of what is not yet promised.
        for (const Shock& shock : model.shocks)
            if (shock.kind == ShockKind::budget && shock.target == programme.name && shock.month == month)
                funding.ledger.transfer(funding.programme_account[id], funding.returned,
                                        share_of(free_budget(now, id), shock.size), MoneyPurpose::return_);
    }
    if (!year_begins) return;
    for (const ActorId i : IdRange<ActorId>(now.actors.size())) {
        if (now.actors.alive[i] == 0) continue;
        const double wanted = static_cast<double>(yearly_budget(model, now.actors.sector[i])) * months_left / 12;
        funding.ledger.transfer(funding.outside, funding.actor_account[i], std::llround(wanted), MoneyPurpose::budget);
    }
}

/// What members can pay together, the applicant first; nothing is moved where `to` is none.
Cents collect(State& now, const Grant& grant, Cents wanted, AccountId to) {
    Funding& funding = now.funding;
    std::vector<ActorId> payers = full_members(now, now.initiatives.all[grant.initiative]);
    std::stable_partition(payers.begin(), payers.end(), [&](ActorId i) { return i == grant.applicant; });
    Cents got = 0;
    for (const ActorId payer : payers) {
        const AccountId account = funding.actor_account[payer];
        const Cents part = std::min(wanted - got, funding.ledger.balance(account));
        if (to) funding.ledger.transfer(account, to, part, MoneyPurpose::match);
        got += part;
    }
    return got;
}

}  // namespace

bool calls(const Model& model, const Programme& programme, Month month) {
    if (month < programme.opens || month > programme.closes) return false;
    const int k = model.calendar.month_of_year(month) - 1;
    return k == 0 || k * programme.calls_per_year / 12 != (k - 1) * programme.calls_per_year / 12;
}

Cents free_budget(const State& now, ProgrammeId programme) {
    Cents promised = 0;
    for (const Grant& grant : now.funding.grants)
        if (grant.programme == programme) promised += grant.left;
    return now.funding.ledger.balance(now.funding.programme_account[programme]) - promised;
}

Cents free_money(const State& now, InitiativeId initiative) {
    Cents tied = 0;
    for (const Grant& grant : now.funding.grants)
        if (grant.initiative == initiative) tied += grant.held;
    return now.funding.ledger.balance(now.initiatives.all[initiative].account) - tied;
}

Cents pay(State& now, InitiativeId initiative, AccountId to, Cents amount, MoneyPurpose purpose, bool for_office) {
    Funding& funding = now.funding;
    const AccountId from = now.initiatives.all[initiative].account;
    const Cents free = free_money(now, initiative);
    Cents paid = 0;
    for (Grant& grant : funding.grants) {
        if (grant.initiative != initiative || paid == amount) continue;
        Cents part = std::min(amount - paid, grant.held);
        if (for_office) {
            part = std::min(part, grant.office_left);
            grant.office_left -= part;
        }
        grant.held -= part;
        paid += part;
    }
    paid += std::min(amount - paid, free);
    funding.ledger.transfer(from, to, paid, purpose);
    return paid;
}

void draw_instalments(const Model& model, Month month, State& now) {
    Funding& funding = now.funding;
    if (model.funding.arm == Arm::equal_money) {
        for (const Initiative& initiative : now.initiatives.all)
            if (initiative.alive())
                funding.ledger.transfer(funding.outside, initiative.account, model.funding.endowment,
                                        MoneyPurpose::donation);
        return;
    }
    for (Grant& grant : funding.grants) {
        if (month < grant.starts || !now.initiatives.all[grant.initiative].alive()) continue;
        const AccountId account = now.initiatives.all[grant.initiative].account;
        Cents instalment = grant.left / std::max(1, grant.ends - month);
        // The funder pays its part of what the members match.
        const double per_cent = grant.own_share / (1 - grant.own_share);
        const Cents own = std::llround(static_cast<double>(instalment) * per_cent);
        if (own > 0) {
            const Cents got = collect(now, grant, own, AccountId());
            if (got < own)
                instalment =
                    std::min(instalment, static_cast<Cents>(static_cast<double>(instalment) * static_cast<double>(got) /
                                                            static_cast<double>(own)));
            collect(now, grant, std::min(own, got), account);
        }
        funding.ledger.transfer(funding.programme_account[grant.programme], account, instalment, MoneyPurpose::award);
        grant.left -= instalment;
        grant.held += instalment;
    }
}

std::vector<ActorId> full_members(const State& now, const Initiative& initiative) {
    std::vector<ActorId> members;
    for (const Member& member : initiative.members)
        if (member.status == MemberStatus::member && now.actors.alive[member.actor] != 0)
            members.push_back(member.actor);
    return members;
}

double take_hours(State& now, ActorId actor, double hours) {
    Hours& budget = now.actors.hours[actor];
    const double taken = std::clamp(hours, 0., std::max(0., budget.free()));
    budget.applications += taken;
    now.funding.hours_on_money += taken;
    return taken;
}

void programmes_step(const Model& model, Month month, State& now) {
    close_grants(month, now);
    if (month > 0 && model.calendar.month_of_year(month) == 1) lapse_year(model, month, now);
    fill_budgets(model, month, now);
    now.funding.joint_calls = open_joint_calls(model, month, now);
}

Funding initial_funding(const Model& model, const State& now) {
    Funding funding;
    Ledger& ledger = funding.ledger;
    funding.outside = ledger.open(AccountKind::outside, "outside");
    funding.wages = ledger.open(AccountKind::wages, "wages");
    funding.measures = ledger.open(AccountKind::measures, "measures");
    funding.overhead = ledger.open(AccountKind::overhead, "overhead");
    funding.returned = ledger.open(AccountKind::returned, "returned");
    for (const Programme& programme : model.programmes)
        funding.programme_account.push_back(ledger.open(AccountKind::programme, programme.name));
    for (const ActorId i : IdRange<ActorId>(now.actors.size())) {
        const ActorRow& row = model.population.actors[i];
        funding.actor_account.push_back(ledger.open(AccountKind::actor, row.id));
        ledger.transfer(funding.outside, funding.actor_account[i], row.money, MoneyPurpose::budget);
    }
    funding.track_record.resize(model.programmes.size());
    funding.host_line.resize(now.actors.size());
    return funding;
}

AccountId open_initiative_account(State& now, const std::string& name) {
    return now.funding.ledger.open(AccountKind::initiative, name);
}

void close_actor_account(State& now, ActorId actor) {
    Funding& funding = now.funding;
    const AccountId account = funding.actor_account[actor];
    funding.ledger.transfer(account, funding.returned, funding.ledger.balance(account), MoneyPurpose::return_);
}

}  // namespace gemeinsim
