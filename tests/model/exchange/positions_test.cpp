// SPDX-License-Identifier: Apache-2.0
// Where positions end is a case of selfcheck (A17).
#include <gtest/gtest.h>

#include "model/plain_world.h"

namespace gemeinsim::tests {
namespace {

// Three actors in a line, weights by trust and influence, slowed across logics: one month by hand.
TEST(Positions, MoveByTrustInfluenceAndLogic) {
    Model model = plain_model(3);
    model.exchange.joint_content = 0;
    State now = plain_state(model, {5, 0});
    now.relations.contacts.add(ActorId(0), ActorId(1));
    now.relations.contacts.add(ActorId(0), ActorId(2));
    now.trust.entry(ActorId(0), ActorId(1)) = {ActorId(1), 8, 2};
    for (std::size_t i = 0; i < 3; ++i) {
        now.actors.assets[ActorId(i)][static_cast<std::size_t>(Asset::influence)] = i == 1 ? .5 : 0;
        now.actors.position(ActorId(i), TopicId(0)) = now.actors.initial_position(ActorId(i), TopicId(0)) =
            .3 * double(i);
    }
    now.actors.initial_position(ActorId(0), TopicId(0)) = .2;
    const ExchangeParameters& p = model.exchange;
    model.exchange.memory = 1;
    exchange_step(model, 0, now);
    const double one = .8 * 1.5;
    const double two = .6;
    const double share = (1 - p.self_weight) * (1 - p.slow * .55) / (one + two);
    const double heard = share * (one * .3 + two * .6);  // its own position is 0
    const double target = p.susceptibility * heard + (1 - p.susceptibility) * .2;
    EXPECT_NEAR(now.actors.position(ActorId(0), TopicId(0)), p.position_rate * target, 1e-12);
}

TEST(Positions, OfIsolatedActorsStay) {
    const Model model = plain_model(3);
    State now = plain_state(model, {5, 0});
    const ByTopic before = now.actors.position;
    exchange_step(model, 0, now);
    for (const ActorId i : IdRange<ActorId>(3))
        EXPECT_NEAR(now.actors.position(i, TopicId(0)), before(i, TopicId(0)), 1e-15);
}

}  // namespace
}  // namespace gemeinsim::tests
