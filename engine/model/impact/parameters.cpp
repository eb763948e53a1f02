// SPDX-License-Identifier: Apache-2.0
#include "model/impact/parameters.h"

namespace gemeinsim {

const ParameterTable<ImpactParameters>& impact_parameters() {
    static const ParameterTable<ImpactParameters> table("impact");
    return table;
}

const ParameterTable<Topic>& topic_columns() {
    static const std::vector<std::string> assets = {"information", "competence", "resources", "influence",
                                                    "control"};
    static const ParameterTable<Topic> table =
        ParameterTable<Topic>("")
            .text("title", &Topic::title,
                  {.role = Role::constant, .source = "the user", .text = "Name in figures"})
            .real("severity", &Topic::severity,
                  {.range = {0, 1},
                   .standard = .5,
                   .source = "equilibrium of inflow and outflow .02 each",
                   .text = "X at month 0: share of the target group that the problem affects"})
            .texts("assets", &Topic::assets,
                   {.standard = assets,
                    .role = Role::constant,
                    .source = "assumption",
                    .text = "Assets that work on this topic needs"},
                   assets)
            .real("target_group", &Topic::target_group,
                  {.unit = "persons",
                   .range = {0, 1e9},
                   .standard = 1000,
                   .role = Role::constant,
                   .source = "assumption",
                   .text = "People for whom the topic matters"});
    return table;
}

}  // namespace gemeinsim
