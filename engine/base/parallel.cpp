// SPDX-License-Identifier: Apache-2.0
#include "base/parallel.h"

#include <exception>
#include <omp.h>
#include <vector>

namespace gemeinsim {

int available_threads() {
    return omp_get_num_procs();
}

void parallel_for(std::size_t count, int threads, const std::function<void(std::size_t)>& body) {
    const int team = threads > 0 ? threads : available_threads();
    std::vector<std::exception_ptr> failures(count);
    const auto indices = static_cast<std::ptrdiff_t>(count);
#pragma omp parallel for schedule(dynamic, 1) num_threads(team)
    for (std::ptrdiff_t i = 0; i < indices; ++i) {
        try {
            body(static_cast<std::size_t>(i));
        } catch (...) {
            failures[static_cast<std::size_t>(i)] = std::current_exception();
        }
    }
    for (const std::exception_ptr& failure : failures)
        if (failure) std::rethrow_exception(failure);
}

}  // namespace gemeinsim
