// SPDX-License-Identifier: Apache-2.0
#include "model/funding/rules.h"

namespace gemeinsim {

void programmes_step(const Model&, Month, State&) {}

void funding_step(const Model&, Month, State&) {}

Funding initial_funding(const Model&, const State&) {
    return {};
}

AccountId open_initiative_account(State&, const std::string&) {
    return {};
}

}  // namespace gemeinsim
