// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// exp(-km / meeting_range): how chance meetings thin out with distance; 1 within a place and where either is unknown.
double nearness(const Model& model, PlaceId a, PlaceId b);

/// Two that met.
struct Meeting {
    ActorId one;
    ActorId other;
};

/// Whether places lie so far apart that of partners drawn from the whole world fewer than one in four would be met:
/// then meetings are drawn place by place. Follows from places and `relations.meeting_range`: no other setting changes
/// it. Cost: O(places).
bool is_scattered(const Model& model);

/// The chance meetings of a scattered world, block by block of actors: every ordered pair of living actors meets a
/// Poisson number of times with mean `within` (one sector) or `across` times the nearness of their places. The law is
/// exact: places nearer than a radius are drawn by their weights; those beyond it stand together under the nearness
/// of the radius, and of whom is drawn there only the share of its own nearness is met. The radius is that at which
/// these are a sixteenth of its meetings for an average actor.
///
/// Streams: (actor and sector of the partner, month, awareness). Cost: O(actors + meetings + near pairs of places).
std::vector<std::vector<Meeting>> meetings_by_place(const Model& model, const State& now, Month month, double within,
                                                    double across);

}  // namespace gemeinsim
