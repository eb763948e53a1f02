// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/metric.h"
#include "scenario/registry.h"

namespace gemeinsim {

/// Every parameter, row table and preset of the engine, gathered from the mechanisms' own tables.
const Registry& registry();

/// Every metric that can be recorded, gathered from the mechanisms.
const Metrics& metrics();

}  // namespace gemeinsim
