// SPDX-License-Identifier: Apache-2.0
#include "random/quantiles.h"

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <cmath>
#include <numbers>

namespace gemeinsim {
namespace {

/// Without the detour over long double, which would be three times as dear.
using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

double normal_quantile(double share) {
    return -std::numbers::sqrt2 * boost::math::erfc_inv(2 * share, Policy());
}

double normal_density(double value) {
    return std::exp(-value * value / 2) * std::numbers::inv_sqrtpi / std::numbers::sqrt2;
}

}  // namespace

Quantiles Quantiles::constant(double value) {
    return {Kind::constant, value, 0};
}

Quantiles Quantiles::two_values(double probability) {
    return {Kind::two_values, probability, 0};
}

Quantiles Quantiles::beta(double a, double b) {
    Quantiles law(Kind::beta, a, b);
    constexpr double steep = .5;  // below, a piece would bend too much
    if (std::min(a, b) >= steep) law.tabulate();
    return law;
}

Quantiles Quantiles::normal(double mean, double sd) {
    if (sd <= 0) return constant(mean);
    Quantiles law(Kind::normal, mean, sd);
    law.tabulate();
    return law;
}

Quantiles Quantiles::lognormal(double median, double sd_log) {
    if (sd_log <= 0 || median <= 0) return constant(median);
    Quantiles law(Kind::lognormal, median, sd_log);
    law.tabulate();
    return law;
}

double Quantiles::exact(double share) const {
    switch (kind_) {
        case Kind::constant:
            return first_;
        case Kind::two_values:
            return share >= 1 - first_ ? 1 : 0;
        case Kind::beta:
            return boost::math::ibeta_inv(first_, second_, share, Policy());
        case Kind::normal:
            return first_ + second_ * normal_quantile(share);
        case Kind::lognormal:
            return first_ * std::exp(second_ * normal_quantile(share));
    }
    return first_;
}

double Quantiles::density(double value) const {
    switch (kind_) {
        case Kind::constant:
        case Kind::two_values:
            break;
        case Kind::beta:
            return boost::math::ibeta_derivative(first_, second_, value, Policy());
        case Kind::normal:
            return normal_density((value - first_) / second_) / second_;
        case Kind::lognormal:
            return normal_density(std::log(value / first_) / second_) / (second_ * value);
    }
    return 0;
}

void Quantiles::tabulate() {
    pieces_.reserve(2 * halving_count * parts);
    for (const bool upper : {false, true}) {
        const auto quantile = [&](double distance) { return exact(upper ? 1 - distance : distance); };
        const auto slope = [&](double value) { return (upper ? -1 : 1) / density(value); };
        for (std::size_t halvings = 1; halvings <= halving_count; ++halvings) {
            const double begin = std::ldexp(1, -static_cast<int>(halvings) - 1);
            const double width = begin / parts;
            double from = quantile(begin);
            double rise = width * slope(from);
            for (std::size_t part = 0; part < parts; ++part) {
                const double to = quantile(begin + width * static_cast<double>(part + 1));
                const double next_rise = width * slope(to);
                pieces_.push_back(
                    {from, rise, 3 * (to - from) - 2 * rise - next_rise, 2 * (from - to) + rise + next_rise});
                from = to;
                rise = next_rise;
            }
        }
    }
}

}  // namespace gemeinsim
