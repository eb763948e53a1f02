// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <boost/random/exponential_distribution.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/poisson_distribution.hpp>
#include <boost/random/uniform_01.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <cmath>
#include <cstddef>
#include <span>

#include "random/stream.h"

namespace gemeinsim {

// Boost.Random's algorithms are the same on every platform, unlike those behind std:: distributions.

/// Uniform on [0, 1).
inline double uniform(Stream& stream) {
    return boost::random::uniform_01<double>()(stream);
}

inline double uniform(Stream& stream, double lower, double upper) {
    return lower + (upper - lower) * uniform(stream);
}

/// True with the given probability; 0 never, 1 always.
inline bool bernoulli(Stream& stream, double probability) {
    return uniform(stream) < probability;
}

/// Exponential waiting time with the given rate; infinite where the rate is 0.
inline double exponential(Stream& stream, double rate) {
    return -std::log1p(-uniform(stream)) / rate;
}

inline double normal(Stream& stream, double mean = 0, double sd = 1) {
    return boost::random::normal_distribution<double>(mean, sd)(stream);
}

/// exp of a normal variable with median `median` and standard deviation `sd_log` of the logarithm.
inline double lognormal(Stream& stream, double median, double sd_log) {
    return median * std::exp(normal(stream, 0, sd_log));
}

inline int poisson(Stream& stream, double mean) {
    return mean > 0 ? boost::random::poisson_distribution<int>(mean)(stream) : 0;
}

/// The same for many draws of one mean, which must be positive: what follows from it is worked out once.
class Poisson {
  public:
    explicit Poisson(double mean) : law_(mean) {}
    int operator()(Stream& stream) const { return law_(stream); }

  private:
    boost::random::poisson_distribution<int> law_;
};

/// A uniform index in 0 .. count-1; count must be positive.
inline std::size_t index(Stream& stream, std::size_t count) {
    return boost::random::uniform_int_distribution<std::size_t>(0, count - 1)(stream);
}

/// The index of one of the weights, drawn in proportion; weights are non-negative with a positive sum.
std::size_t weighted_index(Stream& stream, std::span<const double> weights);

/// A uniform point of the simplex, Dirichlet(1, ..., 1), from one share in (0, 1) fewer than it has coordinates: the
/// lengths of what they cut [0, 1] into.
template <std::size_t coordinates>
std::array<double, coordinates> spacings(std::array<double, coordinates - 1> cuts) {
    // Few numbers, so each pair changes places without a branch.
#pragma GCC unroll 8
    for (std::size_t last = cuts.size(); last > 1; --last)
#pragma GCC unroll 8
        for (std::size_t k = 0; k + 1 < last; ++k) {
            const double low = std::min(cuts[k], cuts[k + 1]);
            cuts[k + 1] = std::max(cuts[k], cuts[k + 1]);
            cuts[k] = low;
        }
    std::array<double, coordinates> lengths{};
    double from = 0;
    for (std::size_t k = 0; k < cuts.size(); ++k) {
        lengths[k] = cuts[k] - from;
        from = cuts[k];
    }
    lengths.back() = 1 - from;
    return lengths;
}

/// Fisher-Yates shuffle from the back.
template <class T>
void shuffle(Stream& stream, std::span<T> values) {
    for (std::size_t last = values.size(); last > 1; --last) std::swap(values[last - 1], values[index(stream, last)]);
}

}  // namespace gemeinsim
