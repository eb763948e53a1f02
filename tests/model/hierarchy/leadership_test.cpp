// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>

#include "model/hierarchy/chain.h"

namespace gemeinsim::tests {
namespace {

long count(const State& now, EventKind kind) {
    return std::count_if(now.events.begin(), now.events.end(), [kind](const Event& e) { return e.kind == kind; });
}

TEST(Leadership, TermsComeFromTheActorThenItsPlaceThenTheParameter) {
    Model model = chain_model(1);
    model.leadership.term = 96;
    EXPECT_EQ(term_of(model, ActorId(0)), 96);
    model.population.places[PlaceId(0)].term = 72;
    EXPECT_EQ(term_of(model, ActorId(0)), 72);
    model.population.actors[ActorId(0)].term = 60;
    EXPECT_EQ(term_of(model, ActorId(0)), 60);
}

TEST(Leadership, ElectionsFollowTheTermAlsoFromADateBeforeTheRun) {
    Model model = chain_model(1);
    model.calendar = {2008, 1};
    model.leadership.first_election = Calendar{2004, 7};
    model.population.places[PlaceId(0)].term = 60;
    model.leadership.election_change = 1;
    State now = chain_state(model, {1, 0});
    initial_leadership(model, now);
    std::vector<Month> elections;
    for (Month month = 0; month < 150; ++month) {
        now.events.clear();
        leadership_step(model, month, now);
        if (count(now, EventKind::election) > 0) elections.push_back(month);
    }
    EXPECT_EQ(elections, (std::vector<Month>{18, 78, 138})) << "July 2009, 2014 and 2019";
}

// Terms of 24 months and a change in a tenth of the elections: of 2,400 heads 10 change in the first month, with a
// standard error of 3.2 (false alarm 6e-5). Were the date's luck used again for the change, 100 would.
TEST(Leadership, ADateOfItsOwnLuckSaysNothingAboutTheElection) {
    Model model = chain_model(1);
    model.leadership.term = 24;
    model.leadership.election_change = .1;
    int changes = 0;
    for (std::uint64_t run = 0; run < 2400; ++run) {
        State now = chain_state(model, {5, run});
        initial_leadership(model, now);
        leadership_step(model, 0, now);
        changes += count(now, EventKind::election) > 0 ? 1 : 0;
    }
    EXPECT_NEAR(changes, 10, 4 * 3.2);
}

// 200 units, 240 months, .3 a year: 1,200 jumps are expected, 4 standard errors are 139 (false alarm 6e-5).
TEST(Leadership, PrioritiesJumpWhileTheHeadStays) {
    Model model = chain_model(1);
    for (int i = 0; i < 199; ++i) add_head(model, "club_" + std::to_string(i), Sector::civil_society, Level::none);
    model.leadership.turnover = 0;
    model.leadership.jump_rate = .3;
    model.leadership.priority_jump = 1;
    State now = chain_state(model, {1, 0});
    now.actors.next_election.assign(now.actors.size(), 32767);
    const ByTopic before = now.actors.priority;
    for (Month month = 0; month < 240; ++month) leadership_step(model, month, now);
    EXPECT_NEAR(static_cast<double>(count(now, EventKind::priorities)), 1200, 139);
    EXPECT_EQ(count(now, EventKind::election), 0);
    int moved = 0;
    for (const ActorId i : IdRange<ActorId>(now.actors.size())) {
        moved += now.actors.priority(i, TopicId(0)) != before(i, TopicId(0)) ? 1 : 0;
        EXPECT_EQ(now.actors.leadership_clear[i], 1);
    }
    EXPECT_GT(moved, 180);
}

TEST(Leadership, CasesAtTheDeskMayGoWithItsHead) {
    Model model = chain_model(4);
    model.population.superior = {ActorId(), ActorId(0), ActorId(0), ActorId(0)};
    model.hierarchy.service_rate = 1e-9;
    for (const double loss : {0., 1.}) {
        model.leadership.case_loss = loss;
        State now = chain_state(model, {1, 0});
        std::vector<CaseId> ids;
        for (int unit = 1; unit < 4; ++unit)
            ids.push_back(
                submit(model, now, {.initiator = ActorId(unit), .counterpart = {}, .topic = TopicId(0), .born = 0}));
        approvals_step(model, 0, now);
        ASSERT_EQ(now.approvals.desks[ActorId(0)].queue.size(), 3U);
        change_leadership(model, 1, now, ActorId(0));
        EXPECT_EQ(count(now, EventKind::case_lost), loss > 0 ? 3 : 0);
        EXPECT_EQ(now.approvals.desks[ActorId(0)].queue.size(), loss > 0 ? 0U : 3U);
        for (const CaseId id : ids) EXPECT_EQ(status(now, id), loss > 0 ? CaseStatus::expired : CaseStatus::waiting);
        EXPECT_EQ(now.approvals.totals[static_cast<std::size_t>(CaseKind::membership)].lost, loss > 0 ? 3 : 0);
        approvals_step(model, 1, now);  // and Little's law still holds at the desk
        EXPECT_EQ(now.approvals.open.size(), loss > 0 ? 0U : 3U);
    }
}

}  // namespace
}  // namespace gemeinsim::tests
