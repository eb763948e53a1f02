// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.h"
#include "model/impact/worker.h"

namespace gemeinsim {

struct Model;

/// One who takes part in an initiative, as payoffs see it.
struct Player {
    ActorId actor;
    double effort = 0;
    double expectation = .5;  ///< of the others' effort
    double worth = 0;         ///< J, asked for by payoff belief only
    double braking = 0;       ///< what braking is worth instead of v0 + J, 0 where the member does not brake
    double benefit = 0;       ///< b_i = effort_benefit min(1, K q_i)
    std::size_t first_partner = 0;
    std::size_t partners = 0;  ///< other players it has contact with
};

/// The effort game of an initiative, copied out of the state, so that what would be can be asked as well as what is.
struct EffortGame {
    const Model* model = nullptr;
    TopicId topic;
    std::vector<Player> players;        ///< in the order of joining
    std::vector<std::size_t> partners;  ///< of all players, one list after the other
    std::vector<Worker> workers;        ///< the players' assets; hours are the last efforts asked about

    [[nodiscard]] std::span<const std::size_t> partners_of(std::size_t player) const {
        return std::span(partners).subspan(players[player].first_partner, players[player].partners);
    }
};

/// Numbers that a choice needs, kept from one to the next.
struct ChoiceWork {
    std::vector<double> levels;
    std::vector<double> values;
    std::vector<double> weights;
};

/// What revise_effort needs room for, kept from one initiative to the next, so that months allocate nothing.
struct EffortWork {
    EffortGame game;
    ChoiceWork choice;
    std::vector<double> chosen;
};

/// What JoinWork works in. Lent to one at a time: it takes everything and gives it back in the end.
struct JoinRoom {
    std::vector<Worker> group;  ///< those beside the actor asked about
    std::vector<ActorId> others;
    std::vector<double> benefits;  ///< of a tie with each of the others
    std::vector<ActorId> gone;     ///< who refuses or leaves this month
};

/// What invitations are made in.
struct InvitationRoom {
    Column<ActorId, std::uint8_t> is_known;
    std::vector<ActorId> candidates;
    std::vector<ActorId> voices;  ///< those of them who speak for the target group
    std::vector<Worker> members;
    std::vector<ActorId> asking;
};

/// What founding looks things up in.
struct FoundingRoom {
    Column<TopicId, Column<ActorId, std::uint8_t>> standing;  ///< empty where there is no initiative on the topic
};

/// What the step initiatives works in; lives in a Scratch.
struct InitiativesRoom {
    EffortWork effort;
    JoinRoom join;
    InvitationRoom invitation;
    FoundingRoom founding;
};

}  // namespace gemeinsim
