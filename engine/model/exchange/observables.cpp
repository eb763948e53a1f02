// SPDX-License-Identifier: Apache-2.0
#include "model/exchange/observables.h"

namespace gemeinsim {

Metrics exchange_metrics() {
    return {};
}

}  // namespace gemeinsim
