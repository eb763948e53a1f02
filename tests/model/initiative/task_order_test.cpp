// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/task_order.h"

#include <gmock/gmock.h>

#include <cmath>
#include <string>
#include <vector>

#include "model/initiative/constraint.h"
#include "model/initiative/group.h"
#include "model/initiative/phases.h"

namespace gemeinsim::tests {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string complaint(const std::vector<std::string>& after) {
    Model model = plain_model(4);
    model.initiatives.after = after;
    Issues issues;
    read_task_order(model, issues);
    return issues.any() ? issues.errors().front().problem : std::string();
}

TEST(TaskOrder, NamesTwoTasksOfOnePhase) {
    EXPECT_THAT(complaint({"common_goal after convene", "means_for_office after convene"}), IsEmpty());
    EXPECT_THAT(complaint({"common_goal"}), HasSubstr("names no two tasks"));
    EXPECT_THAT(complaint({"common_goal after rain"}), HasSubstr("names no two tasks"));
    EXPECT_THAT(complaint({"action_plan after common_goal"}), HasSubstr("two phases"));
}

TEST(TaskOrder, GoesInNoCircle) {
    EXPECT_THAT(complaint({"convene after convene"}), HasSubstr("circle"));
    EXPECT_THAT(complaint({"steer after data", "data after measures", "measures after steer"}), HasSubstr("circle"));
    EXPECT_THAT(complaint({"steer after data", "data after measures", "communicate after steer"}), IsEmpty());
}

/// A bare initiative of four members with a lead, tasks at .1 a month in the order that is given.
struct Ordered {
    Model model = plain_model(4);
    State now;
    InitiativeId id;
    explicit Ordered(const std::vector<std::string>& after, std::uint64_t replicate = 0) {
        make_bare(model);
        model.governance.broker = Broker::lead_member;
        model.initiatives.rate_initiation = .1;
        model.initiatives.after = after;
        Issues issues;
        read_task_order(model, issues);
        EXPECT_FALSE(issues.any());
        now = plain_state(model, {7, replicate});
        id = start(model, now, 4);
        initiative().broker = ActorId(0);
    }
    Initiative& initiative() { return now.initiatives.all[id]; }
    /// When all tasks of the phase are done.
    double done_at() {
        for (Month month = 0; month < 3000; ++month) {
            const double at = work_on_tasks(model, now, id, month, month + 1);
            if (tasks_done(initiative())) return at;
        }
        return std::numeric_limits<double>::infinity();
    }
};

const std::vector<std::string> chain = {"steering_group after convene", "means_for_office after steering_group",
                                        "common_goal after means_for_office"};

// Exact for each draw: side by side the longest task, in a chain the sum of all, in a fork the longer arm.
TEST(TaskOrder, LetsEachTaskBeginWhenThoseBeforeItAreDone) {
    for (std::uint64_t replicate = 0; replicate < 50; ++replicate) {
        Ordered free({}, replicate);
        std::vector<double> months;
        for (const Task& task : free.initiative().tasks) months.push_back(task.threshold / .1);
        ASSERT_EQ(months.size(), 4U);
        EXPECT_NEAR(free.done_at(), *std::max_element(months.begin(), months.end()), 1e-9);
        EXPECT_NEAR(Ordered(chain, replicate).done_at(), months[0] + months[1] + months[2] + months[3], 1e-9);
        Ordered fork({"common_goal after convene", "means_for_office after convene"}, replicate);
        EXPECT_NEAR(fork.done_at(), std::max(months[1], months[0] + std::max(months[2], months[3])), 1e-9);
    }
}

// The whole phase in law: a chain of four tasks at .1 a month takes an Erlang time, mean 40, variance 400. Its mean
// over 4000 runs has the standard error .316; 4 of them: a false alarm in 16,000 seeds.
TEST(TaskOrder, MakesAChainOfTasksAnErlangTime) {
    double sum = 0;
    for (std::uint64_t replicate = 0; replicate < 4000; ++replicate) sum += Ordered(chain, replicate).done_at();
    EXPECT_NEAR(sum / 4000, 40, 4 * std::sqrt(400. / 4000));
}

TEST(TaskOrder, IgnoresTasksThatAreVoid) {
    Ordered g(chain);
    g.model.governance.broker = Broker::none;  // no means to raise for an office
    open_phase(g.model, 0, g.now, g.initiative(), Phase::initiation);
    ASSERT_EQ(g.initiative().tasks.size(), 3U);
    double months = 0;
    for (const Task& task : g.initiative().tasks)
        if (task.number != 3) months += task.threshold / .1;
    // With nobody to wait for, the common goal runs beside the two others.
    EXPECT_NEAR(g.done_at(), std::max(months, g.initiative().tasks[2].threshold / .1), 1e-9);
}

TEST(TaskOrder, PutsTheTaskThatIsWorkedOnIntoTheRecord) {
    Ordered g(chain);
    const auto waits_for = [&] {
        const Task* task = slowest_task(g.model, g.now, g.initiative());
        return task == nullptr ? -1 : task->number;
    };
    for (Task& task : g.initiative().tasks) task.threshold = 1 + task.number;
    EXPECT_EQ(waits_for(), 0) << "the last of the chain is the longest, but the first is in hand";
    g.initiative().tasks[0].progress = 1;
    EXPECT_EQ(waits_for(), 1);
    g.initiative().tasks[1].progress = 2;
    g.initiative().tasks[2].progress = 3;
    EXPECT_EQ(waits_for(), 3);
}

}  // namespace
}  // namespace gemeinsim::tests
