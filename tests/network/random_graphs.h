// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "network/generators.h"

namespace gemeinsim::tests {

/// n names: "actor 0", "actor 1", ...
inline std::vector<EntityKey> names(std::size_t n) {
    std::vector<EntityKey> all;
    for (std::size_t i = 0; i < n; ++i) all.push_back(hash_name("actor " + std::to_string(i)));
    return all;
}

}  // namespace gemeinsim::tests
