// SPDX-License-Identifier: Apache-2.0
// A month of funding asks for no memory once its room has grown. Counts every allocation of the program, so it is a
// program of its own.
#include <gtest/gtest.h>

#include "base/parallel.h"
#include "country.h"
#include "support/allocations.h"

namespace gemeinsim::tests {
namespace {

// Programmes of every kind of selection call, decide, pay, lapse and end in each of these years; one thread, since a
// team of threads has memory of its own.
TEST(Funding, AsksForNoMemoryInAMonthLikeThoseBefore) {
    constexpr std::size_t towns = 40;
    constexpr Month warm = 600;
    const Model model = country(towns);
    State now = country_state(model, towns);
    long during = 0;
    long granted = 0;
    parallel_for(1, 1, [&](std::size_t) {
        for (Month month = 0; month < warm + 36; ++month) {
            const long before = allocations();
            fund_a_month(model, month, now);
            if (month < warm) granted = now.funding.applications_granted;
            if (month >= warm) during += allocations() - before;
        }
    });
    EXPECT_EQ(during, 0);
    EXPECT_GT(now.funding.applications_granted - granted, 100);
}

}  // namespace
}  // namespace gemeinsim::tests
