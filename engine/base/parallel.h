// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>

namespace gemeinsim {

/// The number of threads that `parallel_for` uses when it is asked for 0: those of the machine, or, inside a body of
/// another parallel_for, what that one has left over: all of its threads where it has a single index, else one.
int available_threads();

/// Calls body(0) .. body(count-1), each exactly once, on up to `threads` threads (0: available_threads()).
/// Bodies must write their own slot only; then the result does not depend on the number of threads. Work is
/// handed out one index at a time. The first exception in index order is rethrown after all have ended.
void parallel_for(std::size_t count, int threads, const std::function<void(std::size_t)>& body);

}  // namespace gemeinsim
