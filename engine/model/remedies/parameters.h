// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "base/ids.h"
#include "base/money.h"
#include "scenario/parameter_table.h"

namespace gemeinsim {

enum class RemedyKind {
    round_table_meetings,
    portal,
    training,
    guides,
    fast_track,
    delegation,
    mediation,
    long_grants,
    pooled_budget,
    indicator_support,
    backbone_funding,
};
inline constexpr std::size_t remedy_kind_count = 11;

/// For whom a training is: everybody who takes part in an initiative, the heads of their organisations, or those who
/// carry the relations.
enum class Audience { participants, leaders, coordinators };

/// One row of [[remedies]].
struct Remedy {
    RemedyKind kind = RemedyKind::training;
    std::optional<Calendar> start;
    int months = 0;
    std::optional<Calendar> end;  ///< its last month, in place of a length
    double strength = 0;
    Cents cost = 0;  ///< per month
    std::string payer;

    Audience audience = Audience::participants;  ///< this and the next two: of training
    std::optional<double> days;
    double coaching_days = 0;
    double upkeep_hours = 0;  ///< this and the following: of the portal
    int editor_entries = 0;   ///< per month
    int stale_months = 0;
    int look_ups = 0;
    double public_reach = 0;
    double planning = 0;
    std::vector<std::string> places;  ///< that it serves, by id; empty: all
    bool across_places = false;       ///< whether those of one place find the entries of the others

    Month from = 0;                  ///< worked out from the start
    ActorId payer_id;                ///< where an actor of the population pays
    ProgrammeId payer_programme;     ///< where a programme pays
    std::vector<PlaceId> place_ids;  ///< of `places`, sorted

    [[nodiscard]] bool serves(PlaceId place) const {
        return places.empty() || std::binary_search(place_ids.begin(), place_ids.end(), place);
    }
    [[nodiscard]] bool in_force(Month month) const { return month >= from && month < from + months; }
};

const ParameterTable<Remedy>& remedy_columns();

/// The word of the scenario for a kind.
const char* name_of(RemedyKind kind);

}  // namespace gemeinsim
