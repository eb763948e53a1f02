// SPDX-License-Identifier: Apache-2.0
#include "model/impact/observables.h"

namespace gemeinsim {

Metrics impact_metrics() {
    return {};
}

}  // namespace gemeinsim
