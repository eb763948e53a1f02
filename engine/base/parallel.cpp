// SPDX-License-Identifier: Apache-2.0
#include "base/parallel.h"

#include <algorithm>
#include <exception>
#include <omp.h>
#include <vector>

namespace gemeinsim {
namespace {

/// What the surrounding parallel_for leaves to the body that runs on this thread; 0 outside of any.
thread_local int left_over = 0;

class LeaveOver {
  public:
    explicit LeaveOver(int threads) : before_(left_over) { left_over = threads; }
    ~LeaveOver() { left_over = before_; }
    LeaveOver(const LeaveOver&) = delete;
    LeaveOver& operator=(const LeaveOver&) = delete;

  private:
    int before_;
};

}  // namespace

int available_threads() {
    return left_over > 0 ? left_over : omp_get_num_procs();
}

void parallel_for(std::size_t count, int threads, const std::function<void(std::size_t)>& body) {
    const int asked = threads > 0 ? threads : available_threads();
    std::vector<std::exception_ptr> failures(count);
    const auto call = [&](std::size_t i, int left) {
        const LeaveOver rest(left);
        try {
            body(i);
        } catch (...) {
            failures[i] = std::current_exception();
        }
    };
    if (count <= 1 || asked == 1) {
        // No team: a single body may make one of its own.
        for (std::size_t i = 0; i < count; ++i) call(i, asked);
    } else {
        const int team = static_cast<int>(std::min(static_cast<std::size_t>(asked), count));
        const auto indices = static_cast<std::ptrdiff_t>(count);
#pragma omp parallel for schedule(dynamic, 1) num_threads(team)
        for (std::ptrdiff_t i = 0; i < indices; ++i) call(static_cast<std::size_t>(i), 1);
    }
    for (const std::exception_ptr& failure : failures)
        if (failure) std::rethrow_exception(failure);
}

}  // namespace gemeinsim
