// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

namespace gemeinsim::command {

/// One line on stderr that tells how far the work is: only on a terminal, at most ten times a second, and gone at the
/// end. One caller at a time.
class Progress {
  public:
    explicit Progress(bool quiet);
    ~Progress() { clear(); }
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    Progress(Progress&&) = delete;
    Progress& operator=(Progress&&) = delete;

    void operator()(int done, int total);
    void clear();

  private:
    using Clock = std::chrono::steady_clock;
    bool shown_;  ///< is there somebody to look at it?
    bool drawn_ = false;
    Clock::time_point start_ = Clock::now();
    Clock::time_point last_;
};

}  // namespace gemeinsim::command
