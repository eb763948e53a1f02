// SPDX-License-Identifier: Apache-2.0
// Random small worlds: whatever the programmes, whoever ends, the books of money and hours agree in every month. The
// engine checks them itself and stops where they do not; here the money is counted once more from outside.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "base/check.h"
#include "broken_books.h"
#include "model/funding/flows.h"
#include "model/funding/rules.h"
#include "model/hierarchy/rules.h"
#include "model/registry.h"
#include "scenario/reader.h"
#include "schedule/month.h"

namespace gemeinsim::tests {
namespace {

class Dice {
  public:
    explicit Dice(unsigned seed) : engine_(seed) {}
    int whole(int lower, int upper) { return std::uniform_int_distribution<int>(lower, upper)(engine_); }
    double share() { return whole(0, 10) / 10.; }
    const char* one_of(std::initializer_list<const char*> words) {
        return words.begin()[whole(0, static_cast<int>(words.size()) - 1)];
    }

  private:
    std::mt19937 engine_;
};

/// A busy town whose organisations come and go, with up to four programmes of any kind, one of them paid by a club.
std::string random_town(Dice& dice) {
    std::string text = fmt::format(R"(
[time]
months = 36
burn_in = 3
start = "2008-{:02}"
[population]
administration = {}
civil_society = {}
business = {}
[topics.youth]
[topics.elderly]
[actors]
hours_median = {}
end_rate = 0.4
birth_rate = 1
[governance]
preset = "{}"
broker_paid_by = "{}"
[jurisdiction]
regulation = {}
[funding]
arm = "{}"
[challenges]
funding_logics = {}
[initiatives]
founding_rate = 0.5
end_hazard = {}
rate_initiation = 2
)",
                                   dice.whole(1, 12), dice.whole(1, 4), dice.whole(4, 10), dice.whole(2, 6),
                                   dice.whole(4, 80), dice.one_of({"network_office", "round_table", "mandated"}),
                                   dice.one_of({"host_administration", "grant", "members"}), dice.share() * .5,
                                   dice.one_of({"as_financed", "as_financed", "as_financed", "equal_money"}),
                                   dice.share(), dice.share() * .1);
    // Each topic may have a holder of competence and a regulation of its own, which takes hours before anything else.
    for (const char* topic : {"youth", "elderly"})
        if (dice.whole(0, 1) == 1)
            text += fmt::format("[jurisdiction.topics.{}]\nlevels = [\"municipal\"]\nregulation.municipal = {}\n",
                                topic, dice.share() * .9);
    const int programmes = dice.whole(1, 4);
    for (int k = 0; k < programmes; ++k) {
        // The first may pay an office, which a governance that counts on a grant for it asks for.
        const char* earmark = k == 0 ? dice.one_of({"none", "office"}) : dice.one_of({"none", "measures", "office"});
        text += fmt::format(R"(
[[funding.programmes]]
name = "programme {}"
kind = "{}"
funder = "{}"
budget = {}
grant_min = {}
grant_max = {}
calls_per_year = {}
duration = {}
months_to_decide = {}
success = 1
hours_to_apply = {}
co_financing = {}
in_kind = {}
annuality = {}
overhead_cap = {}
end_cliff = {}
earmark = "{}"
exclusive = {}
selection = "{}"
repeat_advantage = {}
lead = "{}"
min_members = {}
)",
                            k, dice.one_of({"grants", "budget_line", "donations"}),
                            dice.one_of({"state", "civil_society_0001", "administration_0001"}),
                            dice.whole(1000, 300000), dice.whole(0, 900), dice.whole(1000, 80000), dice.whole(1, 12),
                            dice.whole(1, 24), dice.whole(0, 8), dice.whole(0, 20), dice.share() * .9, dice.share(),
                            dice.share(), dice.share(), dice.one_of({"true", "false"}), earmark,
                            k == 0 ? "true" : "false", dice.one_of({"merit", "lottery", "contest"}), dice.whole(1, 4),
                            dice.one_of({"any", "any", "treasurer"}), dice.whole(1, 3));
        if (earmark == std::string("none"))
            text += fmt::format("office_share = {}\n", k == 0 ? .1 + .9 * dice.share() : dice.share());
    }
    return text;
}

