// SPDX-License-Identifier: Apache-2.0
// Where the forms of coordination cross is a case of selfcheck (A22).
#include <gtest/gtest.h>

#include "model/initiative/coordination.h"
#include "model/plain_world.h"

namespace gemeinsim::tests {
namespace {

TEST(CoordinationForms, LoadFallsWithTrustAsTheModelPageSays) {
    const Model model = plain_model(2);
    for (const double trust : {0., .3, .5, .6, 1.}) {
        const double load = 2.5 * 9 * (1.4 - .8 * trust);
        EXPECT_NEAR(coordination_need(model, Broker::lead_member, 10, trust).broker, load, 1e-12);
        EXPECT_NEAR(coordination_need(model, Broker::separate_office, 10, trust).broker, load + 20, 1e-12);
        EXPECT_NEAR(coordination_need(model, Broker::none, 10, trust).member, 9 / 2. * .7 * (1 - trust), 1e-12);
    }
    EXPECT_EQ(coordination_need(model, Broker::separate_office, 10, .5).member, .5);
}

}  // namespace
}  // namespace gemeinsim::tests
