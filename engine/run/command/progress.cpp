// SPDX-License-Identifier: Apache-2.0
#include "run/command/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace gemeinsim::command {
namespace {

bool capable_terminal() {
    const char* term = std::getenv("TERM");
    return ::isatty(STDERR_FILENO) == 1 && term != nullptr && std::string_view(term) != "dumb";
}

std::string span_words(double seconds) {
    if (seconds < 100) return fmt::format("{:.0f} s", seconds);
    if (seconds < 6000) return fmt::format("{:.0f} min", seconds / 60);
    return fmt::format("{:.1f} h", seconds / 3600);
}

}  // namespace

Progress::Progress(bool quiet) : shown_(!quiet && capable_terminal()) {}

void Progress::operator()(int done, int total) {
    const Clock::time_point now = Clock::now();
    if (!shown_ || (done < total && now - last_ < std::chrono::milliseconds(100))) return;
    last_ = now;
    drawn_ = true;
    const double elapsed = std::chrono::duration<double>(now - start_).count();
    constexpr int width = 30;
    const int filled = static_cast<int>(static_cast<long>(width) * done / total);
    fmt::print(stderr, "\r\x1b[K[{}{}] {} of {} runs, {} left", std::string(filled, '='),
               std::string(width - filled, ' '), done, total, span_words(elapsed / done * (total - done)));
    std::fflush(stderr);
}

void Progress::clear() {
    if (!drawn_) return;
    drawn_ = false;
    fmt::print(stderr, "\r\x1b[K");
    std::fflush(stderr);
}

}  // namespace gemeinsim::command
