// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <vector>

namespace gemeinsim {

/// Draws from a continuous law, one word each: the quantile at the word's distance from the nearer end, in 2^-32. A law
/// that moves to larger values moves every draw there but for the error, so that runs that differ in it share their
/// luck (common random numbers). Made once: cubic pieces that meet quantiles and densities, eight for each halving of
/// the distance, exact below 2^-14. Error: 4e-6 standard deviations, of a lognormal's far end up to 8e-5. Uses the
/// library's exp and log, which differ by processor in last bits. Cost: 10 instructions a draw; .3 ms for a Beta law,
/// 15 us else.
class Quantiles {
  public:
    /// Always 0.
    Quantiles() = default;
    static Quantiles constant(double value);
    /// 1 with the given probability, else 0.
    static Quantiles two_values(double probability);
    /// Beta(a, b), a + b at most some 1e6. Where a or b is below 1/2 nothing is tabulated, and a draw costs 3 us.
    static Quantiles beta(double a, double b);
    static Quantiles normal(double mean, double sd);
    /// exp of a normal variable with median `median` and standard deviation `sd_log` of the logarithm.
    static Quantiles lognormal(double median, double sd_log);

    double operator()(std::uint32_t word) const {
        const bool upper = (word >> 31U) != 0;
        const std::uint32_t distance = upper ? ~word : word;  // from the nearer end
        if (pieces_.empty() || distance < least) return exact((word + .5) * 0x1p-32);
        const auto halvings = static_cast<unsigned>(std::countl_zero(distance));
        const std::uint32_t leading = distance << halvings;
        const std::size_t part = leading >> 28U & 7U;
        const double t = (leading & 0x0fffffffU) * 0x1p-28;
        const std::array<double, 4>& c = pieces_[((upper ? halving_count : 0) + halvings - 1) * parts + part];
        return c[0] + t * (c[1] + t * (c[2] + t * c[3]));
    }
    /// The quantile of a share in (0, 1), as exact as doubles are.
    [[nodiscard]] double exact(double share) const;

  private:
    enum class Kind { constant, two_values, beta, normal, lognormal };
    static constexpr std::size_t halving_count = 13;
    static constexpr std::size_t parts = 8;
    static constexpr std::uint32_t least = 1U << (31U - halving_count);

    Quantiles(Kind kind, double first, double second) : kind_(kind), first_(first), second_(second) {}
    void tabulate();
    [[nodiscard]] double density(double value) const;

    Kind kind_ = Kind::constant;
    double first_ = 0;
    double second_ = 0;
    std::vector<std::array<double, 4>> pieces_;  ///< none: every draw is exact; from the lower end, then from the upper
};

}  // namespace gemeinsim
