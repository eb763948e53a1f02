// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "base/ids.h"
#include "base/money.h"

namespace gemeinsim {

enum class AccountKind : std::int8_t {
    outside,    ///< where money enters the world: tax payers, donors; may be negative
    programme,  ///< a funder's programme
    actor,
    initiative,
    wages,
    measures,
    overhead,
    returned,
};
inline constexpr std::size_t account_kind_count = 8;

enum class MoneyPurpose : std::int8_t {
    budget,    ///< of a programme, an actor, a host, a remedy
    donation,  ///< the endowment under equal money
    fee,       ///< of members, towards the office
    award,     ///< a grant's instalment
    office,
    measure,
    overhead,
    return_,
    match,  ///< members' own share of a project
};
inline constexpr std::size_t money_purpose_count = 9;

/// Double entry in integer cents: every transfer debits one account and credits another, so the sum over all
/// accounts is zero, always. Only `outside` accounts may fall below zero.
class Ledger {
  public:
    AccountId open(AccountKind kind, std::string name);
    [[nodiscard]] std::size_t accounts() const { return kind_.size(); }
    [[nodiscard]] AccountKind kind(AccountId account) const { return kind_[account]; }
    [[nodiscard]] const std::string& name(AccountId account) const { return name_[account]; }
    [[nodiscard]] Cents balance(AccountId account) const { return balance_[account]; }
    [[nodiscard]] Cents debited(AccountId account) const { return debited_[account]; }    ///< all that ever left
    [[nodiscard]] Cents credited(AccountId account) const { return credited_[account]; }  ///< all that ever came
    /// Money moved for a purpose since the start of the run.
    [[nodiscard]] Cents moved(MoneyPurpose purpose) const { return moved_[static_cast<std::size_t>(purpose)]; }

    /// Moves a non-negative amount. Throws ContractViolation where a non-outside account would be overdrawn
    /// or a sum leaves int64.
    void transfer(AccountId from, AccountId to, Cents amount, MoneyPurpose purpose);

    /// Throws ContractViolation naming month and account unless debits equal credits and
    /// received = spent + held for every account.
    void check(Month month) const;

    bool operator==(const Ledger&) const = default;

  private:
    Column<AccountId, AccountKind> kind_;
    Column<AccountId, std::string> name_;
    Column<AccountId, Cents> balance_;
    Column<AccountId, Cents> debited_;
    Column<AccountId, Cents> credited_;
    std::array<Cents, money_purpose_count> moved_{};
};

}  // namespace gemeinsim
