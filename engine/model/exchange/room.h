// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <vector>

#include "model/actors/state.h"
#include "model/exchange/circles.h"

namespace gemeinsim {

/// Something that happens to information at a point of the month.
struct Passing {
    double time = 0;
    ActorId actor;           ///< who hears, or forgets
    ActorId teller;          ///< none where an item is forgotten
    std::uint32_t luck = 0;  ///< which item, as a share of 2^32
};

/// What a truster learns of somebody with whom it had no history.
struct FirstExperience {
    ActorId truster;
    ActorId about;
    float kept = 0;
    float broken = 0;
};

/// What others hear of an actor, on one cache line: whoever is listened to stands anywhere in memory.
struct alignas(64) Voice {
    static constexpr std::size_t topics = 4;
    double weight = 1;  ///< 1 + influence
    std::array<double, logic_count> logic{};
    std::array<double, topics> position{};  ///< on the first topics
};

/// A member of an initiative that waits for a programme's decision.
struct Stake {
    ActorId actor;
    ProgrammeId programme;
    InitiativeId initiative;
    auto operator<=>(const Stake&) const = default;
};

/// A listener's co-member on a topic, no contact of it.
struct CoMember {
    TopicId topic;
    ActorId other;
    double coordination = 0;
};

/// What the step exchange works in; lives in a Scratch.
struct ExchangeRoom {
    /// What one block of actors works in and hands over.
    struct Block {
        std::vector<Passing> passings;
        std::vector<ActorId> partners;
        std::vector<FirstExperience> first;
        std::vector<CoMember> co_members;
        std::vector<double> pull;    ///< by topic
        std::vector<double> weight;  ///< by topic
    };

    Circles circles;
    std::vector<Block> blocks;
    std::vector<Passing> passings;     ///< of the month, sorted
    std::vector<Passing> late;         ///< a heap: of those who held nothing when the month began
    std::vector<std::uint32_t> slots;  ///< for sorting
    Column<ActorId, std::uint8_t> clocks;
    std::vector<Stake> stakes;  ///< sorted
    Column<ActorId, Voice> voices;
    ByTopic positions;
};

}  // namespace gemeinsim
