// SPDX-License-Identifier: Apache-2.0
#include "network/generators.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "base/check.h"
#include "random/draws.h"
#include "random/first_words.h"

namespace gemeinsim {
namespace {

/// One stream per actor, and the actors in an order drawn from them.
struct Arrivals {
    std::vector<Stream> stream;
    std::vector<ActorId> order;
};

Arrivals arrivals(const DrawnFor& actors) {
    Arrivals all;
    std::vector<std::pair<double, EntityKey>> place;
    for (const EntityKey entity : actors.entities) {
        all.order.emplace_back(all.stream.size());
        all.stream.emplace_back(actors.key, entity, actors.month, Purpose::network);
        place.emplace_back(uniform(all.stream.back()), entity);
    }
    std::sort(all.order.begin(), all.order.end(),
              [&place](ActorId a, ActorId b) { return place[a.index()] < place[b.index()]; });
    return all;
}

/// The probability that a pair of these labels is tied.
double density_of(std::span<const double> density, std::size_t labels, Direction direction, int from, int to) {
    if (direction == Direction::undirected && to < from) std::swap(from, to);
    return density[static_cast<std::size_t>(from) * labels + static_cast<std::size_t>(to)];
}

Graph drawn_by_pair(const DrawnFor& actors, Direction direction, std::span<const int> label,
                    std::span<const double> density, std::size_t labels) {
    const std::size_t n = actors.entities.size();
    Graph graph(n, direction);
    std::vector<EntityKey> pairs(n);
    std::vector<Block> words(n);
    for (std::size_t i = 0; i < n; ++i) {
        // Undirected pairs are drawn once, and an arc is drawn for nobody to itself.
        const std::size_t first = direction == Direction::directed ? 0 : i + 1;
        const EntityKey mine = actors.entities[i];
        for (std::size_t j = first; j < n; ++j) {
            const EntityKey theirs = actors.entities[j];
            const auto [low, high] = std::minmax(mine, theirs);
            pairs[j] = direction == Direction::directed ? combine(mine, theirs) : combine(low, high);
        }
        first_words(actors.key, actors.month, Purpose::network, std::span(pairs).subspan(first),
                    std::span(words).subspan(first));
        for (std::size_t j = first; j < n; ++j)
            if (j != i && words[j].front() * 0x1p-32 < density_of(density, labels, direction, label[i], label[j]))
                graph.add(ActorId(i), ActorId(j));
    }
    return graph;
}

/// Each actor meets, in the order of names, those of each label (undirected: that come after it) as a Poisson process
/// of rate 1 each. Whom it meets until -ln(1 - p) it is tied to: with probability p each, independently, and a larger p
/// only goes on for longer. One stream per actor and label.
Graph drawn_by_row(const DrawnFor& actors, Direction direction, std::span<const int> label,
                   std::span<const double> density, std::size_t labels) {
    const std::size_t n = actors.entities.size();
    Graph graph(n, direction);
    std::vector<std::vector<ActorId>> of_label(labels);
    for (const ActorId i : IdRange<ActorId>(n)) of_label[static_cast<std::size_t>(label[i.index()])].push_back(i);
    const auto by_name = [&actors](ActorId a, ActorId b) {
        return actors.entities[a.index()] < actors.entities[b.index()];
    };
    for (std::vector<ActorId>& one : of_label) std::sort(one.begin(), one.end(), by_name);
    for (const ActorId i : IdRange<ActorId>(n))
        for (std::size_t to = 0; to < labels; ++to) {
            const double p = density_of(density, labels, direction, label[i.index()], static_cast<int>(to));
            if (p <= 0) continue;
            std::span<const ActorId> others = of_label[to];
            if (direction == Direction::undirected)
                others = others.subspan(static_cast<std::size_t>(
                    std::upper_bound(others.begin(), others.end(), i, by_name) - others.begin()));
            if (others.empty()) continue;
            if (p >= 1) {
                for (const ActorId j : others)
                    if (j != i) graph.add(i, j);
                continue;
            }
            Stream stream(actors.key, combine(actors.entities[i.index()], to), actors.month, Purpose::network);
            const double end = -std::log1p(-p);
            const auto rate = static_cast<double>(others.size());
            for (double time = exponential(stream, rate); time < end; time += exponential(stream, rate)) {
                const ActorId j = others[index(stream, others.size())];
                if (j != i) graph.add(i, j);
            }
        }
    return graph;
}

}  // namespace

Graph random_graph(const DrawnFor& actors, Direction direction, double density) {
    const std::vector<int> label(actors.entities.size(), 0);
    return block_graph(actors, direction, label, std::span(&density, 1));
}

Graph block_graph(const DrawnFor& actors, Direction direction, std::span<const int> label,
                  std::span<const double> density) {
    const std::size_t n = actors.entities.size();
    std::size_t labels = 1;
    while (labels * labels < density.size()) ++labels;
    expects(label.size() == n && labels * labels == density.size(),
            "labels and densities do not fit (one label per actor, a square of densities); pass both in full");
    return n <= most_drawn_by_pair ? drawn_by_pair(actors, direction, label, density, labels)
                                   : drawn_by_row(actors, direction, label, density, labels);
}

Graph preferential_attachment(const DrawnFor& actors, std::size_t ties) {
    const std::size_t n = actors.entities.size();
    expects(ties >= 1 && ties < n, "ties per arrival must lie between 1 and the number of others; pass such a number");
    Graph graph(n, Direction::undirected);
    Arrivals all = arrivals(actors);
    std::vector<ActorId> ends;  // both ends of every tie: a uniform one is drawn in proportion to degree
    ends.reserve(2 * n * ties);
    const auto tie = [&](ActorId i, ActorId j) {
        graph.add(i, j);
        ends.push_back(i);
        ends.push_back(j);
    };
    for (std::size_t a = 0; a <= ties; ++a)
        for (std::size_t b = 0; b < a; ++b) tie(all.order[a], all.order[b]);
    std::vector<ActorId> chosen;
    for (std::size_t a = ties + 1; a < n; ++a) {
        const ActorId i = all.order[a];
        chosen.clear();
        while (chosen.size() < ties) {
            const ActorId j = ends[index(all.stream[i.index()], ends.size())];
            if (std::find(chosen.begin(), chosen.end(), j) == chosen.end()) chosen.push_back(j);
        }
        for (const ActorId j : chosen) tie(i, j);
    }
    return graph;
}

Graph small_world(const DrawnFor& actors, std::size_t neighbours, double rewiring) {
    const std::size_t n = actors.entities.size();
    expects(neighbours % 2 == 0 && neighbours < n,
            "neighbours must be even and fewer than the actors (half of them on each side); pass such a number");
    Graph graph(n, Direction::undirected);
    Arrivals all = arrivals(actors);
    for (std::size_t lap = 1; lap <= neighbours / 2; ++lap)
        for (std::size_t at = 0; at < n; ++at) graph.add(all.order[at], all.order[(at + lap) % n]);
    for (std::size_t lap = 1; lap <= neighbours / 2; ++lap)
        for (std::size_t at = 0; at < n; ++at) {
            const ActorId i = all.order[at];
            Stream& stream = all.stream[i.index()];
            // Who is tied to all others already has nobody to move a tie to.
            if (!bernoulli(stream, rewiring) || graph.out(i).size() == n - 1) continue;
            ActorId to = i;
            while (to == i || graph.has(i, to)) to = ActorId(index(stream, n));
            graph.remove(i, all.order[(at + lap) % n]);
            graph.add(i, to);
        }
    return graph;
}

}  // namespace gemeinsim
