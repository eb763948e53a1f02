// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "model/model.h"
#include "model/relations/room.h"
#include "model/state.h"

namespace gemeinsim {

/// The rings of every living actor in this month, in the order of time. Times of two actors never tie but by
/// rounding; names decide then, so that the order does not depend on the order of the input. Cost: O(rings).
std::vector<Ring> rings_of(const Model& model, Month month, const State& now);

/// Lets the actors revise their ties at the rings of this month, under the schedule of the model.
///
/// `sequential`: each ring acts on the network as all rings before it have left it.
/// `parallel`: the month has `substeps` equal parts. In each, the first ring of every actor that has one is worked
/// out - choice and answers - on the state at the start of the part, by as many threads as the run has to itself;
/// then the changes are committed in an order drawn by keyed streams, and those that the state no longer allows are
/// void. Further rings of the same actor wait for the next part; what waits when the month ends has parts of its own
/// then, so that no ring is lost. A ring keeps its key and its draws wherever it is worked out: where no part holds
/// two rings, both schedules are the same run. The result does not depend on the number of threads.
///
/// Cost: sequential as the revisions; parallel also one Evaluation per thread and month.
void run_rings(const Model& model, Month month, State& now);

}  // namespace gemeinsim
