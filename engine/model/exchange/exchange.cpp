// SPDX-License-Identifier: Apache-2.0
#include "model/exchange/rules.h"

namespace gemeinsim {

void exchange_step(const Model&, Month, State&) {}

TrustTable initial_trust(const Model&) {
    return {};
}

}  // namespace gemeinsim
