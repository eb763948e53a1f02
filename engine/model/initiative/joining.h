// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <utility>

#include "base/calendar.h"
#include "base/ids.h"
#include "model/impact/production.h"
#include "model/initiative/choice.h"
#include "model/initiative/room.h"
#include "model/model.h"
#include "model/relations/evaluation.h"
#include "model/state.h"

namespace gemeinsim {

/// What J asks again and again while the members of an initiative decide, worked out once.
struct JoinWork : JoinRoom {
    JoinWork(const Model& model, const State& now) : ties(model, now) {}
    JoinWork(const Model& model, const State& now, EvaluationRoom& of_ties, JoinRoom& own)
        : JoinRoom(std::move(own)), ties(model, now, &of_ties), lent_(&own) {}
    JoinWork(const JoinWork&) = delete;
    JoinWork& operator=(const JoinWork&) = delete;
    ~JoinWork() {
        if (lent_ != nullptr) *lent_ = std::move(static_cast<JoinRoom&>(*this));
    }

    /// Turns to an initiative as it is now: its duplication and conditions stay until its members' hours are given
    /// anew.
    void turn(const Model& model, const State& now, const Initiative& initiative);

    /// Of what it copied from the state when it was made, J reads money, salience and sources: it may serve all
    /// initiatives of a month, since none changes these.
    Evaluation ties;
    double duplication = 0;
    double conditions = 1;       ///< the factor they put on output
    std::optional<Alone> alone;  ///< on the initiative's topic
    double unregulated = 1;      ///< share of hours that regulation of the topic leaves

  private:
    JoinRoom* lent_ = nullptr;
};

/// The parts of J before they are added up, so that tests and exact cases can set each alone.
struct JoinTerms {
    double interest = 0;   ///< min(1, K q_i)
    double success = .5;   ///< expected of the initiative, [0, 1]
    double gain = 0;       ///< own marginal product against working alone, [-1, 2]
    double benefit = 0;    ///< sum over motives of w_im and the members' mean b^m
    double active = 0;     ///< n_a, members that work
    double threshold = 0;  ///< of the actor, [0, 1]
    double share = 0;      ///< of the hours that coordination and fee take, [0, 1)
    double voice = 1;      ///< in decisions, [0, 1]
    double distance = 0;   ///< y_i - y_a
    double overlap = 0;    ///< mean competitive overlap with the members
};

/// J0 + interest omega (.4 + 1.2 success) gain + priv benefit + chi (n_a/n_ref - threshold) - c_member share
/// - g_autonomy (1 - voice) - g_y distance^2 - g_compete overlap, summand by summand.
JoinParts join_parts(const Model& model, const JoinTerms& terms);

/// J, the sum of its parts.
double join_value(const Model& model, const JoinTerms& terms);

/// J of an actor about an initiative: for a candidate with `initiatives.candidate_effort`, for a member with its own.
/// Where initiatives.joining = payoff it is joining_payoff instead. Cost: linear in members x needed assets, plus the
/// benefits of one tie for each member.
double join_value(const Model& model, const State& now, const Initiative& initiative, ActorId actor);

/// The same with work that was turned to the initiative. For loops over members.
double join_value(const Model& model, const State& now, const Initiative& initiative, ActorId actor, JoinWork& work);

/// The chance that an actor that is asked says yes: sigma(beta J); whether J >= -1e-9 where beta is infinite.
double join_probability(const Model& model, double join_value);

/// Whether it says yes, with a uniform number.
bool joins(const Model& model, double join_value, double uniform);

/// The chance to leave within a month: 1 - exp(-min(h_max, h0 exp(-beta J))).
double leave_probability(const Model& model, double join_value);

/// Invited actors decide, approvals of membership come back, members leave, ended actors are taken off. Events: join,
/// leave. Where the scenario asks for decisions, each of them is noted in State::choices with the parts of J that it
/// was made on.
void revise_membership(const Model& model, Month month, State& now, InitiativeId initiative);

/// The same with work that is at hand.
void revise_membership(const Model& model, Month month, State& now, InitiativeId initiative, JoinWork& work);

/// A uniform number of each decision, of a stream of its own: whoever takes those with the smallest has a sample in
/// which each is as likely as any other, and changes no other draw.
double sampling_number(const State& now, const Choice& choice);

/// Makes an actor a full member now, with the event; it must not take part yet.
void add_member(const Model& model, Month month, State& now, Initiative& initiative, InitiativeId id, ActorId actor);

}  // namespace gemeinsim
