// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <vector>

#include "base/calendar.h"
#include "base/ids.h"
#include "model/funding/ledger.h"
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
    Month decided = 0;  ///< the month in which the funder decides
    bool operator==(const Application&) const = default;
};

/// A grant in force: it is drawn in monthly instalments from `starts` on; what is not drawn or not spent before `ends`
/// is lost.
struct Grant {
    ProgrammeId programme;
    InitiativeId initiative;
    ActorId applicant;
    Cents left = 0;         ///< may still be drawn
    Cents held = 0;         ///< drawn, not yet spent: part of the initiative's account
    Cents office_left = 0;  ///< may still pay an office
    double own_share = 0;   ///< of the project that the initiative must pay itself
    Month starts = 0;
    Month ends = 0;
    bool operator==(const Grant&) const = default;
};

/// What applicants can know about a programme.
struct TrackRecord {
    long decided = 0;
    long granted = 0;
    bool operator==(const TrackRecord&) const = default;
};

/// Which part of an initiative's money may be spent on measures, and the request that is on its way for the rest.
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
    Column<ActorId, HostLine> host_line;
    Column<InitiativeId, Released> released;  ///< as far as initiatives have had money
    std::vector<Application> applications;    ///< waiting for a decision, in the order of submission
    std::vector<Grant> grants;                ///< in force, in the order of the award
    /// What a partner of each sector promises of a joint bid in the calls that are open this month.
    std::array<Cents, sector_count> joint_calls{};
    long applications_decided = 0;
    long applications_granted = 0;
    Cents returned_by_initiatives = 0;  ///< since month 0: unspent parts of grants, accounts of the ended
    double hours_on_money = 0;          ///< of all actors this month: applications, sessions, handling
    bool operator==(const Funding&) const = default;
};

}  // namespace gemeinsim
