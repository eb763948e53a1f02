// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <vector>

#include "model/registry.h"
#include "scenario/reader.h"
#include "schedule/month.h"

namespace gemeinsim::tests {
namespace {

State lived(const char* programmes) {
    const std::vector<Override> overrides = {{"population.administration", "20"},
                                             {"population.civil_society", "30"},
                                             {"population.business", "20"},
                                             {"funding.programmes", programmes}};
    Issues issues;
    const Scenario scenario =
        read_scenario(GEMEINSIM_SOURCE_DIR "/benchmarks/town.toml", registry(), overrides, issues);
    const Model model = build(scenario, issues);
    issues.throw_if_any();
    State now = initial_state(model, {4, 0});
    for (Month month = 0; month < 36; ++month) advance(model, month, now);
    return now;
}

// That is how sweeps switch one off: the two arms differ in nothing else.
TEST(Programmes, OfNoBudgetLeaveTheWorldAsItIsWithoutThem) {
    const State without = lived("[]");
    const State off = lived(R"([{name = "offices", budget = 0, grant_max = 20000, calls_per_year = 12}])");
    const State on = lived(R"([{name = "offices", budget = 1e6, grant_max = 20000, calls_per_year = 12}])");
    EXPECT_EQ(off.actors, without.actors);
    EXPECT_EQ(off.relations.contacts, without.relations.contacts);
    EXPECT_EQ(off.relations.pacts, without.relations.pacts);
    EXPECT_EQ(off.initiatives.all.size(), without.initiatives.all.size());
    EXPECT_EQ(off.funding.applications_decided, 0);
    EXPECT_NE(on.relations.contacts, without.relations.contacts);
    EXPECT_GT(on.funding.applications_decided, 0);
}

}  // namespace
}  // namespace gemeinsim::tests
