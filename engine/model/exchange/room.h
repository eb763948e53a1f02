// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/huge_pages.h"
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

/// What others hear of every actor: its influence, its logic, its positions. Whoever is listened to stands anywhere in
/// memory, so it is packed: 32 bytes an actor with one topic, two actors on a cache line.
class Voices {
  public:
    /// Places of an actor's numbers: influence, the logic but for its last share, which is what is missing from 1, and
    /// positions.
    static constexpr std::size_t influence = 0;
    static constexpr std::size_t logic = 1;
    static constexpr std::size_t positions = logic + logic_count - 1;

    /// Room for so many actors and topics.
    void resize(std::size_t actors, std::size_t topics) {
        stride_ = (positions + topics + 3) / 4 * 4;
        numbers_.resize(actors * stride_);
    }
    [[nodiscard]] double* of(ActorId actor) { return numbers_.data() + actor.index() * stride_; }
    [[nodiscard]] const double* of(ActorId actor) const { return numbers_.data() + actor.index() * stride_; }
    [[gnu::always_inline]] void prefetch(ActorId actor) const { __builtin_prefetch(of(actor)); }

  private:
    std::size_t stride_ = 0;
    std::vector<double, HugePages<double>> numbers_;
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
    Column<ActorId, double>
        willing;  ///< to work jointly in a contact: what each side says; empty where all say the same
    Voices voices;
    ByTopic positions;
};

}  // namespace gemeinsim
