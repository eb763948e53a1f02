// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>

namespace gemeinsim::command {

/// While one lives, the first Ctrl-C or SIGTERM only sets a flag, so that runs in progress can be finished and kept;
/// the second one ends the process at once. There is at most one at a time.
class Interrupt {
  public:
    /// `what` comes to its end first, for the note that the user then sees; it outlives the object.
    explicit Interrupt(const char* what = "runs");
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;
    Interrupt(Interrupt&&) = delete;
    Interrupt& operator=(Interrupt&&) = delete;

    [[nodiscard]] const std::atomic<bool>& requested() const;
};

}  // namespace gemeinsim::command
