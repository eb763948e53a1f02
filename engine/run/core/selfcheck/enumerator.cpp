// SPDX-License-Identifier: Apache-2.0
#include "run/core/selfcheck/enumerator.h"

#include <Eigen/Dense>
#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "base/check.h"

namespace gemeinsim::selfcheck {
namespace {

constexpr double smallest_gain = 1e-9;

double sigma(double x) {
    return 1 / (1 + std::exp(-x));
}

double leaving(const std::vector<Move>& moves) {
    double total = 0;
    for (const Move& move : moves) total += move.probability;
    return total;
}

void add_move(std::vector<Move>& moves, Code to, double probability) {
    if (probability > 0) moves.push_back({to, probability});
}

/// One ring of i: a logit over no change and every toggle.
void actor_moves(const Utilities& u, Agreement agreement, Code graph, int i, std::vector<Move>& moves) {
    const GraphSpace& space = u.space();
    const int n = space.nodes();
    std::vector<double> weight(n, 0);
    double total = 1;
    for (int j = 0; j < n; ++j) {
        if (j == i) continue;
        const bool tied = space.has(graph, i, j);
        double change = tied ? -u.gain(graph, i, j) : u.gain(graph, i, j);
        if (!tied && agreement == Agreement::joint) change += u.gain(graph, j, i);
        weight[j] = std::exp(change);
        total += weight[j];
    }
    for (int j = 0; j < n; ++j) {
        if (j == i) continue;
        const bool asks = agreement == Agreement::mutual && !space.has(graph, i, j);
        const double yes = asks ? sigma(u.gain(graph, j, i)) : 1;
        add_move(moves, graph ^ space.bit(i, j), weight[j] / total * yes / n);
    }
}

/// Probability that the tie is there after i and j have met.
double presence(const Utilities& u, Choosing choosing, Agreement agreement, Code graph, int i, int j) {
    const GraphSpace& space = u.space();
    const double own = u.gain(graph, i, j);
    const double other = space.directed() ? 0 : u.gain(graph, j, i);
    if (choosing == Choosing::improving) {
        const bool tied = space.has(graph, i, j);
        if (space.directed()) return tied ? own >= -smallest_gain : own > smallest_gain;
        if (own < -smallest_gain || other < -smallest_gain) return 0;
        return tied || std::max(own, other) > smallest_gain;
    }
    switch (agreement) {
        case Agreement::unilateral:
            return sigma(own);
        case Agreement::joint:
            return sigma(own + other);
        case Agreement::mutual:
            return sigma(own) * sigma(other);
        case Agreement::forcing:
            return sigma(own) + sigma(other) - sigma(own) * sigma(other);
    }
    return 0;
}

std::vector<double> solve_dense(const Chain& chain) {
    const auto graphs = static_cast<long>(chain.size());
    // Row b: probability that flows into b less what flows out of it; one row says that the law sums to 1.
    Eigen::MatrixXd flow = Eigen::MatrixXd::Zero(graphs, graphs);
    for (long a = 0; a < graphs; ++a)
        for (const Move& move : chain[a]) {
            flow(static_cast<long>(move.to), a) += move.probability;
            flow(a, a) -= move.probability;
        }
    flow.row(0).setOnes();
    Eigen::VectorXd right = Eigen::VectorXd::Zero(graphs);
    right(0) = 1;
    const Eigen::VectorXd law = flow.partialPivLu().solve(right);
    return {law.begin(), law.end()};
}

/// One step of the chain.
std::vector<double> stepped(const Chain& chain, const std::vector<double>& law) {
    std::vector<double> next = law;
    for (std::size_t a = 0; a < chain.size(); ++a)
        for (const Move& move : chain[a]) {
            next[move.to] += law[a] * move.probability;
            next[a] -= law[a] * move.probability;
        }
    return next;
}

std::vector<double> iterate(const Chain& chain) {
    constexpr double most_moves = 1e9;  // some ten seconds
    double moves = 0;
    for (const std::vector<Move>& from : chain) moves += static_cast<double>(from.size());
    const int most_steps = static_cast<int>(most_moves / moves);
    constexpr double settled = 1e-15;  // in total variation per step: beyond this only rounding moves the law
    std::vector<double> law(chain.size(), 1.0 / static_cast<double>(chain.size()));
    for (int step = 0; step < most_steps; ++step) {
        std::vector<double> next = stepped(chain, law);
        double moved = 0;
        for (std::size_t a = 0; a < chain.size(); ++a) moved += std::abs(next[a] - law[a]);
        law.swap(next);
        if (moved < settled) return law;
    }
    throw std::runtime_error(
        "the exact law was not found (the chain mixes too slowly under these weights); use weights closer to 0 or a "
        "smaller n");
}

}  // namespace

GraphSpace::GraphSpace(int nodes, bool directed)
    : nodes_(nodes), directed_(directed), bits_(static_cast<std::size_t>(nodes) * nodes, 0) {
    expects(nodes >= 1 && slots(nodes, directed) <= most_slots, "too many graphs to look at each; ask for fewer nodes");
    int slot = 0;
    for (int i = 0; i < nodes; ++i)
        for (int j = directed ? 0 : i + 1; j < nodes; ++j) {
            if (i == j) continue;
            bits_[i * nodes + j] = Code{1} << slot;
            if (!directed) bits_[j * nodes + i] = Code{1} << slot;
            ++slot;
        }
}

int GraphSpace::ties(Code graph) const {
    return std::popcount(graph);
}

int GraphSpace::degree(Code graph, int i) const {
    int degree = 0;
    for (int j = 0; j < nodes_; ++j) degree += has(graph, i, j) ? 1 : 0;
    return degree;
}

std::vector<int> GraphSpace::distances(Code graph, int from, bool either) const {
    std::vector<int> steps(nodes_, -1);
    steps[from] = 0;
    for (int distance = 0; distance < nodes_; ++distance)
        for (int i = 0; i < nodes_; ++i)
            for (int j = 0; j < nodes_; ++j)
                if (steps[i] == distance && steps[j] < 0 && (has(graph, i, j) || (either && has(graph, j, i))))
                    steps[j] = distance + 1;
    return steps;
}

double mutual_dyads(const GraphSpace& space, Code graph) {
    double count = 0;
    for (int i = 0; i < space.nodes(); ++i)
        for (int j = i + 1; j < space.nodes(); ++j) count += space.has(graph, i, j) && space.has(graph, j, i);
    return count;
}

double transitive_triplets(const GraphSpace& space, Code graph) {
    double count = 0;
    const int n = space.nodes();
    for (int i = 0; i < n; ++i)
        for (int h = 0; h < n; ++h)
            for (int j = 0; j < n; ++j)
                count += i != j && space.has(graph, i, h) && space.has(graph, h, j) && space.has(graph, i, j);
    return count;
}

double triangles(const GraphSpace& space, Code graph) {
    double count = 0;
    const int n = space.nodes();
    for (int i = 0; i < n; ++i)
        for (int h = i + 1; h < n; ++h)
            for (int j = h + 1; j < n; ++j)
                count += space.has(graph, i, h) && space.has(graph, h, j) && space.has(graph, i, j);
    return count;
}

bool is_star(const GraphSpace& space, Code graph) {
    if (space.ties(graph) != space.nodes() - 1) return false;
    for (int i = 0; i < space.nodes(); ++i)
        if (space.degree(graph, i) == space.nodes() - 1) return true;
    return false;
}

bool is_circle(const GraphSpace& space, Code graph) {
    for (int i = 0; i < space.nodes(); ++i)
        if (space.degree(graph, i) != 2) return false;
    const std::vector<int> steps = space.distances(graph, 0);
    return std::find(steps.begin(), steps.end(), -1) == steps.end();
}

Utilities::Utilities(const GraphSpace& space, const std::function<double(Code, int)>& utility) : space_(space) {
    table_.reserve(static_cast<std::size_t>(space.count()) * space.nodes());
    for (Code graph = 0; graph < space.count(); ++graph)
        for (int i = 0; i < space.nodes(); ++i) table_.push_back(utility(graph, i));
}

double Utilities::welfare(Code graph) const {
    double total = 0;
    for (int i = 0; i < space_.nodes(); ++i) total += of(graph, i);
    return total;
}

double Utilities::best_welfare() const {
    double best = -std::numeric_limits<double>::infinity();
    for (Code graph = 0; graph < space_.count(); ++graph) best = std::max(best, welfare(graph));
    return best;
}

bool Utilities::pairwise_stable(Code graph) const {
    for (int i = 0; i < space_.nodes(); ++i)
        for (int j = i + 1; j < space_.nodes(); ++j) {
            const double one = gain(graph, i, j);
            const double other = gain(graph, j, i);
            const bool loss = one < -smallest_gain || other < -smallest_gain;
            const bool profit = one > smallest_gain || other > smallest_gain;
            if (space_.has(graph, i, j) ? loss : (profit && !loss)) return false;
        }
    return true;
}

bool Utilities::nash(Code graph, bool strict) const {
    for (int i = 0; i < space_.nodes(); ++i) {
        Code own = 0;
        for (int j = 0; j < space_.nodes(); ++j) own |= space_.bit(i, j);
        // Every subset of i's arcs, by counting through the bits that are its own.
        for (Code set = own;; set = (set - 1) & own) {
            const Code other = (graph & ~own) | set;
            const double more = of(other, i) - of(graph, i);
            if (other != graph && (strict ? more > -smallest_gain : more > smallest_gain)) return false;
            if (set == 0) break;
        }
    }
    return true;
}

Chain chain_of(const Utilities& u, Choosing choosing, Agreement agreement) {
    const GraphSpace& space = u.space();
    const int n = space.nodes();
    Chain chain(space.count());
    for (Code graph = 0; graph < space.count(); ++graph)
        for (int i = 0; i < n; ++i) {
            if (choosing == Choosing::actor) {
                actor_moves(u, agreement, graph, i, chain[graph]);
                continue;
            }
            for (int j = 0; j < n; ++j) {
                if (j == i) continue;
                const double there = presence(u, choosing, agreement, graph, i, j);
                const double toggles = space.has(graph, i, j) ? 1 - there : there;
                add_move(chain[graph], graph ^ space.bit(i, j), toggles / n / (n - 1));
            }
        }
    return chain;
}

std::vector<double> stationary(const Chain& chain) {
    return chain.size() <= 1024 ? solve_dense(chain) : iterate(chain);
}

std::vector<double> law_after(const Chain& chain, Code from, double mean_steps) {
    std::vector<double> law(chain.size(), 0);
    std::vector<double> here(chain.size(), 0);
    here[from] = 1;
    // Beyond ten standard deviations of the Poisson number nothing is left.
    const int most = static_cast<int>(mean_steps + 10 * std::sqrt(mean_steps) + 30);
    for (int step = 0; step <= most; ++step) {
        const double weight = std::exp(step * std::log(mean_steps) - mean_steps - std::lgamma(step + 1));
        for (std::size_t a = 0; a < law.size(); ++a) law[a] += weight * here[a];
        here = stepped(chain, here);
    }
    return law;
}

Paths follow(const Chain& chain, Code from) {
    constexpr int most_changes = 100000;
    Paths paths;
    paths.law.assign(chain.size(), 0);
    std::vector<double> here(chain.size(), 0);
    std::vector<double> next(chain.size());
    here[from] = 1;
    // Change by change, everybody who is still on the way at once; each waits a geometric number of rings.
    double walking = 1;
    for (int change = 0; walking > 1e-17; ++change) {
        if (change == most_changes) {
            Paths endless;
            endless.end = false;
            return endless;
        }
        std::fill(next.begin(), next.end(), 0);
        walking = 0;
        for (std::size_t graph = 0; graph < chain.size(); ++graph) {
            if (here[graph] == 0) continue;
            const double leaves = leaving(chain[graph]);
            if (leaves == 0) {
                paths.law[graph] += here[graph];
                continue;
            }
            paths.changes += here[graph];
            paths.rings += here[graph] / leaves;
            walking += here[graph];
            for (const Move& move : chain[graph]) next[move.to] += here[graph] * move.probability / leaves;
        }
        here.swap(next);
    }
    return paths;
}

}  // namespace gemeinsim::selfcheck
