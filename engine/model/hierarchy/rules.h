// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "base/calendar.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// A commitment of `initiator` that its superiors must approve.
struct CaseRequest {
    ActorId initiator;
    ActorId counterpart;  ///< for matters across departments: the other unit; none else
    CaseKind kind = CaseKind::membership;
    std::uint64_t subject = 0;  ///< stable name of what is committed to
    TopicId topic;
    double born = 0;  ///< month with fraction
};

/// Opens an approval case; it reaches its first desk at `born`, or at the next step "approvals" where that has passed.
/// Approved at once where no superior need be asked.
CaseId submit(const Model& model, State& now, const CaseRequest& request);

/// Gives a case up for whoever holds its id, which names none afterwards. An open one leaves its desk at once, with the
/// time that it spent there (event withdrawal), and its id is free for another.
///
/// Cost: O(open cases), O(1) for those that are closed.
void withdraw_case(Month month, State& now, CaseId& id);

/// What became of a case, for as long as its id stands in the state (see recycle in cases.h).
CaseStatus status(const State& now, CaseId id);

/// The desk at which an open case waits; none for closed cases.
ActorId waiting_at(const State& now, CaseId id);

/// The step "approvals": desks serve their queues through the month, in exact order of time.
void approvals_step(const Model& model, Month month, State& now);

/// Part of the step "calendar": elections, turnover, new priorities, the end of unclear leadership.
void leadership_step(const Model& model, Month month, State& now);

/// Ends an actor's leadership at the beginning of a month: unclear until a new one is settled, with new priorities;
/// cases that wait at its desk may be lost.
void change_leadership(const Model& model, Month month, State& now, ActorId actor);

/// Whether the actor's leadership still carries work on a topic: its priority is not below the threshold.
bool supports(const Model& model, const State& now, ActorId actor, TopicId topic);

/// Share of the hours of work on a topic that regulation takes, [0, 1).
double regulation_share(const Model& model, TopicId topic);

/// Share of all of an actor's hours that regulation takes: the mean over topics by its salience, by number where it
/// cares about none; what holds for every topic where there is none.
double regulation_share(const Model& model, const Actors& actors, ActorId actor);

/// Whether an actor holds competence for a topic in a place: it must be asked there by name, or it speaks there for a
/// level that the topic's row of the jurisdiction matrix names and for which nobody is named. Whom a date keeps away
/// holds none. Cost: O(holders), where actors have dates O(levels x signatories^2) for those who may hold it.
bool holds(const Model& model, const Actors& actors, ActorId actor, TopicId topic, PlaceId place);

/// Months between two elections of an administration's head: the actor's own, else its place's, else leadership.term.
Month term_of(const Model& model, ActorId actor);

Approvals initial_approvals(const Model& model);

/// Elections on their dates, or drawn within the first term; needs now.actors and now.key.
void initial_leadership(const Model& model, State& now);

}  // namespace gemeinsim
