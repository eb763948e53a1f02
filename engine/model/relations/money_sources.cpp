// SPDX-License-Identifier: Apache-2.0
#include "model/relations/money_sources.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace gemeinsim {
namespace {

ActorId root_of(const Actors& actors, ActorId actor) {
    while (actors.superior[actor]) actor = actors.superior[actor];
    return actor;
}

/// Calls use(member, programme) for every full member of an initiative that holds a grant.
template <class Use>
void for_each_grant(const State& now, Use use) {
    for (const Grant& grant : now.funding.grants)
        for (const Member& member : now.initiatives.all[grant.initiative].members)
            if (member.status == MemberStatus::member) use(member.actor, grant.programme);
}

Standing standing_of(const Actors& actors, ActorId actor) {
    return {actors.entity[actor], actors.superior[actor], actors.funder[actor], actors.department[actor]};
}

/// money_sources() in room that is there: what each has won, and the sources.
void find_sources(const State& now, std::vector<std::pair<ActorId, std::uint32_t>>& won, MoneySources& sources) {
    const std::size_t n = now.actors.size();
    won.clear();
    for_each_grant(now, [&](ActorId actor, ProgrammeId programme) {
        won.emplace_back(actor, static_cast<std::uint32_t>(n + sector_count + programme.index()));
    });
    std::sort(won.begin(), won.end());
    won.erase(std::unique(won.begin(), won.end()), won.end());
    sources.first.clear();
    sources.number.clear();
    sources.first.reserve(n + 1);
    sources.number.reserve(n + won.size());
    auto grant = won.begin();
    for (const ActorId i : IdRange<ActorId>(n)) {
        sources.first.push_back(static_cast<std::uint32_t>(sources.number.size()));
        // Sorted: every programme has a higher number than any source of one's own.
        sources.number.push_back(own_source(now.actors, i));
        for (; grant != won.end() && grant->first == i; ++grant) sources.number.push_back(grant->second);
    }
    sources.first.push_back(static_cast<std::uint32_t>(sources.number.size()));
}

}  // namespace

std::uint32_t own_source(const Actors& actors, ActorId actor) {
    if (actors.funder[actor]) return static_cast<std::uint32_t>(actors.funder[actor].index());
    if (actors.superior[actor]) return static_cast<std::uint32_t>(root_of(actors, actor).index());
    return static_cast<std::uint32_t>(actors.size() + static_cast<std::size_t>(actors.sector[actor]));
}

MoneySources money_sources(const State& now) {
    MoneySources sources;
    std::vector<std::pair<ActorId, std::uint32_t>> won;
    find_sources(now, won, sources);
    return sources;
}

double source_overlap(const MoneySources& sources, ActorId i, ActorId j) {
    const std::span<const std::uint32_t> one = sources.of(i);
    const std::span<const std::uint32_t> other = sources.of(j);
    if (one.size() == 1 && other.size() == 1) return one.front() == other.front() ? 1 : 0;
    std::size_t common = 0;
    for (auto a = one.begin(), b = other.begin(); a != one.end() && b != other.end();) {
        common += *a == *b ? 1 : 0;
        const bool step_other = *b <= *a;
        if (*a <= *b) ++a;
        if (step_other) ++b;
    }
    return static_cast<double>(common) / static_cast<double>(one.size() + other.size() - common);
}

void renew_pairs(State& now, Relations& relations) {
    const std::size_t n = now.actors.size();
    RelationsRoom& room = *now.relations_room;
    MoneySources& before = room.sources;
    find_sources(now, room.won, before);
    std::swap(before, relations.sources);
    if (relations.pairs.empty()) return;
    const bool first = relations.standing.empty();
    relations.standing.resize(n);
    for (const ActorId i : IdRange<ActorId>(n)) {
        const Standing standing = standing_of(now.actors, i);
        if (!first && standing == relations.standing[i] && std::ranges::equal(before.of(i), relations.sources.of(i)))
            continue;
        relations.standing[i] = standing;
        if (!first) relations.pairs.forget(i);
    }
}

}  // namespace gemeinsim
