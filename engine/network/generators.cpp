// SPDX-License-Identifier: Apache-2.0
#include "network/generators.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/check.h"
#include "random/draws.h"

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
    Graph graph(n, direction);
    const auto tied = [&](ActorId i, ActorId j, EntityKey pair, int from, int to) {
        Stream stream(actors.key, pair, actors.month, Purpose::network);
        if (bernoulli(stream, density[static_cast<std::size_t>(from) * labels + to])) graph.add(i, j);
    };
    for (const ActorId i : IdRange<ActorId>(n))
        for (const ActorId j : IdRange<ActorId>(n)) {
            const EntityKey mine = actors.entities[i.index()];
            const EntityKey theirs = actors.entities[j.index()];
            if (direction == Direction::directed) {
                if (i != j) tied(i, j, combine(mine, theirs), label[i.index()], label[j.index()]);
            } else if (i < j) {
                const auto [low, high] = std::minmax(mine, theirs);
                const auto [from, to] = std::minmax(label[i.index()], label[j.index()]);
                tied(i, j, combine(low, high), from, to);
            }
        }
    return graph;
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
