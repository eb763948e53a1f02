// SPDX-License-Identifier: Apache-2.0
#include "model/relations/contents.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "model/exchange/rules.h"
#include "model/impact/production.h"
#include "model/plain_world.h"

namespace gemeinsim::tests {
namespace {

/// Share of the pairs of a state for which something holds.
template <class Holds>
double share_of_pairs(const State& now, Holds holds) {
    double count = 0;
    double pairs = 0;
    for (const ActorId i : IdRange<ActorId>(now.actors.size()))
        for (std::size_t j = i.index() + 1; j < now.actors.size(); ++j) {
            pairs += 1;
            count += holds(i, ActorId(j)) ? 1 : 0;
        }
    return count / pairs;
}

// 2,016 pairs. |z| <= 4 twice: a false alarm in 8,000 seeds.
TEST(Content, IsATraitOfThePairWithItsShare) {
    Model model = plain_model(64);
    model.relations.content_choice = 0;
    model.relations.information_content = .3;
    model.relations.clients_content = .6;
    const State now = plain_state(model, {2, 0});
    const double information =
        share_of_pairs(now, [&](ActorId i, ActorId j) { return carries_information(model, now, i, j); });
    const double clients = share_of_pairs(now, [&](ActorId i, ActorId j) { return carries_clients(model, now, i, j); });
    EXPECT_LE(std::abs(information - .3) / std::sqrt(.3 * .7 / 2016), 4) << information;
    EXPECT_LE(std::abs(clients - .6) / std::sqrt(.6 * .4 / 2016), 4) << clients;
    EXPECT_EQ(share_of_pairs(now,
                             [&](ActorId i, ActorId j) {
                                 return carries_information(model, now, i, j) ==
                                            carries_information(model, now, j, i) &&
                                        carries_clients(model, now, i, j) == carries_clients(model, now, j, i);
                             }),
              1);
}

// Each content serves motives of its own. With a share of 1/4 a side of average motives agrees with 1/2.
TEST(Content, TakesBothSidesByTheirMotives) {
    Model model = plain_model(2);
    model.relations.content_choice = 1.5;
    State now = plain_state(model, {2, 0});
    const ActorId i(0);
    const ActorId j(1);
    const auto agreed = [&](Content content) { return agreement(model, now.actors, i, j, content, .25); };
    const auto side = [](double weight) { return 1 / (1 + std::exp(-1.5 * (7 * weight - 1))); };
    now.actors.motives[i].fill(1. / 7);
    now.actors.motives[j].fill(1. / 7);
    for (const Content content : {Content::information, Content::clients, Content::joint_work})
        EXPECT_NEAR(agreed(content), .25, 1e-12);
    now.actors.motives[i] = {.4, .2, .1, .3, 0, 0, 0};
    now.actors.motives[j] = {0, .05, .25, .05, 0, .65, 0};
    EXPECT_NEAR(agreed(Content::information), side(.4) * side(0), 1e-12);
    EXPECT_NEAR(agreed(Content::clients), side(.2) * side(.05), 1e-12);
    EXPECT_NEAR(agreed(Content::joint_work), side(.2) * side(.15), 1e-12);
    EXPECT_EQ(agreement(model, now.actors, i, j, Content::information, 1), 1);
    EXPECT_EQ(agreement(model, now.actors, i, j, Content::information, 0), 0);
    model.relations.content_choice = 0;
    EXPECT_EQ(agreed(Content::information), .25);
}

// Half of the actors want information and nothing else, half do not want it at all: 496 + 496 pairs of one kind, 1,024
// mixed ones, each with a share that is known. The same for clients and joint work. |z| <= 4 nine times: a false alarm
// in 1,700 seeds.
TEST(Content, IsAgreedByTheShareThatItsTwoSidesGiveIt) {
    Model model = plain_model(64);
    model.relations.information_content = model.relations.clients_content = model.exchange.joint_content = .25;
    model.relations.content_choice = .5;
    State now = plain_state(model, {2, 0});
    for (const ActorId i : IdRange<ActorId>(64)) {
        now.actors.motives[i].fill(0);
        const std::array<double, motive_count> all = {.3, .3, .3, .1, 0, 0, 0};
        if (i.index() % 2 == 0) now.actors.motives[i] = all;
    }
    const auto side = [](double stake) { return 1 / (1 + std::exp(-.5 * (stake - 1))); };
    const auto check = [&](auto carries, double stake) {
        for (const int wanting : {0, 1, 2}) {
            double pairs = 0;
            double with = 0;
            for (std::size_t i = 0; i < 64; ++i)
                for (std::size_t j = i + 1; j < 64; ++j) {
                    if (static_cast<int>(i % 2 == 0) + static_cast<int>(j % 2 == 0) != wanting) continue;
                    pairs += 1;
                    with += carries(ActorId(i), ActorId(j)) ? 1 : 0;
                }
            const double share = std::pow(side(stake), wanting) * std::pow(side(0), 2 - wanting);
            EXPECT_LE(std::abs(with / pairs - share) / std::sqrt(share * (1 - share) / pairs), 4)
                << with / pairs << " for " << share;
        }
    };
    check([&](ActorId i, ActorId j) { return carries_information(model, now, i, j); }, 2.1);
    check([&](ActorId i, ActorId j) { return carries_clients(model, now, i, j); }, 2.1);
    check([&](ActorId i, ActorId j) { return has_joint_work(model, 3, now, i, j); }, 1.4);
}

TEST(Content, MoneyRunsBetweenFunderAndFunded) {
    const Model model = plain_model(3);
    State now = plain_state(model, {2, 0});
    now.actors.funder[ActorId(1)] = ActorId(2);
    EXPECT_TRUE(carries_money(now.actors, ActorId(1), ActorId(2)));
    EXPECT_TRUE(carries_money(now.actors, ActorId(2), ActorId(1)));
    EXPECT_FALSE(carries_money(now.actors, ActorId(0), ActorId(1)));
}

// |z| <= 4 twice: a false alarm in 8,000 seeds. Months of one pair are drawn together, so that pairs are the trials.
TEST(Content, OfJointWorkLastsItsMonths) {
    Model model = plain_model(64);
    model.exchange.joint_content = .25;
    model.relations.content_choice = 0;
    const State now = plain_state(model, {2, 0});
    for (const int length : {1, 6}) {
        model.exchange.joint_months = length;
        double begun = 0;
        const double share = share_of_pairs(now, [&](ActorId i, ActorId j) {
            int changes = 0;
            for (Month month = -18; month < 18; ++month)
                changes += has_joint_work(model, month, now, i, j) != has_joint_work(model, month + 1, now, i, j);
            begun += changes;
            return has_joint_work(model, 7, now, i, j);
        });
        EXPECT_LE(std::abs(share - .25) / std::sqrt(.25 * .75 / 2016), 4) << share;
        // Of 36 turns of a month one in `length` draws anew, and then differs with 2 * .25 * .75.
        const double turns = 2016 * 36. / length;
        EXPECT_LE(std::abs(begun / turns - .375) / std::sqrt(.375 * .625 / turns), 4) << begun / turns;
    }
}

// Of 2,016 pairs about 126 change in each month; all would in the same one if their spells began together.
TEST(Content, OfJointWorkBeginsInAnotherMonthForEveryPair) {
    Model model = plain_model(64);
    model.exchange.joint_content = .25;
    model.exchange.joint_months = 6;
    const State now = plain_state(model, {2, 0});
    for (Month month = 0; month < 6; ++month)
        EXPECT_GT(share_of_pairs(now,
                                 [&](ActorId i, ActorId j) {
                                     return has_joint_work(model, month, now, i, j) !=
                                            has_joint_work(model, month + 1, now, i, j);
                                 }),
                  .03);
}

TEST(Content, OfInformationIsWhatItemsNeed) {
    for (const double content : {0., 1.}) {
        Model model = plain_model(2);
        model.relations.information_content = content;
        model.exchange.information_rate = 50;
        model.exchange.forgetting_rate = 0;
        State now = plain_state(model, {2, 0});
        now.information.items.assign(2, 0);
        now.information.items[ActorId(0)] = 0b1;
        now.relations.contacts.add(ActorId(0), ActorId(1));
        exchange_step(model, 0, now);
        EXPECT_EQ(now.information.items[ActorId(1)], content > 0 ? 0b1U : 0U);
    }
}

TEST(Content, OfClientsIsWhatKeepsFromServingThemTwice) {
    Model model = plain_model(4);
    State now = plain_state(model, {2, 0});
    for (const ActorId i : IdRange<ActorId>(4)) now.actors.salience(i, TopicId(0)) = 1;
    for (std::size_t j = 1; j < 4; ++j) now.relations.contacts.add(ActorId(0), ActorId(j));
    EXPECT_EQ(isolated_duplication(model, now, ActorId(0), TopicId(0), 4), 0);
    model.relations.clients_content = 0;
    EXPECT_EQ(isolated_duplication(model, now, ActorId(0), TopicId(0), 4), model.impact.duplication);
}

}  // namespace
}  // namespace gemeinsim::tests
