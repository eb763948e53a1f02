// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <boost/container/small_vector.hpp>
#include <vector>

#include "model/model.h"
#include "model/state.h"

namespace gemeinsim {

/// exp(-km / meeting_range): how chance meetings thin out with distance; 1 within a place and where either is unknown.
double nearness(const Model& model, PlaceId a, PlaceId b);

/// Rate per month at which one of a pair begins to meet the other, both in one place, so that the share of such pairs
/// that met within the memory's length is `share`: -ln(1 - share) / (2 memory). Infinite where the share is 1.
double meeting_rate(double share, int memory);

/// What is left of the rates at which actors begin to meet others: min(1, relations.meeting_cap / mean), where the mean
/// is that of all meetings that the rates ask of an actor of the place and sector, distance thinning them. Kinds of
/// pairs with a share of 1 are no chance meetings and do not count. Cost to make: O(actors + places), and O(places^2)
/// where the world has more actors than the cap lets one meet.
class MeetingTime {
  public:
    MeetingTime(const Model& model, const Actors& actors);

    [[nodiscard]] double of(PlaceId place, Sector sector) const {
        if (all_) return 1;
        const std::size_t row = place ? place.index() : left_.size() - 1;
        return left_[row][static_cast<std::size_t>(sector)];
    }
    [[nodiscard]] double of(const Actors& actors, ActorId i) const { return of(actors.place[i], actors.sector[i]); }
    /// Of the rate of a pair, to which each adds its half.
    [[nodiscard]] double between(PlaceId one, Sector of_one, PlaceId other, Sector of_other) const {
        return (of(one, of_one) + of(other, of_other)) / 2;
    }
    [[nodiscard]] double between(const Actors& actors, ActorId i, ActorId j) const {
        return between(actors.place[i], actors.sector[i], actors.place[j], actors.sector[j]);
    }

  private:
    /// A row for each place and a last one for all of the world; those of a few places stand here.
    using ByPlace = boost::container::small_vector<std::array<double, sector_count>, 8>;

    bool all_ = true;  ///< whether all rates are left whole
    ByPlace left_;     ///< by the sector of who begins; empty where all are
};

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
/// Poisson number of times with mean `within` (one sector) or `across` times the nearness of their places and what is
/// left of the first one's time (for which places within the radius below count). The law is exact: places nearer than
/// a radius are drawn by their weights; those beyond it stand together under the nearness of the radius, and of whom is
/// drawn there only the share of its own nearness is met. The radius is that at which these are a sixteenth of its
/// meetings for an average actor.
///
/// Streams: (actor and sector of the partner, month, awareness). Cost: O(actors + meetings + near pairs of places).
std::vector<std::vector<Meeting>> meetings_by_place(const Model& model, const State& now, Month month, double within,
                                                    double across);

}  // namespace gemeinsim
