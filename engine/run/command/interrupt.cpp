// SPDX-License-Identifier: Apache-2.0
#include "run/command/interrupt.h"

#include <unistd.h>

#include <csignal>
#include <string_view>

namespace gemeinsim::command {
namespace {

// A signal handler reaches nothing else.
std::atomic<bool> stop_requested = false;
std::atomic<const char*> in_progress = "runs";
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler must not wait for a lock");

void on_signal(int) {
    stop_requested = true;
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    for (const std::string_view part : {std::string_view("\nstopping after the "), std::string_view(in_progress.load()),
                                        std::string_view(" in progress; once more to end at once\n")}) {
        [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, part.data(), part.size());
    }
}

void handle(int signal, void (*handler)(int)) {
    struct sigaction action {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    ::sigaction(signal, &action, nullptr);
}

}  // namespace

Interrupt::Interrupt(const char* what) {
    stop_requested = false;
    in_progress = what;
    handle(SIGINT, on_signal);
    handle(SIGTERM, on_signal);
}

Interrupt::~Interrupt() {
    handle(SIGINT, SIG_DFL);
    handle(SIGTERM, SIG_DFL);
}

const std::atomic<bool>& Interrupt::requested() const {
    return stop_requested;
}

}  // namespace gemeinsim::command
