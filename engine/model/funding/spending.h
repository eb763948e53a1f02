// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/calendar.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// The member that keeps the books: the lead, else the founder, else the first full member; none without members.
ActorId treasurer(const State& now, const Initiative& initiative);

/// H_m / rate: months until the last of m members has agreed, each at `rate` a month, on average.
double months_to_agree(std::size_t members, double rate);

/// Who decides about an initiative's project money: as governance has it, all where there is no broker to decide.
MoneyDecidedBy who_releases(const Model& model, const State& now, const Initiative& initiative);

/// Whether a committee would have a quorum at this month's hours, those that money has taken already included.
bool could_meet(const Model& model, const State& now, const Initiative& initiative);

/// Works out what grants that pay an initiative's office keep for it after `month`: no more than it will cost until
/// they end, what an earlier grant keeps counting for the later ones, and of the cash what instalments will not bring.
/// Cost: linear in the initiative's grants.
void reserve_for_office(const Model& model, Month month, State& now, InitiativeId initiative);

/// The part of a grant that measures may take: what is held or may still be drawn, less what is kept for the office.
Cents for_measures(const Grant& grant);

/// Money that may go into measures but that nobody has released yet, instalments to come included: what is decided is
/// the budget, not the cash. Less what grants keep for the office where a grant pays it.
Cents unreleased(const State& now, InitiativeId initiative);

/// Those who decide about the initiative's money release it: a broker at once; all as fast as the last of m members
/// agrees (a share 1 - exp(-rate / H_m) a month); a committee in the months of its sessions where half of its seats are
/// filled; a superior through its approval chain. Grants first, in the order of their award, then free money.
void release_money(const Model& model, Month month, State& now);

/// Hours that can handle money this month: the office's surplus and what the treasurer gives of its free hours.
double handling_hours(const Model& model, const State& now, const Initiative& initiative);

/// Hours of the other members that can handle money passed on to them: the same share of their free hours.
double forwarding_hours(const Model& model, const State& now, const Initiative& initiative);

/// Released money becomes measures as far as there are hours to handle it, from the design phase on; it buys
/// Initiative::money_hours of delivery at the wage. Before that grants that provide for it pay what prepares measures:
/// it buys Initiative::preparation_hours of work on the tasks.
void spend_on_measures(const Model& model, State& now);

}  // namespace gemeinsim
