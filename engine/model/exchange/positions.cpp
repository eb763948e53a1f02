// SPDX-License-Identifier: Apache-2.0
#include <sys/mman.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <span>

#include "model/exchange/blocks.h"
#include "model/exchange/rules.h"
#include "model/exchange/steps.h"
#include "model/math.h"

namespace gemeinsim {
namespace {

using Block = ExchangeRoom::Block;

/// Room for every actor's voice. Asks for large pages before the room is touched: who listens at random places of a
/// large world otherwise waits for page tables more than for voices.
void make_room(Column<ActorId, Voice>& voices, std::size_t actors) {
    constexpr std::uintptr_t page = std::uintptr_t{1} << 21U;
    if (voices.capacity() < actors) {
        voices.clear();
        voices.reserve(actors);
        auto* const begin = reinterpret_cast<std::byte*>(voices.data());
        const std::uintptr_t skipped = (page - reinterpret_cast<std::uintptr_t>(begin) % page) % page;
        const std::uintptr_t bytes = actors * sizeof(Voice);
        // A refusal costs time alone.
        if (bytes >= skipped + page) madvise(begin + skipped, (bytes - skipped) / page * page, MADV_HUGEPAGE);
    }
    voices.resize(actors);
}

/// What every actor's voice weighs, in one place for those who listen to many.
void gather_voices(const Actors& actors, Column<ActorId, Voice>& voices) {
    make_room(voices, actors.size());
    in_blocks(actors.size(), actors_per_block, [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const ActorId actor(i);
            Voice& voice = voices[actor];
            voice.weight = 1 + actors.assets[actor][static_cast<std::size_t>(Asset::influence)];
            voice.logic = actors.logic[actor];
            for (std::size_t k = 0; k < std::min(Voice::topics, actors.position.topics()); ++k)
                voice.position[k] = actors.position(actor, TopicId(k));
        }
    });
}

double distance(const std::array<double, logic_count>& one, const std::array<double, logic_count>& other) {
    double total = 0;
    for (std::size_t l = 0; l < logic_count; ++l) total += std::abs(one[l] - other[l]);
    return total / 2;
}

/// The co-members of an actor in initiatives that are no contacts of it, by topic, with the better coordination where
/// two stand in several initiatives on one topic.
void find_co_members(const State& now, const Circles& circles, ActorId i, std::vector<CoMember>& found) {
    found.clear();
    for (const std::uint32_t circle : circles.of(i)) {
        const auto& [begin, end, topic, coordination] = circles[circle];
        if (!topic) continue;
        for (const ActorId j : circles.members(circle))
            if (j != i && !now.relations.contacts.has(i, j)) found.push_back({topic, j, coordination});
    }
    if (found.empty()) return;
    const auto before = [](const CoMember& a, const CoMember& b) {
        if (a.topic != b.topic) return a.topic < b.topic;
        return a.other != b.other ? a.other < b.other : a.coordination > b.coordination;
    };
    // Of one circle they are sorted already.
    if (!std::ranges::is_sorted(found, before)) std::sort(found.begin(), found.end(), before);
    const auto same = [](const CoMember& a, const CoMember& b) { return a.topic == b.topic && a.other == b.other; };
    found.erase(std::unique(found.begin(), found.end(), same), found.end());
}

/// How far others pull an actor on each topic: sum_j W_ij (y_j - y_i), where
/// W_ij = (1 - self) x_ij E[trust] (1 + influence_j)(1 - slow d_L) / sum_j x_ij E[trust] (1 + influence_j)
/// with x_ij = 1 for contacts and the initiative's coordination for other co-members on its topic. What is missing
/// from 1 stands on the diagonal, which pulls nowhere.
void pull_by_relations(const ExchangeParameters& p, State& now, ActorId i, Block& block) {
    const ByTopic& position = now.actors.position;
    const std::size_t topics = position.topics();
    const Column<ActorId, Voice>& voices = now.exchange_room->voices;
    const std::array<double, logic_count>& logic = voices[i].logic;
    const double prior = now.trust.prior();
    const double open = 1 - p.self_weight;
    const auto heard = [&](double weight, const Voice& voice) {
        return weight * open * (1 - (p.slow > 0 ? p.slow * distance(logic, voice.logic) : 0));
    };
    double total = 0;
    std::array<double, Voice::topics> pull{};  // on the topics that a voice holds
    const std::array<double, Voice::topics>& own = voices[i].position;
    const std::span<const TrustTable::Entry> row = now.trust.of(i);
    std::size_t at = 0;
    for (const ActorId j : now.relations.contacts.out(i)) {
        while (at < row.size() && row[at].about < j) ++at;
        const double trust = at < row.size() && row[at].about == j ? now.trust.expected(row[at]) : prior;
        const Voice& voice = voices[j];
        const double weight = trust * voice.weight;
        total += weight;
        const double share = heard(weight, voice);
        for (std::size_t k = 0; k < Voice::topics; ++k) pull[k] += share * (voice.position[k] - own[k]);
        for (std::size_t k = Voice::topics; k < topics; ++k)
            block.pull[k] += share * (position(j, TopicId(k)) - position(i, TopicId(k)));
    }
    std::copy_n(pull.begin(), std::min(Voice::topics, topics), block.pull.begin());
    std::fill(block.weight.begin(), block.weight.end(), total);
    find_co_members(now, now.exchange_room->circles, i, block.co_members);
    for (const auto& [topic, j, coordination] : block.co_members) {
        const Voice& voice = voices[j];
        const double weight = coordination * now.trust.expected(i, j) * voice.weight;
        block.weight[topic.index()] += weight;
        block.pull[topic.index()] += heard(weight, voice) * (position(j, topic) - position(i, topic));
    }
    for (std::size_t k = 0; k < topics; ++k) block.pull[k] = block.weight[k] > 0 ? block.pull[k] / block.weight[k] : 0;
}

/// The same where the scenario gives W.
void pull_as_given(const DyadicCovariate& given, const State& now, ActorId i, Block& block) {
    const ByTopic& position = now.actors.position;
    const std::span<const ActorId> others = given.others(i);
    const std::span<const double> weights = given.values(i);
    for (std::size_t e = 0; e < others.size(); ++e) {
        if (now.actors.alive[others[e]] == 0) continue;
        for (const TopicId k : IdRange<TopicId>(position.topics()))
            block.pull[k.index()] += weights[e] * (position(others[e], k) - position(i, k));
    }
}

}  // namespace

