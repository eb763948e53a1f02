// SPDX-License-Identifier: Apache-2.0
#include "model/actors/attribute_laws.h"

#include <algorithm>
#include <cmath>

#include "model/math.h"

namespace gemeinsim {
namespace {

/// Around a mean in [0, 1], with a variance of which `spread` is the root of the share of the largest possible, mean
/// (1 - mean): Beta distributed, 0 or 1 where the spread is 1.
Quantiles around(double mean, double spread) {
    if (spread <= 0 || mean <= 0 || mean >= 1) return Quantiles::constant(mean);
    // A Beta law this narrow is a normal one, and where it stands at an end it has no width that matters.
    constexpr double narrow = 1e-3;
    constexpr double farthest = 6.5;  // standard deviations that 32 bits can draw
    const double sd = spread * std::sqrt(mean * (1 - mean));
    if (spread < narrow)
        return std::min(mean, 1 - mean) > farthest * sd ? Quantiles::normal(mean, sd) : Quantiles::constant(mean);
    const double count = 1 / (spread * spread) - 1;  // Beta(a, b): variance share = 1 / (a + b + 1)
    return count > 0 ? Quantiles::beta(mean * count, (1 - mean) * count) : Quantiles::two_values(mean);
}

}  // namespace

AttributeLaws::AttributeLaws(const ActorsParameters& p)
    : hours(Quantiles::lognormal(p.hours_median, p.hours_sd_log)),
      know_how(around(p.know_how, p.spread)),
      impact_orientation(around(p.impact_orientation, p.spread)),
      standard_normal(Quantiles::normal(0, 1)) {
    // Civil society and business tend to stand on either side of the administration [A].
    position[static_cast<std::size_t>(Sector::administration)] = around(.5, p.position_spread);
    position[static_cast<std::size_t>(Sector::civil_society)] =
        around(clip(.5 - p.position_gap, 0, 1), p.position_spread);
    position[static_cast<std::size_t>(Sector::business)] = around(clip(.5 + p.position_gap, 0, 1), p.position_spread);
}

}  // namespace gemeinsim
