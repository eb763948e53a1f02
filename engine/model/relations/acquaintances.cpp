// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "model/relations/hearing.h"
#include "model/relations/rules.h"
#include "network/generators.h"
#include "random/draws.h"
#include "random/pair_words.h"

namespace gemeinsim {
namespace {

/// Share of pairs at some distance that chance meetings keep known: what is thinned, by distance and by time, is the
/// rate, or where everybody in one place meets every month, that month's meeting, by distance.
double lasting_share(const RelationsParameters& p, double share, double near, double time) {
    if (share >= 1) return near >= 1 ? 1 : 1 - std::pow(1 - near, p.awareness_memory);
    const double left = near * time;
    return left >= 1 || share <= 0 ? share : 1 - std::pow(1 - share, left);
}

/// Met at a random time of the memory's length, so that nobody's acquaintances all fade in one month.
void acquaint(const Model& model, ActorId i, ActorId j, double ago, Month start, AwarenessTable& awareness) {
    hear_of_each_other(awareness, i, j, start - static_cast<Month>(ago * model.relations.awareness_memory));
}

double share_between(const Model& model, const State& now, ActorId i, ActorId j) {
    const RelationsParameters& p = model.relations;
    return now.actors.sector[i] == now.actors.sector[j] ? p.awareness_within : p.awareness_across;
}

/// What the words of pairs must be below for actors to know one of a sector and place; nobody who is not there. A row
/// for each sector, made anew where the next asked about live elsewhere.
class Bounds {
  public:
    Bounds(const Model& model, const Actors& actors) : model_(model), actors_(actors), time_(model, actors) {}

    const std::vector<std::uint64_t>& of_everybody(ActorId i) {
        if (actors_.place[i] != place_)
            for (std::vector<std::uint64_t>& row : rows_) row.clear();
        place_ = actors_.place[i];
        const Sector sector = actors_.sector[i];
        std::vector<std::uint64_t>& row = rows_[static_cast<std::size_t>(sector)];
        if (row.empty()) work_out(sector, row);
        return row;
    }

  private:
    void work_out(Sector sector, std::vector<std::uint64_t>& row) const {
        const RelationsParameters& p = model_.relations;
        std::array<std::uint64_t, sector_count> known{};  // by the sector of the other
        const auto turn_to = [&](PlaceId place) {
            const double near = nearness(model_, place_, place);
            for (std::size_t s = 0; s < sector_count; ++s) {
                const auto other = static_cast<Sector>(s);
                const double share = other == sector ? p.awareness_within : p.awareness_across;
                const double lasting = lasting_share(p, share, near, time_.between(place_, sector, place, other));
                known[s] = share <= 0 ? 0 : PairWords::bound(lasting);
            }
        };
        PlaceId place = place_;
        turn_to(place);
        for (const ActorId j : IdRange<ActorId>(actors_.size())) {
            if (actors_.place[j] != place) turn_to(place = actors_.place[j]);
            row.push_back(actors_.alive[j] != 0 ? known[static_cast<std::size_t>(actors_.sector[j])] : 0);
        }
    }

    const Model& model_;
    const Actors& actors_;
    MeetingTime time_;
    PlaceId place_;
    std::array<std::vector<std::uint64_t>, sector_count> rows_;
};

/// Every pair has a draw of its own, whoever else is there. Cost: O(n^2).
class ByPair {
  public:
    ByPair(const Model& model, const State& now, Month start)
        : actors_(now.actors),
          start_(start),
          memory_(static_cast<std::uint64_t>(model.relations.awareness_memory)),
          luck_(now.key, start, Purpose::awareness, now.actors.entity),
          end_(now.actors.size()),
          entries_(now.actors.size(), 0) {
        const std::size_t n = actors_.size();
        // As many as there are pairs, of which hardly more memory is touched than those who know each other fill.
        const std::size_t room = n * (n - 1) / 2 + PairWords::overhang;
        other_ = std::make_unique_for_overwrite<std::uint32_t[]>(room);
        word_ = std::make_unique_for_overwrite<std::uint64_t[]>(room);
        Bounds bounds(model, actors_);
        std::size_t known = 0;
        for (std::size_t one = 0; one < n; ++one) {
            if (actors_.alive[ActorId(one)] != 0) known = meet(one, bounds.of_everybody(ActorId(one)), known);
            end_[one] = known;
        }
    }

