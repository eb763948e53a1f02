// SPDX-License-Identifier: Apache-2.0
#include "model/funding/contests.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "fund_world.h"
#include "model/funding/applications.h"

namespace gemeinsim::tests {
namespace {

std::vector<Contestant> equals(int n, double value, double most = 1e9) {
    return std::vector<Contestant>(static_cast<std::size_t>(n), {value, most, 0});
}

TEST(Contest, EqualsPutInTheValueTimesTheOthersOverTheSquare) {
    for (const int n : {2, 3, 5, 20}) {
        std::vector<Contestant> all = equals(n, 240);
        settle_contest(0, 1, all);
        for (const Contestant& one : all) EXPECT_NEAR(one.hours, 240.0 * (n - 1) / (n * n), 1e-9) << n;
    }
}

// Two applicants with values v and w: efforts v^2 w / (v + w)^2 and v w^2 / (v + w)^2 (Hillman & Riley 1989).
TEST(Contest, OfTwoUnequalsHasItsKnownEfforts) {
    std::vector<Contestant> two = {{300, 1e9, 0}, {100, 1e9, 0}};
    settle_contest(0, 1, two);
    EXPECT_NEAR(two[0].hours, 300.0 * 300 * 100 / (400 * 400), 1e-9);
    EXPECT_NEAR(two[1].hours, 300.0 * 100 * 100 / (400 * 400), 1e-9);
}

TEST(Contest, RepliesAreBestAgainstAnyOtherEffort) {
    std::vector<Contestant> all = {{300, 1e9, 0}, {200, 1e9, 0}, {260, 1e9, 0}, {220, 1e9, 0}};
    for (const int prizes : {1, 2, 3}) {
        settle_contest(0, prizes, all);
        double total = 0;
        for (const Contestant& one : all) total += one.hours;
        for (const Contestant& one : all) {
            const auto payoff = [&](double hours) {
                return one.value * winning_chance(hours, total - one.hours, 3, prizes) - hours;
            };
            for (const double factor : {.5, .9, .99, 1.01, 1.1, 2.})
                EXPECT_GT(payoff(one.hours), payoff(one.hours * factor)) << prizes << " " << factor;
        }
    }
}

TEST(Contest, KeepsToHoursAndToTheForm) {
    std::vector<Contestant> tired = equals(4, 240, 20);
    settle_contest(5, 1, tired);
    for (const Contestant& one : tired) EXPECT_DOUBLE_EQ(one.hours, 20) << "45 would be best";
    std::vector<Contestant> busy = {{240, 1e9, 0}, {240, 4, 0}};
    settle_contest(5, 1, busy);
    EXPECT_LT(busy[1].hours, 0) << "has no time for the form";
    EXPECT_NEAR(busy[0].hours, 5, 1e-9) << "alone the form is enough";
}

TEST(Contest, ThoseWhoWouldLoseStayAway) {
    // A form of 30 hours for a prize of 100 pays for three at most.
    std::vector<Contestant> all = equals(6, 100);
    settle_contest(30, 1, all);
    int entered = 0;
    for (const Contestant& one : all) entered += one.hours >= 0;
    EXPECT_EQ(entered, 3);
}

TEST(Contest, ChancesOfSeveralPrizesAreThoseOfDrawingThemInTurn) {
    // Three equals and two prizes: each fails with 2/3 * 1/2.
    EXPECT_NEAR(winning_chance(7, 14, 2, 2), 2.0 / 3, 1e-12);
    EXPECT_NEAR(winning_chance(1, 3, 2, 1), .25, 1e-12);
    EXPECT_EQ(winning_chance(1, 3, 2, 3), 1);
    EXPECT_EQ(winning_chance(0, 3, 2, 1), 0);
}

/// Two initiatives of a town, the second of the actors 5 to 9: the sixth actor stands in both.
struct Rivals : FundWorld {
    Rivals() : FundWorld(12) {
        model.funding.rivalry = 3;
        model.funding.joint_success = 2;
        begin();
        other = add_initiative(now, 0);
        for (std::size_t i = 5; i < 10; ++i) {
            Member member;
            member.actor = ActorId(i);
            member.status = MemberStatus::member;
            now.initiatives.all[other].members.push_back(member);
        }
        fit_funding(now);
        for (std::size_t i = 0; i < 12; ++i)
            for (std::size_t j = 0; j < 12; ++j)
                if (i != j && j != 11) now.relations.awareness.hear(ActorId(i), ActorId(j), 0);
    }
    double trust(std::size_t i, std::size_t j) { return now.trust.expected(ActorId(i), ActorId(j)); }
    InitiativeId other;
};

TEST(Rivalry, CostsTrustAndWinningTogetherBringsIt) {
    Rivals world;
    const double prior = world.trust(0, 11);
    const std::vector<Bid> bids = {{world.id, true}, {world.other, false}};
    compete(world.model, world.now, bids);
    EXPECT_DOUBLE_EQ(world.trust(0, 7), 6.0 / 13) << "Beta(6, 4 + 3)";
    EXPECT_DOUBLE_EQ(world.trust(7, 0), 6.0 / 13);
    EXPECT_DOUBLE_EQ(world.trust(0, 1), 8.0 / 12) << "Beta(6 + 2, 4)";
    EXPECT_DOUBLE_EQ(world.trust(7, 8), prior) << "they won nothing";
    EXPECT_DOUBLE_EQ(world.trust(5, 7), prior) << "who stands on both sides is nobody's rival";
    EXPECT_DOUBLE_EQ(world.trust(7, 5), prior);
    EXPECT_DOUBLE_EQ(world.trust(11, 7), prior) << "no member";
}

TEST(Rivalry, NeedsALoser) {
    Rivals world;
    const std::vector<Bid> bids = {{world.id, true}, {world.other, true}};
    compete(world.model, world.now, bids);
    EXPECT_DOUBLE_EQ(world.trust(0, 7), world.trust(0, 11));
}

TEST(Rivalry, OfTheUnawareIsNone) {
    Rivals world;
    world.now.relations.awareness.forget(ActorId(0), ActorId(7));
    const std::vector<Bid> bids = {{world.id, true}, {world.other, false}};
    compete(world.model, world.now, bids);
    EXPECT_DOUBLE_EQ(world.trust(0, 7), world.trust(0, 11));
    EXPECT_LT(world.trust(7, 0), world.trust(0, 11));
}

TEST(Contest, OfACallIsFoughtInHoursAndSettledByThem) {
    Rivals world;
    world.programme().selection = AwardRule::contest;
    world.programme().budget = 1200000;
    world.programme().hours_to_apply = 0;
    world.model.funding.hours_per_1000_eur = 0;
    for (Hours& hours : world.now.actors.hours) hours = {.capacity = 1000};
    world.run(0);
    ASSERT_EQ(world.waiting().size(), 2U);
    for (const Application& one : world.waiting()) EXPECT_NEAR(one.hours, 1200000.0 / 4200 / 4, 1e-9);
    double hours = 0;
    for (const Hours& one : world.now.actors.hours) hours += one.applications;
    EXPECT_NEAR(hours, 2 * 1200000.0 / 4200 / 4, 1e-9);
    world.run(1);
    EXPECT_EQ(world.now.funding.grants.size(), 1U);
    EXPECT_LT(world.trust(0, 7), world.trust(0, 11));
}

// The rule in words - every pair of bids of two initiatives, every pair of members that stand on one side only and know
// of each other - counted the slow way beside the lists.
TEST(Rivalry, CountsEveryPairOfBidsOnce) {
    std::mt19937 dice(7);
    const auto below = [&](unsigned most) { return static_cast<std::size_t>(dice() % most); };
    double learnt = 0;
    for (int world = 0; world < 20; ++world) {
        constexpr std::size_t actors = 14;
        FundWorld town(actors);
        town.model.funding.rivalry = .25;
        town.model.funding.joint_success = 0;
        std::vector<Bid> bids;
        for (int k = 0; k < 5; ++k) {
            const InitiativeId id = add_initiative(town.now, 0);
            for (const ActorId i : IdRange<ActorId>(actors)) {
                if (below(3) != 0) continue;
                Member member;
                member.actor = i;
                member.status = below(6) == 0 ? MemberStatus::associate : MemberStatus::member;
                town.now.initiatives.all[id].members.push_back(member);
            }
            bids.push_back({id, below(2) == 0});
        }
        for (const ActorId i : IdRange<ActorId>(actors))
            for (const ActorId j : IdRange<ActorId>(actors)) {
                town.now.relations.awareness.forget(i, j);
                if (below(2) == 0) town.now.relations.awareness.hear(i, j, 0);
            }
        State now = town.now;
        compete(town.model, now, bids);
        for (const ActorId i : IdRange<ActorId>(actors))
            for (const ActorId j : IdRange<ActorId>(actors)) {
                double expected = 0;
                for (const Bid& own : bids)
                    for (const Bid& other : bids) {
                        const Initiative& mine = now.initiatives.all[own.initiative];
                        const Initiative& theirs = now.initiatives.all[other.initiative];
                        const bool rivals = own.initiative != other.initiative && !(own.granted && other.granted) &&
                                            is_full_member(now, mine, i) && is_full_member(now, theirs, j) &&
                                            !is_full_member(now, theirs, i) && !is_full_member(now, mine, j);
                        if (rivals && i != j && now.relations.awareness.knows(i, j)) expected += .25;
                    }
                const double broken = static_cast<double>(now.trust.beyond_prior(i, j).broken) -
                                      static_cast<double>(town.now.trust.beyond_prior(i, j).broken);
                EXPECT_NEAR(broken, expected, 1e-6);
                learnt += broken;
            }
    }
    EXPECT_GT(learnt, 100);
}

}  // namespace
}  // namespace gemeinsim::tests
