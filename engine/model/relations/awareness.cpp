// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/parallel.h"
#include "model/exchange/blocks.h"
#include "model/relations/meetings.h"
#include "model/relations/pacts.h"
#include "model/relations/rules.h"
#include "model/remedies/portal.h"
#include "model/remedies/rules.h"
#include "network/generators.h"
#include "random/draws.h"
#include "random/first_words.h"

namespace gemeinsim {
namespace {

double nearness(const Model& model, const Actors& actors, ActorId i, ActorId j) {
    return nearness(model, actors.place[i], actors.place[j]);
}

template <class Table>
void hear_of_each_other(Table& awareness, ActorId i, ActorId j, Month month) {
    awareness.hear(i, j, month);
    awareness.hear(j, i, month);
}

/// Superiors, funders and partners are never forgotten: they are heard of every month. Whom a list keeps does not hang
/// on the order in which it heard, so that every actor may see to its own first.
void hear_of_the_own(const Actors& actors, const Relations& relations, AwarenessTable& awareness, Month month) {
    const Graph& contacts = relations.contacts;
    in_blocks(actors.size(), actors_per_block, [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t row = begin; row < end; ++row) {
            const ActorId i(row);
            if (!actors.alive[i]) continue;
            for (const ActorId other : {actors.superior[i], actors.funder[i]})
                if (other && actors.alive[other]) awareness.hear(i, other, month);
            for (const ActorId partner : contacts.out(i)) awareness.hear(i, partner, month);
            if (contacts.directed())
                for (const ActorId partner : contacts.in(i)) awareness.hear(i, partner, month);
        }
    });
    for (const ActorId i : IdRange<ActorId>(actors.size())) {
        if (!actors.alive[i]) continue;
        for (const ActorId other : {actors.superior[i], actors.funder[i]})
            if (other && actors.alive[other]) awareness.hear(other, i, month);
    }
}

/// Those who attend the month's round table hear of each other.
void round_tables(const Model& model, Month month, State& now) {
    const double share = remedy_strength(model, now, RemedyKind::round_table_meetings, month);
    if (share <= 0) return;
    std::vector<ActorId>& attend = now.relations_room->attend;
    attend.clear();
    for (const ActorId i : IdRange<ActorId>(now.actors.size())) {
        if (!now.actors.alive[i]) continue;
        Stream stream(now.key, now.actors.entity[i], month, Purpose::meeting);
        if (bernoulli(stream, share)) attend.push_back(i);
    }
    for (std::size_t a = 0; a < attend.size(); ++a)
        for (std::size_t b = a + 1; b < attend.size(); ++b)
            hear_of_each_other(now.relations.awareness, attend[a], attend[b], month);
}

/// Members of one initiative sit at one table.
void co_members(Month month, State& now) {
    for (const Initiative& initiative : now.initiatives.all) {
        if (!initiative.alive()) continue;
        for (const Member& one : initiative.members) {
            if (one.status != MemberStatus::member && one.status != MemberStatus::associate) continue;
            for (const Member& other : initiative.members)
                if (other.actor != one.actor &&
                    (other.status == MemberStatus::member || other.status == MemberStatus::associate))
                    now.relations.awareness.hear(one.actor, other.actor, month);
        }
    }
}

/// A partner mentions one of its partners.
void hearsay(const Model& model, Month month, State& now) {
    const Graph& contacts = now.relations.contacts;
    if (model.relations.hearsay_rate <= 0) return;
    const Poisson times(model.relations.hearsay_rate);
    in_blocks(now.actors.size(), actors_per_block, [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t row = begin; row < end; ++row) {
            const ActorId i(row);
            const std::span<const ActorId> partners = contacts.out(i);
            if (!now.actors.alive[i] || partners.empty()) continue;
            Stream stream(now.key, combine(now.actors.entity[i], 1), month, Purpose::awareness);
            for (int told = times(stream); told > 0; --told) {
                const ActorId partner = partners[index(stream, partners.size())];
                const std::span<const ActorId> theirs = contacts.out(partner);
                if (theirs.empty()) continue;
                now.relations.awareness.hear(i, theirs[index(stream, theirs.size())], month);
            }
        }
    });
}

/// Share of pairs at some distance that chance meetings keep known: what is thinned, by distance and by time, is the
/// rate, or where everybody in one place meets every month, that month's meeting, by distance.
double lasting_share(const RelationsParameters& p, double share, double near, double time) {
    if (share >= 1) return near >= 1 ? 1 : 1 - std::pow(1 - near, p.awareness_memory);
    const double left = near * time;
    return left >= 1 || share <= 0 ? share : 1 - std::pow(1 - share, left);
}

/// Meetings are heard of on both sides. Every list is one thread's and gets all at once.
void hear_of_meetings(const std::vector<std::vector<Meeting>>& blocks, AwarenessTable& awareness, std::size_t actors,
                      Month month) {
    const auto parts = static_cast<std::size_t>(actors > actors_per_block ? available_threads() : 1);
    parallel_for(parts, 0, [&](std::size_t part) {
        const std::size_t begin = actors * part / parts;
        const std::size_t end = actors * (part + 1) / parts;
        const auto each_side = [&](const auto& use) {
            for (const std::vector<Meeting>& block : blocks)
                for (const Meeting& meeting : block)
                    for (const bool first : {true, false}) {
                        const ActorId who = first ? meeting.one : meeting.other;
                        if (begin <= who.index() && who.index() < end)
                            use(who.index() - begin, first ? meeting.other : meeting.one);
                    }
        };
        std::vector<std::uint32_t> next(end - begin + 1);
        each_side([&](std::size_t row, ActorId) { ++next[row + 1]; });
        for (std::size_t row = 1; row < next.size(); ++row) next[row] += next[row - 1];
        std::vector<AwarenessTable::Entry> heard(next.back());
        each_side([&](std::size_t row, ActorId whom) { heard[next[row]++] = {whom, month}; });
        std::vector<AwarenessTable::Entry> scratch;
        for (std::size_t row = 0; row < end - begin; ++row) {
            const std::size_t from = row == 0 ? 0 : next[row - 1];
            awareness.hear(ActorId(begin + row), std::span(heard).subspan(from, next[row] - from), scratch);
        }
    });
}

