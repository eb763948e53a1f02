// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "base/calendar.h"
#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// y_a: the mean of the members' positions on the topic; with a lead member weighted with the lead's own position;
/// under a mandate the position of whoever convened.
double common_goal_position(const Model& model, const State& now, const Initiative& initiative);

/// How a decision stands: `settled_at` is the month with fraction at which it passed or failed, infinite while open.
struct Outcome {
    bool passed = false;
    double settled_at = 0;
    ActorId refusing;  ///< the first whose no stood in the way, none where there is none
};

/// Puts the phase's text to decision at `at`: draws its quality and each voter's reply and its time.
void open_decision(const Model& model, State& now, Initiative& initiative, double at);

/// The earliest time at which the replies settle the decision under the rule of the governance.
Outcome decide(const Model& model, const Initiative& initiative);

/// The chance that a member says yes to the text by its own judgement:
/// logistic(eta0 + eta_T (mean E[trust] - .6) - eta_d |y_i - y_a| + eta_q (z + noise_sd noise)).
double yes_probability(const Model& model, const State& now, const Initiative& initiative, ActorId member,
                       double noise);

/// Replies of n voters, in the order of their coming in, under a rule that needs `needed` of them: the index of the
/// reply that settles it, or n where none does.
std::size_t settling_reply(const std::vector<bool>& yes_in_order, std::size_t needed);

/// A text that failed: the strategic task is opened anew, those who disagreed trust each other less.
void refuse(const Model& model, Month month, State& now, Initiative& initiative, ActorId refusing);

}  // namespace gemeinsim
