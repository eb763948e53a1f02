// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "base/calendar.h"
#include "random/stream.h"

namespace gemeinsim {

/// Four words of a stream in a row.
using Block = std::array<std::uint32_t, 4>;

/// The first blocks of the stream of each entity, as Stream(key, entity, month, purpose) would give them, for loops
/// that ask very many streams for a known number of words: as many of each as `to` has places for, those of an entity
/// in a row. No more than `at_once` entities are looked at together, which makes no difference but for time. Cost:
/// about a tenth of streams made one by one where the processor has AVX2, half of that with AVX-512.
void first_words(RunKey key, Month month, Purpose purpose, std::span<const EntityKey> entities, std::span<Block> to,
                 std::size_t at_once = 8);

/// Which words, at most 64, come true with this probability: a bit for each, from the lowest on. Never with 0, always
/// with 1; a word w stands for the number w / 2^32.
std::uint64_t words_below(std::span<const Block> words, double probability);

/// A word as a number in (0, 1): the middle of one of 2^32 steps.
constexpr double share_of(std::uint32_t word) {
    return (word + .5) * 0x1p-32;
}

}  // namespace gemeinsim
