// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

#include "base/calendar.h"
#include "base/ids.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// The side on which an actor stands in a vote: its sector, or the dependents where it follows somebody.
Side side_of(const State& now, ActorId actor, ActorId follows);

/// y_a: the mean of the members' positions on the topic, drawn towards what the target group's voices among them want;
/// with a lead member weighted with the lead's own position;
/// under a mandate the position of whoever convened.
double common_goal_position(const Model& model, const State& now, const Initiative& initiative);

/// What an actor thinks of the text by its own judgement, as log odds of a yes:
/// eta0 + eta_T (mean E[trust] - .6) - eta_d |y_i - y_a| + eta_q (z + noise_sd noise); -infinity where it is there to
/// slow things down.
double own_opinion(const Model& model, const State& now, const Initiative& initiative, ActorId actor, double noise);

/// The opinions of those who talk a text over, once all is said: x = (1 - S) x0 + S W x (Friedkin & Johnsen), S =
/// initiatives.deliberation, W as where positions are exchanged (trust, influence, distance of logics), everybody being
/// in touch with everybody. Whoever is there to slow things down is neither heard nor convinced. Cost: actors^2 a
/// round, about 28 / log10(1 / S) rounds at most.
std::vector<double> opinions_after_talks(const Model& model, const State& now, const std::vector<ActorId>& actors,
                                         const std::vector<double>& own);

/// The logistic of its own opinion.
double yes_probability(const Model& model, const State& now, const Initiative& initiative, ActorId actor, double noise);

/// Yes votes that m voters need under a rule: all, ceil(quorum m), or more than half.
int votes_needed(const Model& model, int voters);

/// The reply at which a vote is settled: the index of the one that brings the last yes needed, or of the no that puts
/// it out of reach; the number of replies where both are still possible.
std::size_t settling_reply(std::span<const bool> yes_in_order, int needed);

/// The month of what does not happen.
inline constexpr double never = std::numeric_limits<double>::infinity();

/// How a decision stands. `settled_at` is a month with fraction, `never` where a reply is lacking.
struct DecisionState {
    bool passed = false;
    double settled_at = 0;
    ActorId refusing;  ///< the last no before it failed, none where it passed
    ActorId settling;  ///< whose reply settles it
};

/// Puts the phase's text to decision at `at`: its quality, what comes of the talks about it where there are any, each
/// member's reply and when it comes in, all keyed by the text and the actor. Where a broker or superior decides, only
/// that one's reply counts; the members' own judgement shows when they are asked to sign.
void open_decision(const Model& model, State& now, Initiative& initiative, double at);

/// Seats of the steering group that have become free are filled, and where it is voting, whoever takes one is asked.
void seat_successors(const Model& model, Month month, const State& now, Initiative& initiative);

/// When and how the replies settle the decision under the rule of the governance.
DecisionState decide(const Model& model, const Initiative& initiative);

/// Who decides alone: the broker, or the superior that convened.
ActorId sole_decider(const Model& model, const Initiative& initiative);

/// Who stands behind a text voted down: the last no, whom it followed, and the side that most of the noes in by then
/// come from. A no that followed somebody counts for the dependents; of equal sides the first.
RefusedText voted_down(const State& now, const Initiative& initiative, const DecisionState& outcome);

/// A text that failed: the strategic task is begun anew, those who disagreed trust each other less, success is
/// expected less. Events: refusal, regression.
void refuse(const Model& model, Month month, State& now, InitiativeId id, ActorId refusing);

}  // namespace gemeinsim
