// SPDX-License-Identifier: Apache-2.0
#include "model/initiative/observables.h"

namespace gemeinsim {

Metrics initiatives_metrics() {
    return {};
}

}  // namespace gemeinsim