double position_distance(const Actors& actors, ActorId i, ActorId j) {
    double weighted = 0;
    double weights = 0;
    double plain = 0;
    const std::size_t topics = actors.position.topics();
    for (const TopicId k : IdRange<TopicId>(topics)) {
        const double distance = std::abs(actors.position(i, k) - actors.position(j, k));
        const double shared = std::min(actors.salience(i, k), actors.salience(j, k));
        weighted += shared * distance;
        weights += shared;
        plain += distance;
    }
    if (weights > 0) return weighted / weights;
    return topics > 0 ? plain / static_cast<double>(topics) : 0;
}

void move_positions(const Model& model, State& now) {
    const ExchangeParameters& p = model.exchange;
    if (p.position_rate <= 0) return;
    constexpr std::size_t ahead = 2;  // actors whose contacts are fetched before their turn
    const std::size_t n = now.actors.size();
    const std::size_t topics = now.actors.position.topics();
    const DyadicCovariate* given = weights_given(model);
    ExchangeRoom& room = *now.exchange_room;
    if (given == nullptr) gather_voices(now.actors, room.voices);
    if (room.positions.topics() != topics) room.positions = ByTopic(n, topics);
    in_blocks(n, actors_per_block, [&](std::size_t b, std::size_t begin, std::size_t end) {
        Block& block = room.blocks[b];
        block.weight.resize(topics);
        for (std::size_t row = begin; row < end; ++row) {
            const ActorId i(row);
            if (given == nullptr && row + ahead < end)
                for (const ActorId j : now.relations.contacts.out(ActorId(row + ahead)))
                    __builtin_prefetch(&room.voices[j]);
            block.pull.assign(topics, 0);
            if (now.actors.alive[i] != 0) {
                if (given != nullptr)
                    pull_as_given(*given, now, i, block);
                else
                    pull_by_relations(p, now, i, block);
            }
            for (const TopicId k : IdRange<TopicId>(topics)) {
                const double y = now.actors.position(i, k);
                const double initial = now.actors.initial_position(i, k);
                const double target = p.susceptibility * (y + block.pull[k.index()]) + (1 - p.susceptibility) * initial;
                room.positions(i, k) = clip(y + p.position_rate * (target - y), 0, 1);
            }
        }
    });
    std::swap(now.actors.position, room.positions);
}

}  // namespace gemeinsim
