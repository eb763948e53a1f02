// SPDX-License-Identifier: Apache-2.0
// Every case of `gemeinsim selfcheck` agrees with its expectation, and both with the printed digits of the literature
// and of the validation plan. False alarms of the rows over runs: 6e-5 each, fixed seeds.
#include "run/core/selfcheck/selfcheck.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "run/core/selfcheck/enumerator.h"

namespace gemeinsim::selfcheck {

namespace {

std::string text_of(const Finding& row) {
    return fmt::format("{}: {}, expected {}, error {}", row.quantity, row.value, row.expected, row.error);
}

using Example = std::map<std::string, double>;

std::vector<Finding> findings(const std::string& name, const Example& example) {
    const Case* one = find_case(name);
    if (one == nullptr) throw std::runtime_error("no case " + name);
    return one->run(Setting(one->parameters, example));
}

/// The engine's value of one quantity of a case, all of whose rows must pass.
double value(const std::vector<Finding>& rows, const std::string& quantity) {
    for (const Finding& row : rows)
        if (row.quantity == quantity) return row.value;
    ADD_FAILURE() << "no row " << quantity;
    return std::numeric_limits<double>::quiet_NaN();
}

class Selfcheck : public testing::TestWithParam<std::pair<std::string, Example>> {};

TEST_P(Selfcheck, Agrees) {
    const auto& [name, example] = GetParam();
    const std::vector<Finding> rows = findings(name, example);
    EXPECT_FALSE(rows.empty());
    for (const Finding& row : rows) EXPECT_TRUE(row.passed()) << text_of(row);
}

std::vector<std::pair<std::string, Example>> all_examples() {
    std::vector<std::pair<std::string, Example>> all;
    for (const Case& one : cases())
        for (const Example& example : one.examples) all.emplace_back(one.name, example);
    // Sizes and parameters that nobody printed.
    all.emplace_back("A1", Example{{"n", 5}, {"delta", .9}, {"cost", .85}, {"runs", 200}});
    all.emplace_back("A1", Example{{"n", 5}, {"delta", .7}, {"cost", .25}, {"runs", 200}});
    all.emplace_back("A2", Example{{"sectors", 2}, {"size", 3}, {"delta", .4}, {"across", .6}});
    all.emplace_back("A3", Example{{"n", 5}, {"delta", .8}, {"cost", .15}});
    all.emplace_back("A4", Example{{"n", 6}});
    all.emplace_back("A5", Example{{"n", 4}, {"cost", .7}, {"flow", 1}});
    all.emplace_back("A6", Example{{"n", 4}, {"directed", 1}, {"reciprocity", 1.3}, {"triplets", -.2}});
    all.emplace_back("A6", Example{{"n", 4}, {"kernel", 0}, {"consent", 2}, {"density", -2}, {"triangles", .7}});
    all.emplace_back("A6", Example{{"n", 5}, {"consent", 3}, {"density", -1.5}, {"triangles", .2}});
    all.emplace_back("A6-degree", Example{{"n", 20}, {"density", .4}, {"runs", 100}});
    all.emplace_back("A6-degree", Example{{"n", 120}, {"density", 5}, {"runs", 100}});
    all.emplace_back("A12", Example{{"n", 3}, {"value", 700}, {"runs", 400}});
    all.emplace_back("A12", Example{{"n", 12}, {"prizes", 5}, {"runs", 400}});
    all.emplace_back("A20", Example{{"create", .4}, {"end", .3}, {"harden", .2}, {"soften", .1}, {"runs", 400}});
    return all;
}

INSTANTIATE_TEST_SUITE_P(Cases, Selfcheck, testing::ValuesIn(all_examples()), [](const auto& one) {
    std::string name = one.param.first + "_" + std::to_string(one.index);
    for (char& letter : name)
        if (letter == '-') letter = '_';
    return name;
});

TEST(Connections, HaveAsManyStableGraphsAsPrinted) {
    const std::pair<double, int> printed[] = {{.2, 1}, {.3, 7}, {.45, 16}, {.55, 1}};
    const double welfare[] = {3.6, 2.7, 1.8, 1.2};
    for (std::size_t row = 0; row < 4; ++row) {
        const auto rows = findings("A1", {{"cost", printed[row].first}, {"runs", 100}});
        EXPECT_EQ(value(rows, "pairwise-stable graphs"), printed[row].second);
        EXPECT_NEAR(value(rows, "efficient welfare"), welfare[row], 1e-12);
    }
}

TEST(Connections, WalkImprovingPathsOfThePrintedLength) {
    const struct {
        double n, cost, changes, meetings;
    } printed[] = {{3, .3, 2, 2.5}, {3, .2, 3, 5.5}, {4, .3, 3.73333, 8.5}, {4, .2, 6, 14.7}};
    for (const auto& row : printed) {
        const auto rows = findings("A1", {{"n", row.n}, {"cost", row.cost}, {"runs", 100}});
        EXPECT_NEAR(value(rows, "mean changes"), row.changes, 5e-6);
        EXPECT_NEAR(value(rows, "mean meetings"), row.meetings, 1e-9);
    }
    const auto rows = findings("A1", {{"cost", .3}, {"runs", 100}});
    EXPECT_NEAR(value(rows, "P(path ends in the star)"), 4.0 / 15, 1e-12);
    EXPECT_NEAR(value(rows, "P(path ends in the circle)"), 11.0 / 15, 1e-12);
    const auto three = findings("A1", {{"n", 3}, {"cost", .3}, {"runs", 100}});
    EXPECT_NEAR(value(three, "P(path ends in the star)"), 1, 1e-12);
}

TEST(Sectors, BridgeAsPrinted) {
    const auto cheap = findings("A2", {{"across", .5}});
    EXPECT_EQ(value(cheap, "pairwise-stable graphs"), 32);
    EXPECT_EQ(value(cheap, "ties across in stable graphs, mean"), 3);
    EXPECT_EQ(value(cheap, "ties across in efficient graphs, mean"), 4);
    EXPECT_NEAR(value(cheap, "efficient welfare"), 8.96, 1e-12);
    const auto dear = findings("A2", {{"across", 1}});
    EXPECT_EQ(value(dear, "pairwise-stable graphs"), 1);
    EXPECT_EQ(value(dear, "ties across in stable graphs, mean"), 0);
    EXPECT_EQ(value(dear, "ties across in efficient graphs, mean"), 2);
    EXPECT_NEAR(value(dear, "efficient welfare"), 6.3872, 1e-12);
    const auto paid = findings("A2", {{"across", 1}, {"subsidy", .05}});
    EXPECT_GT(value(paid, "ties across in stable graphs, mean"), 0) << "1 - .05 is below .96";
}

TEST(Line, GivesThePrintedWelfare) {
    EXPECT_NEAR(value(findings("A3", {{"cost", .2}}), "welfare of the chain"), 3.05, 1e-12);
    EXPECT_NEAR(value(findings("A3", {{"cost", .6}}), "welfare of the chain"), .65, 1e-12);
}

TEST(Coauthors, HaveThePrintedValues) {
    const auto four = findings("A4", {{"n", 4}});
    EXPECT_EQ(value(four, "the complete graph is stable (1 yes)"), 1);
    EXPECT_NEAR(value(four, "utility in the complete graph"), 2.333333, 5e-7);
    EXPECT_NEAR(value(four, "welfare of the complete graph"), 9.3333, 5e-5);
    EXPECT_NEAR(value(four, "efficient welfare"), 12, 1e-9);
    const auto five = findings("A4", {{"n", 5}});
    EXPECT_NEAR(value(five, "utility in the complete graph"), 2.25, 1e-12);
    EXPECT_NEAR(value(five, "efficient welfare"), 14, 1e-9);
}

TEST(OneSidedLinks, HaveThePrintedNashNetworks) {
    const struct {
        double flow, cost, nash, strict, welfare;
    } printed[] = {{0, .5, 5, 2, 7.5}, {0, 1.5, 3, 3, 4.5}, {1, .5, 12, 3, 8}, {1, 1.5, 4, 1, 6}};
    for (const auto& row : printed) {
        const auto rows = findings("A5", {{"flow", row.flow}, {"cost", row.cost}});
        EXPECT_EQ(value(rows, "Nash networks"), row.nash);
        EXPECT_EQ(value(rows, "strict Nash networks"), row.strict);
        EXPECT_NEAR(value(rows, "best welfare"), row.welfare, 1e-12);
    }
}

constexpr double printed_digits = 5e-9;  // half a unit of the last one

TEST(Kernels, HaveThePrintedLaws) {
    const struct {
        double n, ties, variance, triangles;
    } undirected[] = {{3, .83415545, .64168042, .03167190}, {4, 1.73294275, 1.41737728, .14241350}};
    for (const auto& row : undirected) {
        const auto rows = findings("A6", {{"n", row.n}, {"triangles", .5}, {"runs", 100}});
        EXPECT_NEAR(value(rows, "E[ties]"), row.ties, printed_digits);
        EXPECT_NEAR(value(rows, "Var[ties]"), row.variance, printed_digits);
        EXPECT_NEAR(value(rows, "E[triangles]"), row.triangles, printed_digits);
    }
    const struct {
        double kernel, change, reciprocity, triplets;
        double arcs, mutual, transitive;
    } directed[] = {{1, 0, 0, 0, 1.61364853, .21698846, .11671437},
                    {1, 0, 1, .3, 2.26099865, .59555418, .42744670},
                    {1, 1, 1, .3, 2.38613950, .65640713, .56514421},
                    {0, 0, 0, 0, 1.36007513, .15415036, .05417493},
                    {0, 0, 1, .3, 2.01579681, .53249023, .29990491}};
    for (const auto& row : directed) {
        const auto rows = findings("A6", {{"directed", 1},
                                          {"kernel", row.kernel},
                                          {"change", row.change},
                                          {"reciprocity", row.reciprocity},
                                          {"triplets", row.triplets},
                                          {"runs", 100}});
        EXPECT_NEAR(value(rows, "E[arcs]"), row.arcs, printed_digits);
        EXPECT_NEAR(value(rows, "E[mutual dyads]"), row.mutual, printed_digits);
        EXPECT_NEAR(value(rows, "E[transitive triplets]"), row.transitive, printed_digits);
    }
}

TEST(Kernels, HaveThePrintedOutdegrees) {
    const std::pair<double, double> printed[] = {{3, .4533583767}, {4, .6090661638}, {10, 1.3978900837}};
    for (const auto& [n, outdegree] : printed)
        EXPECT_NEAR(value(findings("A6-degree", {{"n", n}, {"runs", 100}}), "E[outdegree]"), outdegree, 5e-11);
}

TEST(Ladder, HasThePrintedLaw) {
    const std::map<std::string, double> printed = {{"runs: share of nothing", .125},
                                                   {"runs: share of contact", .25},
                                                   {"runs: share of pact", .625},
                                                   {"runs: first passage to pact, months", 35}};
    const std::vector<Finding> rows = findings("A20", {{"runs", 100}});
    EXPECT_EQ(rows.size(), printed.size());
    for (const Finding& row : rows) EXPECT_NEAR(row.expected, printed.at(row.quantity), 1e-9);
}

/// What a case expects of one quantity.
double expected(const std::vector<Finding>& rows, const std::string& quantity) {
    for (const Finding& row : rows)
        if (row.quantity == quantity) return row.expected;
    ADD_FAILURE() << "no row " << quantity;
    return std::numeric_limits<double>::quiet_NaN();
}

TEST(Processes, ExpectThePrintedValues) {
    const auto volunteers = findings("A11", {{"runs", 100}});
    EXPECT_NEAR(value(volunteers, "chance to start"), .2599171955, 5e-11);
    EXPECT_NEAR(value(volunteers, "nobody starts when all are asked once"), .2220248413, 5e-11);
    // Four applicants for 10,000 EUR at 42 EUR an hour.
    EXPECT_NEAR(expected(findings("A12", {{"runs", 100}}), "most hours"), 10000.0 / 42 * 3 / 16, 1e-9);
    EXPECT_NEAR(expected(findings("A13", {{"runs", 100}}), "runs: one of the own applications is granted"), .6008771930,
                5e-11);
    EXPECT_NEAR(value(findings("A15", {{"sd", 12.2}}), "crowd in the mean field of normal thresholds"), 5.479, 5e-4);
    EXPECT_NEAR(value(findings("A15", {{"sd", 12.3}}), "crowd in the mean field of normal thresholds"), 100, 5e-4);
    EXPECT_NEAR(expected(findings("A16", {{"runs", 100}}), "runs: time until everybody knows, in units of 1/rate"),
                .5657936508, 5e-11);
    EXPECT_NEAR(value(findings("A17", {}), "position of actor 1 in the end"), .4 * .9 + .4 * .2 + .2 * .4, 1e-9);
    const auto desks = findings("A18", {});
    EXPECT_NEAR(expected(desks, "runs: mean time in the chain"), 6, 1e-12);
    EXPECT_NEAR(expected(desks, "runs: variance of the time"), 12, 1e-12);
    EXPECT_NEAR(expected(desks, "runs: share above 10 months"), .1246520195, 5e-11);
    const auto phases = findings("A19", {{"runs", 100}});
    EXPECT_NEAR(expected(phases, "runs: months to the first report, mean"), 91.041667, 5e-7);
    EXPECT_NEAR(expected(phases, "runs: months to the first report, variance"), 940.494792, 5e-7);
    EXPECT_NEAR(expected(findings("A19", {{"hazard", .01}, {"runs", 100}}), "runs: share that completes all phases"),
                .4201106607, 5e-11);
    const std::string last = "runs: time until the last vote needed";
    EXPECT_NEAR(expected(findings("A19-vote", {{"runs", 100}}), last), 2.7178571, 5e-8);
    EXPECT_NEAR(expected(findings("A19-vote", {{"rule", 1}, {"runs", 100}}), last), 1.2178571, 5e-8);
    const auto forms = findings("A22", {});
    EXPECT_NEAR(value(forms, "members from which a lead is cheaper than none"), 8, 1e-9);
    EXPECT_NEAR(value(forms, "members from which an office is cheaper than a lead"), 14.6667, 5e-5);
}

TEST(Imitation, HasThePrintedChances) {
    EXPECT_NEAR(value(findings("A7", {{"runs", 100}}), "fixation of one mutant"), .1479503590, 5e-11);
    const std::string quantity = "fixation of one contributor";
    EXPECT_NEAR(value(findings("A7-fermi", {{"runs", 100}}), quantity), .0510550349, 5e-11);
    EXPECT_NEAR(value(findings("A7-fermi", {{"n", 20}, {"runs", 100}}), quantity), .0134414278, 5e-11);
    EXPECT_NEAR(value(findings("A7-cycle", {}), "benefit over cost at which selection turns"), 8. / 3, 1e-5);
}

TEST(Thresholds, HaveThePrintedRoots) {
    const auto risk = findings("A8", {});
    EXPECT_NEAR(value(risk, "risk from which contributing can pay"), .2893518519, 5e-11);
    EXPECT_NEAR(value(risk, "share of contributors, unstable"), .1962670096, 5e-11);
    EXPECT_NEAR(value(risk, "share of contributors, stable"), .6310500420, 5e-11);
    const auto hunt = findings("A9", {});
    EXPECT_NEAR(value(hunt, "factor from which contributing can pay"), 3.3068783, 5e-8);
    EXPECT_NEAR(value(hunt, "share of contributors, unstable"), .41211, 1e-5);
    EXPECT_NEAR(value(hunt, "share of contributors, stable"), .81550, 1e-5);
}

TEST(Coalitions, AreStableWithTwoOrThreeOfAnyNumber) {
    for (const double n : {3, 5, 8, 13, 40}) {
        const auto rows = findings("A10", {{"n", n}});
        EXPECT_EQ(value(rows, "smallest stable coalition"), 2) << n;
        EXPECT_EQ(value(rows, "largest stable coalition"), 3) << n;
        EXPECT_EQ(value(rows, "members in the end, from one founder"), 3) << n;
    }
}

TEST(WeakestLink, HoldsLessWellInLargerGroups) {
    double smaller = 1;
    for (const double n : {2, 3, 4, 5}) {
        const auto rows = findings("A14", {{"n", n}});
        EXPECT_EQ(value(rows, "of them with equal efforts"), 4);
        const double lowest = value(rows, "mean lowest effort under logit");
        EXPECT_LT(lowest, smaller - .02) << n;
        smaller = lowest;
    }
}

// The enumerator against what one can do by hand.
TEST(Enumerator, CountsGraphsOfFourNodes) {
    const GraphSpace space(4, false);
    int stars = 0;
    int circles = 0;
    double all_triangles = 0;
    for (Code graph = 0; graph < space.count(); ++graph) {
        stars += is_star(space, graph);
        circles += is_circle(space, graph);
        all_triangles += triangles(space, graph);
    }
    EXPECT_EQ(space.count(), 64U);
    EXPECT_EQ(stars, 4);
    EXPECT_EQ(circles, 3);
    EXPECT_EQ(all_triangles, 4 * 8) << "each of four triangles is in 2^3 graphs";
    const Code path = space.bit(0, 1) | space.bit(1, 2) | space.bit(2, 3);
    EXPECT_EQ(space.distances(path, 0), (std::vector<int>{0, 1, 2, 3}));
    EXPECT_EQ(space.distances(space.bit(2, 1), 1), (std::vector<int>{-1, 0, 1, -1}));
}

TEST(Enumerator, FollowsArcsOneWayOrBoth) {
    const GraphSpace space(3, true);
    const Code graph = space.bit(0, 1) | space.bit(2, 1);
    EXPECT_EQ(space.distances(graph, 0), (std::vector<int>{0, 1, -1}));
    EXPECT_EQ(space.distances(graph, 0, true), (std::vector<int>{0, 1, 2}));
    EXPECT_EQ(mutual_dyads(space, space.bit(0, 1) | space.bit(1, 0)), 1);
    EXPECT_EQ(transitive_triplets(space, space.bit(0, 1) | space.bit(1, 2) | space.bit(0, 2)), 1);
}

TEST(Enumerator, FindsTheLawOfAChain) {
    // Two states: leaves 0 with .1, 1 with .3.
    const std::vector<double> law = stationary({{{1, .1}}, {{0, .3}}});
    EXPECT_NEAR(law[0], .75, 1e-14);
    EXPECT_NEAR(law[1], .25, 1e-14);
    const std::vector<double> soon = law_after({{{1, .1}}, {{0, .3}}}, 0, 5);
    EXPECT_NEAR(soon[1], .25 * (1 - std::exp(-.4 * 5)), 1e-14);
    // One up or back to the start with chance 1/2 each: geometric. More states than are solved at once.
    Chain stairs(2048);
    for (Code a = 0; a < 2048; ++a) {
        if (a > 0) stairs[a].push_back({0, .5});
        if (a + 1 < 2048) stairs[a].push_back({a + 1, .5});
    }
    const std::vector<double> geometric = stationary(stairs);
    for (Code a = 0; a < 30; ++a) EXPECT_NEAR(geometric[a], std::pow(.5, a + 1), 1e-12);
}

TEST(Enumerator, FollowsAChainToItsEnd) {
    // From 0 to 1 with 1/2 a step, from 1 to 2 or back to 0 with 1/4 each.
    const Paths paths = follow({{{1, .5}}, {{2, .25}, {0, .25}}, {}}, 0);
    EXPECT_TRUE(paths.end);
    EXPECT_NEAR(paths.law[2], 1, 1e-14);
    EXPECT_NEAR(paths.changes, 4, 1e-12);
    EXPECT_NEAR(paths.rings, 8, 1e-12);
    EXPECT_FALSE(follow({{{1, .5}}, {{0, .5}}}, 0).end);
}

TEST(Findings, FailBeyondTheirTolerance) {
    EXPECT_TRUE(same("x", 1 + 9e-10, 1).passed());
    EXPECT_FALSE(same("x", 1 + 2e-9, 1).passed());
    EXPECT_FALSE(same("x", std::numeric_limits<double>::quiet_NaN(), 1).passed());
    EXPECT_TRUE(share_row("x", 53, 100, .5).passed());
    EXPECT_FALSE(share_row("x", 71, 100, .5).passed());
    EXPECT_FALSE(share_row("x", 1, 100, 0).passed()) << "what cannot happen did";
    EXPECT_NEAR(mean_row("x", {1, 2, 3}, 2.5).z(), -.5 * std::sqrt(3.), 1e-12);
}

Issues complaints(const std::string& name, const std::map<std::string, std::string>& words) {
    Issues issues;
    read_setting(*find_case(name), words, issues);
    return issues;
}

TEST(Settings, AreReadAndRefused) {
    EXPECT_FALSE(complaints("A1", {{"n", "5"}, {"delta", ".9"}, {"cost", "0.85"}}).any());
    const std::map<std::string, std::string> wrong[] = {{{"n", "7"}},       {{"n", "1"}},      {{"n", "3.5"}},
                                                        {{"delta", "inf"}}, {{"cost", "nan"}}, {{"cost", "cheap"}},
                                                        {{"size", "2"}},    {{"cost", "-1"}}};
    for (const auto& words : wrong) EXPECT_EQ(complaints("A1", words).errors().size(), 1U) << words.begin()->second;
    EXPECT_EQ(complaints("A1", {{"n", "x"}, {"cost", "y"}}).errors().size(), 2U) << "all at once";
    EXPECT_NE(complaints("A1", {{"n", "7"}}).errors().front().why.find("32,768"), std::string::npos);
    EXPECT_EQ(complaints("A6", {{"n", "5"}, {"directed", "yes"}}).errors().size(), 1U);
    EXPECT_EQ(complaints("A6", {{"kernel", "pairs"}}).errors().front().remedy, "did you mean \"pair\"?");
    EXPECT_EQ(complaints("A6", {{"directed", "yes"}, {"consent", "mutual"}}).errors().size(), 1U);
    EXPECT_EQ(complaints("A2", {{"size", "3"}}).errors().size(), 1U);
    EXPECT_EQ(complaints("A8", {{"threshold", "6"}}).errors().size(), 1U);
    EXPECT_EQ(complaints("A9", {{"factor", "5"}}).errors().size(), 1U);
    EXPECT_EQ(complaints("A14", {{"n", "5"}, {"levels", "7"}}).errors().size(), 1U);
}

}  // namespace
}  // namespace gemeinsim::selfcheck
