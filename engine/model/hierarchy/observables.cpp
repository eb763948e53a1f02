// SPDX-License-Identifier: Apache-2.0
#include "model/hierarchy/observables.h"

namespace gemeinsim {

Metrics hierarchy_metrics() {
    return {};
}

}  // namespace gemeinsim
