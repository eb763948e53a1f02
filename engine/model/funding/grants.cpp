// SPDX-License-Identifier: Apache-2.0
#include "model/funding/grants.h"

#include <fmt/format.h>

#include <cmath>

#include "base/check.h"
#include "model/remedies/funding_terms.h"

namespace gemeinsim {
namespace {

/// Lists the rows of grants by initiative again, after some have gone.
void list_grants(Funding& funding) {
    for (std::vector<std::uint32_t>& rows : funding.grants_of) rows.clear();
    for (std::size_t row = 0; row < funding.grants.size(); ++row)
        funding.grants_of[funding.grants[row].initiative].push_back(static_cast<std::uint32_t>(row));
}

/// Sends money of a grant back to whoever it came from.
void give_back(Month month, State& now, Grant& grant, Cents amount) {
    if (amount == 0) return;
    Funding& funding = now.funding;
    funding.ledger.transfer(now.initiatives.all[grant.initiative].account, funding.returned, amount,
                            MoneyPurpose::return_);
    grant.held -= amount;
    grant.returned += amount;
    grant.released = std::min(grant.released, grant.held + grant.left);
    funding.tied[grant.initiative] -= amount;
    funding.returned_by_initiatives += amount;
    now.events.push_back({month, EventKind::lapse, grant.applicant, grant.initiative, amount});
}

/// What of a grant's drawn money may pay a use.
Cents allowed(const Grant& grant, Use use, From from) {
    if (use == Use::office) return grant.earmark == Earmark::measures ? 0 : std::min(grant.held, grant.office_left);
    if (grant.earmark == Earmark::office || (from.forwarded && !grant.forwarded)) return 0;
    Cents money = std::min(grant.held - std::min(grant.held, grant.office_cash), grant.released);
    if (from.preparation) money = std::min(money, grant.preparation_left);
    return use == Use::overhead ? std::min(money, grant.overhead_left) : money;
}

/// What of the free money may pay a use.
Cents allowed_free(const State& now, InitiativeId initiative, Use use, From from) {
    const Cents free = free_money(now, initiative);
    if (use == Use::office) return free;
    if (from.preparation || from.forwarded || initiative.index() >= now.funding.released.size()) return 0;
    return std::min(free, now.funding.released[initiative].amount);
}

/// Members bring their own share in money, the applicant first: what they can pay together, at most `wanted`. Nothing
/// is moved where `to` is none.
Cents collect(State& now, const Grant& grant, Cents wanted, AccountId to) {
    Funding& funding = now.funding;
    Cents got = 0;
    const auto take = [&](ActorId payer) {
        const AccountId account = funding.actor_account[payer];
        const Cents part = std::min(wanted - got, funding.ledger.balance(account));
        if (to) funding.ledger.transfer(account, to, part, MoneyPurpose::match);
        got += part;
    };
    const Initiative& initiative = now.initiatives.all[grant.initiative];
    for (const ActorId payer : full_members(now, initiative))
        if (payer == grant.applicant) take(payer);
    for (const ActorId payer : full_members(now, initiative))
        if (payer != grant.applicant) take(payer);
    return got;
}

Cents worth(const Model& model, double hours) {
    return std::llround(hours * static_cast<double>(model.funding.wage));
}

/// What members' hours for the initiative are worth this month beyond `counted`, which other grants have counted.
Cents hours_worth(const Model& model, const Initiative& initiative, Cents counted) {
    Cents all = 0;
    for (const Member& member : initiative.members) all += worth(model, member.given_hours);
    return all - counted;
}

/// Books hours as money: their worth comes to the member, from it to the initiative, and leaves it as wages. Members
/// are counted in the order of joining, after what other grants have counted.
void book_hours(const Model& model, State& now, const Initiative& initiative, Cents counted, Cents amount) {
    Funding& funding = now.funding;
    for (const Member& member : initiative.members) {
        const Cents here = worth(model, member.given_hours);
        const Cents past = std::min(here, counted);
        counted -= past;
        const Cents part = std::min(here - past, amount);
        amount -= part;
        const AccountId account = funding.actor_account[member.actor];
        funding.ledger.transfer(funding.outside, account, part, MoneyPurpose::in_kind);
        funding.ledger.transfer(account, initiative.account, part, MoneyPurpose::in_kind);
        funding.ledger.transfer(initiative.account, funding.wages, part, MoneyPurpose::in_kind);
    }
}

/// One grant's instalment, as far as members bring what they must; returns what of their hours was counted for it.
Cents draw(const Model& model, Month month, State& now, Grant& grant, Cents counted) {
    Funding& funding = now.funding;
    const Initiative& initiative = now.initiatives.all[grant.initiative];
    Cents instalment = grant.left / std::max(1, grant.ends - month);
    // The funder pays its part of what the members match.
    const Cents own = std::llround(static_cast<double>(instalment) * grant.own_share / (1 - grant.own_share));
    Cents hours = 0;
    if (own > 0) {
        if (grant.in_kind > 0) hours = std::min(share_of(own, grant.in_kind), hours_worth(model, initiative, counted));
        const Cents cash = collect(now, grant, own - hours, AccountId());
        // Where cash is short, hours may not stand for more than their share of what is brought.
        if (grant.in_kind < 1)
            hours =
                std::min<Cents>(hours, std::llround(static_cast<double>(cash) * grant.in_kind / (1 - grant.in_kind)));
        if (cash + hours < own)
            instalment =
                std::min(instalment, static_cast<Cents>(static_cast<double>(instalment) *
                                                        static_cast<double>(cash + hours) / static_cast<double>(own)));
        collect(now, grant, cash, initiative.account);
        book_hours(model, now, initiative, counted, hours);
    }
    funding.ledger.transfer(funding.programme_account[grant.programme], initiative.account, instalment,
                            MoneyPurpose::award);
    grant.left -= instalment;
    grant.held += instalment;
    funding.promised[grant.programme] -= instalment;
    funding.tied[grant.initiative] += instalment;
    return hours;
}

}  // namespace

Cents share_of(Cents amount, double share) {
    return std::clamp<Cents>(std::llround(static_cast<double>(amount) * share), 0, amount);
}

void fit_funding(State& now) {
    Funding& funding = now.funding;
    const std::size_t all = now.initiatives.all.size();
    for (std::size_t k = funding.tied.size(); k < all; ++k) {
        const PlaceId place = now.initiatives.all[InitiativeId(k)].place;
        if (place.index() >= funding.at_place.size()) funding.at_place.resize(place.index() + 1);
        funding.at_place[place].push_back(InitiativeId(k));
    }
    if (funding.tied.size() == all) return;
    funding.tied.resize(all);
    funding.grants_of.resize(all);
    funding.released.resize(all);
    funding.bidding.resize(all);
}

void add_grant(State& now, const Grant& grant) {
    fit_funding(now);
    Funding& funding = now.funding;
    funding.grants_of[grant.initiative].push_back(static_cast<std::uint32_t>(funding.grants.size()));
    funding.grants.push_back(grant);
    funding.promised[grant.programme] += grant.left;
    funding.tied[grant.initiative] += grant.held;
}

Cents free_budget(const State& now, ProgrammeId programme) {
    return now.funding.ledger.balance(now.funding.programme_account[programme]) - now.funding.promised[programme];
}

Cents free_money(const State& now, InitiativeId initiative) {
    const Cents held = now.funding.ledger.balance(now.initiatives.all[initiative].account);
    return initiative.index() < now.funding.tied.size() ? held - now.funding.tied[initiative] : held;
}

Cents payable(const State& now, InitiativeId initiative, Use use, From from) {
    Cents money = allowed_free(now, initiative, use, from);
    if (initiative.index() < now.funding.grants_of.size())
        for (const std::uint32_t row : now.funding.grants_of[initiative])
            money += allowed(now.funding.grants[row], use, from);
    return money;
}

Cents pay(State& now, InitiativeId initiative, AccountId to, Cents amount, MoneyPurpose purpose, Use use, From from) {
    Funding& funding = now.funding;
    const Cents free = allowed_free(now, initiative, use, from);
    Cents paid = 0;
    if (initiative.index() < funding.grants_of.size()) {
        for (const std::uint32_t row : funding.grants_of[initiative]) {
            Grant& grant = funding.grants[row];
            const Cents part = std::min(amount - paid, allowed(grant, use, from));
            if (use == Use::office) grant.office_left -= part;
            if (use == Use::overhead) grant.overhead_left -= part;
            if (use != Use::office) grant.released -= part;
            grant.released = std::min(grant.released, grant.held - part + grant.left);
            if (from.preparation) grant.preparation_left -= part;
            grant.held -= part;
            grant.spent += part;
            funding.tied[initiative] -= part;
            paid += part;
        }
    }
    const Cents rest = std::min(amount - paid, free);
    if (use != Use::office && rest > 0) funding.released[initiative].amount -= rest;
    paid += rest;
    funding.ledger.transfer(now.initiatives.all[initiative].account, to, paid, purpose);
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
    for (Grant& grant : funding.grants) grant.counted = 0;
    for (std::size_t row = 0; row < funding.grants.size(); ++row) {
        Grant& grant = funding.grants[row];
        if (month < grant.starts || month >= grant.ends || !now.initiatives.all[grant.initiative].alive()) continue;
        // An hour counts for one grant only: for the earlier ones first.
        Cents counted = 0;
        if (grant.in_kind > 0)
            for (const std::uint32_t before : funding.grants_of[grant.initiative])
                if (before < row) counted += funding.grants[before].counted;
        grant.counted = draw(model, month, now, grant, counted);
    }
}

void lapse_grants(const Model& model, Month month, State& now) {
    for (Grant& grant : now.funding.grants)
        give_back(
            month, now, grant,
            share_of(grant.held, remedied_demand(now.remedies, model.programmes[grant.programme].annuality.value_or(
                                                                   model.funding.annuality))));
}

void close_grants(const Model& model, Month month, State& now) {
    Funding& funding = now.funding;
    for (Grant& grant : funding.grants) {
        const bool ended = !now.initiatives.all[grant.initiative].alive();
        if (month < grant.ends && !ended) continue;
        const int extension = model.programmes[grant.programme].extension;
        if (!ended && !grant.extended && extension > 0 && grant.held + grant.left > 0) {
            grant.ends = month + extension;
            grant.extended = true;
            continue;
        }
        // What was not drawn in time is no longer promised.
        funding.promised[grant.programme] -= grant.left;
        grant.amount -= grant.left;
        grant.left = 0;
        grant.released = std::min(grant.released, grant.held);
        grant.ends = std::min(grant.ends, month);
        if (ended || model.programmes[grant.programme].end_cliff) give_back(month, now, grant, grant.held);
    }
    const auto over = [month](const Grant& grant) { return grant.ends <= month && grant.held == 0; };
    if (std::erase_if(funding.grants, over) > 0) list_grants(funding);
    for (const InitiativeId id : IdRange<InitiativeId>(now.initiatives.all.size())) {
        const Initiative& initiative = now.initiatives.all[id];
        if (initiative.alive() || !initiative.account) continue;
        const Cents rest = funding.ledger.balance(initiative.account);
        funding.ledger.transfer(initiative.account, funding.returned, rest, MoneyPurpose::return_);
        funding.returned_by_initiatives += rest;
    }
}

void check_grants(const Model& model, Month month, const State& now) {
    const Funding& funding = now.funding;
    // Two passes over sums that must agree, so that nothing is allocated: what is left of a sum after its parts is 0.
    Cents promised = 0;
    Cents tied = 0;
    for (const Grant& grant : funding.grants) {
        promised += grant.left;
        tied += grant.held;
        if (grant.amount - grant.left != grant.held + grant.spent + grant.returned)
            ensures(false,
                    fmt::format("month {}: of a grant of {} initiative {} received {} cents, spent {}, gave back "
                                "{} and holds {} (received must be spent + held + returned); change grants by "
                                "their rules only",
                                month, model.programmes[grant.programme].name, grant.initiative.index(),
                                grant.amount - grant.left, grant.spent, grant.returned, grant.held));
    }
    for (const Grant& grant : funding.grants)
        if (grant.released < 0 || grant.released > grant.held + grant.left)
            ensures(false, fmt::format("month {}: of a grant of {} initiative {} may spend {} cents and holds or will "
                                       "draw {} (what is released must be covered); change grants by their rules only",
                                       month, model.programmes[grant.programme].name, grant.initiative.index(),
                                       grant.released, grant.held + grant.left));
    for (const ProgrammeId id : IdRange<ProgrammeId>(model.programmes.size())) {
        promised -= funding.promised[id];
        if (free_budget(now, id) < 0)
            ensures(false,
                    fmt::format("month {}: {} promised {} cents and holds {} (promises must be covered); promise "
                                "what is free",
                                month, model.programmes[id].name, funding.promised[id],
                                funding.ledger.balance(funding.programme_account[id])));
    }
    for (const InitiativeId id : IdRange<InitiativeId>(funding.tied.size())) {
        tied -= funding.tied[id];
        Cents held = 0;
        for (const std::uint32_t row : funding.grants_of[id]) held += funding.grants[row].held;
        if (held != funding.tied[id] || free_money(now, id) < 0)
            ensures(false,
                    fmt::format("month {}: initiative {} holds {} cents, {} of them from grants that hold {} (the "
                                "account must cover them); pay by the rules of grants only",
                                month, id.index(), funding.ledger.balance(now.initiatives.all[id].account),
                                funding.tied[id], held));
    }
    if (promised != 0 || tied != 0)
        ensures(false,
                fmt::format("month {}: grants may draw {} cents more and hold {} more than the sums kept of them "
                            "(they must agree); change grants by their rules only",
                            month, promised, tied));
}

}  // namespace gemeinsim
