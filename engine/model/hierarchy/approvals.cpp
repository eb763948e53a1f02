// SPDX-License-Identifier: Apache-2.0
#include "model/hierarchy/rules.h"

namespace gemeinsim {

CaseId submit(const Model&, State&, const CaseRequest&) {
    return {};
}

CaseStatus status(const State& now, CaseId id) {
    return now.approvals.cases[id].status;
}

void approvals_step(const Model&, Month, State&) {}

double regulation_share(const Model&) {
    return 0;
}

Approvals initial_approvals(const Model&) {
    return {};
}

}  // namespace gemeinsim
