// SPDX-License-Identifier: Apache-2.0
#include "model/relations/meetings.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <span>

#include "model/actors/lifetimes.h"
#include "model/exchange/blocks.h"
#include "random/draws.h"

namespace gemeinsim {
namespace {

double kilometres(const Place& a, const Place& b) {
    const double x = a.x_km - b.x_km;
    const double y = a.y_km - b.y_km;
    return std::sqrt(x * x + y * y);
}

/// Share of all pairs that distance leaves, of those there at first, as seen from some of the places; 1 where somebody
/// has no place.
double mean_nearness(const Model& model) {
    const Population& population = model.population;
    std::vector<double> residents(population.places.size(), 0);
    double all = 0;
    for (const ActorId i : IdRange<ActorId>(population.place.size())) {
        if (!is_there_at_first(model, i)) continue;
        const PlaceId place = population.place[i];
        if (!place) return 1;
        residents[place.index()] += 1;
        all += 1;
    }
    if (all == 0) return 1;
    // Every 64th of the residents is asked, so that a place counts as often as it has residents.
    constexpr int asked = 64;
    double near = 0;
    double up_to = 0;
    std::size_t a = 0;
    for (int k = 0; k < asked; ++k) {
        const double resident = (k + .5) / asked * all;
        while (up_to + residents[a] <= resident) up_to += residents[a++];
        for (std::size_t b = 0; b < residents.size(); ++b)
            if (residents[b] > 0) near += residents[b] / all * nearness(model, PlaceId(a), PlaceId(b));
    }
    return near / asked;
}

/// What is left of an actor's rates where so many near ones of each sector are to be met.
double time_left(double cap, const std::array<double, sector_count>& near, std::size_t sector, double within,
                 double across) {
    double mean = 0;
    for (std::size_t other = 0; other < sector_count; ++other)
        mean += (other == sector ? within : across) * near[other];
    return mean > cap ? cap / mean : 1;
}

/// Living actors by place and sector.
class Residents {
  public:
    explicit Residents(const Model& model, const Actors& actors)
        : first_(model.population.places.size() * sector_count + 1) {
        const auto row = [&actors](ActorId i) { return group(actors.place[i], static_cast<int>(actors.sector[i])); };
        for (const ActorId i : IdRange<ActorId>(actors.size()))
            if (actors.alive[i] != 0) ++first_[row(i) + 1];
        for (std::size_t k = 1; k < first_.size(); ++k) first_[k] += first_[k - 1];
        all_.resize(first_.back());
        std::vector<std::uint32_t> next = first_;
        for (const ActorId i : IdRange<ActorId>(actors.size())) {
            if (actors.alive[i] == 0) continue;
            all_[next[row(i)]++] = i;
            of_sector_[static_cast<std::size_t>(actors.sector[i])].push_back(i);
        }
    }

    /// Place by place.
    [[nodiscard]] std::span<const ActorId> all() const { return all_; }
    [[nodiscard]] std::span<const ActorId> of(PlaceId place, int sector) const {
        const std::size_t k = group(place, sector);
        return std::span(all_).subspan(first_[k], first_[k + 1] - first_[k]);
    }
    [[nodiscard]] std::span<const ActorId> of(int sector) const { return of_sector_[static_cast<std::size_t>(sector)]; }

  private:
    static std::size_t group(PlaceId place, int sector) {
        return place.index() * sector_count + static_cast<std::size_t>(sector);
    }

    std::vector<std::uint32_t> first_;
    std::vector<ActorId> all_;
    std::array<std::vector<ActorId>, sector_count> of_sector_;
};

/// Places from west to east, to find those near one.
class Map {
  public:
    Map(const Model& model, double radius) : model_(model), radius_(radius) {
        for (const PlaceId place : IdRange<PlaceId>(model.population.places.size())) by_x_.push_back(place);
        std::ranges::stable_sort(by_x_, {}, [this](PlaceId place) { return x(place); });
    }

