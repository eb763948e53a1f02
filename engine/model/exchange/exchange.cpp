// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <bit>
#include <cmath>

#include "model/exchange/rules.h"
#include "model/math.h"
#include "model/relations/contents.h"
#include "random/draws.h"

namespace gemeinsim {
namespace {

constexpr Month before_the_run = -32768;  // a month of its own: what is drawn here belongs to no step

bool takes_part(const Member& member) {
    return member.status == MemberStatus::member || member.status == MemberStatus::associate;
}

/// The set bit number `which` (from 0) of a set.
std::uint64_t nth_item(std::uint64_t set, std::size_t which) {
    for (; which > 0; --which) set &= set - 1;
    return set & -set;
}

/// Something that happens to information at a point of the month.
struct Passing {
    double time = 0;
    EntityKey entity = 0;
    ActorId actor;    ///< who hears, or forgets
    ActorId teller;   ///< none where an item is forgotten
    double luck = 0;  ///< which item
};

/// Items pass and are forgotten in continuous time. Each actor tells at the rate of all its contacts together;
/// the listener is uniform and hears with the trust that the teller has in it, which is exact thinning. Forgetting
/// is proposed for every item that there is and hits only those that are held.
void pass_information(const Model& model, Month month, State& now) {
    const ExchangeParameters& p = model.exchange;
    std::vector<Passing> passings;
    std::vector<ActorId> told;
    for (const ActorId i : IdRange<ActorId>(now.actors.size())) {
        if (!now.actors.alive[i]) continue;
        std::span<const ActorId> listeners = now.relations.contacts.in(i);
        if (model.relations.information_content < 1) {
            told.clear();
            for (const ActorId j : listeners)
                if (carries_information(model, now, i, j)) told.push_back(j);
            listeners = told;
        }
        const double telling = p.information_rate * static_cast<double>(listeners.size());
        const EntityKey entity = now.actors.entity[i];
        if (telling > 0) {
            Stream stream(now.key, entity, month, Purpose::information);
            for (double time = exponential(stream, telling); time < 1; time += exponential(stream, telling)) {
                const ActorId listener = listeners[index(stream, listeners.size())];
                const double heard = uniform(stream);
                const double luck = uniform(stream);
                const double trust = now.trust.expected(i, listener);
                if (heard < 1 - p.information_trust + p.information_trust * trust)
                    passings.push_back({time, entity, listener, i, luck});
            }
        }
        const double forgetting = p.forgetting_rate * p.items;
        if (forgetting <= 0) continue;
        Stream stream(now.key, entity, month, Purpose::forgetting);
        for (double time = exponential(stream, forgetting); time < 1; time += exponential(stream, forgetting))
            passings.push_back({time, entity, i, {}, uniform(stream)});
    }
    std::sort(passings.begin(), passings.end(), [](const Passing& a, const Passing& b) {
        return a.time != b.time ? a.time < b.time : a.entity < b.entity;
    });
    Column<ActorId, std::uint64_t>& items = now.information.items;
    for (const Passing& passing : passings) {
        if (!passing.teller) {
            items[passing.actor] &= ~(std::uint64_t{1} << static_cast<unsigned>(passing.luck * p.items));
            continue;
        }
        const std::uint64_t known = items[passing.teller];
        if (known == 0) continue;
        const auto which = static_cast<std::size_t>(passing.luck * std::popcount(known));
        items[passing.actor] |= nth_item(known, which);
    }
}

/// A pair with something to do together this month.
struct JointPair {
    ActorId first;
    ActorId second;
    auto operator<=>(const JointPair&) const = default;
};

/// Pacts, co-members of living initiatives, and the contacts that have joint work this month; sorted, once each.
std::vector<JointPair> joint_pairs(const Model& model, Month month, const State& now) {
    std::vector<JointPair> pairs;
    const auto add = [&](ActorId i, ActorId j) { pairs.push_back({std::min(i, j), std::max(i, j)}); };
    for (const Pact& pact : now.relations.terms)
        for (std::size_t a = 0; a < pact.parties.size(); ++a)
            for (std::size_t b = a + 1; b < pact.parties.size(); ++b) add(pact.parties[a], pact.parties[b]);
    for (const Initiative& initiative : now.initiatives.all) {
        if (!initiative.alive()) continue;
        for (std::size_t a = 0; a < initiative.members.size(); ++a)
            for (std::size_t b = a + 1; b < initiative.members.size(); ++b)
                if (takes_part(initiative.members[a]) && takes_part(initiative.members[b]))
                    add(initiative.members[a].actor, initiative.members[b].actor);
    }
    if (model.exchange.joint_content > 0)
        for (const ActorId i : IdRange<ActorId>(now.actors.size()))
            for (const ActorId j : now.relations.contacts.out(i)) {
                // Once per pair.
                if (j < i && (!now.relations.contacts.directed() || now.relations.contacts.has(j, i))) continue;
                if (has_joint_work(model, month, now, i, j)) add(i, j);
            }
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    std::erase_if(pairs, [&](const JointPair& pair) {
        return pair.first == pair.second || !now.actors.alive[pair.first] || !now.actors.alive[pair.second];
    });
    return pairs;
}

/// Probability that `partner` keeps what it promised to `truster` in a month of joint work.
double keeping(const Model& model, const State& now, ActorId truster, ActorId partner) {
    const ExchangeParameters& p = model.exchange;
    const Hours& hours = now.actors.hours[partner];
    const double load = hours.capacity > 0 ? clip(1 - hours.free() / hours.capacity, 0, 1) : 1;
    return logistic(p.keep_base + p.keep_reliability * now.actors.reliability[partner] -
                    p.keep_position * position_distance(now.actors, truster, partner) -
                    p.keep_logic * logic_distance(now.actors, truster, partner) - p.keep_overload * load);
}

/// Every pair's experience fades towards the prior; joint months then add what was kept or broken.
void move_trust(const Model& model, Month month, State& now) {
    const ExchangeParameters& p = model.exchange;
    const double prior_a = now.trust.prior_a();
    const double prior_b = now.trust.prior_b();
    constexpr double settled = 1e-6;  // counts; what is nearer to the prior than this is the prior
    for (const ActorId i : IdRange<ActorId>(now.actors.size())) {
        for (TrustTable::Entry& entry : now.trust.of(i)) {
            entry.a = prior_a + p.memory * (entry.a - prior_a);
            entry.b = prior_b + p.memory * (entry.b - prior_b);
        }
        now.trust.drop_settled(i, settled);
    }
    for (const JointPair& pair : joint_pairs(model, month, now)) {
        const auto [i, j] = pair;
        Stream stream(now.key, pair_name(now.actors, i, j), month, Purpose::trust);
        // Which side's luck comes first follows the names, not the numbers.
        const bool in_order = now.actors.entity[i] < now.actors.entity[j];
        const double first = uniform(stream);
        const double second = uniform(stream);
        const double conflict = uniform(stream);
        if (conflict < p.conflict_rate * personal_distance(now.actors, i, j)) {
            now.trust.entry(i, j).b += 1;
            now.trust.entry(j, i).b += 1;
            continue;
        }
        const bool j_keeps = (in_order ? first : second) < keeping(model, now, i, j);
        const bool i_keeps = (in_order ? second : first) < keeping(model, now, j, i);
        TrustTable::Entry& about_j = now.trust.entry(i, j);
        (j_keeps ? about_j.a : about_j.b) += 1;
        TrustTable::Entry& about_i = now.trust.entry(j, i);
        (i_keeps ? about_i.a : about_i.b) += 1;
    }
}

/// Whom an actor listens to on a topic: contacts with weight 1, co-members of an initiative on that topic with its
/// coordination where that is more.
void listen(const State& now, TopicId topic, ActorId i, std::vector<InfluenceWeight>& row) {
    row.clear();
    for (const ActorId j : now.relations.contacts.out(i)) row.push_back({j.index(), 1});
    for (const Initiative& initiative : now.initiatives.all) {
        if (!initiative.alive() || initiative.topic != topic) continue;
        const auto me = std::find_if(initiative.members.begin(), initiative.members.end(),
                                     [&](const Member& m) { return m.actor == i && takes_part(m); });
        if (me == initiative.members.end()) continue;
        for (const Member& member : initiative.members) {
            if (member.actor == i || !takes_part(member)) continue;
            const auto known = std::find_if(row.begin(), row.end(), [&](const InfluenceWeight& weight) {
                return weight.other == member.actor.index();
            });
            if (known == row.end())
                row.push_back({member.actor.index(), initiative.coordination});
            else
                known->weight = std::max(known->weight, initiative.coordination);
        }
    }
    std::sort(row.begin(), row.end(),
              [](const InfluenceWeight& a, const InfluenceWeight& b) { return a.other < b.other; });
}

/// W_ij = (1 - self) x_ij E[trust] (1 + influence_j)(1 - slow d_L) / sum_j x_ij E[trust] (1 + influence_j); what is
/// missing from 1 stands on the diagonal.
void move_positions(const Model& model, State& now) {
    const ExchangeParameters& p = model.exchange;
    const std::size_t n = now.actors.size();
    if (p.position_rate <= 0) return;
    std::vector<std::vector<InfluenceWeight>> weights(n);
    std::vector<double> initial(n);
    std::vector<double> positions(n);
    for (const TopicId k : IdRange<TopicId>(now.actors.position.topics())) {
        for (const ActorId i : IdRange<ActorId>(n)) {
            initial[i.index()] = now.actors.initial_position(i, k);
            positions[i.index()] = now.actors.position(i, k);
            std::vector<InfluenceWeight>& row = weights[i.index()];
            row.clear();
            if (now.actors.alive[i]) listen(now, k, i, row);
            double total = 0;
            for (InfluenceWeight& weight : row) {
                const ActorId j(weight.other);
                weight.weight *=
                    now.trust.expected(i, j) * (1 + now.actors.assets[j][static_cast<std::size_t>(Asset::influence)]);
                total += weight.weight;
            }
            double given = 0;
            for (InfluenceWeight& weight : row) {
                if (total <= 0) break;
                weight.weight *=
                    (1 - p.self_weight) * (1 - p.slow * logic_distance(now.actors, i, ActorId(weight.other))) / total;
                given += weight.weight;
            }
            row.push_back({i.index(), 1 - given});
        }
        influence_step(weights, initial, p.susceptibility, p.position_rate, positions);
        for (const ActorId i : IdRange<ActorId>(n)) now.actors.position(i, k) = positions[i.index()];
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

void influence_step(std::span<const std::vector<InfluenceWeight>> weights, std::span<const double> initial,
                    double susceptibility, double rate, std::span<double> positions) {
    const std::vector<double> before(positions.begin(), positions.end());
    for (std::size_t i = 0; i < positions.size(); ++i) {
        double heard = 0;
        for (const InfluenceWeight& weight : weights[i]) heard += weight.weight * before[weight.other];
        const double target = susceptibility * heard + (1 - susceptibility) * initial[i];
        positions[i] = clip(before[i] + rate * (target - before[i]), 0, 1);
    }
}

Information initial_information(const Model& model, const State& now) {
    Information information;
    information.items.assign(now.actors.size(), 0);
    for (const ActorId i : IdRange<ActorId>(now.actors.size())) {
        Stream stream(now.key, now.actors.entity[i], before_the_run, Purpose::information);
        const double share =
            model.exchange.initial_items * now.actors.assets[i][static_cast<std::size_t>(Asset::information)];
        for (int item = 0; item < model.exchange.items; ++item)
            if (bernoulli(stream, share)) information.items[i] |= std::uint64_t{1} << static_cast<unsigned>(item);
    }
    return information;
}

void exchange_step(const Model& model, Month month, State& now) {
    if (!now.information.items.empty()) pass_information(model, month, now);
    move_trust(model, month, now);
    move_positions(model, now);
}

}  // namespace gemeinsim
