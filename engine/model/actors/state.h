// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "base/calendar.h"
#include "base/ids.h"
#include "random/stream.h"
#include "scenario/population.h"

namespace gemeinsim {

/// What is distributed over the actors; nobody alone has all that a topic needs.
enum class Asset { information, competence, resources, influence, control };
inline constexpr std::size_t asset_count = 5;

/// Why an actor wants a tie.
enum class Motive { information, outreach, competence, resources, influence, control, enjoyment };
inline constexpr std::size_t motive_count = 7;

/// Logics of action.
enum class Logic { legal_procedural, mission_participatory, market_efficiency };
inline constexpr std::size_t logic_count = 3;

/// A number for each actor and topic, actor-major.
class ByTopic {
  public:
    ByTopic() = default;
    ByTopic(std::size_t actors, std::size_t topics, double value = 0)
        : topics_(topics), values_(actors * topics, value) {}
    double& operator()(ActorId actor, TopicId topic) { return values_[actor.index() * topics_ + topic.index()]; }
    const double& operator()(ActorId actor, TopicId topic) const {
        return values_[actor.index() * topics_ + topic.index()];
    }
    [[nodiscard]] std::size_t topics() const { return topics_; }
    bool operator==(const ByTopic&) const = default;

  private:
    std::size_t topics_ = 0;
    std::vector<double> values_;
};

/// Where an actor's monthly hours for cooperation go (h/month): accounts whose sum never exceeds `capacity`.
struct Hours {
    double capacity = 0;
    double regulation = 0;    ///< its share of the capacity, set with it
    double ties = 0;          ///< H_i, set by relations
    double initiatives = 0;   ///< C_i over initiatives plus hours given to work, set by initiatives
    double applications = 0;  ///< written this month, set by funding
    double money = 0;         ///< this month's sessions about money and handling of it, set by funding
    double desk = 0;          ///< this month's service of approval cases, set by approvals
    double remedies = 0;      ///< this month's courses and entries in the portal, set by remedies

    [[nodiscard]] double free() const {
        return capacity - regulation - ties - initiatives - applications - money - desk - remedies;
    }
    bool operator==(const Hours&) const = default;
};

/// One entry per actor, in the order of (place, id).
struct Actors {
    Column<ActorId, EntityKey> entity;  ///< hash of the id: the name that keys its streams
    Column<ActorId, Sector> sector;
    Column<ActorId, Level> level;
    Column<ActorId, LegalForm> legal_form;  ///< never `drawn`
    Column<ActorId, ActorId> superior;      ///< none for roots
    Column<ActorId, ActorId> department;    ///< the child of the root above it, itself for roots
    Column<ActorId, int> depth;             ///< number of superiors above
    Column<ActorId, ActorId> funder;        ///< who funds it, or none
    Column<ActorId, PlaceId> place;
    Column<ActorId, std::uint8_t> alive;  ///< ended actors keep their slot until a new one takes it
    Column<ActorId, std::array<double, asset_count>> assets;
    Column<ActorId, std::array<double, logic_count>> logic;
    Column<ActorId, std::array<double, motive_count>> motives;
    Column<ActorId, std::array<double, 2>> personality;
    Column<ActorId, double> know_how;            ///< [0, 1]
    Column<ActorId, double> trained;             ///< the part of know_how that training brought
    Column<ActorId, double> impact_orientation;  ///< [0, 1]
    Column<ActorId, double> reliability;         ///< mean 0, sd 1: raises the chance that commitments are kept
    Column<ActorId, double> threshold;           ///< [0, 1]: joins late where high
    Column<ActorId, std::uint8_t> voice;         ///< speaks for the target group
    Column<ActorId, Hours> hours;
    Column<ActorId, std::uint8_t> leadership_clear;
    Column<ActorId, double> unclear_until;  ///< month with fraction in which leadership is clear again
    Column<ActorId, Month> next_election;   ///< roots of administration; else far beyond the run
    ByTopic salience;                       ///< rows sum to at most 1
    ByTopic position;                       ///< y_i in [0, 1]
    ByTopic initial_position;               ///< y0_i
    ByTopic priority;                       ///< of the unit's leadership, [0, 1]
    std::vector<ActorId> to_come;           ///< actors of the population that have not appeared yet, sorted
    std::vector<ActorId> gone;              ///< that ended on their date, so that nobody takes their place, sorted

    [[nodiscard]] std::size_t size() const { return entity.size(); }
    /// Whether its date keeps an actor away: it is still to come, or has ended on a date.
    [[nodiscard]] bool is_away(ActorId actor) const {
        return std::binary_search(to_come.begin(), to_come.end(), actor) ||
               std::binary_search(gone.begin(), gone.end(), actor);
    }
    /// Whom a date keeps away, sorted.
    [[nodiscard]] std::vector<ActorId> away() const;
    /// How many others an actor could have to do with, at least 1: all slots but its own and those that a date keeps
    /// empty.
    [[nodiscard]] double others() const {
        const std::size_t known = size() - to_come.size() - gone.size();
        return known > 2 ? static_cast<double>(known) - 1 : 1;
    }
    bool operator==(const Actors&) const = default;
};

/// |L_i - L_j|_1 / 2, in [0, 1].
inline double logic_distance(const std::array<double, logic_count>& one, const std::array<double, logic_count>& other) {
    double total = 0;
    for (std::size_t l = 0; l < logic_count; ++l) total += std::abs(one[l] - other[l]);
    return total / 2;
}
inline double logic_distance(const Actors& actors, ActorId i, ActorId j) {
    return logic_distance(actors.logic[i], actors.logic[j]);
}
/// Euclidean distance of personalities.
double personal_distance(const Actors& actors, ActorId i, ActorId j);

}  // namespace gemeinsim
