// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <boost/container/small_vector.hpp>
#include <boost/container/static_vector.hpp>
#include <cmath>
#include <iterator>

#include "model/exchange/blocks.h"
#include "model/exchange/rules.h"
#include "model/exchange/steps.h"
#include "model/math.h"
#include "model/relations/contents.h"
#include "random/draws.h"

namespace gemeinsim {
namespace {

using Block = ExchangeRoom::Block;

/// Probability that `partner` keeps what it promised to `truster` in a month of joint work.
double keeping(const Model& model, const State& now, ActorId truster, ActorId partner) {
    const ExchangeParameters& p = model.exchange;
    const Hours& hours = now.actors.hours[partner];
    const double load = hours.capacity > 0 ? clip(1 - hours.free() / hours.capacity, 0, 1) : 1;
    return logistic(p.keep_base + p.keep_reliability * now.actors.reliability[partner] -
                    p.keep_position * position_distance(now.actors, truster, partner) -
                    p.keep_logic * logic_distance(now.actors, truster, partner) - p.keep_overload * load);
}

/// Those with whom `i` has something to do this month: of its pacts and initiatives, and the contacts that have joint
/// work. Sorted, once each.
void find_partners(const Model& model, Month month, const State& now, const ExchangeRoom& room, ActorId i,
                   std::vector<ActorId>& partners) {
    const Circles& circles = room.circles;
    boost::container::small_vector<ActorId, 128> before;
    const auto add_sorted = [&](std::span<const ActorId> more) {
        before.assign(partners.begin(), partners.end());
        partners.clear();
        std::ranges::set_union(before, more, std::back_inserter(partners));
    };
    partners.clear();
    for (const std::uint32_t circle : circles.of(i)) add_sorted(circles.members(circle));
    std::erase(partners, i);
    const double joint = model.exchange.joint_content;
    const auto add_contacts = [&](std::span<const ActorId> contacts) {
        boost::container::small_vector<ActorId, 128> added;
        auto at = partners.begin();
        for (const ActorId j : contacts) {
            // Whoever is a partner anyway need not be asked.
            while (at != partners.end() && *at < j) ++at;
            if (at != partners.end() && *at == j) continue;
            const double agreed = room.willing.empty() ? joint : room.willing[i] * room.willing[j];
            if (joint >= 1 || has_joint_work(model, month, now, i, j, agreed)) added.push_back(j);
        }
        if (!added.empty()) add_sorted({added.data(), added.size()});
    };
    if (joint <= 0) return;
    add_contacts(now.relations.contacts.out(i));
    if (now.relations.contacts.directed()) add_contacts(now.relations.contacts.in(i));
}

/// What one joint month teaches the truster: a kept promise or a broken one. Both sides of a pair draw the same luck,
/// from `stream`, which bears the name of the pair.
bool is_kept(const Model& model, const State& now, double conflict_rate, ActorId truster, ActorId partner,
             Stream& stream) {
    // Which side's luck comes first follows the names, not the numbers.
    const double first = uniform(stream);
    const double second = uniform(stream);
    if (conflict_rate > 0) {
        const double luck = uniform(stream);
        // The two sides of a triangle are longer than the third: most pairs need no root.
        const std::array<double, 2>& one = now.actors.personality[truster];
        const std::array<double, 2>& other = now.actors.personality[partner];
        const double most = std::abs(one[0] - other[0]) + std::abs(one[1] - other[1]);
        if (luck <= conflict_rate * most && luck < conflict_rate * personal_distance(now.actors, truster, partner))
            return false;
    }
    const bool in_order = now.actors.entity[truster] < now.actors.entity[partner];
    return (in_order ? first : second) < keeping(model, now, truster, partner);
}

/// Adds what an actor learns this month to its own row; of those it had no history with, to the block.
void learn(const Model& model, Month month, State& now, ActorId i, Block& block) {
    constexpr std::size_t at_once = 32;
    find_partners(model, month, now, *now.exchange_room, i, block.partners);
    std::erase_if(block.partners, [&now](ActorId j) { return now.actors.alive[j] == 0; });
    const double conflict_rate = model.exchange.conflict_rate * (1 - now.remedies.of(RemedyKind::mediation));
    const std::span<TrustTable::Entry> row = now.trust.of(i);
    auto at = row.begin();
    boost::container::static_vector<Stream, at_once> streams;
    for (std::size_t begin = 0; begin < block.partners.size(); begin += at_once) {
        const std::size_t end = std::min(begin + at_once, block.partners.size());
        streams.clear();
        for (std::size_t p = begin; p < end; ++p)
            streams.emplace_back(now.key, pair_name(now.actors, i, block.partners[p]), month, Purpose::trust);
        Stream::refill({streams.data(), streams.size()});
        for (std::size_t p = begin; p < end; ++p) {
            const ActorId j = block.partners[p];
            const bool kept = is_kept(model, now, conflict_rate, i, j, streams[p - begin]);
            at = std::lower_bound(at, row.end(), j,
                                  [](const TrustTable::Entry& entry, ActorId about) { return entry.about < about; });
            if (at != row.end() && at->about == j)
                (kept ? at->kept : at->broken) += 1;
            else
                block.first.push_back({i, j, kept ? 1.0F : 0.0F, kept ? 0.0F : 1.0F});
        }
    }
}

/// What each says to joint work in a contact, which motives decide: worked out once for all its contacts.
void ask_all(const Model& model, State& now) {
    Column<ActorId, double>& willing = now.exchange_room->willing;
    const double joint = model.exchange.joint_content;
    if (model.relations.content_choice == 0 || joint <= 0 || joint >= 1) {
        willing.clear();
        return;
    }
    willing.resize(now.actors.size());
    in_blocks(willing.size(), actors_per_block, [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i)
            willing[ActorId(i)] = willingness(model, now.actors, ActorId(i), Content::joint_work, joint);
    });
}

}  // namespace

void move_trust(const Model& model, Month month, State& now) {
    constexpr double settled = 1e-6;  // counts; what is nearer to the prior than this is the prior
    constexpr Month between_looks = 12;
    if (model.exchange.memory < 1) {
        now.trust.fade(model.exchange.memory);
        if (month % between_looks == 0) now.trust.drop_settled(settled);
    }
    ask_all(model, now);
    const std::size_t n = now.actors.size();
    std::vector<Block>& blocks = now.exchange_room->blocks;
    in_blocks(n, actors_per_block, [&](std::size_t b, std::size_t begin, std::size_t end) {
        Block& block = blocks[b];
        block.first.clear();
        for (std::size_t i = begin; i < end; ++i)
            if (now.actors.alive[ActorId(i)] != 0) learn(model, month, now, ActorId(i), block);
    });
    for (std::size_t b = 0; b < blocks_of(n, actors_per_block); ++b)
        for (const FirstExperience& one : blocks[b].first)
            now.trust.add(one.truster, one.about, static_cast<double>(one.kept), static_cast<double>(one.broken));
}

}  // namespace gemeinsim
