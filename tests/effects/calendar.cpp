// SPDX-License-Identifier: Apache-2.0
#include "effects/effect.h"

namespace gemeinsim::tests {

std::vector<Effect> calendar_effects() {
    return {
        {"shocks", "[]", R"([{kind="severity",date="2010-01",months=6,target="youth",size=0.3}])", "untouched_severity",
         1},
        {"shocks", "[]", R"([{kind="leadership",date="2011-06",target="administration_0001"}])", "units_unclear", 1,
         "leadership.unclear_months=24"},
        {"remedies", "[]", R"([{kind="training",start="2008-01",months=24,strength=0.9}])", "products", 1},
        {"remedies", "[]", R"([{kind="training",start="2008-01",months=24,cost=100}])", "remedies_cost", 1},
        {"remedies", "[]", R"([{kind="round_table_meetings",start="2008-01",months=48,strength=0.5}])",
         "awareness_across_sectors", 1},
    };
}

}  // namespace gemeinsim::tests
