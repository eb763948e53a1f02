// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/constraint.h"

#include <gtest/gtest.h>

#include "model/hierarchy/rules.h"
#include "model/initiative/coordination.h"
#include "model/initiative/decision.h"
#include "model/initiative/group.h"
#include "model/initiative/phases.h"
#include "model/initiative/signature.h"

namespace gemeinsim::tests {
namespace {

struct Group {
    Model model = plain_model(6);
    State now = plain_state(model, {12, 0});
    InitiativeId id = start(model, now, 6);
    Group() {
        for (const ActorId i : IdRange<ActorId>(6)) now.actors.know_how[i] = 1;
        initiative().group_hours = 1e6;
        initiative().trust = .6;
    }
    [[nodiscard]] Initiative& initiative() { return now.initiatives.all[id]; }
    WaitsFor note(Month month = 0) {
        note_constraint(model, month, now, id);
        return initiative().waits_for;
    }
    void office(bool paid) {
        model.governance.broker = Broker::separate_office;
        model.governance.broker_paid_by = BrokerPaidBy::host_administration;
        initiative().broker = ActorId(0);
        initiative().office_fte = 1;
        initiative().office_funded = paid;
        initiative().months_unfunded = paid ? 0 : 1;
        now.actors.priority(ActorId(0), TopicId(0)) = 1;
    }
};

TEST(Constraint, IsTheTasksOwnPaceWhereNothingSlowsItDown) {
    Group g;
    const WaitsFor record = g.note();
    EXPECT_EQ(record.constraint, Constraint::task);
    EXPECT_EQ(record.detail, ConstraintDetail::own_pace);
    EXPECT_EQ(record.speed, 1);
}

TEST(Constraint, NamesTheTaskThatTakesLongest) {
    Group g;
    for (Task& task : g.initiative().tasks) task.threshold = task.number == 1 ? 5 : 1;
    EXPECT_EQ(task_kinds()[static_cast<std::size_t>(g.note().task)].id, "steering_group");
    g.initiative().tasks[1].progress = 4.5;
    g.initiative().tasks[0].progress = .6;
    EXPECT_NE(task_kinds()[static_cast<std::size_t>(g.note().task)].id, "steering_group");
}

TEST(Constraint, NamesTheFactorThatWouldSpeedTheTaskUpMost) {
    Group g;
    Initiative& one = g.initiative();
    one.conditions[static_cast<std::size_t>(Condition::goal)] = .5;
    EXPECT_EQ(g.note().detail, ConstraintDetail::common_goal);
    EXPECT_NEAR(g.note().speed, .5, 1e-12);
    one.coordination = .4;
    EXPECT_EQ(g.note().constraint, Constraint::hours);
    EXPECT_EQ(g.note().detail, ConstraintDetail::coordination);
    one.group_hours = .04 * g.model.initiatives.reference_hours;  // factor .2
    EXPECT_EQ(g.note().detail, ConstraintDetail::work);
    EXPECT_NEAR(g.note().speed, .2, 1e-12);
}

// Too few to sign a product: whatever else is relaxed, none can come.
TEST(Constraint, IsMembersWhereThoseWhoTakePartCouldNotSign) {
    Group g;
    Initiative& one = g.initiative();
    one.group_hours = 0;  // hours would be what is short, were there members to give them
    one.members.resize(1);
    EXPECT_EQ(g.note().constraint, Constraint::members);
    EXPECT_EQ(g.note().detail, ConstraintDetail::nobody_joins);
    EXPECT_EQ(g.note().speed, 0);
    Member asked;
    asked.actor = ActorId(4);
    one.members.push_back(asked);
    EXPECT_EQ(g.note().detail, ConstraintDetail::invited);
    EXPECT_EQ(g.note().actor, ActorId(4));
    one.members.pop_back();
    for (const std::size_t i : {3U, 3U, 3U}) {
        Member member;
        member.actor = ActorId(i);
        member.status = MemberStatus::member;
        one.members.push_back(member);
    }
    EXPECT_EQ(g.note().detail, ConstraintDetail::one_sector) << "four of one sector";
    one.members.back().actor = ActorId(2);
    EXPECT_NE(g.note().constraint, Constraint::members) << "relaxed: more members of a second sector";
}

TEST(Constraint, CountsImpactOrientationForTasksOfImpactAnalysisOnly) {
    Group g;
    for (const ActorId i : IdRange<ActorId>(6)) g.now.actors.impact_orientation[i] = 0;
    open_phase(g.model, 0, g.now, g.initiative(), Phase::implementation);
    for (Task& task : g.initiative().tasks) task.threshold = task.strand == Strand::impact_analysis ? 9 : 1;
    EXPECT_EQ(g.note().detail, ConstraintDetail::impact_orientation);
    for (Task& task : g.initiative().tasks) task.threshold = task.strand == Strand::impact_analysis ? .01 : 9;
    EXPECT_EQ(g.note().detail, ConstraintDetail::own_pace);
}

TEST(Constraint, IsMoneyWhereAnUnpaidOfficeIsWhatCoordinationAndSkillLack) {
    Group g;
    g.office(false);
    g.initiative().coordination = .2;
    WaitsFor record = g.note();
    EXPECT_EQ(record.constraint, Constraint::money);
    EXPECT_EQ(record.detail, ConstraintDetail::line_empty);
    EXPECT_EQ(record.actor, ActorId(0));
    g.now.actors.priority(ActorId(0), TopicId(0)) = 0;
    EXPECT_EQ(g.note().detail, ConstraintDetail::host_withdrew);
    g.model.governance.broker_paid_by = BrokerPaidBy::members;
    EXPECT_EQ(g.note().detail, ConstraintDetail::members_short);
    g.model.governance.broker_paid_by = BrokerPaidBy::grant;
    EXPECT_EQ(g.note().detail, ConstraintDetail::account_short);
    g.initiative().office_funded = true;
    g.initiative().months_unfunded = 0;
    EXPECT_EQ(g.note().constraint, Constraint::hours) << "an office that is paid and too small";
}

TEST(Constraint, IsNoMatterOfMoneyWhereNobodyHostsTheOffice) {
    Group g;
    g.office(false);
    g.initiative().broker = {};
    open_phase(g.model, 0, g.now, g.initiative(), Phase::design);
    const WaitsFor record = g.note();
    EXPECT_EQ(record.constraint, Constraint::task);
    EXPECT_EQ(record.detail, ConstraintDetail::no_host);
    EXPECT_EQ(task_kinds()[static_cast<std::size_t>(record.task)].id, "set_up_office");
    EXPECT_EQ(record.speed, 0);
}

struct Desks : Group {
    Desks() {
        make_bare(model);
        model.hierarchy.approval_depth = 2;
        for (Member& member : initiative().members) member.vote = 1;
        open_signature(model, 1, now, initiative());
    }
    Desk& desk() { return now.approvals.desks[ActorId(0)]; }
};

TEST(Constraint, NamesTheDeskTheUnitBelowItAndWhyItStands) {
    Desks g;
    WaitsFor record = g.note(1);
    EXPECT_EQ(record.constraint, Constraint::approval);
    EXPECT_EQ(record.actor, ActorId(0));
    EXPECT_EQ(record.about, ActorId(3)) << "the only unit with a superior";
    EXPECT_EQ(record.detail, ConstraintDetail::desk_service);
    g.desk().queue.push_back({CaseId(), 1});
    EXPECT_EQ(g.note(1).detail, ConstraintDetail::desk_queue);
    g.desk().absent_until = 4;
    EXPECT_EQ(g.note(1).detail, ConstraintDetail::desk_absent);
    EXPECT_EQ(g.note(3).detail, ConstraintDetail::desk_queue) << "back by then";
    g.now.actors.leadership_clear[ActorId(0)] = 0;
    EXPECT_EQ(g.note(1).detail, ConstraintDetail::leadership_unclear);
}

TEST(Constraint, NamesTheSignatureThatIsExpectedLast) {
    Model model = plain_model(9);
    make_bare(model);
    model.hierarchy.approval_depth = 2;
    model.population.superior[ActorId(6)] = ActorId(3);  // a unit below a unit: two desks where unit 3 has one
    State now = plain_state(model, {12, 1});
    const InitiativeId id = start(model, now, 9);
    for (Member& member : now.initiatives.all[id].members) member.vote = 1;
    open_signature(model, 1, now, now.initiatives.all[id]);
    note_constraint(model, 1, now, id);
    EXPECT_EQ(now.initiatives.all[id].waits_for.about, ActorId(6));
    EXPECT_EQ(now.initiatives.all[id].waits_for.actor, ActorId(3));
    // Unit 3's own case is the later one where its desk's next is overrun.
    now.initiatives.all[id].members[6].vote = -1;
    note_constraint(model, 1, now, id);
    EXPECT_EQ(now.initiatives.all[id].waits_for.about, ActorId(3));
}

TEST(Constraint, NamesTheReplyThatSettlesTheVoteAndItsSide) {
    Group g;
    g.model.governance.decision = DecisionRule::majority;
    g.initiative().gate = Gate::decision;
    for (std::size_t m = 0; m < 6; ++m) {
        g.initiative().members[m].vote = m < 2 ? 0 : 1;
        g.initiative().members[m].replies_at = 1 + static_cast<double>(m);
    }
    WaitsFor record = g.note(2);
    EXPECT_EQ(record.actor, ActorId(5)) << "the fourth yes";
    EXPECT_EQ(record.detail, ConstraintDetail::reply_awaited);
    EXPECT_EQ(record.side, Side::business);
    g.initiative().members[5].follows = ActorId(0);
    record = g.note(2);
    EXPECT_EQ(record.side, Side::dependents);
    EXPECT_EQ(record.about, ActorId(0));
    for (Member& member : g.initiative().members) member.replies_at = -1;
    EXPECT_EQ(g.note(2).detail, ConstraintDetail::nobody_votes);
}

TEST(Constraint, NamesWhoDecidesAlone) {
    Group g;
    g.model.governance.decision = DecisionRule::superior_decides;
    g.initiative().gate = Gate::decision;
    g.initiative().decider_replies_at = 9;
    EXPECT_EQ(g.note(2).detail, ConstraintDetail::decider_awaited);
    EXPECT_EQ(g.note(2).actor, ActorId(0));
}

TEST(Constraint, RemembersWhoRefusedWhileTheStrategicTaskIsBegunAnew) {
    Group g;
    g.model.governance.decision = DecisionRule::consensus;
    g.model.initiatives.vote_intercept = -50;
    g.model.initiatives.reply_rate = 1e6;
    for (Task& task : g.initiative().tasks) task.progress = task.threshold;
    run_phases(g.model, g.now, g.id, 0, 1e-3);
    ASSERT_EQ(g.initiative().gate, Gate::tasks) << "refused";
    const WaitsFor record = g.note();
    EXPECT_EQ(task_kinds()[static_cast<std::size_t>(record.task)].id, "common_goal");
    EXPECT_EQ(record.again, Refused::by_vote);
    EXPECT_EQ(
        record.actor, g.now.events.empty() ? ActorId() : [&] {
            ActorId refusing;
            for (const Event& event : g.now.events)
                if (event.kind == EventKind::refusal) refusing = event.actor;
            return refusing;
        }());
    open_phase(g.model, 1, g.now, g.initiative(), Phase::design);
    EXPECT_EQ(g.note().again, Refused::no) << "a new phase has no refused text";
}

TEST(Constraint, NamesTheSideOfMostNoesAndTheDependents) {
    Group g;
    for (std::size_t m = 0; m < 6; ++m) {
        g.initiative().members[m].vote = 0;
        g.initiative().members[m].replies_at = static_cast<double>(m);
    }
    // By reply 3: administration twice (0, 3), civil society and business once.
    RefusedText text = voted_down(g.now, g.initiative(), {false, 3, ActorId(3), ActorId(3)});
    EXPECT_EQ(text.side, Side::administration);
    EXPECT_EQ(text.actor, ActorId(3));
    for (const std::size_t m : {0U, 1U, 2U}) g.initiative().members[m].follows = ActorId(4);
    text = voted_down(g.now, g.initiative(), {false, 3, ActorId(2), ActorId(2)});
    EXPECT_EQ(text.side, Side::dependents);
    EXPECT_EQ(text.about, ActorId(4));
}

TEST(Constraint, TellsUnwillingSignersFromSuperiorsWhoForbid) {
    Group g;
    make_bare(g.model);
    for (Member& member : g.initiative().members) member.vote = member.actor == ActorId(1) ? 1 : 0;
    open_signature(g.model, 1, g.now, g.initiative());
    EXPECT_FALSE(sign(g.model, 1, g.now, g.id));
    EXPECT_EQ(g.initiative().refused_text.how, Refused::by_signers);
    EXPECT_EQ(g.initiative().refused_text.actor, ActorId(0));

    Desks d;
    d.model.initiatives.signers = 6;
    for (ApprovalCase& one : d.now.approvals.cases) {
        one.status = CaseStatus::vetoed;
        one.closed = 2;
    }
    EXPECT_FALSE(sign(d.model, 2, d.now, d.id));
    EXPECT_EQ(d.initiative().refused_text.how, Refused::by_superiors);
    EXPECT_EQ(d.initiative().refused_text.actor, ActorId(0));
    EXPECT_EQ(d.initiative().refused_text.about, ActorId(3));
}

}  // namespace
}  // namespace gemeinsim::tests
