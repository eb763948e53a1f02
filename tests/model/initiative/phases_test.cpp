// SPDX-License-Identifier: Apache-2.0
// How long phases last is a case of selfcheck (A19).
#include "model/initiative/phases.h"

#include <gtest/gtest.h>

#include "model/initiative/ending.h"
#include "model/initiative/group.h"

namespace gemeinsim::tests {
namespace {

/// Members of two sectors and a broker, so that no task is void and products find their signers.
Model bare_model() {
    Model model = plain_model(4);
    make_bare(model);
    model.governance.broker = Broker::lead_member;
    model.initiatives.rate_initiation = .1;
    model.initiatives.rate_design = .08;
    model.initiatives.rate_implementation = .05;
    return model;
}

TEST(Phases, BeginAtTheVeryTimeAtWhichTheOneBeforeEnded) {
    Model model = bare_model();
    model.initiatives.rate_initiation = model.initiatives.rate_design = model.initiatives.rate_implementation = 1e4;
    State now = plain_state(model, {3, 0});
    const InitiativeId id = start(model, now, 4);
    now.initiatives.all[id].broker = ActorId(0);
    live_through_month(model, 0, now, id);
    // Each round takes some 2 / 10,000 of a month, so a month holds thousands of them.
    EXPECT_GT(now.initiatives.all[id].reports, 1000);
    EXPECT_EQ(now.initiatives.all[id].agreement, 0);
    EXPECT_EQ(now.initiatives.all[id].action_plan, 0);
}

TEST(Phases, OutputGoalIsMetAtAReportAndCompletes) {
    Model model = bare_model();
    model.initiatives.rate_initiation = model.initiatives.rate_design = model.initiatives.rate_implementation = 1e4;
    model.initiatives.output_goal_chance = 1;
    State now = plain_state(model, {3, 0});
    const InitiativeId id = start(model, now, 4);
    now.initiatives.all[id].broker = ActorId(0);
    now.initiatives.all[id].output_goal = true;
    live_through_month(model, 0, now, id);
    EXPECT_EQ(now.initiatives.all[id].phase, Phase::completed);
    EXPECT_EQ(now.initiatives.all[id].cause, EndCause::completed);
    EXPECT_EQ(now.initiatives.all[id].reports, 1);
}

}  // namespace
}  // namespace gemeinsim::tests
