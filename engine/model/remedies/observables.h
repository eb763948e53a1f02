// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/metric.h"

namespace gemeinsim {

/// What can be recorded of this mechanism.
Metrics remedies_metrics();

}  // namespace gemeinsim
