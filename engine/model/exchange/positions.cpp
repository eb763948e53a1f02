// SPDX-License-Identifier: Apache-2.0
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

/// What every actor's voice says, in one place for those who listen to many.
void gather_voices(const Actors& actors, Voices& voices) {
    const std::size_t topics = actors.position.topics();
    voices.resize(actors.size(), topics);
    in_blocks(actors.size(), actors_per_block, [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const ActorId actor(i);
            double* const voice = voices.of(actor);
            voice[Voices::influence] = actors.assets[actor][static_cast<std::size_t>(Asset::influence)];
            for (std::size_t l = 0; l + 1 < logic_count; ++l) voice[Voices::logic + l] = actors.logic[actor][l];
            for (std::size_t k = 0; k < topics; ++k) voice[Voices::positions + k] = actors.position(actor, TopicId(k));
        }
    });
}

/// d_L of two voices: half the absolute differences of shares that sum to 1 on both sides, which is the
/// largest of them where there are three.
[[gnu::always_inline]] inline double distance(const double* one, const double* other) {
    static_assert(logic_count == 3);
    const double first = one[Voices::logic] - other[Voices::logic];
    const double second = one[Voices::logic + 1] - other[Voices::logic + 1];
    return std::max(std::max(std::abs(first), std::abs(second)), std::abs(first + second));
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
/// from 1 stands on the diagonal, which pulls nowhere. `fixed` is the number of topics, 0 for any.
template <std::size_t fixed>
void pull_by_relations(const ExchangeParameters& p, const State& now, const Voices& voices, const Circles& circles,
                       ActorId i, Block& block, std::span<double> pull) {
    const std::size_t topics = fixed > 0 ? fixed : now.actors.position.topics();
    const double* const own = voices.of(i);
    const double slow = p.slow * (1 - now.remedies.of(RemedyKind::mediation));
    const double open = 1 - p.self_weight;
    double weights = 0;  // sum of E[trust] (1 + influence)
    std::fill_n(pull.begin(), topics, 0);
    const auto weight_of = [](double regard, const double* voice) { return regard * (1 + voice[Voices::influence]); };
    const double prior = now.trust.prior();
    const std::span<const TrustTable::Entry> row = now.trust.of(i);
    auto known = row.begin();
    for (const ActorId j : now.relations.contacts.out(i)) {
        while (known != row.end() && known->about < j) ++known;
        double trust = prior;
        if (known != row.end() && known->about == j) trust = now.trust.expected(*known++);
        const double* const voice = voices.of(j);
        const double weight = weight_of(trust, voice);
        const double share = weight * (1 - slow * distance(own, voice));
        weights += weight;
        for (std::size_t k = 0; k < topics; ++k)
            pull[k] += share * (voice[Voices::positions + k] - own[Voices::positions + k]);
    }
    if (circles.of(i).empty()) {
        for (std::size_t k = 0; k < topics; ++k) pull[k] = weights > 0 ? open * pull[k] / weights : 0;
        return;
    }
    block.weight.assign(topics, weights);
    find_co_members(now, circles, i, block.co_members);
    for (const auto& [topic, j, coordination] : block.co_members) {
        const std::size_t k = topic.index();
        const double* const voice = voices.of(j);
        const double weight = weight_of(coordination * now.trust.expected(i, j), voice);
        const double apart = voice[Voices::positions + k] - own[Voices::positions + k];
        block.weight[k] += weight;
        pull[k] += weight * (1 - slow * distance(own, voice)) * apart;
    }
    for (std::size_t k = 0; k < topics; ++k) pull[k] = block.weight[k] > 0 ? open * pull[k] / block.weight[k] : 0;
}

/// The same where the scenario gives W.
void pull_as_given(const DyadicCovariate& given, const State& now, ActorId i, std::span<double> pull) {
    const ByTopic& position = now.actors.position;
    const std::span<const ActorId> others = given.others(i);
    const std::span<const double> weights = given.values(i);
    for (std::size_t e = 0; e < others.size(); ++e) {
        if (now.actors.alive[others[e]] == 0) continue;
        for (const TopicId k : IdRange<TopicId>(position.topics()))
            pull[k.index()] += weights[e] * (position(others[e], k) - position(i, k));
    }
}

/// Where an actor's positions go under a pull; the dead stay drawn to where they began.
void follow(const ExchangeParameters& p, const Actors& actors, ActorId i, std::span<const double> pull,
            ByTopic& after) {
    for (std::size_t k = 0; k < pull.size(); ++k) {
        const TopicId topic(k);
        const double y = actors.position(i, topic);
        const double target =
            p.susceptibility * (y + pull[k]) + (1 - p.susceptibility) * actors.initial_position(i, topic);
        after(i, topic) = clip(y + p.position_rate * (target - y), 0, 1);
    }
}

/// What relations do to the positions of a block of actors.
template <std::size_t fixed>
void move_block(const ExchangeParameters& p, const State& now, ExchangeRoom& room, Block& block, std::size_t begin,
                std::size_t end) {
    // Actors whose lists, and then whose contacts' voices, are asked for before their turn.
    constexpr std::size_t lists_ahead = 12;
    constexpr std::size_t voices_ahead = 4;
    const Graph& contacts = now.relations.contacts;
    const Voices& voices = room.voices;
    std::array<double, fixed> few{};
    if (fixed == 0) block.pull.resize(now.actors.position.topics());
    const std::span<double> pull = fixed > 0 ? std::span<double>(few) : std::span<double>(block.pull);
    for (std::size_t row = begin; row < end; ++row) {
        const ActorId i(row);
        if (row + lists_ahead < end) {
            contacts.prefetch_neighbours(ActorId(row + lists_ahead));
            now.trust.prefetch(ActorId(row + lists_ahead));
        }
        if (row + voices_ahead < end)
            for (const ActorId j : contacts.out(ActorId(row + voices_ahead))) voices.prefetch(j);
        if (now.actors.alive[i] != 0)
            pull_by_relations<fixed>(p, now, voices, room.circles, i, block, pull);
        else
            std::ranges::fill(pull, 0);
        follow(p, now.actors, i, pull, room.positions);
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
    const std::size_t n = now.actors.size();
    const std::size_t topics = now.actors.position.topics();
    ExchangeRoom& room = *now.exchange_room;
    if (room.positions.topics() != topics) room.positions = ByTopic(n, topics);
    if (const DyadicCovariate* given = weights_given(model)) {
        in_blocks(n, actors_per_block, [&](std::size_t b, std::size_t begin, std::size_t end) {
            std::vector<double>& pull = room.blocks[b].pull;
            pull.resize(topics);
            for (std::size_t row = begin; row < end; ++row) {
                const ActorId i(row);
                std::ranges::fill(pull, 0);
                if (now.actors.alive[i] != 0) pull_as_given(*given, now, i, pull);
                follow(p, now.actors, i, pull, room.positions);
            }
        });
    } else {
        gather_voices(now.actors, room.voices);
        // Worlds of one topic are the largest ones.
        const auto move = topics == 1 ? move_block<1> : move_block<0>;
        in_blocks(n, actors_per_block, [&](std::size_t b, std::size_t begin, std::size_t end) {
            move(p, now, room, room.blocks[b], begin, end);
        });
    }
    std::swap(now.actors.position, room.positions);
}

}  // namespace gemeinsim
