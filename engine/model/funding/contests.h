// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "model/funding/room.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// The chance of one of `prizes` grants that are drawn one after the other among those left, each with probability
/// own / (sum of efforts), where the rivals put in `others` hours together and are treated as equals:
/// 1 - prod_{j < prizes} ((n - 1 - j) m) / ((n - 1 - j) m + own), m = others / (n - 1), n = rivals + 1.
/// Exact for one prize (own / (own + others), Tullock 1980) and for equal rivals (Clark & Riis 1996); 1 where there are
/// as many prizes as applicants.
double winning_chance(double own, double others, int rivals, int prizes);

/// The hours that maximise value * winning_chance(own, others, rivals, prizes) - own, at least 0; `value` is what a
/// grant is worth in hours. For one prize sqrt(value * others) - others. Where nobody else puts in anything any effort
/// wins: the result is 0.
double best_reply(double value, double others, int rivals, int prizes);

/// Efforts that are best replies to each other, between `least` and what each has. Best replies follow one another in
/// turn, each halfway, until none moves: with one prize the contest is a best-response potential game (Ewerhart 2017),
/// so this converges. Who would lose by taking part stays away, the one that would lose most first. Equal applicants of
/// one prize put in value (n - 1) / n^2 hours. Cost: a few dozen rounds of n replies; no allocation.
void settle_contest(double least, int prizes, std::span<Contestant> contestants);

/// What a decided call does to trust: members of two initiatives that bid for it, not both of them with success, count
/// funding.rivalry broken promises about those of the other that they know of; members of an initiative that won count
/// funding.joint_success kept promises about each other. Who stands on both sides is nobody's rival.
/// Cost: the members of all bids times those that each knows, a logarithm aside; pairs of members of the granted.
/// No allocation once the room has grown.
void compete(const Model& model, State& now, std::span<const Bid> bids);

}  // namespace gemeinsim
