// SPDX-License-Identifier: Apache-2.0
#include "model/hierarchy/desks.h"

#include <gtest/gtest.h>

#include "model/hierarchy/chain.h"

namespace gemeinsim::tests {
namespace {

TEST(ApprovalPath, ClimbsAsManySuperiorsAsTheDepthSays) {
    const Model model = chain_model(4);
    const State now = chain_state(model, {1, 0});
    EXPECT_TRUE(approval_path(model, now.actors, ActorId(3), ActorId(), 0, 0).empty());
    EXPECT_EQ(approval_path(model, now.actors, ActorId(3), ActorId(), 2, 0),
              (std::vector<ActorId>{ActorId(2), ActorId(1)}));
    EXPECT_EQ(approval_path(model, now.actors, ActorId(3), ActorId(), 9, 0).size(), 3U);
    EXPECT_TRUE(approval_path(model, now.actors, ActorId(0), ActorId(), 9, 0).empty());
}

TEST(ApprovalPath, CrossDepartmentMattersReachTheLowestCommonSuperior) {
    Model model = chain_model(4);
    model.population.superior = {ActorId(), ActorId(0), ActorId(0), ActorId(1)};  // 0 over 1 and 2, 1 over 3
    const State now = chain_state(model, {1, 0});
    EXPECT_EQ(lowest_common_superior(now.actors, ActorId(3), ActorId(2)), ActorId(0));
    EXPECT_EQ(lowest_common_superior(now.actors, ActorId(3), ActorId(1)), ActorId(1));
    EXPECT_EQ(approval_path(model, now.actors, ActorId(3), ActorId(2), 1, 0),
              (std::vector<ActorId>{ActorId(1), ActorId(0)}));
    EXPECT_TRUE(approval_path(model, now.actors, ActorId(3), ActorId(2), 0, 0).empty()) << "depth 0 asks nobody";
}

TEST(ApprovalPath, HoldersOfCompetenceSignForAdministrationsOnly) {
    Model model = chain_model(4);
    model.population.superior = {ActorId(), ActorId(0), ActorId(), ActorId()};
    model.population.actors[ActorId(2)].level = Level::state;
    model.population.actors[ActorId(3)].sector = Sector::civil_society;
    const State now = chain_state(model, {1, 0});
    EXPECT_TRUE(approval_path(model, now.actors, ActorId(1), ActorId(), 0, 1).empty()) << "no district here";
    EXPECT_EQ(approval_path(model, now.actors, ActorId(1), ActorId(), 1, 2),
              (std::vector<ActorId>{ActorId(0), ActorId(2)}));
    EXPECT_TRUE(approval_path(model, now.actors, ActorId(3), ActorId(), 1, 4).empty());
}

TEST(Approvals, ACommitmentWithoutSuperiorsIsApprovedAtOnce) {
    const Model model = chain_model(2);
    State now = chain_state(model, {1, 0});
    const CaseId id = submit(model, now, {.initiator = ActorId(0), .counterpart = {}, .topic = TopicId(0), .born = 0});
    EXPECT_EQ(status(now, id), CaseStatus::approved);
    EXPECT_FALSE(waiting_at(now, id));
}

TEST(Approvals, NothingMovesWhileLeadershipIsUnclear) {
    Model model = chain_model(2);
    model.hierarchy.service_rate = 1000;
    for (const bool clear : {false, true}) {
        State now = chain_state(model, {1, 0});
        now.actors.leadership_clear[ActorId(0)] = clear;
        const CaseId id =
            submit(model, now, {.initiator = ActorId(1), .counterpart = {}, .topic = TopicId(0), .born = 0});
        for (Month month = 0; month < 3; ++month) approvals_step(model, month, now);
        EXPECT_EQ(status(now, id), clear ? CaseStatus::approved : CaseStatus::waiting);
        EXPECT_EQ(waiting_at(now, id), clear ? ActorId() : ActorId(0));
    }
}

TEST(Approvals, AnOldCaseLapses) {
    Model model = chain_model(2);
    model.hierarchy.service_rate = 0;
    model.hierarchy.expiry_months = 5;
    State now = chain_state(model, {1, 0});
    const CaseId id = submit(model, now, {.initiator = ActorId(1), .counterpart = {}, .topic = TopicId(0), .born = .5});
    for (Month month = 0; month < 6; ++month) approvals_step(model, month, now);
    EXPECT_EQ(status(now, id), CaseStatus::waiting);
    approvals_step(model, 6, now);
    EXPECT_EQ(status(now, id), CaseStatus::expired);
    EXPECT_TRUE(now.approvals.desks[ActorId(0)].queue.empty());
}

TEST(Approvals, ASuperiorWhoNeverAgreesVetoesEverything) {
    Model model = chain_model(2);
    model.hierarchy.veto_intercept = 100;
    model.hierarchy.veto_priority = 0;
    model.hierarchy.service_rate = 1000;
    State now = chain_state(model, {1, 0});
    const CaseId id = submit(model, now, {.initiator = ActorId(1), .counterpart = {}, .topic = TopicId(0), .born = 0});
    approvals_step(model, 0, now);
    EXPECT_EQ(status(now, id), CaseStatus::vetoed);
}

}  // namespace
}  // namespace gemeinsim::tests
