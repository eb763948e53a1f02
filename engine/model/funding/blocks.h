// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>

#include "model/exchange/blocks.h"

namespace gemeinsim {

/// Sums by block, so that they are added up in one order whoever counted: without allocation, a block has no room of
/// its own.
inline constexpr std::size_t few_blocks = 64;
template <class T>
using BlockSums = std::array<T, few_blocks>;

/// body(block, begin, end) for the indices 0 .. count-1 in at most few_blocks blocks, whose bounds hang on `count`
/// alone, on all threads that are free. A small world is one block.
template <class Body>
void in_few_blocks(std::size_t count, const Body& body) {
    in_blocks(count, std::max(actors_per_block, blocks_of(count, few_blocks)), body);
}

}  // namespace gemeinsim
