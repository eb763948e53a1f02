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

/// What an account is: the ends of money flows. Numbers stand in files; new kinds go to the end.
enum class AccountKind : std::int8_t {
    outside,       ///< where money enters the world: tax payers, donors, own income; may be negative
    grants,        ///< programmes by what they are
    budget_lines,  ///< of a municipality or another unit
    donations,     ///< funds fed by donors
    administration,
    civil_society,
    business,
    initiatives,
    wages,  ///< of offices, and what hours brought in kind are worth
    measures,
    overhead,
    returned,
};
inline constexpr std::size_t account_kind_count = 12;

/// What money moves for. Numbers stand in files; new purposes go to the end.
enum class MoneyPurpose : std::int8_t {
    budget,    ///< of a programme, an actor, a host
    donation,  ///< to a fund; the endowment under equal money
    fee,       ///< of members, towards the office
    award,     ///< a grant's instalment
    office,
    measure,
    overhead,
    return_,
    match,    ///< members' own share of a project
    in_kind,  ///< the same as hours, at the wage
    remedy,
    preparation,  ///< of measures, before there is an agreement
};
inline constexpr std::size_t money_purpose_count = 12;

/// The words of kinds and purposes, in their order, for the file.
const std::vector<std::string>& account_kind_names();
const std::vector<std::string>& money_purpose_names();

/// Double entry in integer cents: every transfer debits one account and credits another, so the sum over all
/// accounts is zero, always. Only `outside` accounts may fall below zero.
class Ledger {
  public:
    /// Room for so many accounts, so that opening them moves none.
    void reserve(std::size_t accounts);
    AccountId open(AccountKind kind, std::string name);
    [[nodiscard]] std::size_t accounts() const { return kind_.size(); }
    [[nodiscard]] AccountKind kind(AccountId account) const { return kind_[account]; }
    [[nodiscard]] const std::string& name(AccountId account) const { return name_[account]; }
    [[nodiscard]] Cents balance(AccountId account) const { return balance_[account]; }
    [[nodiscard]] Cents credited(AccountId account) const { return credited_[account]; }  ///< all that ever came
    [[nodiscard]] Cents spent(AccountId account) const { return spent_[account]; }        ///< left, but not returned
    [[nodiscard]] Cents returned(AccountId account) const { return returned_[account]; }  ///< given back unspent
    [[nodiscard]] Cents debited(AccountId account) const { return spent_[account] + returned_[account]; }
    /// Money moved since the start of the run: for a purpose, and between two kinds of accounts for a purpose.
    [[nodiscard]] Cents moved(MoneyPurpose purpose) const { return moved_[static_cast<std::size_t>(purpose)]; }
    [[nodiscard]] Cents flow(AccountKind from, AccountKind to, MoneyPurpose purpose) const {
        return flows_[flow_index(from, to, purpose)];
    }

    /// Moves a non-negative amount. Throws ContractViolation where a non-outside account would be overdrawn
    /// or a sum leaves int64; the books are then as they were.
    void transfer(AccountId from, AccountId to, Cents amount, MoneyPurpose purpose);

    /// Throws ContractViolation naming month and account unless received = spent + held + returned for every account,
    /// nothing but the outside is below zero, and debits equal credits over all accounts and all flows.
    /// Cost: linear in accounts, no allocation.
    void check(Month month) const;

    bool operator==(const Ledger&) const = default;

  private:
    friend struct BrokenBooks;  ///< of the tests, which must see that check() stops what no transfer can do

    static constexpr std::size_t flow_index(AccountKind from, AccountKind to, MoneyPurpose purpose) {
        return (static_cast<std::size_t>(from) * account_kind_count + static_cast<std::size_t>(to)) *
                   money_purpose_count +
               static_cast<std::size_t>(purpose);
    }

    Column<AccountId, AccountKind> kind_;
    Column<AccountId, std::string> name_;
    Column<AccountId, Cents> balance_;
    Column<AccountId, Cents> credited_;
    Column<AccountId, Cents> spent_;
    Column<AccountId, Cents> returned_;
    std::array<Cents, money_purpose_count> moved_{};
    std::array<Cents, account_kind_count * account_kind_count * money_purpose_count> flows_{};
};

}  // namespace gemeinsim
