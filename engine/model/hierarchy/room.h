// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "base/ids.h"

namespace gemeinsim {

/// What changes of leadership are noted in; lives in a Scratch.
struct HierarchyRoom {
    std::vector<ActorId> changed;  ///< whose head has changed this month
};

}  // namespace gemeinsim
