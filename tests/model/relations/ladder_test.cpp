// SPDX-License-Identifier: Apache-2.0
// The ladder of two actors - nothing, contact, pact - as a chain in continuous time (A20).
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "model/relations/exact_chain.h"

namespace gemeinsim::tests {
namespace {

/// Rates .2 and .1 between nothing and contact, .05 and .02 between contact and pact: a pair meets at twice its
/// actors' rate, and after a meeting the contact is there with probability 2/3, the pact with 5/7.
Model ladder() {
    Model model = bare_model(2, Kernel::pair, Consent::unilateral, false,
                             {{EffectKind::density, std::log(2.0)}, {EffectKind::pact_density, std::log(2.5)}});
    RelationsParameters& p = model.relations;
    p.contact_rate = .15;
    p.pact_rate = .035;
    p.pact_trust = p.pact_end_trust = p.pact_overlap = 0;
    p.pact_term = 32000;
    model.hierarchy.approval_depth = 0;
    return model;
}

// |z| <= 4 for each of four numbers: a false alarm in 4,000 seeds.
TEST(Ladder, OccupationAndFirstPassageAreThoseOfTheChain) {
    const Model model = ladder();
    constexpr int runs = 1500;
    constexpr Month months = 160;  // the slowest mode has a rate of .067 per month: forgotten to 2e-5
    std::array<double, 3> occupied{};
    double sum = 0;
    double squares = 0;
    for (int run = 0; run < runs; ++run) {
        State now = bare_state(model, {20, static_cast<std::uint64_t>(run)});
        double reached = -1;
        for (Month month = 0; month < months || reached < 0; ++month) {
            relations_step(model, month, now);
            // Within a month the passage is taken to be at its middle: the error is of second order.
            if (reached < 0 && !now.events.empty()) reached = month + .5;
            if (month == months - 1) occupied[now.relations.contacts.ties() + now.relations.pacts.ties()] += 1.0 / runs;
        }
        sum += reached;
        squares += reached * reached;
    }
    const double mean = sum / runs;
    EXPECT_LE(std::abs(mean - 35) / std::sqrt((squares / runs - mean * mean) / runs), 4) << "first passage " << mean;
    const std::array<double, 3> law = {.125, .25, .625};
    for (std::size_t s = 0; s < 3; ++s)
        EXPECT_LE(std::abs(occupied[s] - law[s]) / std::sqrt(law[s] * (1 - law[s]) / runs), 4)
            << "step " << s << " " << occupied[s];
}

}  // namespace
}  // namespace gemeinsim::tests
