// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "model/funding/ledger.h"

namespace gemeinsim {

/// Writes into the books past their rules.
struct BrokenBooks {
    Ledger& ledger;
    void hold(AccountId account, Cents more) const { ledger.balance_[account] += more; }
    void receive(AccountId account, Cents more) const { ledger.credited_[account] += more; }
    void spend(AccountId account, Cents more) const { ledger.spent_[account] += more; }
    void flow(AccountKind from, AccountKind to, MoneyPurpose purpose, Cents more) const {
        ledger.flows_[Ledger::flow_index(from, to, purpose)] += more;
    }
};

}  // namespace gemeinsim
