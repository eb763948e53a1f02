// SPDX-License-Identifier: Apache-2.0
// Programmes of many towns are worked through at the same time: nobody can tell from what comes of it.
#include <gtest/gtest.h>

#include <vector>

#include "base/parallel.h"
#include "country.h"

namespace gemeinsim::tests {
namespace {

TEST(Funding, IsTheSameWhateverTheThreads) {
    constexpr std::size_t towns = 400;  // 2,400 actors, 802 programmes: several blocks of both
    const Model model = country(towns);
    std::vector<State> ends;
    for (const int threads : {1, 2, 4}) {
        State now = country_state(model, towns);
        // The step asks for the threads that are left over: inside a single body, all of them.
        parallel_for(1, threads, [&](std::size_t) {
            for (Month month = 0; month < 15; ++month) {
                fund_a_month(model, month, now);
                if (month == 7)
                    end_actors(model, month, now, std::vector<ActorId>{ActorId(1), ActorId(7), ActorId(15)});
            }
        });
        ends.push_back(std::move(now));
    }
    EXPECT_GT(ends[0].funding.applications_granted, 500);
    EXPECT_LT(ends[0].funding.applications_granted, ends[0].funding.applications_decided);
    EXPECT_GT(ends[0].events.size(), 100U);
    EXPECT_TRUE(ends[0] == ends[1]);
    EXPECT_TRUE(ends[0] == ends[2]);
}

}  // namespace
}  // namespace gemeinsim::tests
