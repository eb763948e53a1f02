// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "base/ids.h"

namespace gemeinsim {

/// What can happen that a user may want to read about one by one. New kinds go to the end: numbers stand in
/// files.
enum class EventKind : std::int8_t {
    founding,
    join,
    leave,
    task,
    decision,
    refusal,
    signature,
    product,
    regression,
    end,
    approval,
    veto,
    expiry,
    election,
    award,
    rejection,
    lapse,
    shock,
    actor_birth,
    actor_end,
    pact,
    pact_end,
    case_lost,   ///< an approval case, with the head of the desk where it waited
    priorities,  ///< they jumped while the head stayed
    withdrawal,  ///< of an approval case
};
inline constexpr int event_kind_count = 25;

/// The words of the kinds, in their order, for the file.
const std::vector<std::string>& event_names();

/// `detail` depends on the kind: the cause of an end, the product's phase, cents of an award.
struct Event {
    Month month = 0;
    EventKind kind = EventKind::founding;
    ActorId actor;
    InitiativeId initiative;
    std::int64_t detail = 0;

    bool operator==(const Event&) const = default;
};

}  // namespace gemeinsim
