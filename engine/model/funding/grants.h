// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <ranges>

#include "base/calendar.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// What is paid: funders allow one and not the other.
enum class Use { office, measures, overhead };

/// Which money a payment may come from: all of it, or only grants that pay for preparation or that members handle.
struct From {
    bool preparation = false;
    bool forwarded = false;
};

/// Makes room for initiatives founded since: their sums and lists start empty. Allocates only where there are new ones.
void fit_funding(State& now);

/// Puts a grant in force. Its programme must hold what it promises.
void add_grant(State& now, const Grant& grant);

/// What a programme may still promise: its account less what grants in force may yet draw.
Cents free_budget(const State& now, ProgrammeId programme);

/// What an initiative's account holds beyond the unspent parts of its grants.
Cents free_money(const State& now, InitiativeId initiative);

/// What an initiative may pay for a use: free money, and of its grants what their funders allow; for measures and their
/// overhead what is released of both and what the office's bills leave of the cash.
Cents payable(const State& now, InitiativeId initiative, Use use, From from = {});

/// Pays from an initiative's account to `to`, first from its grants in the order of their award, as far as they
/// allow the use, then from free money. Returns what was paid: at most `amount`.
Cents pay(State& now, InitiativeId initiative, AccountId to, Cents amount, MoneyPurpose purpose, Use use,
          From from = {});

/// This month's instalments of grants with the members' own share in money and hours, or the endowment.
void draw_instalments(const Model& model, Month month, State& now);

/// The end of a year: the share `annuality` of what grants hold goes back to their funders.
void lapse_grants(const Model& model, Month month, State& now);

/// Ends grants whose time is over or whose initiative has ended. A grant without a cliff stays until it is spent.
void close_grants(const Model& model, Month month, State& now);

/// Throws ContractViolation, naming month, programme and initiative, unless what a programme has promised is what its
/// grants may yet draw and covered by its account, what an initiative holds of grants is what they hold and covered by
/// its account, and received = spent + held + returned for every grant. Cost: linear in grants, programmes and
/// initiatives; no allocation.
void check_grants(const Model& model, Month month, const State& now);

/// Who may bear an initiative's costs and hours: its full members that are alive, in the order of joining. A view: it
/// lasts as long as the initiative stays where it is.
inline auto full_members(const State& now, const Initiative& initiative) {
    return initiative.members | std::views::filter([&now](const Member& member) {
               return member.status == MemberStatus::member && now.actors.alive[member.actor] != 0;
           }) |
           std::views::transform([](const Member& member) { return member.actor; });
}

inline bool is_full_member(const State& now, const Initiative& initiative, ActorId actor) {
    return std::any_of(initiative.members.begin(), initiative.members.end(), [&](const Member& member) {
        return member.actor == actor && member.status == MemberStatus::member && now.actors.alive[actor] != 0;
    });
}

inline std::size_t count_full_members(const State& now, const Initiative& initiative) {
    return static_cast<std::size_t>(std::ranges::distance(full_members(now, initiative)));
}

/// The share of an amount, rounded to the cent.
Cents share_of(Cents amount, double share);

}  // namespace gemeinsim
