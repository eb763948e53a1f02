// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace gemeinsim {

/// exp(x), remembered for arguments that were asked for before: what alternatives are worth by counts of ties takes few
/// different values. The same bits as std::exp. Cost: a look into a table of 2 KiB where x is remembered.
class RememberedExp {
  public:
    double operator()(double x) {
        const auto bits = std::bit_cast<std::uint64_t>(x);
        Slot& slot = slots_[(bits * 0x9E3779B97F4A7C15ULL) >> shift];
        if (slot.bits != bits) slot = {bits, std::exp(x)};
        return slot.value;
    }

  private:
    static constexpr std::size_t slots = 128;
    static constexpr int shift = 64 - std::countr_zero(slots);
    struct Slot {
        std::uint64_t bits = 0;  ///< of the argument; 0 is the number 0
        double value = 1;
    };
    std::array<Slot, slots> slots_;
};

}  // namespace gemeinsim
