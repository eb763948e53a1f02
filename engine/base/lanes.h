// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace gemeinsim {

/// Eight numbers that are worked on at once, by whatever vector instructions there are: each as if it were alone, so
/// that results do not hang on the processor.
using Lanes = double __attribute__((vector_size(64)));
using WholeLanes = std::uint64_t __attribute__((vector_size(64)));
inline constexpr std::size_t lane_count = 8;

// Put in place at once, and by reference: how vectors are handed over differs from processor to processor.
[[gnu::always_inline]] inline void load(Lanes& lanes, const double* from) {
    std::memcpy(&lanes, from, sizeof(Lanes));
}
[[gnu::always_inline]] inline void store(const Lanes& lanes, double* to) {
    std::memcpy(to, &lanes, sizeof(Lanes));
}

/// x becomes exp(x), to two units in the last place, of one number (double, uint64) or of eight; 0 below -708, infinite
/// above 709. The same bits everywhere, which the library's function does not give: that one picks its way by the
/// processor.
template <class Real, class Whole>
[[gnu::always_inline]] inline void exponentiate(Real& x) {
    // exp(x) = 2^n exp(r) with |r| <= ln(2) / 2, whose series is cut where what is left is below the last place.
    constexpr double shift = 0x1.8p52;  // adding it rounds to a whole number and leaves that in the last bits
    const Real shifted = x * 0x1.71547652b82fep0 + shift;
    const Real n = shifted - shift;
    const Real r = (x - n * 0x1.62e42fefa3800p-1) - n * 0x1.ef35793c76730p-45;
    const Real r2 = r * r;
    const Real r4 = r2 * r2;
    const Real low = (1 + r) + r2 * (1. / 2 + r * (1. / 6));
    const Real middle = (1. / 24 + r * (1. / 120)) + r2 * (1. / 720 + r * (1. / 5040));
    const Real high = (1. / 40320 + r * (1. / 362880)) + r2 * (1. / 3628800 + r * (1. / 39916800));
    const Real top = 1. / 479001600 + r * (1. / 6227020800);
    const Real series = low + r4 * (middle + r4 * (high + r4 * top));
    // n is added to the exponent of the series.
    Whole bits;
    Whole of_n;
    std::memcpy(&bits, &series, sizeof bits);
    std::memcpy(&of_n, &shifted, sizeof of_n);
    bits += of_n << 52;
    // Below and above the range by the sign of what is left to its ends: compilers take vectors apart to compare them
    // where the processor has none of this length.
    const Real above_lowest = x + 708;
    const Real below_highest = 709 - x;
    Whole under;
    Whole over;
    std::memcpy(&under, &above_lowest, sizeof under);
    std::memcpy(&over, &below_highest, sizeof over);
    under = 0 - (under >> 63U);
    over = 0 - (over >> 63U);
    constexpr std::uint64_t infinite = 0x7FF0000000000000U;
    bits = (bits & ~under & ~over) | (over & infinite);
    std::memcpy(&x, &bits, sizeof x);
}

/// The same of one number.
inline double exponential_of(double x) {
    exponentiate<double, std::uint64_t>(x);
    return x;
}

/// Each value becomes exp(scale (value - origin)).
void exponentiate(std::span<double> values, double scale, double origin);

}  // namespace gemeinsim
