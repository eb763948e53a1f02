// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "base/ids.h"
#include "random/stream.h"

namespace gemeinsim {

/// One desk's month: what comes next, and from which streams.
struct DeskClock {
    static constexpr double never = std::numeric_limits<double>::infinity();

    ActorId owner;
    std::uint32_t successor = nobody;  ///< place in the group of the desk where background business goes on
    Stream arrivals;
    Stream services;
    Stream absences;
    double next_arrival = never;
    double next_done = never;  ///< of the service in progress
    double next_absence = never;
    double present = 0;  ///< integral of the number present this month
    double stayed = 0;   ///< sum of the times that those who left spent here this month

    static constexpr std::uint32_t nobody = std::numeric_limits<std::uint32_t>::max();
};

/// A case that was decided, to be told once all desks are done.
struct Decision {
    double time = 0;
    EntityKey entity = 0;
    CaseId id = {};
};

/// A case that reaches its first desk this month.
struct Birth {
    std::uint32_t group = 0;
    double born = 0;
    std::uint32_t number = 0;  ///< in the order of (birth, name)
    CaseId id = {};
};

/// What the desks of one block need while they work.
struct DeskBlock {
    std::vector<DeskClock> clocks;
    std::vector<std::uint32_t> winners;  ///< of the tournament for the next event
    std::vector<Decision> decisions;
};

/// Memory that the step "approvals" keeps from month to month, so that it need not ask for it again. No rule reads what
/// is left in it: two states that differ here only are the same, and a copy begins with none.
struct DeskSpace {
    std::vector<std::uint32_t> leader;  ///< by place in `staffed`: the first desk of the group
    std::vector<std::uint32_t> next;    ///< by place in `staffed`: the next desk of the hierarchy's chain
    std::vector<std::uint32_t> order;   ///< places in `staffed`, group by group
    std::vector<std::uint32_t> starts;  ///< of the groups in `order`, and its end
    std::vector<Birth> births;          ///< group by group, in the order of time
    std::vector<DeskBlock> blocks;
    std::vector<Decision> decisions;  ///< of all blocks
    std::vector<std::uint8_t> held;   ///< by case

    DeskSpace() = default;
    DeskSpace(const DeskSpace& /*other*/) {}
    DeskSpace(DeskSpace&&) = default;
    DeskSpace& operator=(const DeskSpace& /*other*/) { return *this; }
    DeskSpace& operator=(DeskSpace&&) = default;
    ~DeskSpace() = default;
    bool operator==(const DeskSpace& /*other*/) const { return true; }
};

}  // namespace gemeinsim
