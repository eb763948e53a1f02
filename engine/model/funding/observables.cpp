// SPDX-License-Identifier: Apache-2.0
#include "model/funding/observables.h"

namespace gemeinsim {

Metrics funding_metrics() {
    return {};
}

}  // namespace gemeinsim
