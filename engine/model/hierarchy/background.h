// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/calendar.h"
#include "model/hierarchy/parameters.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// The steady state of a desk that serves nothing but background business: an M/M/1 queue whose clerk is away now and
/// then. Arrivals come at rate lambda = u mu (1 - r), the clerk finishes at rate mu' = mu (1 - r), leaves at rate a and
/// comes back at rate b. Two phases, there and away, make it a quasi-birth-death process: the probabilities of n
/// present are pi_n = pi_0 R^n with
///
///     R = lambda / mu' [1, a / (lambda + b); 1, (a + mu') / (lambda + b)],   pi_0 in proportion to (b + lambda, a)
///
/// (Neuts 1981; the first passage to a lower level always ends with the clerk there, which gives R at once). Without
/// absences it is the geometric law of M/M/1.
///
/// Of one stream through all desks of a hierarchy it is the law of each desk, and desks are independent (Jackson 1957),
/// where nobody is ever away; with absences no product form is known, and it is an approximation for all desks but the
/// lowest.
struct BackgroundLaw {
    bool steady = false;     ///< u is below the share of the time that the clerk is there; all that follows needs it
    double there = 1;        ///< b / (a + b)
    double empty[2] = {};    ///< pi_0: there, away
    double next[2][2] = {};  ///< R
    double mean_present = 0;
    double mean_stay = 0;  ///< from arrival to departure, months
};
BackgroundLaw background_law(const HierarchyParameters& p);

/// Opens a desk at the beginning of a month as if it had been at work for ever: draws who is present and whether the
/// clerk is away from the steady state; empty and with its clerk where there is none.
void open_desk(const HierarchyParameters& p, const BackgroundLaw& law, State& now, ActorId owner, Month month);

/// Opens all desks that have business. Needs now.key, now.actors and now.approvals. Cost: O(desks x business present).
void open_desks(const Model& model, State& now, Month month);

}  // namespace gemeinsim
