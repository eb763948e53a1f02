// SPDX-License-Identifier: Apache-2.0
// Every remedy acts where its cause is, and where it is not it changes no bit of the world but what it costs.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <string>
#include <vector>

#include "model/registry.h"
#include "scenario/reader.h"
#include "schedule/month.h"

namespace gemeinsim::tests {
namespace {

constexpr Month months = 48;

Model town(const std::vector<Override>& overrides) {
    Issues issues;
    const Scenario scenario =
        read_scenario(GEMEINSIM_SOURCE_DIR "/tests/effects/town.toml", registry(), overrides, issues);
    Model model = build(scenario, issues);
    issues.throw_if_any();
    return model;
}

State lived(const std::vector<Override>& overrides) {
    const Model model = town(overrides);
    State now = initial_state(model, {5, 0});
    for (Month month = 0; month < months; ++month) advance(model, month, now);
    return now;
}

/// Two worlds but for what remedies cost: the money that left their payer, and the hours that they took.
bool same_but_for_cost(State a, State b) {
    for (State* state : {&a, &b}) {
        state->remedies = {};
        for (Hours& hours : state->actors.hours) hours.remedies = 0;
    }
    const Ledger one = a.funding.ledger;
    const Ledger other = b.funding.ledger;
    if (one.accounts() != other.accounts()) return false;
    for (const AccountId id : IdRange<AccountId>(one.accounts()))
        if (id != a.funding.outside && id != a.funding.measures && one.balance(id) != other.balance(id)) return false;
    for (std::size_t purpose = 0; purpose < money_purpose_count; ++purpose) {
        const auto what = static_cast<MoneyPurpose>(purpose);
        if (what != MoneyPurpose::remedy && one.moved(what) != other.moved(what)) return false;
    }
    a.funding.ledger = b.funding.ledger;
    return a == b;
}

struct Case {
    const char* kind;
    std::string more;              ///< further keys of the row
    std::vector<Override> absent;  ///< what takes the cause away
    std::vector<Override> present = {};
};

void PrintTo(const Case& one, std::ostream* out) {
    *out << one.kind << " " << one.more;
}

/// Grants of which nothing is named that the dial of funding logics turns; offices are paid from them.
const Override grants{"funding.programmes",
                      "[{name=\"fund\",budget=400000,grant_max=60000,calls_per_year=4,months_to_decide=1,"
                      "hours_to_apply=1}]"};
const Override quick{"initiatives.rate_initiation", "3"};

std::vector<Case> cases() {
    const Override overview{"challenges.missing_overview", "0"};
    const Override skilled{"actors.know_how", "1"};
    const std::vector<Override> no_desks = {{"hierarchy.approval_depth", "0"}, {"jurisdiction.holders", "0"}};
    const std::vector<Override> free_money = {
        {"challenges.funding_logics", "0"}, grants, quick, {"governance.preset", "network_office"}};
    const std::vector<Override> bound_money = {{"challenges.funding_logics", "0.7"},
                                               {"funding.success", "1"},
                                               grants,
                                               quick,
                                               {"governance.preset", "network_office"}};
    return {
        {"round_table_meetings", "", {overview}},
        {"portal", "", {overview}},
        {"training", "", {skilled}},
        {"training", "audience=\"leaders\",coaching_days=1", {skilled}},
        {"training", "audience=\"coordinators\"", {skilled}},
        {"guides", "", {skilled}},
        {"fast_track", "", no_desks},
        {"delegation", "", no_desks},
        {"mediation", "", {{"challenges.opposing_logics", "0"}, {"challenges.personal_differences", "0"}}},
        {"long_grants", "", free_money, bound_money},
        {"pooled_budget", "", free_money, bound_money},
        {"pooled_budget", "", {{"challenges.funding_logics", "1"}}, bound_money},  // no programme, hence no grant
        {"indicator_support",
         "",
         {{"initiatives.measurement_start", "1"}, {"initiatives.measurement_decay", "0"}, quick},
         {quick}},
        {"backbone_funding", "", {{"initiatives.pair_hours", "0"}}},
    };
}

class RemedyOf : public testing::TestWithParam<Case> {
  protected:
    [[nodiscard]] Override row(double strength, int cost) const {
        const std::string more = GetParam().more.empty() ? "" : "," + GetParam().more;
        return {"remedies",
                fmt::format("[{{kind=\"{}\",start=\"2008-01\",months={},strength={},cost={},payer=\"outside\"{}}}]",
                            GetParam().kind, months, strength, cost, more)};
    }
};

TEST_P(RemedyOf, WithoutItsCauseChangesNothingButItsCostAccounts) {
    std::vector<Override> with = GetParam().absent;
    with.push_back(row(1, 100));
    const State before = lived(GetParam().absent);
    const State after = lived(with);
    EXPECT_TRUE(same_but_for_cost(before, after));
    EXPECT_EQ(after.funding.ledger.moved(MoneyPurpose::remedy), months * 10000);
    EXPECT_EQ(after.remedies.hours, 0);
}

TEST_P(RemedyOf, WithItsCauseChangesTheWorld) {
    std::vector<Override> with = GetParam().present;
    with.push_back(row(.5, 0));
    EXPECT_FALSE(same_but_for_cost(lived(GetParam().present), lived(with)));
}

TEST_P(RemedyOf, OfNoStrengthChangesNothing) {
    std::vector<Override> with = GetParam().present;
    with.push_back(row(0, 100));
    EXPECT_TRUE(same_but_for_cost(lived(GetParam().present), lived(with)));
}

INSTANTIATE_TEST_SUITE_P(Every, RemedyOf, testing::ValuesIn(cases()),
                         [](const auto& one) { return fmt::format("{:02}_{}", one.index, one.param.kind); });

TEST(Remedies, EveryKindHasACase) {
    for (std::size_t kind = 0; kind < remedy_kind_count; ++kind) {
        bool found = false;
        for (const Case& one : cases())
            found = found || one.kind == std::string(name_of(static_cast<RemedyKind>(kind)));
        EXPECT_TRUE(found) << name_of(static_cast<RemedyKind>(kind));
    }
}

}  // namespace
}  // namespace gemeinsim::tests
