// SPDX-License-Identifier: Apache-2.0
#include "model/funding/ledger.h"

#include <fmt/format.h>

#include <numeric>
#include <string_view>
#include <utility>

#include "base/check.h"
#include "model/funding/blocks.h"

namespace gemeinsim {
namespace {

/// Messages are put together only where one is needed: money moves often.
Cents added(Cents a, Cents b, std::string_view what) {
    Cents sum = 0;
    if (__builtin_add_overflow(a, b, &sum))
        expects(false,
                std::string(what) + " would leave the range of 64-bit cents (sums of money are exact); move less");
    return sum;
}

}  // namespace

const std::vector<std::string>& account_kind_names() {
    static const std::vector<std::string> names = {"outside",        "grants",        "budget_lines", "donations",
                                                   "administration", "civil_society", "business",     "initiatives",
                                                   "wages",          "measures",      "overhead",     "returned"};
    return names;
}

const std::vector<std::string>& money_purpose_names() {
    static const std::vector<std::string> names = {"budget",   "donation", "fee",   "award",   "office", "measure",
                                                   "overhead", "return",   "match", "in_kind", "remedy", "preparation"};
    return names;
}

void Ledger::reserve(std::size_t accounts) {
    kind_.reserve(accounts);
    name_.reserve(accounts);
    balance_.reserve(accounts);
    credited_.reserve(accounts);
    spent_.reserve(accounts);
    returned_.reserve(accounts);
}

AccountId Ledger::open(AccountKind kind, std::string name) {
    const AccountId id(kind_.size());
    kind_.push_back(kind);
    name_.push_back(std::move(name));
    balance_.push_back(0);
    credited_.push_back(0);
    spent_.push_back(0);
    returned_.push_back(0);
    return id;
}

void Ledger::transfer(AccountId from, AccountId to, Cents amount, MoneyPurpose purpose) {
    expects(from.index() < kind_.size() && to.index() < kind_.size(),
            "a transfer names an account that is not open; open it first");
    expects(from != to, "a transfer from an account to itself moves nothing; name two accounts");
    expects(amount >= 0, "a transfer of a negative amount would hide its direction; swap the accounts");
    if (amount == 0) return;
    if (kind_[from] != AccountKind::outside && balance_[from] < amount)
        expects(false, fmt::format("{} holds {} cents and cannot pay {} (only the outside may go below zero); pay at "
                                   "most what is held",
                                   name_[from], balance_[from], amount));
    // All sums are formed before any is kept: a refused transfer leaves the books as they were.
    Cents& out = purpose == MoneyPurpose::return_ ? returned_[from] : spent_[from];
    Cents& moved = moved_[static_cast<std::size_t>(purpose)];
    Cents& flow = flows_[flow_index(kind_[from], kind_[to], purpose)];
    const Cents source = added(balance_[from], -amount, name_[from]);
    const Cents target = added(balance_[to], amount, name_[to]);
    const Cents debited = added(out, amount, name_[from]);
    const Cents credited = added(credited_[to], amount, name_[to]);
    const Cents total = added(moved, amount, "all money moved for one purpose");
    balance_[from] = source;
    balance_[to] = target;
    out = debited;
    credited_[to] = credited;
    moved = total;
    flow += amount;  // a part of `total`, so it cannot overflow either
}

void Ledger::check(Month month) const {
    // Sums over accounts may leave int64 where no account does: they are compared modulo 2^64, which is exact for a
    // difference that is zero.
    BlockSums<std::uint64_t> debits_of{};
    BlockSums<std::uint64_t> credits_of{};
    const auto check_account = [&](std::size_t block, AccountId id) {
        const auto received = static_cast<std::uint64_t>(credited_[id]);
        const std::uint64_t left = static_cast<std::uint64_t>(spent_[id]) + static_cast<std::uint64_t>(returned_[id]);
        debits_of[block] += left;
        credits_of[block] += received;
        if (received - left != static_cast<std::uint64_t>(balance_[id]))
            ensures(false, fmt::format("month {}: {} received {} cents, spent {}, gave back {} and holds {} (received "
                                       "must be spent + held + returned); move money by transfer only",
                                       month, name_[id], credited_[id], spent_[id], returned_[id], balance_[id]));
        if (balance_[id] < 0 && kind_[id] != AccountKind::outside)
            ensures(false, fmt::format("month {}: {} holds {} cents (only the outside may go below zero); move money "
                                       "by transfer only",
                                       month, name_[id], balance_[id]));
    };
    in_few_blocks(kind_.size(), [&](std::size_t block, std::size_t begin, std::size_t end) {
        for (std::size_t k = begin; k < end; ++k) check_account(block, AccountId(k));
    });
    const std::uint64_t debits = std::accumulate(debits_of.begin(), debits_of.end(), std::uint64_t{0});
    const std::uint64_t credits = std::accumulate(credits_of.begin(), credits_of.end(), std::uint64_t{0});
    std::uint64_t flowed = 0;
    for (const Cents amount : flows_) flowed += static_cast<std::uint64_t>(amount);
    if (debits != credits || flowed != credits)
        ensures(false, fmt::format("month {}: all accounts paid {} cents, received {}, and {} flowed between their "
                                   "kinds (double entry); move money by transfer only",
                                   month, debits, credits, flowed));
}

}  // namespace gemeinsim
