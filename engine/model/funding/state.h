// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/calendar.h"
#include "base/ids.h"
#include "base/scratch.h"
#include "model/funding/ledger.h"
#include "model/funding/parameters.h"
#include "model/funding/room.h"
#include "scenario/population.h"

namespace gemeinsim {

/// An application on its way to a decision.
struct Application {
    ProgrammeId programme;
    InitiativeId initiative;
    ActorId applicant;
    Cents amount = 0;
    double merit = 0;
    Month submitted = 0;
    Month decided = 0;   ///< the month in which the funder decides
    double hours = 0;    ///< put into it
    bool known = false;  ///< the applicant had a grant of this programme before
    bool operator==(const Application&) const = default;
};

/// A grant in force: it is drawn in monthly instalments from `starts` on; what is not drawn before `ends` is lost, what
/// is not spent by then too where the programme ends with a cliff.
struct Grant {
    ProgrammeId programme;
    InitiativeId initiative;
    ActorId applicant;           ///< none where it has ended
    Cents amount = 0;            ///< promised; amount - left = held + spent + returned
    Cents left = 0;              ///< may still be drawn
    Cents held = 0;              ///< drawn, not yet spent: part of the initiative's account
    Cents spent = 0;             ///< paid for what the funder allows
    Cents returned = 0;          ///< given back unspent
    Cents counted = 0;           ///< worth of members' hours that counted for it this month
    Cents office_left = 0;       ///< may still pay an office
    Cents office_reserve = 0;    ///< of held and left: what the office will still take of it
    Cents office_cash = 0;       ///< of held: what instalments to come will not bring for the office's bills
    Cents overhead_left = 0;     ///< may still pay overhead
    Cents released = 0;          ///< of held and left: may go into measures, as those who decide about money have said
    Cents preparation_left = 0;  ///< may still pay what prepares measures before there is an agreement
    Earmark earmark = Earmark::none;
    bool forwarded = false;  ///< members carry out what it pays for, each with hours of its own
    bool extended = false;   ///< its time was lengthened once
    double own_share = 0;    ///< of the project that the members must bring themselves
    double in_kind = 0;      ///< share of that which may be hours
    Month starts = 0;
    Month ends = 0;
    bool operator==(const Grant&) const = default;
};

/// What applicants can know about a programme: its decisions, those of earlier years counting less (record_memory).
struct TrackRecord {
    double decided = 0;  ///< applications; one of a known applicant counts as many as it is likelier to succeed
    double granted = 0;
    bool operator==(const TrackRecord&) const = default;
};

/// An application of an initiative that waits for its decision.
struct Bidding {
    ProgrammeId programme;
    Cents amount = 0;
    bool operator==(const Bidding&) const = default;
};

/// Which part of an initiative's free money may be spent on measures (a grant has a part of its own), and the request
/// that is on its way for the rest of both.
struct Released {
    Cents amount = 0;
    CaseId request;  ///< none where nothing is asked
    Cents requested = 0;
    bool operator==(const Released&) const = default;
};

/// A host's budget line for offices: what is left of it this calendar year.
struct HostLine {
    int year = 0;
    Cents left = 0;
    bool operator==(const HostLine&) const = default;
};

struct Funding {
    Ledger ledger;
    AccountId outside;
    AccountId wages;
    AccountId measures;
    AccountId overhead;
    AccountId returned;
    Column<ActorId, AccountId> actor_account;
    Column<ProgrammeId, AccountId> programme_account;
    Column<ProgrammeId, TrackRecord> track_record;
    Column<ProgrammeId, ActorId> payer;  ///< where an actor of the population pays; none where others do
    Column<ProgrammeId, std::uint8_t> payer_ended;
    Column<ProgrammeId, int> filled_year;  ///< calendar year whose budget it has had last, 0: none
    Column<ActorId, HostLine> host_line;
    Column<ProgrammeId, std::vector<Application>> applications;  ///< waiting, in the order of submission
    Column<ProgrammeId, std::vector<ActorId>> recipients;        ///< had a grant of it; sorted
    std::vector<Grant> grants;                                   ///< in force, in the order of the award
    /// Sums over `grants`, kept with every change: what a programme has promised, what an initiative holds of them.
    Column<ProgrammeId, Cents> promised;
    /// Of initiatives, as far as fit_funding() has met them.
    Column<InitiativeId, Cents> tied;
    Column<InitiativeId, std::vector<std::uint32_t>> grants_of;  ///< rows of `grants`, in their order
    Column<InitiativeId, Released> released;
    Column<InitiativeId, std::vector<Bidding>> bidding;   ///< the same as `applications`, by initiative
    Column<PlaceId, std::vector<InitiativeId>> at_place;  ///< living and ended, in the order of founding
    /// What a partner of each sector promises of a joint bid in the calls that are open this month.
    std::array<Cents, sector_count> joint_calls{};
    long applications_decided = 0;
    long applications_granted = 0;
    Cents returned_by_initiatives = 0;  ///< since month 0: unspent parts of grants, accounts of the ended
    double hours_on_money = 0;          ///< of all actors this month: applications, sessions, handling
    bool applicants_ended = false;      ///< actors have ended since bids, grants and recipients were looked through
    Scratch<FundingRoom> room;
    bool operator==(const Funding&) const = default;
};

}  // namespace gemeinsim
