// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/tasks.h"

#include <gtest/gtest.h>

#include <cmath>

#include "model/initiative/constraint.h"
#include "model/initiative/group.h"

namespace gemeinsim::tests {
namespace {

struct Group {
    Model model = plain_model(4);
    State now = plain_state(model, {7, 0});
    InitiativeId id = start(model, now, 4);
    [[nodiscard]] Initiative& initiative() { return now.initiatives.all[id]; }
};

std::size_t tasks_of(Group& g, Broker broker, Phase phase) {
    g.model.governance.broker = broker;
    open_phase(g.model, 0, g.now, g.initiative(), phase);
    return g.initiative().tasks.size();
}

TEST(Tasks, AreFourFiveAndFour) {
    Group g;
    EXPECT_EQ(tasks_of(g, Broker::separate_office, Phase::initiation), 4);
    EXPECT_EQ(tasks_of(g, Broker::separate_office, Phase::design), 5);
    EXPECT_EQ(tasks_of(g, Broker::separate_office, Phase::implementation), 4);
}

TEST(Tasks, ThatNeedAnOfficeAreVoidWithoutABroker) {
    Group g;
    EXPECT_EQ(tasks_of(g, Broker::none, Phase::initiation), 3);
    EXPECT_EQ(tasks_of(g, Broker::none, Phase::design), 4);
    EXPECT_EQ(tasks_of(g, Broker::none, Phase::implementation), 4);
}

TEST(Tasks, KeepTheirThresholdsWhateverTheGovernance) {
    Group with;
    Group without;
    tasks_of(with, Broker::separate_office, Phase::design);
    tasks_of(without, Broker::none, Phase::design);
    for (const Task& task : without.initiative().tasks)
        EXPECT_EQ(task.threshold, with.initiative().tasks[static_cast<std::size_t>(task.number)].threshold);
}

TEST(Tasks, ReopenedOneStartsFromNothingWithAnotherThreshold) {
    Group g;
    Task& task = g.initiative().tasks[1];
    const double before = task.threshold;
    task.progress = before;
    reopen_task(g.now, g.initiative(), task);
    EXPECT_EQ(task.progress, 0);
    EXPECT_NE(task.threshold, before);
}

TEST(Tasks, SpeedIsTheProductOfTheFactors) {
    Group g;
    Initiative& initiative = g.initiative();
    initiative.group_hours = 18;  // a quarter of H0
    initiative.coordination = .5;
    initiative.conditions[static_cast<std::size_t>(Condition::goal)] = .8;
    for (const ActorId i : IdRange<ActorId>(4)) {
        g.now.actors.know_how[i] = .4;
        g.now.actors.impact_orientation[i] = .6;
    }
    g.model.governance.broker = Broker::separate_office;
    initiative.broker = ActorId(0);
    initiative.office_funded = true;
    const WorkRate rate = work_rate(g.model, g.now, initiative);
    EXPECT_NEAR(rate.hours, .5, 1e-12);
    EXPECT_NEAR(rate.know_how, .25 + .75 * (.55 * .4 + .45 * .8 * .5), 1e-12);
    EXPECT_NEAR(rate.impact, .3 + .7 * .6, 1e-12);
    Task task;
    EXPECT_NEAR(task_rate(g.model, initiative, rate, task), .26 * .5 * rate.know_how * .8 * .5, 1e-12);
    task.strand = Strand::impact_analysis;
    EXPECT_NEAR(task_rate(g.model, initiative, rate, task), .26 * .5 * rate.know_how * .8 * .5 * rate.impact, 1e-12);
}

TEST(Tasks, SettingUpTheOfficeWaitsForItsMoney) {
    Group g;
    tasks_of(g, Broker::separate_office, Phase::design);
    Initiative& initiative = g.initiative();
    initiative.broker = ActorId(0);
    initiative.group_hours = 1e6;
    initiative.months_unfunded = 1;
    work_on_tasks(g.model, g.now, g.id, 0, 100);
    EXPECT_FALSE(tasks_done(initiative));
    note_constraint(g.model, 0, g.now, g.id);
    EXPECT_EQ(initiative.waits_for.constraint, Constraint::money);
    initiative.office_funded = true;
    work_on_tasks(g.model, g.now, g.id, 100, 200);
    EXPECT_TRUE(tasks_done(initiative));
}

TEST(Tasks, TakeTheSameTimeHoweverItIsCutIntoSteps) {
    Group whole;
    Group pieces;
    for (Group* g : {&whole, &pieces}) {
        make_bare(g->model);
        g->initiative().group_hours = 72;
    }
    const double at = work_on_tasks(whole.model, whole.now, whole.id, 0, 10000);
    double step = 0;
    double done_at = 0;
    while (!tasks_done(pieces.initiative())) {
        done_at = work_on_tasks(pieces.model, pieces.now, pieces.id, step, step + .7);
        step += .7;
    }
    EXPECT_NEAR(at, done_at, 1e-9);
}

TEST(Constraint, NamesTheScarcestOfHoursAndSkill) {
    Group g;
    Initiative& initiative = g.initiative();
    for (const ActorId i : IdRange<ActorId>(4)) g.now.actors.know_how[i] = 1;
    initiative.group_hours = .72;  // a hundredth of H0: factor .1
    note_constraint(g.model, 0, g.now, g.id);
    EXPECT_EQ(initiative.waits_for.constraint, Constraint::hours);
    initiative.group_hours = 720;
    for (const ActorId i : IdRange<ActorId>(4)) g.now.actors.know_how[i] = 0;
    note_constraint(g.model, 0, g.now, g.id);
    EXPECT_EQ(initiative.waits_for.constraint, Constraint::task);
    EXPECT_EQ(initiative.months_lost[static_cast<std::size_t>(Constraint::hours)], 1);
    EXPECT_EQ(initiative.months_lost[static_cast<std::size_t>(Constraint::task)], 1);
}

}  // namespace
}  // namespace gemeinsim::tests
