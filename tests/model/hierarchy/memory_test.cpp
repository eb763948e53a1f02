// SPDX-License-Identifier: Apache-2.0
// The month of the desks asks for no memory once its space has grown. Counts every allocation of the program, so it is
// a program of its own.
#include <gtest/gtest.h>

#include "model/hierarchy/chain.h"
#include "support/allocations.h"

namespace gemeinsim::tests {
namespace {

TEST(Approvals, AskForNoMemoryInAMonthLikeThoseBefore) {
    Model model = chain_model(6);
    model.hierarchy = hierarchy_parameters().defaults();
    model.hierarchy.approval_depth = 3;
    model.hierarchy.weight_membership = 1;
    model.leadership.case_loss = .5;
    State now = chain_state(model, {1, 0});
    initial_leadership(model, now);
    constexpr Month warm = 3000;
    long during = 0;
    for (Month month = 0; month < warm + 60; ++month) {
        now.events.clear();
        for (const ActorId i : IdRange<ActorId>(now.actors.size()))
            if ((month + static_cast<Month>(i.index())) % 8 == 0)
                submit(model, now,
                       {.initiator = i,
                        .counterpart = {},
                        .subject = static_cast<std::uint64_t>(month),
                        .topic = TopicId(0),
                        .born = month + .5});
        const long before = allocations();
        leadership_step(model, month, now);
        approvals_step(model, month, now);
        // What was asked last is wanted no more every fifth month: that asks for no memory either.
        if (month % 5 == 0 && !now.approvals.open.empty()) {
            CaseId last = now.approvals.open.back();
            withdraw_case(month, now, last);
        }
        if (month >= warm) during += allocations() - before;
    }
    EXPECT_GT(now.approvals.totals[static_cast<std::size_t>(CaseKind::membership)].withdrawn, 100);
    EXPECT_GT(now.approvals.totals[static_cast<std::size_t>(CaseKind::membership)].lost, 10);
    EXPECT_EQ(during, 0);
    EXPECT_GT(now.approvals.totals[static_cast<std::size_t>(CaseKind::membership)].approved, 500);
    EXPECT_LT(now.approvals.cases.size(), 60U) << "closed cases are used again";
}

}  // namespace
}  // namespace gemeinsim::tests
