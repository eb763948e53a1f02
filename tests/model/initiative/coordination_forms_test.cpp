// SPDX-License-Identifier: Apache-2.0
// VALIDATION A22: hours without a broker n(n-1)/2 k(1-T), under a lead (n-1)a, with an office F + n e.
#include <gtest/gtest.h>

#include "model/initiative/coordination.h"
#include "model/plain_world.h"

namespace gemeinsim::tests {
namespace {

Model forms() {
    Model model = plain_model(2);
    InitiativesParameters& p = model.initiatives;
    p.pair_hours = .1;
    p.lead_fixed_hours = 0;
    p.lead_broker_hours = .2;
    p.lead_trust_slope = 0;
    p.lead_member_hours = 0;
    p.office_fixed_hours = 2;
    p.office_broker_hours = 0;
    p.office_member_hours = .05;
    return model;
}

/// The size at which one form begins to need more hours than another.
double crossing(const Model& model, Broker cheaper_below, Broker cheaper_above, double trust) {
    double lower = 2;
    double upper = 1000;
    for (int step = 0; step < 200; ++step) {
        const double middle = (lower + upper) / 2;
        const bool below = total_coordination_hours(model, cheaper_below, middle, trust) <
                           total_coordination_hours(model, cheaper_above, middle, trust);
        (below ? lower : upper) = middle;
    }
    return lower;
}

TEST(CoordinationForms, CrossWhereTheFormulaSays) {
    EXPECT_NEAR(crossing(forms(), Broker::none, Broker::lead_member, .5), 8, 1e-9);
    EXPECT_NEAR(crossing(forms(), Broker::lead_member, Broker::separate_office, .5), 14.6667, 5e-5);
    EXPECT_NEAR(crossing(forms(), Broker::lead_member, Broker::separate_office, .5), 2.2 / .15, 1e-9);
}

TEST(CoordinationForms, CrossElsewhereUnderOtherParameters) {
    Model model = forms();
    model.initiatives.pair_hours = .3;
    model.initiatives.lead_broker_hours = .9;
    model.initiatives.office_fixed_hours = 11;
    model.initiatives.office_member_hours = .4;
    EXPECT_NEAR(crossing(model, Broker::none, Broker::lead_member, .7), 2 * .9 / (.3 * .3), 1e-9);
    EXPECT_NEAR(crossing(model, Broker::lead_member, Broker::separate_office, .7), (11 + .9) / (.9 - .4), 1e-9);
}

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
