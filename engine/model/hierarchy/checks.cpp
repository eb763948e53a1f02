// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "model/hierarchy/desks.h"

namespace gemeinsim {

void check_desks(const Model& model, const Scenario& scenario, Issues& issues) {
    const HierarchyParameters& p = model.hierarchy;
    const double present = 1 / (1 + p.absence_rate * p.absence_months);
    const bool asked = p.approval_depth > p.delegated_depth || model.jurisdiction.holders > 0;
    if (!asked || p.utilisation < present) return;
    const auto found = scenario.values.find("hierarchy.utilisation");
    issues.warning(
        {found != scenario.values.end() ? found->second.where : Location(), "hierarchy.utilisation",
         "the queues at desks grow without end",
         fmt::format("desks have work for {} of their time and are there for {:.3g} of it", p.utilisation, present),
         "lower it, hierarchy.absence_rate or hierarchy.absence_months"});
}

}  // namespace gemeinsim
