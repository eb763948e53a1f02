// SPDX-License-Identifier: Apache-2.0
#include "model/relations/hearing.h"

#include <cstdint>
#include <span>
#include <vector>

#include "model/exchange/blocks.h"

namespace gemeinsim {
namespace {

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

}  // namespace

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

bool are_met_by_place(const Model& model) {
    const RelationsParameters& p = model.relations;
    return p.awareness_within < 1 && p.awareness_across < 1 && is_scattered(model);
}

void meet_by_place(const Model& model, Month month, const State& now, AwarenessTable& awareness) {
    const RelationsParameters& p = model.relations;
    const double within = meeting_rate(p.awareness_within, p.awareness_memory);
    const double across = meeting_rate(p.awareness_across, p.awareness_memory);
    hear_of_meetings(meetings_by_place(model, now, month, within, across), awareness, now.actors.size(), month);
}

}  // namespace gemeinsim
