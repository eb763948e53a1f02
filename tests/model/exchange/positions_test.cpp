// SPDX-License-Identifier: Apache-2.0
// Where positions end is a case of selfcheck (A17).
#include <gtest/gtest.h>

#include "model/plain_world.h"
#include "random/draws.h"

namespace gemeinsim::tests {
namespace {

// Three actors in a line, weights by trust and influence, slowed across logics: one month by hand.
TEST(Positions, MoveByTrustInfluenceAndLogic) {
    Model model = plain_model(3);
    model.exchange.joint_content = 0;
    State now = plain_state(model, {5, 0});
    now.relations.contacts.add(ActorId(0), ActorId(1));
    now.relations.contacts.add(ActorId(0), ActorId(2));
    now.trust.set(ActorId(0), ActorId(1), 8, 2);
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

// A co-member that is no contact is heard with the coordination of the initiative, on its topic alone.
TEST(Positions, FollowCoMembersWithTheCoordinationOfTheirInitiative) {
    Model model = plain_model(3);
    model.topics.push_back(model.topics.front());
    model.topics.back().id = "age";
    model.exchange.memory = 1;
    model.exchange.slow = 0;
    State now = plain_state(model, {5, 0});
    now.relations.contacts.add(ActorId(0), ActorId(1));
    Initiative initiative;
    initiative.entity = 9;
    initiative.founder = ActorId(0);
    initiative.topic = TopicId(1);
    initiative.place = PlaceId(0);
    initiative.coordination = .25;
    for (const std::size_t i : {0, 1, 2}) {
        Member member;
        member.actor = ActorId(i);
        member.status = MemberStatus::member;
        initiative.members.push_back(member);
        now.actors.assets[ActorId(i)][static_cast<std::size_t>(Asset::influence)] = 0;
        for (const std::size_t k : {0, 1})
            now.actors.position(ActorId(i), TopicId(k)) = now.actors.initial_position(ActorId(i), TopicId(k)) =
                .5 * double(i);
    }
    now.initiatives.all.push_back(initiative);
    model.exchange.keep_base = 100;
    now.actors.alive[ActorId(2)] = 1;
    const ExchangeParameters& p = model.exchange;
    exchange_step(model, 0, now);
    const double trust = 7.0 / 11;  // after a joint month that was kept
    const auto moved = [&](double heard) { return p.position_rate * p.susceptibility * (1 - p.self_weight) * heard; };
    EXPECT_NEAR(now.trust.expected(ActorId(0), ActorId(2)), trust, 1e-12);
    EXPECT_NEAR(now.actors.position(ActorId(0), TopicId(0)), moved(.5), 1e-12) << "the contact alone";
    EXPECT_NEAR(now.actors.position(ActorId(0), TopicId(1)), moved((.5 + .25 * 1) / 1.25), 1e-12);
}

/// What the formula makes of the position of an actor on the first topic, by looking at every pair.
double moved(const Model& model, const State& now, ActorId i) {
    const ExchangeParameters& p = model.exchange;
    const double y = now.actors.position(i, TopicId(0));
    double total = 0;
    double pull = 0;
    for (const ActorId j : IdRange<ActorId>(now.actors.size())) {
        if (j == i || !now.relations.contacts.has(i, j)) continue;
        const double weight =
            now.trust.expected(i, j) * (1 + now.actors.assets[j][static_cast<std::size_t>(Asset::influence)]);
        total += weight;
        pull += weight * (1 - p.self_weight) * (1 - p.slow * logic_distance(now.actors, i, j)) *
                (now.actors.position(j, TopicId(0)) - y);
    }
    const double heard = y + (total > 0 ? pull / total : 0);
    const double target =
        p.susceptibility * heard + (1 - p.susceptibility) * now.actors.initial_position(i, TopicId(0));
    return y + p.position_rate * (target - y);
}

// Worlds of one topic go a way of their own. Histories without a contact stand between those with one; the first four
// actors hear their co-members too.
TEST(Positions, FollowTheFormulaHoweverManyTopicsThereAre) {
    constexpr std::size_t n = 60;
    const auto after = [](std::size_t topics) {
        Model model = plain_model(n);
        while (model.topics.size() < topics) model.topics.push_back(model.topics.front());
        model.exchange.joint_content = 0;
        State now = plain_state(model, {5, 0});
        add_initiative(now, 4);
        now.initiatives.all[InitiativeId(0)].coordination = .5;
        now.actors.alive[ActorId(9)] = 0;
        Stream stream({5, 0}, 1, 0, Purpose::network);
        for (int pair = 0; pair < 300; ++pair) {
            const ActorId i(index(stream, n));
            const ActorId j(index(stream, n));
            if (i == j || i == ActorId(9) || j == ActorId(9)) continue;
            if (pair % 3 > 0) now.relations.contacts.add(i, j);
            if (pair % 2 > 0) now.trust.set(i, j, 12, 3);
        }
        for (const ActorId i : IdRange<ActorId>(n)) {
            const double stands = uniform(stream);
            // Members keep their word by what they think of all topics.
            for (const TopicId k : IdRange<TopicId>(topics)) {
                now.actors.position(i, k) = now.actors.initial_position(i, k) = stands;
                now.actors.salience(i, k) = .125 / static_cast<double>(topics);
            }
            const double legal = uniform(stream) / 2;
            const double participant = uniform(stream) / 2;
            now.actors.logic[i] = {legal, participant, 1 - legal - participant};
        }
        model.exchange.memory = 1;
        const State before = now;
        exchange_step(model, 0, now);
        std::vector<double> found;
        for (const ActorId i : IdRange<ActorId>(n)) found.push_back(now.actors.position(i, TopicId(0)));
        for (std::size_t i = 4; i < n; ++i) {
            if (i == 9) continue;
            EXPECT_NEAR(found[i], moved(model, before, ActorId(i)), 1e-14);
        }
        return found;
    };
    const std::vector<double> alone = after(1);
    EXPECT_EQ(alone, after(2));
    EXPECT_EQ(alone, after(6));
}

TEST(Positions, FollowTheGivenWeightsOfTheLiving) {
    Model model = plain_model(4);
    model.exchange.weights = "w";
    model.population.dyads.emplace_back(
        "w", 4,
        std::vector<DyadicCovariate::Entry>{
            {ActorId(0), ActorId(1), .5}, {ActorId(0), ActorId(2), .25}, {ActorId(0), ActorId(3), .25}});
    State now = plain_state(model, {5, 0});
    now.relations.contacts.add(ActorId(1), ActorId(2));  // counts for nothing
    for (std::size_t i = 0; i < 4; ++i)
        now.actors.position(ActorId(i), TopicId(0)) = now.actors.initial_position(ActorId(i), TopicId(0)) =
            .2 + .2 * double(i);
    now.actors.alive[ActorId(3)] = 0;
    const ExchangeParameters& p = model.exchange;
    exchange_step(model, 0, now);
    EXPECT_NEAR(now.actors.position(ActorId(0), TopicId(0)),
                .2 + p.position_rate * p.susceptibility * (.5 * .2 + .25 * .4), 1e-12);
    EXPECT_NEAR(now.actors.position(ActorId(1), TopicId(0)), .4, 1e-12);
}

TEST(Positions, RefuseWeightsThatAreNone) {
    const auto complaints = [](double first, double second, const std::string& name) {
        Model model = plain_model(3);
        model.exchange.weights = name;
        model.population.dyads.emplace_back(
            "w", 3,
            std::vector<DyadicCovariate::Entry>{{ActorId(1), ActorId(0), first}, {ActorId(1), ActorId(2), second}});
        Issues issues;
        check_exchange(model, issues);
        return issues.errors();
    };
    EXPECT_TRUE(complaints(.5, .5, "w").empty());
    EXPECT_TRUE(complaints(7, -3, "").empty());
    EXPECT_NE(to_string(complaints(.5, .75, "w").at(0)).find("the weights of actor_1 sum to 1.25"), std::string::npos);
    EXPECT_NE(to_string(complaints(.5, -.25, "w").at(0)).find("actor_1 gives another actor the weight -0.25"),
              std::string::npos);
    EXPECT_NE(to_string(complaints(.5, .5, "v").at(0)).find("there is no dyadic covariate \"v\""), std::string::npos);
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
