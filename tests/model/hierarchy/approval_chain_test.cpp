// SPDX-License-Identifier: Apache-2.0
// Little's law holds on every path; sojourns in a chain of desks are a case of selfcheck (A18).
#include <gtest/gtest.h>

#include "model/hierarchy/chain.h"
#include "model/hierarchy/desks.h"

namespace gemeinsim::tests {
namespace {

TEST(ApprovalChain, LittlesLawHoldsOnEveryPath) {
    Model model = chain_model(5);
    model.hierarchy = hierarchy_parameters().defaults();  // background, returns, vetoes, absences and lapses
    model.hierarchy.weight_membership = 1;
    model.hierarchy.expiry_months = 4;
    State now = chain_state(model, {7, 0});
    for (Month month = 0; month < 240; ++month) {
        submit(model, now,
               {.initiator = ActorId(4),
                .counterpart = ActorId(0),
                .subject = static_cast<std::uint64_t>(month),
                .topic = TopicId(0),
                .born = month + .25});
        approvals_step(model, month, now);
    }
    for (const ActorId owner : now.approvals.staffed) {
        const Desk& desk = now.approvals.desks[owner];
        EXPECT_GT(desk.served, 50);
        EXPECT_NEAR(desk.load_integral, sojourn_inside(desk), 1e-6 * desk.load_integral);
    }
}

}  // namespace
}  // namespace gemeinsim::tests
