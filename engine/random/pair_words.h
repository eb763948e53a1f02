// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/calendar.h"
#include "random/stream.h"

namespace gemeinsim {

/// A word for each pair of entities, for loops over all pairs that ask each for one or two numbers, for which a stream
/// of the pair would be dear. It depends on (seed, replicate, month, purpose) and the two names, whichever way round,
/// and on nothing else:
///
///     word(a, b) = mix(own(a) + own(b)),  own(e) = mix(e xor combine(combine(seed, replicate), month and purpose))
///
/// with the finaliser of SplitMix64 (Steele, Lea & Flood 2014) and what stands in a stream's counter for month and
/// purpose. Cost: 5 instructions a pair where the processor has AVX-512, 10 with AVX2, 20 elsewhere; the same words.
/// Months must lie in [-32768, 32767].
class PairWords {
  public:
    PairWords(RunKey key, Month month, Purpose purpose, std::span<const EntityKey> entities);

    /// The word of two of the entities.
    [[nodiscard]] std::uint64_t between(std::size_t one, std::size_t other) const {
        return mix(own_[one] + own_[other]);
    }

    /// What a word must be below to come true with this probability: never with 0, always with 1. The lower half of a
    /// word that comes true is uniform, but for 2^-32 / probability.
    static std::uint64_t bound(double probability);

    /// Which of the entities from `from` on, and with which word, come true with `one`: word(one, from + k) lies below
    /// bounds[k]. Returns how many there are; offsets count from `from`. Writes up to as many places more as
    /// the overhang, whose contents are nothing. Looks at no more than `at_once` pairs at a time, which makes no
    /// difference but for time.
    std::size_t below(std::size_t one, std::size_t from, std::span<const std::uint64_t> bounds, std::uint32_t* offsets,
                      std::uint64_t* words, std::size_t at_once = 8) const;
    static constexpr std::size_t overhang = 8;

  private:
    std::vector<std::uint64_t> own_;
};

}  // namespace gemeinsim
