// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <vector>

#include "base/calendar.h"
#include "base/ids.h"
#include "model/remedies/parameters.h"
#include "random/stream.h"

namespace gemeinsim {

/// What an actor has attended of one training.
struct Attendance {
    EntityKey who = 0;  ///< the actor: a newcomer in its slot begins anew
    double hours = 0;
    Month next = std::numeric_limits<Month>::min();  ///< of its next block, at the soonest
    bool operator==(const Attendance&) const = default;
};

/// An entry that waits for the editor.
struct Submission {
    ActorId provider;
    EntityKey who = 0;
    Month written = 0;
    bool operator==(const Submission&) const = default;
};

/// An entry that the editor has put into the portal.
struct Listing {
    EntityKey who = 0;
    Month written = std::numeric_limits<Month>::min();  ///< from which it ages
    bool operator==(const Listing&) const = default;
};

/// What the portal that serves a place gives its public and planners this month; all 0 where none is open.
struct PortalPage {
    double coverage = 0;  ///< share of the living actors of the portal's places whose entry is shown
    double public_reach = 0;
    double planning = 0;
    bool operator==(const PortalPage&) const = default;
};

/// Offers that providers list: empty where there is no portal.
struct Portal {
    Column<ActorId, Listing> listings;
    Column<ActorId, std::uint8_t> waits;  ///< whether it stands in the queue
    Column<ActorId, std::uint8_t> shown;  ///< in the portal this month and not out of date
    std::vector<Submission> queue;        ///< in the order of the editors' work, each at those of its own places
    Column<PlaceId, PortalPage> pages;    ///< of the portal that serves each place
    double coverage = 0;                  ///< share of all living actors whose entry is shown
    bool operator==(const Portal&) const = default;
};

/// What of remedies changes in a run.
struct Remedies {
    std::vector<std::uint8_t>
        held;  ///< of each row this month: in force, of some strength, and paid; empty before month 0
    std::array<double, remedy_kind_count> strength{};     ///< this month, of each kind the strongest that is held
    std::vector<Column<ActorId, Attendance>> attendance;  ///< of each row, where it is a course
    Portal portal;
    double hours = 0;  ///< that remedies took of actors this month
    long unpaid = 0;   ///< months, over all rows, that were in force and could not be paid

    [[nodiscard]] double of(RemedyKind kind) const { return strength[static_cast<std::size_t>(kind)]; }
    bool operator==(const Remedies&) const = default;
};

}  // namespace gemeinsim
