// SPDX-License-Identifier: Apache-2.0
#include "run/command/interrupt.h"

#include <gtest/gtest.h>

#include <csignal>

namespace gemeinsim::command {
namespace {

TEST(InterruptDeathTest, TheFirstSignalAsksAndTheSecondEnds) {
    for (const int number : {SIGINT, SIGTERM}) {
        EXPECT_EXIT(
            {
                const Interrupt interrupt;
                if (interrupt.requested()) std::exit(1);
                std::raise(number);
                if (!interrupt.requested()) std::exit(2);
                std::raise(number);
                std::exit(3);
            },
            ::testing::KilledBySignal(number), "once more to end at once");
    }
}

TEST(InterruptDeathTest, AfterwardsSignalsEndTheProcessAgain) {
    EXPECT_EXIT(
        {
            { const Interrupt interrupt; }
            std::raise(SIGINT);
            std::exit(1);
        },
        ::testing::KilledBySignal(SIGINT), "");
}

}  // namespace
}  // namespace gemeinsim::command