void expect_money_is_conserved(const State& now) {
    const Ledger& ledger = now.funding.ledger;
    Cents total = 0;
    for (const AccountId account : IdRange<AccountId>(ledger.accounts())) total += ledger.balance(account);
    EXPECT_EQ(total, 0);
    std::vector<Cents> by_kind(account_kind_count, 0);
    for (const MoneyFlow& flow : money_flows(ledger)) {
        by_kind[static_cast<std::size_t>(flow.from)] -= flow.amount;
        by_kind[static_cast<std::size_t>(flow.to)] += flow.amount;
    }
    for (const AccountId account : IdRange<AccountId>(ledger.accounts()))
        by_kind[static_cast<std::size_t>(ledger.kind(account))] -= ledger.balance(account);
    for (const Cents difference : by_kind) EXPECT_EQ(difference, 0) << "flows are what accounts hold";
}

/// Every hour of everybody once more: what regulation takes of its topics, what initiatives got, what is left.
void expect_hours_are_conserved(const Model& model, const State& now) {
    double given = 0;
    for (const Initiative& initiative : now.initiatives.all)
        if (initiative.alive())
            for (const Member& member : initiative.members) given += member.given_hours;
    double taken = 0;
    for (const ActorId i : IdRange<ActorId>(now.actors.size())) {
        if (now.actors.alive[i] == 0) continue;
        const Hours& hours = now.actors.hours[i];
        const double all =
            hours.regulation + hours.ties + hours.initiatives + hours.applications + hours.money + hours.desk;
        for (const double one :
             {hours.regulation, hours.ties, hours.initiatives, hours.applications, hours.money, hours.desk})
            EXPECT_GE(one, -1e-9);
        EXPECT_LE(all, hours.capacity + 1e-6);
        // Its share is that of the topics by how much the actor cares about each.
        double cares = 0;
        double share = 0;
        for (const TopicId topic : IdRange<TopicId>(model.topics.size())) {
            cares += now.actors.salience(i, topic);
            share += now.actors.salience(i, topic) * regulation_share(model, topic);
        }
        EXPECT_NEAR(hours.regulation, share / cares * hours.capacity, 1e-6);
        taken += hours.initiatives;
    }
    EXPECT_NEAR(taken, given, 1e-6);
}

TEST(Books, AgreeInEveryMonthOfRandomWorlds) {
    Cents awarded = 0;
    Cents in_kind = 0;
    long decided = 0;
    int ended_with_applications = 0;
    int regulated_apart = 0;
    for (unsigned seed = 1; seed <= 80; ++seed) {
        Dice dice(seed);
        const std::string text = random_town(dice);
        Issues issues;
        const Scenario scenario = parse_scenario(text, "town.toml", ".", registry(), {}, issues);
        ASSERT_FALSE(issues.any()) << to_string(issues.errors().front());
        const Model model = build(scenario, issues);
        ASSERT_FALSE(issues.any()) << to_string(issues.errors().front()) << text;
        State now = initial_state(model, {seed, 0});
        for (Month month = 0; month < model.time.months; ++month) {
            ASSERT_NO_THROW(advance(model, month, now)) << text;
            expect_money_is_conserved(now);
            expect_hours_are_conserved(model, now);
            for (const std::vector<Application>& waiting : now.funding.applications)
                for (const Application& one : waiting)
                    ended_with_applications += !now.initiatives.all[one.initiative].alive();
        }
        const double first = regulation_share(model, TopicId(0));
        const double second = regulation_share(model, TopicId(1));
        regulated_apart += first != second && first > 0 && second > 0;
        awarded += now.funding.ledger.moved(MoneyPurpose::award);
        in_kind += now.funding.ledger.moved(MoneyPurpose::in_kind);
        decided += now.funding.applications_decided;
    }
    // The worlds were worth counting in: money flowed, hours stood for it, initiatives ended with bids under way.
    EXPECT_GT(awarded, 0);
    EXPECT_GT(in_kind, 0);
    EXPECT_GT(decided, 100);
    EXPECT_GT(ended_with_applications, 0);
    EXPECT_GT(regulated_apart, 10);
}

TEST(Books, StopARunInTheMonthInWhichACentIsLost) {
    Dice dice(3);
    Issues issues;
    const Model model = build(parse_scenario(random_town(dice), "town.toml", ".", registry(), {}, issues), issues);
    State now = initial_state(model, {3, 0});
    for (Month month = 0; month < 5; ++month) advance(model, month, now);
    const AccountId account = now.funding.programme_account[ProgrammeId(0)];
    BrokenBooks{now.funding.ledger}.hold(account, -1);
    try {
        advance(model, 5, now);
        ADD_FAILURE() << "the month went by";
    } catch (const ContractViolation& violation) {
        EXPECT_THAT(violation.what(), testing::HasSubstr("month 5: programme 0 received"));
    }
}

}  // namespace
}  // namespace gemeinsim::tests
