// SPDX-License-Identifier: Apache-2.0
#include "model/relations/contents.h"

#include <gtest/gtest.h>

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
