// SPDX-License-Identifier: Apache-2.0
#include "effects/effect.h"

namespace gemeinsim::tests {

std::vector<Effect> initiative_effects() {
    return {};
}

}  // namespace gemeinsim::tests
