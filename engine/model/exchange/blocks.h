// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>

#include "base/parallel.h"

namespace gemeinsim {

/// Actors of one block of a sweep. Worlds of a single block are swept without a team: starting one costs more.
inline constexpr std::size_t actors_per_block = 2048;

inline std::size_t blocks_of(std::size_t count, std::size_t size) {
    return (count + size - 1) / size;
}

/// body(block, begin, end) for the indices 0 .. count-1 in blocks of `size`, on all threads that are free. Bodies must
/// write what belongs to their own indices or block only.
template <class Body>
void in_blocks(std::size_t count, std::size_t size, const Body& body) {
    const auto one = [&](std::size_t block) { body(block, block * size, std::min(count, (block + 1) * size)); };
    const std::size_t blocks = blocks_of(count, size);
    if (blocks <= 1 || available_threads() == 1)
        for (std::size_t block = 0; block < blocks; ++block) one(block);
    else
        parallel_for(blocks, 0, one);
}

}  // namespace gemeinsim
