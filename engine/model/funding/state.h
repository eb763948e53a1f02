// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "base/calendar.h"
#include "base/ids.h"
#include "model/funding/ledger.h"

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

/// A grant in force; `left` is what may still be drawn.
struct Grant {
    ProgrammeId programme;
    InitiativeId initiative;
    Cents left = 0;
    Month starts = 0;
    Month ends = 0;
    bool operator==(const Grant&) const = default;
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
    std::vector<Application> applications;
    std::vector<Grant> grants;
    long applications_decided = 0;
    long applications_granted = 0;
    bool operator==(const Funding&) const = default;
};

}  // namespace gemeinsim