    [[nodiscard]] double kilometres_between(PlaceId a, PlaceId b) const {
        return kilometres(model_.population.places[a], model_.population.places[b]);
    }
    [[nodiscard]] bool are_near(PlaceId a, PlaceId b) const { return a == b || kilometres_between(a, b) <= radius_; }

    template <class Use>
    void for_each_near(PlaceId centre, const Use& use) const {
        const auto begin = std::ranges::lower_bound(by_x_, x(centre) - radius_, {}, [this](PlaceId p) { return x(p); });
        for (auto at = begin; at != by_x_.end() && x(*at) <= x(centre) + radius_; ++at)
            if (are_near(centre, *at)) use(*at);
    }

  private:
    [[nodiscard]] double x(PlaceId place) const { return model_.population.places[place].x_km; }

    const Model& model_;
    double radius_;
    std::vector<PlaceId> by_x_;
};

/// Whom the residents of one place may meet: the sums of weights up to each near place, by the sector of the partner,
/// and what stands for all beyond.
class Surroundings {
  public:
    Surroundings(const Model& model, const Residents& residents, const Map& map, double bound)
        : model_(model), residents_(residents), map_(map), bound_(bound) {}

    void turn_to(PlaceId centre, double within, double across) {
        centre_ = centre;
        near_.clear();
        for (std::vector<double>& sums : sums_) sums.clear();
        std::array<double, sector_count> total{};
        map_.for_each_near(centre, [&](PlaceId place) {
            near_.push_back(place);
            const double weight = nearness(model_, centre, place);
            for (int s = 0; s < sector_count; ++s) {
                const auto k = static_cast<std::size_t>(s);
                sums_[k].push_back(total[k] += weight * static_cast<double>(residents_.of(place, s).size()));
            }
        });
        for (int s = 0; s < sector_count; ++s) {
            const auto k = static_cast<std::size_t>(s);
            total_[k] = total[k] + bound_ * static_cast<double>(residents_.of(s).size());
        }
        for (std::size_t one = 0; one < sector_count; ++one) {
            const double left = time_left(model_.relations.meeting_cap, total, one, within, across);
            for (std::size_t k = 0; k < sector_count; ++k) {
                const double mean = (one == k ? within : across) * left * total_[k];
                times_[one][k].reset();
                if (mean > 0) times_[one][k].emplace(mean);
            }
        }
    }

    void meet(const Actors& actors, ActorId i, int sector, Stream& stream, std::vector<Meeting>& meetings) const {
        const std::optional<Poisson>& times =
            times_[static_cast<std::size_t>(actors.sector[i])][static_cast<std::size_t>(sector)];
        for (int met = times ? (*times)(stream) : 0; met > 0; --met) {
            const ActorId j = partner(actors, sector, stream);
            if (j && j != i) meetings.push_back({i, j});
        }
    }

  private:
    /// Nobody where the draw is void.
    [[nodiscard]] ActorId partner(const Actors& actors, int sector, Stream& stream) const {
        const auto k = static_cast<std::size_t>(sector);
        const std::vector<double>& sums = sums_[k];
        const double at = uniform(stream) * total_[k];
        if (at < sums.back()) {
            const auto place = static_cast<std::size_t>(std::ranges::upper_bound(sums, at) - sums.begin());
            const std::span<const ActorId> those = residents_.of(near_[place], sector);
            return those[index(stream, those.size())];
        }
        const std::span<const ActorId> everybody = residents_.of(sector);
        const ActorId j = everybody[index(stream, everybody.size())];
        const PlaceId place = actors.place[j];
        const bool met = uniform(stream) * bound_ < nearness(model_, centre_, place);
        return met && !map_.are_near(centre_, place) ? j : ActorId();
    }

