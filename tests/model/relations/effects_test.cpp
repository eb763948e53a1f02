// SPDX-License-Identifier: Apache-2.0
#include "model/relations/effects.h"

#include <gtest/gtest.h>

#include <string>

#include "model/registry.h"
#include "model/relations/bare_world.h"
#include "model/relations/evaluation.h"
#include "model/relations/statistics.h"
#include "random/draws.h"
#include "scenario/reader.h"

namespace gemeinsim::tests {
namespace {

constexpr std::size_t actors = 9;

Graph random_graph(Direction direction, double density, std::uint64_t seed) {
    Graph graph(actors, direction);
    Stream stream({seed, 0}, 1, 0, Purpose::choice);
    for (const ActorId i : IdRange<ActorId>(actors))
        for (const ActorId j : IdRange<ActorId>(actors))
            if (i != j && (direction == Direction::directed || i < j) && bernoulli(stream, density)) graph.add(i, j);
    return graph;
}

/// A model with one effect of weight 1 whose covariates are known, and the state that holds the graph.
struct World {
    Model model;
    State now;

    World(Effect effect, const Graph& graph, Change change = Change::own) {
        if (effect_row(effect.kind).covariate == CovariateNeed::dyad) effect.covariate = "flow";
        if (effect_row(effect.kind).covariate != CovariateNeed::none && effect.covariate.empty())
            effect.covariate = "size";
        model = bare_model(actors, Kernel::actor, Consent::unilateral, graph.directed(), {effect});
        model.relations.change = change;
        std::vector<DyadicCovariate::Entry> flow;
        for (std::size_t i = 0; i < actors; ++i) {
            model.population.actors[ActorId(i)].covariate["size"] = size(i);
            for (std::size_t j = 0; j < actors; ++j)
                if (i != j && flow_of(i, j) != 0) flow.push_back({ActorId(i), ActorId(j), flow_of(i, j)});
        }
        model.population.dyads.emplace_back("flow", actors, flow);
        now = bare_state(model);
        now.relations.contacts = graph;
    }
    static double size(std::size_t i) { return static_cast<double>((i * 5) % 4) / 2; }
    static double flow_of(std::size_t i, std::size_t j) { return static_cast<double>((3 * i + 7 * j) % 5) - 1; }
};

Matrix matrix_of(const World& world, EffectKind kind) {
    Matrix m(world.now.relations.contacts);
    double mean = 0;
    double similarity = 0;
    double flow = 0;
    for (std::size_t i = 0; i < actors; ++i) mean += World::size(i) / actors;
    m.range = 1.5;
    for (std::size_t i = 0; i < actors; ++i) {
        m.v[i] = kind == EffectKind::same_sector ? static_cast<double>(world.now.actors.sector[ActorId(i)])
                                                 : World::size(i) - mean;
        for (std::size_t j = 0; j < actors; ++j) {
            if (i == j) continue;
            similarity += (1 - std::abs(World::size(i) - World::size(j)) / m.range) / (actors * (actors - 1));
            flow += World::flow_of(i, j) / (actors * (actors - 1));
        }
    }
    m.mean_similarity = similarity;
    for (std::size_t i = 0; i < actors; ++i)
        for (std::size_t j = 0; j < actors; ++j) m.w[i * actors + j] = i == j ? 0 : World::flow_of(i, j) - flow;
    return m;
}

/// What the graph is with and without the tie i -> j.
double difference(const World& world, EffectKind kind, Change change, std::size_t i, std::size_t j) {
    Matrix m = matrix_of(world, kind);
    double value[2];
    for (const int tie : {0, 1}) {
        m.x[i * actors + j] = tie;
        if (!m.directed) m.x[j * actors + i] = tie;
        value[tie] = change == Change::own ? m.statistic(kind, i) : m.count(kind);
    }
    return value[1] - value[0];
}

class EffectOnGraphs : public testing::TestWithParam<EffectRow> {};

TEST_P(EffectOnGraphs, ChangesByTheDifferenceOfItsStatistic) {
    const EffectRow& row = GetParam();
    for (const Direction direction : {Direction::undirected, Direction::directed}) {
        if (row.fits != Fits::both && (row.fits == Fits::directed) != (direction == Direction::directed)) continue;
        for (const Change change : {Change::own, Change::total})
            for (const double density : {0.0, .15, .35, .7})
                for (std::uint64_t seed = 0; seed < 5; ++seed) {
                    const World world({.kind = row.kind, .weight = 1}, random_graph(direction, density, seed), change);
                    Evaluation evaluation(world.model, world.now);
                    for (std::size_t i = 0; i < actors; ++i) {
                        evaluation.focus(ActorId(i));
                        for (std::size_t j = 0; j < actors; ++j) {
                            if (i == j) continue;
                            ASSERT_NEAR(evaluation.contact(ActorId(j)), difference(world, row.kind, change, i, j),
                                        1e-12)
                                << row.name << (direction == Direction::directed ? " directed" : " undirected")
                                << (change == Change::own ? " own" : " total") << " density " << density << " seed "
                                << seed << " from " << i << " to " << j;
                        }
                    }
                }
    }
}

TEST_P(EffectOnGraphs, SharesItsChangeAmongTheUntouchedAsItsScopeSays) {
    const EffectRow& row = GetParam();
    if (row.scope == Scope::global || row.scope == Scope::pairwise) return;
    int compared = 0;
    for (const Direction direction : {Direction::undirected, Direction::directed}) {
        if (row.fits != Fits::both && (row.fits == Fits::directed) != (direction == Direction::directed)) continue;
        for (const Change change : {Change::own, Change::total})
            for (std::uint64_t seed = 0; seed < 20; ++seed) {
                const World world({.kind = row.kind, .weight = 1}, random_graph(direction, .1, seed), change);
                const EffectTerm term = ready_effects(world.model, world.now, change, false).front();
                Neighbourhood near(world.now.relations.contacts, term.paths);
                for (std::size_t i = 0; i < actors; ++i) {
                    near.turn(ActorId(i));
                    std::vector<double> shared;
                    for (std::size_t j = 0; j < actors; ++j) {
                        if (near.touches(ActorId(j))) continue;
                        const ActorId alternative(j);
                        double own = 0;
                        term.change(near, term, {&alternative, 1}, {&own, 1});
                        if (term.alter != nullptr) own -= term.alter(world.now.relations.contacts, term, alternative);
                        shared.push_back(own);
                    }
                    for (const double one : shared) {
                        ASSERT_NEAR(one, shared.front(), 1e-12) << row.name << " seed " << seed << " ego " << i;
                        ++compared;
                    }
                }
            }
    }
    EXPECT_GT(compared, 100);
}

TEST_P(EffectOnGraphs, MakesAndEndsTiesByCreationAndEndowmentTogether) {
    const EffectRow& row = GetParam();
    const Direction direction = row.fits == Fits::undirected ? Direction::undirected : Direction::directed;
    const Graph graph = random_graph(direction, .3, 3);
    const World whole({.kind = row.kind, .weight = .7}, graph);
    const World creation({.kind = row.kind, .weight = .7, .part = EffectPart::creation}, graph);
    const World endowment({.kind = row.kind, .weight = .7, .part = EffectPart::endowment}, graph);
    Evaluation all(whole.model, whole.now);
    Evaluation making(creation.model, creation.now);
    Evaluation ending(endowment.model, endowment.now);
    for (std::size_t i = 0; i < actors; ++i) {
        all.focus(ActorId(i));
        making.focus(ActorId(i));
        ending.focus(ActorId(i));
        for (std::size_t j = 0; j < actors; ++j) {
            if (i == j) continue;
            const ActorId to(j);
            EXPECT_EQ(making.contact(to) + ending.contact(to), all.contact(to));
            EXPECT_EQ(graph.has(ActorId(i), to) ? making.contact(to) : ending.contact(to), 0);
        }
    }
}

// Nobody has a statistic without ties, so the level is the sum of the changes by which the ties came about.
TEST_P(EffectOnGraphs, GivesEveryActorItsStatisticAsLevel) {
    const EffectRow& row = GetParam();
    const Direction direction = row.fits == Fits::directed ? Direction::directed : Direction::undirected;
    const World world({.kind = row.kind, .weight = 1}, random_graph(direction, .3, 11), Change::total);
    const Column<ActorId, double> levels = utilities(world.model, world.now);
    const Matrix m = matrix_of(world, row.kind);
    for (std::size_t i = 0; i < actors; ++i) EXPECT_NEAR(levels[ActorId(i)], m.statistic(row.kind, i), 1e-12);
}

std::vector<EffectRow> on_contacts() {
    std::vector<EffectRow> rows;
    for (const EffectRow& row : effect_table())
        if (!row.pact) rows.push_back(row);
    return rows;
}
std::string name_of(const testing::TestParamInfo<EffectRow>& row) {
    return row.param.name;
}
INSTANTIATE_TEST_SUITE_P(Table, EffectOnGraphs, testing::ValuesIn(on_contacts()), name_of);

TEST(Effects, OfWeightZeroChangeNoBit) {
    const Graph graph = random_graph(Direction::directed, .3, 5);
    World with({.kind = EffectKind::transitive_triplets, .weight = .3}, graph);
    const World without = with;
    with.model.relations.effects.push_back({.kind = EffectKind::covariate_alter, .weight = 0, .covariate = "size"});
    for (std::size_t i = 0; i < actors; ++i) {
        const auto one = toggle_probabilities(with.model, with.now, ActorId(i));
        const auto other = toggle_probabilities(without.model, without.now, ActorId(i));
        ASSERT_EQ(one.size(), other.size());
        for (std::size_t t = 0; t < one.size(); ++t) EXPECT_EQ(one[t].probability, other[t].probability);
    }
}

TEST(Effects, KeepACovariateAsGivenWhereItIsNotCentred) {
    const Graph graph = random_graph(Direction::directed, .3, 5);
    const World alter({.kind = EffectKind::covariate_alter, .weight = 2, .covariate = "size", .centred = false}, graph);
    Evaluation evaluation(alter.model, alter.now);
    evaluation.focus(ActorId(0));
    EXPECT_EQ(evaluation.contact(ActorId(3)), 2 * World::size(3));
    const World dyad({.kind = EffectKind::dyadic_covariate, .weight = 2, .centred = false}, graph);
    Evaluation of_dyads(dyad.model, dyad.now);
    of_dyads.focus(ActorId(1));
    EXPECT_EQ(of_dyads.contact(ActorId(2)), 2 * World::flow_of(1, 2));
}

TEST(Effects, OnPactsCountPactsOnly) {
    World world({.kind = EffectKind::pact_density, .weight = -2}, random_graph(Direction::undirected, .3, 5));
    world.model.relations.pact_weight = 1;
    Evaluation evaluation(world.model, world.now);
    evaluation.focus(ActorId(0));
    EXPECT_EQ(evaluation.contact(ActorId(1)), 0);
    EXPECT_EQ(evaluation.pact(ActorId(1)), -2);
}

struct Stability {
    int stable = 0;
    double best_stable = 0;
    double efficient = 0;
    std::size_t ties = 0;  ///< of the last stable graph
};

/// Looks at every undirected graph: nobody toggles anything where it is stable.
Stability stability(const Model& model) {
    State now = bare_state(model);
    const std::size_t n = now.actors.size();
    Stability found;
    for (std::size_t code = 0; code < std::size_t{1} << n * (n - 1) / 2; ++code) {
        now.relations.contacts = Graph(n, Direction::undirected);
        std::size_t rest = code;
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = i + 1; j < n; ++j, rest /= 2)
                if (rest % 2 != 0) now.relations.contacts.add(ActorId(i), ActorId(j));
        double welfare = 0;
        for (const double each : utilities(model, now)) welfare += each;
        found.efficient = std::max(found.efficient, welfare);
        double moves = 0;
        for (const ActorId i : IdRange<ActorId>(n))
            for (const ToggleProbability& toggle : toggle_probabilities(model, now, i)) moves += toggle.probability;
        if (moves > 0) continue;
        ++found.stable;
        found.best_stable = std::max(found.best_stable, welfare);
        found.ties = now.relations.contacts.ties();
    }
    return found;
}

// Jackson & Wolinsky 1996: the complete graph is stable, though fewer co-authors each would be better for all (A4).
TEST(CoauthorModel, MakesTooManyTies) {
    const struct {
        std::size_t n;
        double each, efficient;
    } rows[] = {{4, 7.0 / 3, 12}, {5, 2.25, 14}};
    for (const auto& row : rows) {
        const Stability found = stability(bare_model(row.n, Kernel::improving, Consent::mutual, false,
                                                     {{.kind = EffectKind::coauthor, .weight = 1}}));
        EXPECT_EQ(found.stable, 1);
        EXPECT_EQ(found.ties, row.n * (row.n - 1) / 2);
        EXPECT_NEAR(found.best_stable, row.each * static_cast<double>(row.n), 1e-12);
        EXPECT_NEAR(found.efficient, row.efficient, 1e-12);
    }
}

/// A scenario in which nothing but reach and the given effects counts.
Model build_exact(const std::vector<Override>& more, Issues& issues) {
    std::vector<Override> overrides = {
        {"relations.kernel", "\"improving\""}, {"relations.consideration", "\"complete\""},
        {"relations.rationality", "1"},        {"relations.motive_scale", "0"},
        {"relations.contact_cost", "0"},       {"relations.crowding", "0"},
        {"relations.contact_hours", "0"},      {"relations.pact_hours", "0"},
        {"relations.reach_weight", "1"},       {"relations.reach_max", "inf"}};
    overrides.insert(overrides.end(), more.begin(), more.end());
    Scenario scenario = read_scenario(GEMEINSIM_SOURCE_DIR "/tests/effects/town.toml", registry(), overrides, issues);
    return issues.any() ? Model() : build(scenario, issues);
}

std::string clubs(std::size_t n, const std::string& each = "") {
    std::string list = "[";
    for (std::size_t i = 0; i < n; ++i)
        list += "{id=\"a" + std::to_string(i) + "\", sector=\"civil_society\"" + each + "}, ";
    return list + "]";
}

// Johnson & Gilles 2000: actors on a line, the cost of a tie grows with the distance (A3).
TEST(DyadicCovariate, OfDistanceIsTheCostOfTiesOnALine) {
    const auto on_line = [](const std::string& cost) {
        std::string people = "[";
        std::string places = "[";
        for (int i = 0; i < 4; ++i) {
            const std::string number = std::to_string(i);
            people += "{id=\"a" + number + "\", sector=\"civil_society\", place=\"p" + number + "\"}, ";
            places += "{id=\"p" + number + "\", x_km=" + number + "}, ";
        }
        Issues issues;
        Model model = build_exact({{"population.actors", people + "]"},
                                   {"population.places", places + "]"},
                                   {"relations.effects",
                                    "[{name=\"dyadic_covariate\", covariate=\"distance_km\", "
                                    "centred=false, weight=-" +
                                        cost + "}]"}},
                                  issues);
        issues.throw_if_any();
        return stability(model);
    };
    const Stability cheap = on_line("0.2");
    EXPECT_EQ(cheap.stable, 1);
    EXPECT_NEAR(cheap.best_stable, 3.05, 1e-12);
    EXPECT_NEAR(cheap.efficient, 3.05, 1e-12);
    const Stability dear = on_line("0.6");
    EXPECT_EQ(dear.stable, 1);
    EXPECT_NEAR(dear.best_stable, 0, 1e-12);
    EXPECT_NEAR(dear.efficient, .65, 1e-12);
}

// The islands model with a cost of .2 within and 1 across three sectors of two (A2), given pair by pair.
TEST(DyadicCovariate, GivenByPairsIsTheCostOfCrossing) {
    std::string dyads = "[";
    for (int i = 0; i < 4; ++i)
        for (int j = i + 1; j < 4; ++j)
            dyads += "{from=\"a" + std::to_string(i) + "\", to=\"a" + std::to_string(j) +
                     "\", covariate={cost=" + (i / 2 == j / 2 ? "0.2" : "1.0") + "}}, ";
    Issues issues;
    const Model model = build_exact(
        {{"population.actors", clubs(4)},
         {"population.dyads", dyads + "]"},
         {"relations.reach_delta", "0.6"},
         {"relations.effects", "[{name=\"dyadic_covariate\", covariate=\"cost\", centred=false, weight=-1}]"}},
        issues);
    issues.throw_if_any();
    // Two silos of two: each tie .4 for both of its ends; bridging would cost 1 > .6 + .36.
    const Stability found = stability(model);
    EXPECT_EQ(found.stable, 1);
    EXPECT_NEAR(found.best_stable, 1.6, 1e-12);
}

struct Refusal {
    const char* effects;
    const char* population;  ///< more columns of every actor
    const char* says;
};

class RefusedEffect : public testing::TestWithParam<Refusal> {};

TEST_P(RefusedEffect, SaysWhyAndWhatToDo) {
    Issues issues;
    std::vector<Override> overrides = {{"population.actors", clubs(4, GetParam().population)},
                                       {"relations.effects", GetParam().effects}};
    const Model model = build_exact(overrides, issues);
    ASSERT_EQ(issues.errors().size(), 1U);
    EXPECT_NE(to_string(issues.errors().front()).find(GetParam().says), std::string::npos)
        << to_string(issues.errors().front());
}

INSTANTIATE_TEST_SUITE_P(
    Input, RefusedEffect,
    testing::Values(
        Refusal{"[{name=\"transitive_triad\", weight=1}]", "", "did you mean \"transitive_triads\"?"},
        Refusal{"[{name=\"density\", weight=inf}]", "", "relations.effects.weight"},
        Refusal{"[{name=\"density\", weight=nan}]", "", "relations.effects.weight"},
        Refusal{"[{name=\"density\", weight=1, kind=\"endowed\"}]", "", "did you mean \"endowment\"?"},
        Refusal{"[{name=\"reciprocity\", weight=1}]", "", "reciprocity needs directed contacts"},
        Refusal{"[{name=\"density\", weight=1}, {name=\"density\", weight=2}]", "", "density is listed twice"},
        Refusal{"[{name=\"covariate_alter\", weight=1}]", "", "covariate_alter names no covariate"},
        Refusal{"[{name=\"density\", weight=1, covariate=\"level\"}]", "", "density reads no covariate"},
        Refusal{"[{name=\"covariate_alter\", weight=1, covariate=\"know_hwo\"}]", "", "did you mean \"know_how\"?"},
        Refusal{"[{name=\"covariate_alter\", weight=1, covariate=\"sector\"}]", "", "is a name and no number"},
        Refusal{"[{name=\"dyadic_covariate\", weight=1, covariate=\"distance\"}]", "",
                "there is no dyadic covariate"}));

TEST(Covariates, OfSomeActorsOnlyAreRefused) {
    Issues issues;
    build_exact({{"population.actors",
                  "[{id=\"a\", sector=\"business\", covariate={size=1}}, "
                  "{id=\"b\", sector=\"business\"}]"},
                 {"relations.effects", "[{name=\"covariate_alter\", weight=1, covariate=\"size\"}]"}},
                issues);
    ASSERT_EQ(issues.errors().size(), 1U);
    EXPECT_NE(to_string(issues.errors().front()).find("actor \"b\" has no covariate.size"), std::string::npos);
}

TEST(Dyads, OfUnknownActorsWithOneselfOrTwiceAreRefused) {
    Issues issues;
    build_exact({{"population.actors", clubs(3)},
                 {"population.dyads",
                  "[{from=\"a0\", to=\"a9\"}, {from=\"a1\", to=\"a1\"}, "
                  "{from=\"a0\", to=\"a1\"}, {from=\"a0\", to=\"a1\"}]"}},
                issues);
    ASSERT_EQ(issues.errors().size(), 3U);
    EXPECT_NE(to_string(issues.errors()[0]).find("there is no actor \"a9\""), std::string::npos);
    EXPECT_NE(to_string(issues.errors()[1]).find("with itself"), std::string::npos);
    EXPECT_NE(to_string(issues.errors()[2]).find("is listed twice"), std::string::npos);
}

TEST(Dyads, ListedOnceHoldForBothSidesOfUndirectedContactsOnly) {
    for (const bool directed : {false, true}) {
        Issues issues;
        const Model model = build_exact({{"population.actors", clubs(3)},
                                         {"relations.directed", directed ? "true" : "false"},
                                         {"relations.consent", directed ? "\"unilateral\"" : "\"mutual\""},
                                         {"population.dyads", "[{from=\"a0\", to=\"a1\", covariate={flow=3}}]"}},
                                        issues);
        issues.throw_if_any();
        const DyadicCovariate& flow = model.population.dyads.front();
        EXPECT_EQ(flow.at(ActorId(0), ActorId(1)), 3);
        EXPECT_EQ(flow.at(ActorId(1), ActorId(0)), directed ? 0 : 3);
        EXPECT_EQ(flow.at(ActorId(1), ActorId(2)), 0);
        EXPECT_NEAR(flow.mean(), directed ? .5 : 1, 1e-15);
    }
}

// Three actors in the cycle 0 -> 1 -> 2 -> 0: each reaches both others one way, and its welfare counts itself (A5).
TEST(Reach, CountsDirectionsAndOneselfAsAsked) {
    Model model = bare_model(3, Kernel::improving, Consent::unilateral, true, {});
    model.relations.reach_weight = 1;
    model.relations.reach_delta = 1;
    model.relations.reach_max = 10;
    model.relations.contact_cost = .5;
    model.relations.reach_counts_self = true;
    State now = bare_state(model);
    for (const auto& [from, to] : {std::pair(0, 1), std::pair(1, 2), std::pair(2, 0)})
        now.relations.contacts.add(ActorId(from), ActorId(to));
    for (const double each : utilities(model, now)) EXPECT_NEAR(each, 2.5, 1e-12);
    now.relations.contacts.remove(ActorId(2), ActorId(0));
    const auto gain_of_closing = [&] {
        Evaluation evaluation(model, now);
        evaluation.focus(ActorId(2));
        return evaluation.contact(ActorId(0));
    };
    EXPECT_NEAR(gain_of_closing(), 1.5, 1e-12);
    EXPECT_NEAR(utilities(model, now)[ActorId(2)], 1, 1e-12);
    model.relations.reach_over = ReachOver::either;
    EXPECT_NEAR(gain_of_closing(), -.5, 1e-12);
    EXPECT_NEAR(utilities(model, now)[ActorId(2)], 3, 1e-12);
    model.relations.reach_counts_self = false;
    EXPECT_NEAR(utilities(model, now)[ActorId(2)], 2, 1e-12);
}

}  // namespace
}  // namespace gemeinsim::tests
