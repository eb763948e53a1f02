// SPDX-License-Identifier: Apache-2.0
#include "effects/effect.h"

namespace gemeinsim::tests {

std::vector<Effect> relations_effects() {
    return {};
}

}  // namespace gemeinsim::tests
