// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// Closes an open case that nobody decides any more: takes it from its desk at the turn of the month, counts it and
/// records `why`, a lapse, a loss or a withdrawal.
void expire(State& now, CaseId id, Month month, EventKind why);

/// Counts a decided case and records its event.
void tell(Month month, State& now, CaseId id);

/// Puts the open cases and those of them not yet at a desk in the order of (birth, name), in which they queue: who
/// submitted first makes no difference among those born at the same time. Cost: O(cases log cases).
void sort_by_birth(State& now);

/// Takes cases that are closed off the list of open ones, and those not yet at a desk off that of the newborn.
void drop_closed(State& now);

/// Gives up the ids of closed cases that no part of the state holds: no proposal of a pact, no member who waits, no
/// request for money. An id that somebody holds stays valid.
///
/// Cost: O(proposals + members + closed cases).
void recycle(State& now);

}  // namespace gemeinsim
