// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "base/calendar.h"

namespace gemeinsim {

struct Model;
struct State;

/// When within a month a step acts.
enum class Timing {
    dates,    ///< at calendar dates
    monthly,  ///< once
    events,   ///< at points of continuous time within the month
    both,     ///< events and a monthly part
};

/// One step of the month: data that is run, printed by `describe`, stored in every file and turned into
/// documentation.
struct Step {
    std::string_view name;
    std::vector<std::string_view> reads;  ///< parts of the state
    std::vector<std::string_view> writes;
    Timing timing = Timing::monthly;
    bool during_burn_in = false;
    std::string_view text;
    void (*rule)(const Model&, Month, State&) = nullptr;
};

}  // namespace gemeinsim
