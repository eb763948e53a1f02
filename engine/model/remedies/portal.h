// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/calendar.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// One month of the portals, part of the step "awareness": entries of the ended go, providers see to theirs, each
/// editor works his queue, those who look hear of providers of their place or of all places of their portal. Each place
/// has the strongest portal that serves it; where none does its entries are gone. To be called when everything else of
/// the month has been heard: who is known to all needs no entry. Cost: linear in actors and in what they know of each
/// other.
void portal_month(const Model& model, Month month, State& now);

/// How much further the measures of an initiative reach because the public finds the offers of those who carry it:
/// 1 + public_reach * share of its members whose entry is shown, by the portal of its place; 1 without one.
double portal_reach(const State& now, const Initiative& initiative);

/// What is left of duplicated work where the planners of a place see a share of the offers: 1 - planning * share.
double planning_factor(const State& now, PlaceId place, double share_shown);

/// The portal of a place this month.
const PortalPage& portal_page(const State& now, PlaceId place);

/// The share of an initiative's members whose entry is shown.
double share_shown(const State& now, const Initiative& initiative);

}  // namespace gemeinsim
