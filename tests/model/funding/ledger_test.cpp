// SPDX-License-Identifier: Apache-2.0
#include "model/funding/ledger.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <limits>
#include <vector>

#include "base/check.h"

namespace gemeinsim::tests {
namespace {

using testing::HasSubstr;

TEST(Ledger, RandomTransfersKeepDebitsEqualToCredits) {
    const bool holds =
        rc::check("whatever is tried", [](const std::vector<std::tuple<unsigned, unsigned, Cents>>& wish) {
            Ledger ledger;
            std::vector<AccountId> accounts = {ledger.open(AccountKind::outside, "outside")};
            for (int i = 0; i < 4; ++i) accounts.push_back(ledger.open(AccountKind::actor, "actor"));
            for (const auto& [a, b, amount] : wish) {
                const Ledger before = ledger;
                try {
                    ledger.transfer(accounts[a % 5], accounts[b % 5], amount, MoneyPurpose::budget);
                } catch (const ContractViolation&) {
                    RC_ASSERT(ledger == before);  // a refused transfer changes nothing
                }
                ledger.check(0);
            }
            Cents total = 0;
            for (const AccountId account : accounts) {
                total += ledger.balance(account);
                RC_ASSERT(account == accounts.front() || ledger.balance(account) >= 0);
                RC_ASSERT(ledger.credited(account) - ledger.debited(account) == ledger.balance(account));
            }
            RC_ASSERT(total == 0);
        });
    EXPECT_TRUE(holds);
}

TEST(Ledger, RefusesToOverdrawAnAccountAndNamesIt) {
    Ledger ledger;
    const AccountId outside = ledger.open(AccountKind::outside, "outside");
    const AccountId club = ledger.open(AccountKind::actor, "club_07");
    ledger.transfer(outside, club, 100, MoneyPurpose::budget);
    try {
        ledger.transfer(club, outside, 101, MoneyPurpose::fee);
        FAIL() << "paid what it did not have";
    } catch (const ContractViolation& refusal) {
        EXPECT_THAT(refusal.what(), HasSubstr("club_07"));
    }
    EXPECT_EQ(ledger.balance(club), 100);
    EXPECT_EQ(ledger.moved(MoneyPurpose::fee), 0);
}

TEST(Ledger, RefusesWhatLeavesTheRangeOfCents) {
    Ledger ledger;
    const AccountId outside = ledger.open(AccountKind::outside, "outside");
    const AccountId fund = ledger.open(AccountKind::programme, "fund");
    ledger.transfer(outside, fund, std::numeric_limits<Cents>::max(), MoneyPurpose::budget);
    const Ledger before = ledger;
    EXPECT_THROW(ledger.transfer(outside, fund, 1, MoneyPurpose::budget), ContractViolation);
    EXPECT_EQ(ledger, before);
    ledger.check(0);
}

TEST(Ledger, RefusesNegativeAmountsAndTransfersToOneself) {
    Ledger ledger;
    const AccountId outside = ledger.open(AccountKind::outside, "outside");
    const AccountId fund = ledger.open(AccountKind::programme, "fund");
    EXPECT_THROW(ledger.transfer(outside, fund, -1, MoneyPurpose::budget), ContractViolation);
    EXPECT_THROW(ledger.transfer(outside, outside, 1, MoneyPurpose::budget), ContractViolation);
    EXPECT_THROW(ledger.transfer(outside, AccountId(7), 1, MoneyPurpose::budget), ContractViolation);
}

}  // namespace
}  // namespace gemeinsim::tests
