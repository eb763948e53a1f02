// SPDX-License-Identifier: Apache-2.0
#include "effects/effect.h"

namespace gemeinsim::tests {

std::vector<Effect> calendar_effects() {
    return {
        {"shocks", "[]", R"([{kind="severity",date="2010-01",months=6,target="youth",size=0.3}])", "untouched_severity",
         1},
        {"shocks", "[]", R"([{kind="leadership",date="2011-06",target="administration_0001"}])", "units_unclear", 1,
         "leadership.unclear_months=24"},
    };
}

}  // namespace gemeinsim::tests