/// Whether meetings may be drawn place by place: who meets everybody is looked at one by one.
bool by_place(const Model& model) {
    const RelationsParameters& p = model.relations;
    return p.awareness_within < 1 && p.awareness_across < 1 && is_scattered(model);
}

/// A month of chance meetings in a scattered world.
void meet_by_place(const Model& model, Month month, const State& now, AwarenessTable& awareness) {
    const RelationsParameters& p = model.relations;
    const double within = meeting_rate(p.awareness_within, p.awareness_memory);
    const double across = meeting_rate(p.awareness_across, p.awareness_memory);
    hear_of_meetings(meetings_by_place(model, now, month, within, across), awareness, now.actors.size(), month);
}

/// Chance meetings: a Poisson stream per actor and kind of partner, the partner uniform, thinned by distance and by the
/// time for meetings. Half of a pair's meetings start from each side. A share of 1 means that everybody hears of
/// everybody.
void chance_meetings(const Model& model, Month month, State& now) {
    const RelationsParameters& p = model.relations;
    if (by_place(model)) {
        meet_by_place(model, month, now, now.relations.awareness);
        return;
    }
    std::array<std::vector<ActorId>, sector_count>& by_sector = now.relations_room->by_sector;
    for (std::vector<ActorId>& others : by_sector) others.clear();
    for (const ActorId i : IdRange<ActorId>(now.actors.size()))
        if (now.actors.alive[i]) by_sector[static_cast<std::size_t>(now.actors.sector[i])].push_back(i);
    AwarenessTable& awareness = now.relations.awareness;
    // Of each kind of partner, for those within its sector and for those across.
    std::array<std::array<std::optional<Poisson>, 2>, sector_count> meetings;
    for (int sector = 0; sector < sector_count; ++sector)
        for (const bool within : {false, true}) {
            const double share = within ? p.awareness_within : p.awareness_across;
            const auto others = static_cast<double>(by_sector[static_cast<std::size_t>(sector)].size());
            if (share <= 0 || share >= 1 || others == 0) continue;
            const double mean = meeting_rate(share, p.awareness_memory) * others;
            if (mean > 0) meetings[static_cast<std::size_t>(sector)][within ? 1 : 0].emplace(mean);
        }
    const MeetingTime time(model, now.actors);
    for (const ActorId i : IdRange<ActorId>(now.actors.size())) {
        if (!now.actors.alive[i]) continue;
        const double left = time.of(now.actors, i);
        for (int sector = 0; sector < sector_count; ++sector) {
            const bool within = static_cast<int>(now.actors.sector[i]) == sector;
            const double share = within ? p.awareness_within : p.awareness_across;
            const std::vector<ActorId>& others = by_sector[static_cast<std::size_t>(sector)];
            if (share <= 0 || others.empty()) continue;
            Stream stream(now.key, combine(now.actors.entity[i], 2 + sector), month, Purpose::awareness);
            if (share >= 1) {
                for (const ActorId j : others) {
                    if (j <= i) continue;
                    const double near = nearness(model, now.actors, i, j);
                    if (near >= 1 || bernoulli(stream, near)) hear_of_each_other(awareness, i, j, month);
                }
                continue;
            }
            const std::optional<Poisson>& met_by = meetings[static_cast<std::size_t>(sector)][within ? 1 : 0];
            for (int met = met_by ? (*met_by)(stream) : 0; met > 0; --met) {
                const ActorId j = others[index(stream, others.size())];
                const double thinned = uniform(stream);
                if (j != i && thinned < left * nearness(model, now.actors, i, j))
                    hear_of_each_other(awareness, i, j, month);
            }
        }
    }
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

void awareness_step(const Model& model, Month month, State& now) {
    // Forgetting first: what is heard of this month is then new, not at the mercy of the cap.
    in_blocks(now.actors.size(), actors_per_block, [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i)
            now.relations.awareness.forget_before(ActorId(i), month - model.relations.awareness_memory + 1);
    });
    round_tables(model, month, now);
    co_members(month, now);
    hearsay(model, month, now);
    chance_meetings(model, month, now);
    portal_month(model, month, now);
    // Last, so that nothing crowds a present partner out of a full list.
    hear_of_the_own(now.actors, now.relations, now.relations.awareness, month);
}

void first_acquaintances(const Model& model, const State& now, Relations& relations) {
    const RelationsParameters& p = model.relations;
    const Month start = -model.time.burn_in - 1;
    if (p.awareness_within > 0 || p.awareness_across > 0) {
        if (now.actors.size() <= most_drawn_by_pair)
            acquaint_by_pair(model, now, start, relations.awareness);
        else if (by_place(model))
            acquaint_by_place(model, now, start, relations.awareness);
        else
            acquaint_by_row(model, now, start, relations.awareness);
    }
    hear_of_the_own(now.actors, relations, relations.awareness, start);
}

}  // namespace gemeinsim
