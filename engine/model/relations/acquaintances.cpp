// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "model/relations/hearing.h"
#include "model/relations/rules.h"
#include "network/generators.h"
#include "random/draws.h"
#include "random/first_words.h"

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

/// Below which first words actors know one of a sector and place: a word w stands for the number w / 2^32, so that it
/// is below a share where w is below this; nobody who is not there. A row for each sector, made anew where the next
/// asked about live elsewhere.
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
                known[s] = share <= 0 ? 0 : static_cast<std::uint64_t>(std::ceil(lasting * 0x1p32));
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

/// Two that know each other, and since when.
struct Acquaintance {
    ActorId one;
    ActorId other;
    Month heard = 0;
};

/// Every list gets all that it hears of at once, in the order of names.
void enter(std::span<const Acquaintance> all, std::size_t actors, AwarenessTable& awareness) {
    std::vector<std::uint32_t> next(actors + 1);
    for (const Acquaintance& pair : all) {
        ++next[pair.one.index() + 1];
        ++next[pair.other.index() + 1];
    }
    for (std::size_t row = 1; row <= actors; ++row) next[row] += next[row - 1];
    std::vector<AwarenessTable::Entry> heard(next.back());
    for (const auto& [one, other, since] : all) {
        heard[next[one.index()]++] = {other, since};
        heard[next[other.index()]++] = {one, since};
    }
    std::vector<AwarenessTable::Entry> scratch;
    for (std::size_t row = 0; row < actors; ++row) {
        const std::size_t from = row == 0 ? 0 : next[row - 1];
        awareness.hear(ActorId(row), std::span(heard).subspan(from, next[row] - from), scratch);
    }
}

/// Every pair has a draw of its own, whoever else is there. Cost: O(n^2).
void acquaint_by_pair(const Model& model, const State& now, Month start, AwarenessTable& awareness) {
    const std::span<const EntityKey> entity = now.actors.entity;
    const std::size_t n = entity.size();
    std::vector<EntityKey> pairs(n);
    std::vector<FirstWords> words(n);
    std::vector<std::uint32_t> met(n);
    std::vector<Acquaintance> all;
    Bounds bounds(model, now.actors);
    for (std::size_t i = 0; i + 1 < n; ++i) {
        if (now.actors.alive[ActorId(i)] == 0) continue;
        const std::span<const EntityKey> others = entity.subspan(i + 1);
        pair_names(entity[i], others, pairs);
        first_words(now.key, start, Purpose::awareness, std::span(pairs).first(others.size()), words);
        // Who has met is not foreseen by any processor, so there is no branch.
        const std::uint64_t* const bound = bounds.of_everybody(ActorId(i)).data() + i + 1;
        std::size_t count = 0;
        for (std::size_t p = 0; p < others.size(); ++p) {
            met[count] = static_cast<std::uint32_t>(p);
            count += words[p].first < bound[p] ? 1 : 0;
        }
        for (const std::uint32_t p : std::span(met).first(count)) {
            // Met at a random time of the memory's length, so that nobody's acquaintances all fade in one month.
            const double ago = words[p].second * 0x1p-32;
            all.push_back(
                {ActorId(i), ActorId(i + 1 + p), start - static_cast<Month>(ago * model.relations.awareness_memory)});
        }
    }
    enter(all, n, awareness);
}

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
            acquaint_by_pair(model, now, start, relations.awareness);
        else if (are_met_by_place(model))
            acquaint_by_place(model, now, start, relations.awareness);
        else
            acquaint_by_row(model, now, start, relations.awareness);
    }
    hear_of_the_own(now.actors, relations, relations.awareness, start);
}

}  // namespace gemeinsim
