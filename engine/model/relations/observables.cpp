// SPDX-License-Identifier: Apache-2.0
#include "model/relations/observables.h"

namespace gemeinsim {

Metrics relations_metrics() {
    return {};
}

}  // namespace gemeinsim
