// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <vector>

#include "model/relations/parameters.h"
#include "network/graph.h"

namespace gemeinsim::tests {

/// Statistics of effects by their formulas, from the matrix of ties and nothing else: no lists of partners, no changes.
struct Matrix {
    std::size_t n = 0;
    bool directed = false;
    std::vector<int> x;     ///< row-major
    std::vector<double> v;  ///< actor covariate, centred
    double range = 1;
    double mean_similarity = 0;
    std::vector<double> w;  ///< dyadic covariate, centred, row-major

    explicit Matrix(const Graph& graph) : n(graph.actors()), directed(graph.directed()), x(n * n), v(n), w(n * n) {
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j < n; ++j) x[i * n + j] = i != j && graph.has(ActorId(i), ActorId(j)) ? 1 : 0;
    }
    [[nodiscard]] int at(std::size_t i, std::size_t j) const { return x[i * n + j]; }
    [[nodiscard]] double in(std::size_t j) const {
        double sum = 0;
        for (std::size_t h = 0; h < n; ++h) sum += at(h, j);
        return sum;
    }
    [[nodiscard]] double out(std::size_t i) const {
        double sum = 0;
        for (std::size_t h = 0; h < n; ++h) sum += at(i, h);
        return sum;
    }
    [[nodiscard]] int two_path(std::size_t i, std::size_t j) const {
        int any = 0;
        for (std::size_t h = 0; h < n; ++h) any |= at(i, h) & at(h, j);
        return any;
    }

    /// s_i
    [[nodiscard]] double statistic(EffectKind kind, std::size_t i) const {
        double s = 0;
        for (std::size_t j = 0; j < n; ++j) {
            if (j == i) continue;
            const double similarity = 1 - std::abs(v[i] - v[j]) / range - mean_similarity;
            switch (kind) {
                case EffectKind::density:
                    s += at(i, j);
                    break;
                case EffectKind::reciprocity:
                    s += at(i, j) * at(j, i);
                    break;
                case EffectKind::transitive_triads:
                    for (std::size_t h = 0; h < j; ++h) s += at(i, j) * at(i, h) * at(j, h);
                    break;
                case EffectKind::transitive_triplets:
                    for (std::size_t h = 0; h < n; ++h) s += at(i, j) * at(i, h) * at(h, j);
                    break;
                case EffectKind::transitive_ties:
                    s += at(i, j) * two_path(i, j);
                    break;
                case EffectKind::three_cycles:
                    for (std::size_t h = 0; h < n; ++h) s += at(i, j) * at(j, h) * at(h, i);
                    break;
                case EffectKind::indegree_popularity:
                    s += at(i, j) * in(j);
                    break;
                case EffectKind::indegree_popularity_sqrt:
                    s += at(i, j) * std::sqrt(in(j));
                    break;
                case EffectKind::outdegree_popularity:
                    s += at(i, j) * out(j);
                    break;
                case EffectKind::outdegree_popularity_sqrt:
                    s += at(i, j) * std::sqrt(out(j));
                    break;
                case EffectKind::indegree_activity:
                    s += at(i, j) * in(i);
                    break;
                case EffectKind::indegree_activity_sqrt:
                    s += at(i, j) * std::sqrt(in(i));
                    break;
                case EffectKind::outdegree_activity:
                    s += at(i, j) * out(i);
                    break;
                case EffectKind::outdegree_activity_sqrt:
                    s += at(i, j) * std::sqrt(out(i));
                    break;
                case EffectKind::distance_two:
                    s += (1 - at(i, j)) * two_path(i, j);
                    break;
                case EffectKind::coauthor:
                    if (at(i, j) != 0) s += 1 / out(i) + 1 / out(j) + 1 / (out(i) * out(j));
                    break;
                case EffectKind::covariate_ego:
                    s += at(i, j) * v[i];
                    break;
                case EffectKind::covariate_alter:
                    s += at(i, j) * v[j];
                    break;
                case EffectKind::covariate_similarity:
                    s += at(i, j) * similarity;
                    break;
                case EffectKind::covariate_same:
                case EffectKind::same_sector:
                    s += at(i, j) * (v[i] == v[j] ? 1 : 0);
                    break;
                case EffectKind::dyadic_covariate:
                    s += at(i, j) * w[i * n + j];
                    break;
                case EffectKind::pact_density:
                    break;
            }
        }
        return s;
    }

    /// How often the sum of s_i over the graph counts one configuration.
    [[nodiscard]] double times_counted(EffectKind kind) const {
        switch (kind) {
            case EffectKind::reciprocity:
                return 2;  // mutual dyads
            case EffectKind::transitive_triads:
            case EffectKind::three_cycles:
                return 3;
            case EffectKind::density:
            case EffectKind::transitive_ties:
            case EffectKind::distance_two:
            case EffectKind::covariate_similarity:
            case EffectKind::covariate_same:
            case EffectKind::same_sector:
            case EffectKind::dyadic_covariate:
                return directed ? 1 : 2;  // undirected ties and pairs
            default:
                return 1;
        }
    }
    /// The graph's count.
    [[nodiscard]] double count(EffectKind kind) const {
        double sum = 0;
        for (std::size_t i = 0; i < n; ++i) sum += statistic(kind, i);
        return sum / times_counted(kind);
    }
};

}  // namespace gemeinsim::tests