    const Model& model_;
    const Residents& residents_;
    const Map& map_;
    double bound_;
    PlaceId centre_;
    std::vector<PlaceId> near_;
    std::array<std::vector<double>, sector_count> sums_;
    std::array<double, sector_count> total_{};
    std::array<std::array<std::optional<Poisson>, sector_count>, sector_count> times_;  ///< of one with another
};

}  // namespace

double nearness(const Model& model, PlaceId a, PlaceId b) {
    if (a == b || !a || !b) return 1;
    return std::exp(-kilometres(model.population.places[a], model.population.places[b]) /
                    model.relations.meeting_range);
}

double meeting_rate(double share, int memory) {
    return -std::log1p(-share) / memory / 2;
}

MeetingTime::MeetingTime(const Model& model, const Actors& actors) {
    const RelationsParameters& p = model.relations;
    const std::size_t places = model.population.places.size();
    ByPlace living(places + 1, ByPlace::value_type());
    for (const ActorId i : IdRange<ActorId>(actors.size())) {
        if (actors.alive[i] == 0) continue;
        const auto sector = static_cast<std::size_t>(actors.sector[i]);
        living.back()[sector] += 1;
        if (actors.place[i]) living[actors.place[i].index()][sector] += 1;
    }
    const double within = p.awareness_within < 1 ? meeting_rate(p.awareness_within, p.awareness_memory) : 0;
    const double across = p.awareness_across < 1 ? meeting_rate(p.awareness_across, p.awareness_memory) : 0;
    // Where even all of the world were not too many, no place need be looked at.
    for (std::size_t sector = 0; sector < sector_count; ++sector)
        all_ = all_ && time_left(p.meeting_cap, living.back(), sector, within, across) == 1;
    if (all_) return;
    left_.resize(places + 1, ByPlace::value_type());
    for (std::size_t place = 0; place <= places; ++place) {
        // Those without a place are near everybody, and everybody is near them.
        ByPlace::value_type near = living.back();
        if (place < places)
            for (std::size_t other = 0; other < places; ++other) {
                const double share = nearness(model, PlaceId(place), PlaceId(other));
                for (std::size_t s = 0; s < sector_count; ++s) near[s] -= (1 - share) * living[other][s];
            }
        for (std::size_t sector = 0; sector < sector_count; ++sector)
            left_[place][sector] = time_left(p.meeting_cap, near, sector, within, across);
    }
}

bool is_scattered(const Model& model) {
    constexpr double dense = .25;
    return model.population.places.size() > 1 && mean_nearness(model) < dense;
}

std::vector<std::vector<Meeting>> meetings_by_place(const Model& model, const State& now, Month month, double within,
                                                    double across) {
    const Actors& actors = now.actors;
    const Residents residents(model, actors);
    // Draws from beyond the radius go all over memory: few of them, for an average actor, and a longer list of near
    // places.
    constexpr double far_draws = 1. / 16;
    const double bound = mean_nearness(model) * far_draws;
    const Map map(model, -std::log(bound) * model.relations.meeting_range);
    const std::span<const ActorId> all = residents.all();
    std::vector<std::vector<Meeting>> blocks(blocks_of(all.size(), actors_per_block));
    in_blocks(all.size(), actors_per_block, [&](std::size_t b, std::size_t begin, std::size_t end) {
        Surroundings surroundings(model, residents, map, bound);
        PlaceId at;
        for (const ActorId i : all.subspan(begin, end - begin)) {
            if (actors.place[i] != at) surroundings.turn_to(at = actors.place[i], within, across);
            for (int sector = 0; sector < sector_count; ++sector) {
                const double rate = static_cast<int>(actors.sector[i]) == sector ? within : across;
                if (rate <= 0 || residents.of(sector).empty()) continue;
                Stream stream(now.key, combine(actors.entity[i], 2 + sector), month, Purpose::awareness);
                surroundings.meet(actors, i, sector, stream, blocks[b]);
            }
        }
    });
    return blocks;
}

}  // namespace gemeinsim
