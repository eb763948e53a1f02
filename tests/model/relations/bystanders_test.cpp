// SPDX-License-Identifier: Apache-2.0
// Shared weights give every alternative the probability that looking at each one gives it.
#include "model/relations/bystanders.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <string>

#include "model/relations/bare_world.h"
#include "model/relations/revision.h"
#include "random/draws.h"

namespace gemeinsim::tests {
namespace {

constexpr std::size_t actors = 80;

struct World {
    Model model;
    State now;

    explicit World(std::vector<Effect> effects, bool directed = true) {
        model = bare_model(actors, Kernel::actor, Consent::unilateral, directed, std::move(effects));
        for (std::size_t i = 0; i < actors; ++i)
            model.population.actors[ActorId(i)].covariate["size"] = static_cast<double>(i * i % 7);
        now = bare_state(model);
        now.actors.alive[ActorId(11)] = 0;
        Stream stream({5, 0}, 1, 0, Purpose::choice);
        for (const ActorId i : IdRange<ActorId>(actors))
            for (const ActorId j : IdRange<ActorId>(actors))
                if (i != j && i.index() != 11 && j.index() != 11 && bernoulli(stream, directed ? .03 : .015))
                    now.relations.contacts.add(i, j);
    }
};

/// How many egos went by the way of shared weights.
std::size_t compare(const World& world) {
    Evaluation evaluation(world.model, world.now);
    Revision revision(world.model, world.now, evaluation);
    std::size_t shared = 0;
    for (const ActorId ego : IdRange<ActorId>(actors)) {
        if (!world.now.actors.alive[ego]) continue;
        const std::vector<ToggleProbability> quick = revision.shared_probabilities(ego);
        if (quick.empty()) continue;
        ++shared;
        const std::vector<ToggleProbability> all = revision.contact_probabilities(ego);
        EXPECT_EQ(quick.size(), all.size());
        for (std::size_t t = 0; t < std::min(quick.size(), all.size()); ++t) {
            EXPECT_EQ(quick[t].partner, all[t].partner);
            EXPECT_NEAR(quick[t].probability, all[t].probability, 1e-12) << "ego " << ego.index();
        }
    }
    return shared;
}

std::vector<Effect> three() {
    return {{EffectKind::density, -1}, {EffectKind::reciprocity, 1.5}, {EffectKind::transitive_triplets, .4}};
}

TEST(Bystanders, ShareTheWeightThatEachWouldHave) {
    EXPECT_GT(compare(World(three())), actors / 2);
    World total(three());
    total.model.relations.change = Change::total;
    EXPECT_GT(compare(total), actors / 2);
    EXPECT_GT(compare(World({{EffectKind::density, -1.5}, {EffectKind::transitive_triads, .5}}, false)), actors / 2);
}

TEST(Bystanders, KeepWhatEachIsForItself) {
    std::vector<Effect> effects = three();
    effects.push_back({.kind = EffectKind::covariate_alter, .weight = .3, .covariate = "size"});
    effects.push_back({.kind = EffectKind::covariate_ego, .weight = -.2, .covariate = "know_how"});
    effects.push_back({.kind = EffectKind::outdegree_activity, .weight = -.1});
    EXPECT_GT(compare(World(effects)), actors / 2);
}

TEST(Bystanders, FallIntoClassesByWhatIsKnownOfPairs) {
    std::vector<Effect> effects = three();
    effects.push_back({.kind = EffectKind::same_sector, .weight = .8});
    effects.push_back({.kind = EffectKind::covariate_similarity, .weight = .5, .covariate = "size"});
    effects.push_back({.kind = EffectKind::covariate_alter, .weight = .3, .covariate = "influence"});
    effects.push_back({.kind = EffectKind::transitive_ties, .weight = .6, .part = EffectPart::creation});
    const World world(effects);
    EXPECT_GT(compare(world), actors / 2);
    const std::vector<EffectTerm> terms = ready_effects(world.model, world.now, Change::own, false);
    EXPECT_EQ(Bystanders(world.model, world.now, terms).classes().size(),
              12U);  // three sectors by four sizes
}

std::vector<Effect> popular(bool directed) {
    std::vector<Effect> effects = {{EffectKind::density, -2},
                                   {EffectKind::indegree_popularity, .15},
                                   {.kind = EffectKind::indegree_popularity_sqrt, .weight = -.3},
                                   {.kind = EffectKind::outdegree_activity, .weight = -.05},
                                   {.kind = EffectKind::outdegree_activity_sqrt, .weight = .04},
                                   {.kind = EffectKind::covariate_alter, .weight = .2, .covariate = "size"},
                                   {.kind = EffectKind::same_sector, .weight = .5}};
    if (directed)
        for (const EffectKind kind : {EffectKind::outdegree_popularity, EffectKind::outdegree_popularity_sqrt,
                                      EffectKind::indegree_activity, EffectKind::indegree_activity_sqrt})
            effects.push_back({.kind = kind, .weight = .07});
    return effects;
}

TEST(Bystanders, KeepTheirDegrees) {
    for (const bool directed : {true, false})
        for (const Change change : {Change::own, Change::total}) {
            World world(popular(directed), directed);
            world.model.relations.change = change;
            EXPECT_GT(compare(world), actors / 2) << directed;
        }
}

// Told of every change, they come to the same bits as those who look at the graph as it is then; a class whose weights
// outgrow their measure is weighed anew.
TEST(Bystanders, FollowTheDegreesThatChange) {
    for (const double weight : {.15, 30.0})
        for (const bool directed : {true, false}) {
            std::vector<Effect> effects = popular(directed);
            effects[1].weight = weight;
            World world(effects, directed);
            const std::vector<EffectTerm> terms = ready_effects(world.model, world.now, Change::own, false);
            Bystanders told(world.model, world.now, terms);
            ASSERT_EQ(told.obstacle(), nullptr);
            Graph& contacts = world.now.relations.contacts;
            Stream stream({6, 0}, 1, 0, Purpose::choice);
            for (int change = 0; change < 2000; ++change) {
                const ActorId i(12 + index(stream, actors - 12));
                const ActorId j(index(stream, 11));  // few are chosen by many
                if (!contacts.remove(i, j)) contacts.add(i, j);
                told.follow(contacts, i, j);
            }
            const Bystanders fresh(world.model, world.now, terms);
            ASSERT_EQ(told.classes().size(), fresh.classes().size());
            for (std::size_t c = 0; c < fresh.classes().size(); ++c) {
                const Bystanders::Class& one = told.classes()[c];
                const Bystanders::Class& other = fresh.classes()[c];
                const double scale = std::exp(world.model.relations.rationality * (other.top - one.top));
                EXPECT_NEAR(one.mass() / (scale * other.mass()), 1, 1e-12) << weight;
                for (std::size_t m = 0; m < one.members.size(); ++m)
                    EXPECT_EQ(told.own_part(one.members[m]), fresh.own_part(one.members[m]));
            }
        }
}

// A month of rings under popularity: as all look at everybody, and as bystanders are told of changes, shares of draws
// differ by nothing but luck. |z| <= 4 twice: a false alarm in 8,000 seeds.
TEST(Bystanders, LeaveTheLawOfAMonthAsItIs) {
    std::vector<Effect> effects = {{EffectKind::density, -3}, {EffectKind::indegree_popularity_sqrt, .9}};
    World one_by_one(effects);
    // A global effect without any weight to speak of makes every ring look at everybody.
    one_by_one.model.relations.effects.push_back({EffectKind::distance_two, 1e-300});
    const World shared(effects);
    constexpr int runs = 150;
    const auto statistics = [](const World& world, std::uint64_t run) {
        State now = world.now;
        now.key = {7, run};
        Model model = world.model;
        model.relations.contact_rate = 4;
        for (Month month = 0; month < 3; ++month) relations_step(model, month, now);
        double squares = 0;
        for (const ActorId j : IdRange<ActorId>(actors))
            squares += std::pow(static_cast<double>(now.relations.contacts.in(j).size()), 2);
        return std::array{static_cast<double>(now.relations.contacts.ties()), squares};
    };
    std::array<double, 2> sum{}, square{};
    for (std::uint64_t run = 0; run < runs; ++run) {
        const auto a = statistics(shared, run);
        const auto b = statistics(one_by_one, run + runs);
        for (std::size_t s = 0; s < 2; ++s) {
            sum[s] += a[s] - b[s];
            square[s] += (a[s] - b[s]) * (a[s] - b[s]);
        }
    }
    for (std::size_t s = 0; s < 2; ++s) {
        const double mean = sum[s] / runs;
        const double z = mean / std::sqrt((square[s] / runs - mean * mean) / (runs - 1));
        EXPECT_LE(std::abs(z), 4) << s << ": " << mean;
    }
}

TEST(Bystanders, OfCostTrustAndHoursKeepTheirPart) {
    World world(three());
    world.model.relations.contact_cost = .4;
    world.model.relations.h_trust = 1;
    world.model.relations.contact_hours = .5;
    world.model.relations.pact_hours = .5;
    world.model.relations.crowding = .3;
    for (std::size_t i = 0; i < actors; i += 3) {
        world.now.trust.add(ActorId(i), ActorId((i + 7) % actors), 5, 0);
        world.now.actors.hours[ActorId(i)].ties = .5 * static_cast<double>(i % 5);
    }
    world.now.actors.hours[ActorId(6)].ties = world.now.actors.hours[ActorId(6)].capacity;  // can only end ties
    EXPECT_GT(compare(world), actors / 2);
}

TEST(Bystanders, AreLookedAtOneByOneWhereTheirWeightsDiffer) {
    const auto obstacle = [](const World& world) {
        const std::vector<EffectTerm> terms =
            ready_effects(world.model, world.now, world.model.relations.change, false);
        return Bystanders(world.model, world.now, terms).obstacle() != nullptr;
    };
    EXPECT_FALSE(obstacle(World(three())));
    EXPECT_TRUE(obstacle(World({{EffectKind::distance_two, .1}})));
    EXPECT_FALSE(obstacle(World({{EffectKind::outdegree_activity, .1}})));
    World motives(three());
    motives.model.relations.motive_scale = 1;
    EXPECT_TRUE(obstacle(motives));
    World frictions(three());
    frictions.model.relations.contact_cost = frictions.model.relations.g_logic = 1;
    EXPECT_TRUE(obstacle(frictions));
}

// 20,000 rings of one ego. The chi-square of nine groups passes 38.6 by chance in one seed of 170,000.
TEST(Bystanders, AreDrawnAsOftenAsTheirProbabilitySays) {
    std::vector<Effect> effects = three();
    effects.push_back({.kind = EffectKind::covariate_alter, .weight = .3, .covariate = "size"});
    const World world(effects);
    Evaluation evaluation(world.model, world.now);
    Revision revision(world.model, world.now, evaluation);
    const ActorId ego(4);
    ASSERT_FALSE(revision.shared_probabilities(ego).empty());
    constexpr std::size_t groups = 8;
    std::vector<double> expected(groups + 1), seen(groups + 1);
    expected[groups] = 1;
    for (const ToggleProbability& toggle : revision.contact_probabilities(ego)) {
        expected[toggle.partner.index() % groups] += toggle.probability;
        expected[groups] -= toggle.probability;
    }
    constexpr int rings = 20000;
    for (std::uint64_t ring = 0; ring < rings; ++ring) {
        const TieChange change = revision.revise_contact(0, ego, combine(ring, 99));
        ++seen[change.kind == TieChange::Kind::none ? groups : change.partner.index() % groups];
    }
    double chi = 0;
    for (std::size_t g = 0; g <= groups; ++g)
        chi += (seen[g] - rings * expected[g]) * (seen[g] - rings * expected[g]) / (rings * expected[g]);
    RecordProperty("chi_square", std::to_string(chi));
    EXPECT_LT(chi, 38.6);
}

}  // namespace
}  // namespace gemeinsim::tests
