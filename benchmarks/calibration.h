// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace gemeinsim {

/// What the memory of this machine gives at this moment to so many threads: figures of large worlds mean little
/// without.
struct MemorySpeed {
    double triad = 0;   ///< bytes/s of a[i] = b[i] + s * c[i] (STREAM)
    double gather = 0;  ///< cache lines/s at random places of 256 MiB, asked for independently of each other
    double follow = 0;  ///< floats/s at listed random places among a million: as many as ties can be followed
};

/// The best of five tries. Takes some 500 MiB and half a second.
MemorySpeed memory_speed(int threads);

}  // namespace gemeinsim
