// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

#include "base/calendar.h"
#include "base/ids.h"
#include "model/actors/state.h"

namespace gemeinsim {

/// The summands of J; costs are negative, so that all add up to it.
struct JoinParts {
    double base = 0;
    double collective = 0;  ///< own marginal product against working alone
    double benefit = 0;     ///< of the others to the actor's motives
    double bandwagon = 0;
    double membership = 0;  ///< hours of coordination and fee
    double autonomy = 0;
    double position = 0;
    double competition = 0;
    bool operator==(const JoinParts&) const = default;
};

enum class ChoiceKind : std::int8_t { join, stay };

/// One decision about membership and what it was made on.
struct Choice {
    ChoiceKind kind = ChoiceKind::join;
    bool yes = false;        ///< joins, as far as it has to say; or stays
    double probability = 0;  ///< of yes
    Month month = 0;
    InitiativeId initiative = {};
    ActorId actor = {};
    double value = 0;  ///< J
    JoinParts parts = {};
    std::array<double, motive_count> motives = {};  ///< JoinParts::benefit by motive
    bool operator==(const Choice&) const = default;
};

}  // namespace gemeinsim
