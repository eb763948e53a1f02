// SPDX-License-Identifier: Apache-2.0
#include "model/hierarchy/desks.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/check.h"
#include "base/parallel.h"

#include "model/hierarchy/chain.h"

namespace gemeinsim::tests {
namespace {

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

// Each side asks its own superiors at the same time: a pair waits for the slower side, not for one after the other.
TEST(Approvals, TwoHierarchiesDecideAtTheSameTime) {
    Model model = chain_model(4);
    model.population.superior = {ActorId(), ActorId(0), ActorId(), ActorId(2)};  // 0 over 1, 2 over 3
    double slower = 0;
    double both = 0;
    constexpr int runs = 400;
    for (int run = 0; run < runs; ++run) {
        State now = chain_state(model, {1, static_cast<std::uint64_t>(run)});
        std::vector<CaseId> sides;
        for (const auto& [unit, other] : {std::pair(1, 3), std::pair(3, 1)})
            sides.push_back(submit(model, now,
                                   {.initiator = ActorId(unit),
                                    .counterpart = ActorId(other),
                                    .kind = CaseKind::pact,
                                    .topic = TopicId(0),
                                    .born = 0}));
        for (Month month = 0; month < 40; ++month) approvals_step(model, month, now);
        const double one = now.approvals.cases[sides[0]].closed;
        const double other = now.approvals.cases[sides[1]].closed;
        slower += std::max(one, other);
        both += one + other;
    }
    // The larger of two exponential times with mean 1 has mean 1.5; sd 1.12, so that .224 are 4 standard errors of 400.
    EXPECT_NEAR(slower / runs, 1.5, .224);
    EXPECT_NEAR(both / runs, 2, .3);
}

TEST(Approvals, WhoIsGoneIsNotAskedAnyMore) {
    Model model = chain_model(3);
    State now = chain_state(model, {1, 0});
    const CaseId id = submit(model, now, {.initiator = ActorId(2), .counterpart = {}, .topic = TopicId(0), .born = 0});
    now.actors.alive[ActorId(0)] = 0;
    for (Month month = 0; month < 40; ++month) approvals_step(model, month, now);
    EXPECT_EQ(status(now, id), CaseStatus::approved);
    EXPECT_EQ(now.approvals.staffed, std::vector<ActorId>{ActorId(1)});
}

TEST(Approvals, ClosedCasesMakeRoomForNewOnes) {
    Model model = chain_model(3);
    model.hierarchy.service_rate = 4;
    State now = chain_state(model, {1, 0});
    // Somebody holds the first one for ever.
    const CaseId held =
        submit(model, now, {.initiator = ActorId(2), .counterpart = {}, .topic = TopicId(0), .born = 0});
    now.relations.proposals.emplace_back();
    now.relations.proposals.back().cases.push_back(held);
    for (Month month = 0; month < 600; ++month) {
        submit(model, now,
               {.initiator = ActorId(2),
                .counterpart = {},
                .subject = static_cast<std::uint64_t>(month + 1),
                .topic = TopicId(0),
                .born = month + .5});
        approvals_step(model, month, now);
    }
    EXPECT_LT(now.approvals.cases.size(), 20U);
    EXPECT_EQ(status(now, held), CaseStatus::approved);
    EXPECT_EQ(now.approvals.cases[held].born, 0);
    EXPECT_GT(now.approvals.totals[static_cast<std::size_t>(CaseKind::membership)].approved, 550);
}

// A town hall of 1500 departments of three desks each and a ministry that signs for some of them: 2 blocks of desks and
// groups that cases connect.
TEST(Approvals, ThreadsChangeNothing) {
    Model model = chain_model(1);
    model.hierarchy = hierarchy_parameters().defaults();
    model.hierarchy.approval_depth = 3;
    model.jurisdiction.holders = 2;
    model.population.actors.clear();
    model.population.superior.clear();
    model.population.funder.clear();
    model.population.place.clear();
    const ActorId ministry = add_head(model, "ministry", Sector::administration, Level::state);
    for (int house = 0; house < 1500; ++house) {
        const ActorId head = add_head(model, "head_" + std::to_string(house), Sector::administration, Level::municipal);
        for (int unit = 1; unit < 4; ++unit) {
            const ActorId below = add_head(model, "unit_" + std::to_string(house) + "_" + std::to_string(unit),
                                           Sector::administration, Level::municipal);
            model.population.superior[below] = unit == 1 ? head : ActorId(below.index() - 1);
        }
    }
    model.jurisdiction.speakers = level_speakers(model);
    std::vector<State> ends;
    for (const int threads : {1, 2, 4}) {
        State now = chain_state(model, {1, 0});
        // The step asks for the threads that are left over: inside a single body, all of them.
        parallel_for(1, threads, [&](std::size_t) {
            for (Month month = 0; month < 6; ++month) {
                now.events.clear();
                for (const ActorId i : IdRange<ActorId>(now.actors.size()))
                    if (i.index() % 7 == 4)
                        submit(model, now,
                               {.initiator = i,
                                .counterpart = {},
                                .kind = i.index() % 3 == 0 ? CaseKind::signature : CaseKind::membership,
                                .subject = static_cast<std::uint64_t>(month),
                                .topic = TopicId(0),
                                .born = month + static_cast<double>(i.index() % 10) / 10});
                approvals_step(model, month, now);
            }
        });
        ends.push_back(std::move(now));
    }
    EXPECT_GT(ends[0].approvals.desks[ministry].served, 0);
    EXPECT_GT(ends[0].events.size(), 10U);
    EXPECT_TRUE(ends[0] == ends[1]);
    EXPECT_TRUE(ends[0] == ends[2]);
}

TEST(Approvals, EventsComeInTheOrderOfTime) {
    Model model = chain_model(5);
    model.hierarchy.service_rate = 10;
    State now = chain_state(model, {3, 0});
    std::vector<CaseId> ids;
    for (int k = 0; k < 60; ++k)
        ids.push_back(submit(model, now,
                             {.initiator = ActorId(1 + k % 4),
                              .counterpart = {},
                              .subject = static_cast<std::uint64_t>(k),
                              .topic = TopicId(0),
                              .born = .001 * k}));
    approvals_step(model, 0, now);
    std::vector<std::pair<double, ActorId>> closed;
    for (const CaseId id : ids)
        if (status(now, id) != CaseStatus::waiting)
            closed.emplace_back(now.approvals.cases[id].closed, now.approvals.cases[id].initiator);
    std::sort(closed.begin(), closed.end());
    ASSERT_GT(closed.size(), 5U);
    ASSERT_EQ(now.events.size(), closed.size());
    for (std::size_t k = 0; k < closed.size(); ++k) EXPECT_EQ(now.events[k].actor, closed[k].second) << k;
}

// Whose case comes first at a desk where both arrive at the same time is a matter of names: the same cases in the
// opposite order of submission have the same history.
TEST(Approvals, WhoSubmitsFirstMakesNoDifferenceAmongThoseOfOneMoment) {
    Model model = chain_model(6);
    model.population.superior = {ActorId(), ActorId(0), ActorId(0), ActorId(0), ActorId(0), ActorId(0)};
    model.hierarchy.expiry_months = 3;
    model.hierarchy.return_probability = .2;
    model.hierarchy.utilisation = .5;
    const auto history = [&](bool backwards) {
        State now = chain_state(model, {1, 0});
        std::vector<Event> all;
        for (Month month = 0; month < 40; ++month) {
            now.events.clear();
            for (int k = 1; k < 6; ++k)
                submit(model, now,
                       {.initiator = ActorId(backwards ? 6 - k : k),
                        .counterpart = {},
                        .subject = static_cast<std::uint64_t>(month),
                        .topic = TopicId(0),
                        .born = month + 1.});
            approvals_step(model, month, now);
            all.insert(all.end(), now.events.begin(), now.events.end());
        }
        return std::pair(all, now.approvals.desks[ActorId(0)].sojourn_total);
    };
    EXPECT_GT(history(false).first.size(), 100U);
    EXPECT_TRUE(history(false) == history(true));
}

// The identity is an engine check: a queue that holds business from the future breaks it.
TEST(Approvals, ABrokenQueueStopsTheRunAndNamesTheDesk) {
    const Model model = chain_model(2);
    State now = chain_state(model, {1, 0});
    now.actors.leadership_clear[ActorId(0)] = 0;
    now.approvals.desks[ActorId(0)].queue.push_back({CaseId(), 9});
    try {
        approvals_step(model, 4, now);
        FAIL() << "nothing was noticed";
    } catch (const ContractViolation& violation) {
        EXPECT_NE(std::string(violation.what()).find("the desk of unit_0"), std::string::npos) << violation.what();
        EXPECT_NE(std::string(violation.what()).find("month 4"), std::string::npos) << violation.what();
    }
}

TEST(Desk, TakesHoursOfItsUnitForCasesAlone) {
    Model model = chain_model(2);
    model.hierarchy.service_rate = 50;
    model.hierarchy.utilisation = .3;
    model.hierarchy.hours_per_case = 2;
    State now = chain_state(model, {2, 0});
    const ActorId head(0);
    const auto month_of = [&](Month month, double capacity, std::uint64_t cases) {
        now.actors.hours[head] = {.capacity = capacity};
        for (std::uint64_t k = 0; k < cases; ++k)
            submit(model, now,
                   {.initiator = ActorId(1), .counterpart = {}, .subject = k, .topic = TopicId(0), .born = month + .1});
        approvals_step(model, month, now);
        return now.actors.hours[head].desk;
    };
    EXPECT_EQ(month_of(0, 100, 5), 10);
    EXPECT_EQ(month_of(1, 100, 0), 0) << "other business takes none";
    EXPECT_EQ(month_of(2, 3, 5), 3) << "no more than there are";
    model.hierarchy.hours_per_case = 0;
    EXPECT_EQ(month_of(3, 100, 5), 0);
}

}  // namespace
}  // namespace gemeinsim::tests
