// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <vector>

#include "base/parallel.h"
#include "model/exchange/blocks.h"
#include "model/relations/hearing.h"
#include "model/relations/pacts.h"
#include "model/relations/rules.h"
#include "model/remedies/portal.h"
#include "model/remedies/rules.h"
#include "random/draws.h"

namespace gemeinsim {
namespace {

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

/// Chance meetings: a Poisson stream per actor and kind of partner, the partner uniform, thinned by distance and by the
/// time for meetings. Half of a pair's meetings start from each side. A share of 1 means that everybody hears of
/// everybody.
void chance_meetings(const Model& model, Month month, State& now) {
    const RelationsParameters& p = model.relations;
    if (are_met_by_place(model)) {
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

}  // namespace gemeinsim
