// SPDX-License-Identifier: Apache-2.0
#include "model/hierarchy/paths.h"

#include <gtest/gtest.h>

#include "model/hierarchy/chain.h"

namespace gemeinsim::tests {
namespace {

std::vector<ActorId> superiors(const State& now, int unit, int counterpart, int depth) {
    std::vector<Stop> path;
    add_superiors(now.actors, ActorId(unit), counterpart >= 0 ? ActorId(counterpart) : ActorId(), depth, path);
    std::vector<ActorId> desks;
    for (const Stop& stop : path) desks.push_back(stop.desk);
    return desks;
}

TEST(ApprovalPath, ClimbsAsManySuperiorsAsTheDepthSays) {
    const Model model = chain_model(4);
    const State now = chain_state(model, {1, 0});
    EXPECT_TRUE(superiors(now, 3, -1, 0).empty());
    EXPECT_EQ(superiors(now, 3, -1, 2), (std::vector<ActorId>{ActorId(2), ActorId(1)}));
    EXPECT_EQ(superiors(now, 3, -1, 9).size(), 3U);
    EXPECT_TRUE(superiors(now, 0, -1, 9).empty());
}

TEST(ApprovalPath, CrossDepartmentMattersReachTheLowestCommonSuperior) {
    Model model = chain_model(4);
    model.population.superior = {ActorId(), ActorId(0), ActorId(0), ActorId(1)};  // 0 over 1 and 2, 1 over 3
    const State now = chain_state(model, {1, 0});
    EXPECT_EQ(lowest_common_superior(now.actors, ActorId(3), ActorId(2)), ActorId(0));
    EXPECT_EQ(lowest_common_superior(now.actors, ActorId(3), ActorId(1)), ActorId(1));
    EXPECT_EQ(superiors(now, 3, 2, 1), (std::vector<ActorId>{ActorId(1), ActorId(0)}));
    EXPECT_TRUE(superiors(now, 3, 2, 0).empty()) << "depth 0 asks nobody";
}

TEST(ApprovalPath, IsAsDeepAsTheWeightOfTheMatter) {
    Model model = chain_model(8);
    model.hierarchy.approval_depth = 2;
    model.hierarchy.weight_pact = 1;
    model.hierarchy.weight_membership = .5;
    model.hierarchy.weight_signature = 3;
    model.hierarchy.weight_budget = 0;
    const auto stops = [&](CaseKind kind) {
        State now = chain_state(model, {1, 0});
        const CaseId id = submit(
            model, now, {.initiator = ActorId(7), .counterpart = {}, .kind = kind, .topic = TopicId(0), .born = 0});
        return now.approvals.cases[id].path.size();
    };
    EXPECT_EQ(stops(CaseKind::pact), 2U);
    EXPECT_EQ(stops(CaseKind::membership), 1U);
    EXPECT_EQ(stops(CaseKind::signature), 6U);
    EXPECT_EQ(stops(CaseKind::budget), 0U);
    model.hierarchy.delegated_depth = 1;
    EXPECT_EQ(stops(CaseKind::membership), 0U) << "delegation spares desks, whatever the weight";
    EXPECT_EQ(stops(CaseKind::signature), 5U);
}

TEST(ApprovalPath, DelegationSparesSuperiors) {
    Model model = chain_model(4);
    model.hierarchy.approval_depth = 2;
    model.hierarchy.veto_intercept = 100;
    const auto stops = [&](double delegated, double remedy) {
        Model changed = model;
        changed.hierarchy.delegated_depth = delegated;
        Remedy one;
        one.kind = RemedyKind::delegation;
        one.months = 12;
        one.strength = remedy;
        changed.remedies.push_back(one);
        State now = chain_state(changed, {1, 0});
        const CaseId id =
            submit(changed, now, {.initiator = ActorId(3), .counterpart = {}, .topic = TopicId(0), .born = 3});
        return now.approvals.cases[id].path.size();
    };
    EXPECT_EQ(stops(0, 0), 2U);
    EXPECT_EQ(stops(1, 0), 1U);
    EXPECT_EQ(stops(0, .5), 1U);
    EXPECT_EQ(stops(0, 1), 0U);
    EXPECT_EQ(stops(2, 1), 0U);
}

// Nobody pays before month 0: a remedy that has begun by then changes neither paths nor desks.
TEST(ApprovalPath, RemediesActFromMonthZeroOn) {
    const auto lived = [](RemedyKind kind, double strength) {
        Model model = chain_model(4);
        model.hierarchy.approval_depth = 2;
        model.hierarchy.service_rate = 2;
        Remedy one;
        one.kind = kind;
        one.from = -12;
        one.months = 24;
        one.strength = strength;
        model.remedies.push_back(one);
        State now = chain_state(model, {1, 0});
        for (Month month = -12; month < 0; ++month) {
            submit(
                model, now,
                {.initiator = ActorId(3), .counterpart = {}, .topic = TopicId(0), .born = static_cast<double>(month)});
            approvals_step(model, month, now);
        }
        return now;
    };
    for (const RemedyKind kind : {RemedyKind::delegation, RemedyKind::fast_track})
        EXPECT_EQ(lived(kind, .9), lived(kind, 0)) << name_of(kind);
}

}  // namespace
}  // namespace gemeinsim::tests
