// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "base/money.h"
#include "model/funding/ledger.h"
#include "model/funding/parameters.h"
#include "scenario/population.h"

namespace gemeinsim {

/// The kind of a programme's or an actor's account.
AccountKind account_kind(ProgrammeKind kind);
AccountKind account_kind(Sector sector);

/// Money that moved between two kinds of accounts for one purpose.
struct MoneyFlow {
    AccountKind from = AccountKind::outside;
    AccountKind to = AccountKind::outside;
    MoneyPurpose purpose = MoneyPurpose::budget;
    Cents amount = 0;
    bool operator==(const MoneyFlow&) const = default;
};

/// The flows since the start of the run that are not zero, in the order of (from, to, purpose).
std::vector<MoneyFlow> money_flows(const Ledger& ledger);

/// What flowed between two readings of the same ledger, `before` first; zero flows are left out.
std::vector<MoneyFlow> flows_since(const std::vector<MoneyFlow>& before, const std::vector<MoneyFlow>& after);

}  // namespace gemeinsim
