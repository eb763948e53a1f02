// SPDX-License-Identifier: Apache-2.0
#include "model/funding/ledger.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <limits>
#include <vector>

#include "base/check.h"
#include "broken_books.h"
#include "model/funding/flows.h"

namespace gemeinsim::tests {
namespace {

using testing::HasSubstr;

TEST(Ledger, RandomTransfersKeepDebitsEqualToCredits) {
    const bool holds =
        rc::check("whatever is tried", [](const std::vector<std::tuple<unsigned, unsigned, Cents>>& wish) {
            Ledger ledger;
            std::vector<AccountId> accounts = {ledger.open(AccountKind::outside, "outside")};
            for (int i = 0; i < 4; ++i) accounts.push_back(ledger.open(AccountKind::civil_society, "actor"));
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
    const AccountId club = ledger.open(AccountKind::civil_society, "club_07");
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

TEST(Ledger, KeepsWhatIsReturnedApartFromWhatIsSpent) {
    Ledger ledger;
    const AccountId outside = ledger.open(AccountKind::outside, "outside");
    const AccountId fund = ledger.open(AccountKind::grants, "fund");
    const AccountId returned = ledger.open(AccountKind::returned, "returned");
    const AccountId pact = ledger.open(AccountKind::initiatives, "pact");
    ledger.transfer(outside, fund, 1000, MoneyPurpose::budget);
    ledger.transfer(fund, pact, 600, MoneyPurpose::award);
    ledger.transfer(fund, returned, 300, MoneyPurpose::return_);
    EXPECT_EQ(ledger.credited(fund), 1000);
    EXPECT_EQ(ledger.spent(fund), 600);
    EXPECT_EQ(ledger.returned(fund), 300);
    EXPECT_EQ(ledger.balance(fund), 100);
    ledger.check(0);
}

TEST(Flows, AreTheSumsBetweenKindsAndMonthsAddUp) {
    Ledger ledger;
    const AccountId outside = ledger.open(AccountKind::outside, "outside");
    const AccountId one = ledger.open(AccountKind::grants, "one");
    const AccountId two = ledger.open(AccountKind::grants, "two");
    const AccountId pact = ledger.open(AccountKind::initiatives, "pact");
    ledger.transfer(outside, one, 700, MoneyPurpose::budget);
    ledger.transfer(outside, two, 300, MoneyPurpose::budget);
    const std::vector<MoneyFlow> first = money_flows(ledger);
    EXPECT_EQ(first, (std::vector<MoneyFlow>{{AccountKind::outside, AccountKind::grants, MoneyPurpose::budget, 1000}}));
    ledger.transfer(two, pact, 50, MoneyPurpose::award);
    ledger.transfer(outside, pact, 5, MoneyPurpose::donation);
    const std::vector<MoneyFlow> second = flows_since(first, money_flows(ledger));
    EXPECT_EQ(second,
              (std::vector<MoneyFlow>{{AccountKind::outside, AccountKind::initiatives, MoneyPurpose::donation, 5},
                                      {AccountKind::grants, AccountKind::initiatives, MoneyPurpose::award, 50}}));
    EXPECT_TRUE(flows_since(money_flows(ledger), money_flows(ledger)).empty());
}

TEST(Ledger, RefusesWhatLeavesTheRangeOfCents) {
    Ledger ledger;
    const AccountId outside = ledger.open(AccountKind::outside, "outside");
    const AccountId fund = ledger.open(AccountKind::grants, "fund");
    ledger.transfer(outside, fund, std::numeric_limits<Cents>::max(), MoneyPurpose::budget);
    const Ledger before = ledger;
    EXPECT_THROW(ledger.transfer(outside, fund, 1, MoneyPurpose::budget), ContractViolation);
    EXPECT_EQ(ledger, before);
    ledger.check(0);
}

TEST(Ledger, StopsWithMonthAndAccountWhereItsBooksAreBroken) {
    Ledger sound;
    const AccountId outside = sound.open(AccountKind::outside, "outside");
    const AccountId fund = sound.open(AccountKind::grants, "youth fund");
    const AccountId pact = sound.open(AccountKind::initiatives, "pact");
    sound.transfer(outside, fund, 1000, MoneyPurpose::budget);
    sound.transfer(fund, pact, 600, MoneyPurpose::award);
    const auto complaint = [&](const auto& breaking) {
        Ledger ledger = sound;
        breaking(BrokenBooks{ledger});
        try {
            ledger.check(7);
        } catch (const ContractViolation& violation) {
            return std::string(violation.what());
        }
        return std::string();
    };
    EXPECT_EQ(complaint([](const BrokenBooks&) {}), "");
    EXPECT_THAT(complaint([&](const BrokenBooks& books) { books.hold(fund, 1); }),
                HasSubstr("month 7: youth fund received 1000 cents, spent 600, gave back 0 and holds 401"));
    EXPECT_THAT(complaint([&](const BrokenBooks& books) {
                    books.spend(pact, 601);
                    books.hold(pact, -601);
                }),
                HasSubstr("month 7: pact holds -1 cents"));
    // Each account agrees with itself, and a cent has come from nowhere.
    EXPECT_THAT(complaint([&](const BrokenBooks& books) {
                    books.receive(pact, 1);
                    books.hold(pact, 1);
                }),
                HasSubstr("month 7: all accounts paid 1600 cents, received 1601, and 1600 flowed"));
    EXPECT_THAT(complaint([&](const BrokenBooks& books) {
                    books.flow(AccountKind::grants, AccountKind::initiatives, MoneyPurpose::award, -1);
                }),
                HasSubstr("and 1599 flowed between their kinds"));
}

TEST(Ledger, RefusesNegativeAmountsAndTransfersToOneself) {
    Ledger ledger;
    const AccountId outside = ledger.open(AccountKind::outside, "outside");
    const AccountId fund = ledger.open(AccountKind::grants, "fund");
    EXPECT_THROW(ledger.transfer(outside, fund, -1, MoneyPurpose::budget), ContractViolation);
    EXPECT_THROW(ledger.transfer(outside, outside, 1, MoneyPurpose::budget), ContractViolation);
    EXPECT_THROW(ledger.transfer(outside, AccountId(7), 1, MoneyPurpose::budget), ContractViolation);
}

}  // namespace
}  // namespace gemeinsim::tests
