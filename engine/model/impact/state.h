// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "base/ids.h"

namespace gemeinsim {

/// The severity of one topic, its untouched twin, and the lag through which work reaches it.
struct TopicState {
    double severity = .5;             ///< X, [0, 1]
    double untouched_severity = .5;   ///< X0: the same without any initiative
    std::array<double, 2> lag{};      ///< Erlang-2 stages of the extra outflow
    double observed_index = 0;        ///< what those involved see of the impact index
    double isolated_output = 0;       ///< everybody working alone with the hours that are left
    double full_isolated_output = 0;  ///< of everybody at full hours, before duplication
    double collective_output = 0;
    double beneficiaries = 0;  ///< reached so far

    [[nodiscard]] double impact_index() const {
        return untouched_severity > 0 ? (untouched_severity - severity) / untouched_severity : 0;
    }
    bool operator==(const TopicState&) const = default;
};

struct World {
    Column<TopicId, TopicState> topics;
    bool operator==(const World&) const = default;
};

}  // namespace gemeinsim