    /// Every list gets all that it hears of at once, in the order of names.
    void enter(AwarenessTable& awareness) const {
        const std::size_t n = actors_.size();
        std::vector<AwarenessTable::Entry*> next(n);
        for (std::size_t row = 0; row < n; ++row) next[row] = awareness.lay_out(ActorId(row), entries_[row]).data();
        std::size_t at = 0;
        for (std::size_t one = 0; one < n; ++one) {
            AwarenessTable::Entry* own = next[one];
            for (; at < end_[one]; ++at) {
                // Met at a random time of the memory's length, so that nobody's acquaintances all fade in one month.
                const Month since = start_ - static_cast<Month>((word_[at] & 0xffffffffU) * memory_ >> 32U);
                const std::uint32_t other = other_[at];
                *own++ = {ActorId(other), since};
                *next[other]++ = {ActorId(one), since};
            }
        }
        for (std::size_t row = 0; row < n; ++row) awareness.keep_newest(ActorId(row));
    }

  private:
    std::size_t meet(std::size_t one, const std::vector<std::uint64_t>& bounds, std::size_t known) {
        const std::size_t from = one + 1;
        std::uint32_t* const other = other_.get() + known;
        const std::size_t count = luck_.below(one, from, std::span(bounds).subspan(from), other, word_.get() + known);
        for (std::size_t k = 0; k < count; ++k) {
            other[k] += static_cast<std::uint32_t>(from);
            ++entries_[other[k]];
        }
        entries_[one] += static_cast<std::uint32_t>(count);
        return known + count;
    }

    const Actors& actors_;
    Month start_;
    std::uint64_t memory_;
    PairWords luck_;
    std::vector<std::size_t> end_;  ///< of each actor's in the following: those after it whom it knows
    std::unique_ptr<std::uint32_t[]> other_;
    std::unique_ptr<std::uint64_t[]> word_;
    std::vector<std::uint32_t> entries_;  ///< of each actor's list
};

/// The same law where there are too many pairs: each actor meets those after it by name as a Poisson process of which
/// distance thins the rate; who was met until -ln(1 - share) is known. Where a share is 1 everybody of that kind is
/// looked at. Cost: O(n + acquaintances).
void acquaint_by_row(const Model& model, const State& now, Month start, AwarenessTable& awareness) {
    const Actors& actors = now.actors;
    const MeetingTime time(model, actors);
    std::vector<ActorId> by_sector[sector_count];
    for (const ActorId i : IdRange<ActorId>(actors.size()))
        if (actors.alive[i]) by_sector[static_cast<int>(actors.sector[i])].push_back(i);
    const auto by_name = [&actors](ActorId a, ActorId b) { return actors.entity[a] < actors.entity[b]; };
    for (std::vector<ActorId>& others : by_sector) std::sort(others.begin(), others.end(), by_name);
    for (const ActorId i : IdRange<ActorId>(actors.size())) {
        if (!actors.alive[i]) continue;
        for (int sector = 0; sector < sector_count; ++sector) {
            std::span<const ActorId> others = by_sector[sector];
            others = others.subspan(
                static_cast<std::size_t>(std::upper_bound(others.begin(), others.end(), i, by_name) - others.begin()));
            if (others.empty()) continue;
            const double share = share_between(model, now, i, others.front());
            if (share <= 0) continue;
            Stream stream(now.key, combine(actors.entity[i], 2 + sector), start, Purpose::awareness);
            if (share >= 1) {
                for (const ActorId j : others) {
                    const double met = uniform(stream);
                    const double ago = uniform(stream);
                    if (met < lasting_share(model.relations, share, nearness(model, actors, i, j), 1))
                        acquaint(model, i, j, ago, start, awareness);
                }
                continue;
            }
            const double end = -std::log1p(-share);
            const auto rate = static_cast<double>(others.size());
            for (double when = exponential(stream, rate); when < end; when += exponential(stream, rate)) {
                const ActorId j = others[index(stream, others.size())];
                const double thinned = uniform(stream);
                const double ago = uniform(stream);
                const double left = nearness(model, actors, i, j) * time.between(actors, i, j);
                if (thinned < left && !awareness.knows(i, j)) acquaint(model, i, j, ago, start, awareness);
            }
        }
    }
}

/// The same law in a scattered world: the meetings of as many months as memory holds. The last month comes first, so
/// that lists which are full of it have nothing to do with those before.
void acquaint_by_place(const Model& model, const State& now, Month start, AwarenessTable& awareness) {
    for (Month ago = 0; ago < model.relations.awareness_memory; ++ago)
        meet_by_place(model, start - ago, now, awareness);
}

}  // namespace

void first_acquaintances(const Model& model, const State& now, Relations& relations) {
    const RelationsParameters& p = model.relations;
    const Month start = -model.time.burn_in - 1;
    if (p.awareness_within > 0 || p.awareness_across > 0) {
        if (now.actors.size() <= most_drawn_by_pair)
            ByPair(model, now, start).enter(relations.awareness);
        else if (are_met_by_place(model))
            acquaint_by_place(model, now, start, relations.awareness);
        else
            acquaint_by_row(model, now, start, relations.awareness);
    }
    hear_of_the_own(now.actors, relations, relations.awareness, start);
}

}  // namespace gemeinsim
