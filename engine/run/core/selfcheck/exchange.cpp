// SPDX-License-Identifier: Apache-2.0
// Information and positions in settings whose answer is known.
#include "model/exchange/rules.h"

#include <fmt/format.h>

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "random/draws.h"
#include "run/core/selfcheck/cases.h"
#include "run/core/selfcheck/worlds.h"

namespace gemeinsim::selfcheck {
namespace {

/// One item that passes whatever the trust; nothing else of the step goes on.
Values one_item(double passing, double forgetting) {
    return {{"exchange.items", "1"},
            {"exchange.information_trust", "0"},
            {"exchange.information_rate", text(passing)},
            {"exchange.forgetting_rate", text(forgetting)},
            {"exchange.joint_content", "0"},
            {"exchange.position_rate", "0"}};
}

Model complete_graph(int n, const Values& values) {
    std::string ties;
    for (int i = 1; i <= n; ++i)
        for (int j = i + 1; j <= n; ++j)
            ties += fmt::format("{{from = \"civil_society_{:04}\", to = \"civil_society_{:04}\"}}, ", i, j);
    return compile(world(fmt::format("civil_society = {}\nties = [{}]", n, ties)), values);
}

/// Those of the first `seeds` actors hold the item, nobody else.
void seed_item(State& now, int seeds) {
    now.information.items.assign(now.actors.size(), 0);
    for (int i = 0; i < seeds; ++i) now.information.items[ActorId(static_cast<std::size_t>(i))] = 1;
}

// A16: one item on the complete graph.

std::vector<Finding> run_diffusion(const Setting& s) {
    const int n = s.whole("n");
    constexpr double rate = .01;  // months are fine grained enough for a spread that takes some 600 / n of them
    const Model model = complete_graph(n, one_item(rate, 0));
    const std::vector<double> spread = every_run(model, s.whole("runs"), [&model](State& now) {
        seed_item(now, 1);
        Month month = 0;
        for (bool all = false; !all; ++month) {
            ensures(month < 30000, "the item did not reach everybody");
            exchange_step(model, month, now);
            all = true;
            for (const std::uint64_t items : now.information.items) all = all && items == 1;
        }
        return (month - .5) * rate;  // the middle of the last month
    });
    double mean = 0;
    double variance = 0;
    for (int k = 1; k < n; ++k) {
        const double rate_of_next = static_cast<double>(k) * (n - k);
        mean += 1 / rate_of_next;
        variance += 1 / (rate_of_next * rate_of_next);
    }
    std::vector<double> squares;
    for (const double time : spread) squares.push_back((time - mean) * (time - mean));
    return {mean_row("runs: time until everybody knows, in units of 1/rate", spread, mean),
            mean_row("runs: variance of that time", squares, variance)};
}

// A16-SIR: an item that nobody takes twice.

/// How many have held the item when nobody holds it any more.
double final_size(const Model& model, State& now) {
    for (Month month = 0;; ++month) {
        ensures(month < 30000, "the item did not die out");
        exchange_step(model, month, now);
        if (std::ranges::none_of(now.information.items, [](std::uint64_t items) { return items != 0; })) break;
    }
    return static_cast<double>(
        std::ranges::count_if(now.information.forgotten, [](std::uint64_t items) { return items != 0; }));
}

/// The probability of each final size, by the chain of events: with s who never held the item and i who hold it, the
/// next event is a telling with probability b s / (b s + 1), b = R0 / (n - 1).
std::vector<double> final_sizes(int n, double r0) {
    const auto size = static_cast<std::size_t>(n) + 1;
    std::vector<std::vector<double>> reached(size, std::vector<double>(size, 0));  // [s][i]
    reached[static_cast<std::size_t>(n) - 1][1] = 1;
    std::vector<double> probability(size, 0);
    for (std::size_t s = size - 1; s-- > 0;)
        for (std::size_t i = size - 1 - s; i > 0; --i) {
            const double told = r0 / (n - 1) * static_cast<double>(s);
            const double here = reached[s][i];
            if (s > 0) reached[s - 1][i + 1] += here * told / (told + 1);
            (i > 1 ? reached[s][i - 1] : probability[size - 1 - s]) += here / (told + 1);
        }
    return probability;
}

std::vector<Finding> run_forgetting(const Setting& s) {
    const int n = s.whole("n");
    const double r0 = s("r0");
    constexpr double forgetting = .2;
    Values values = one_item(r0 * forgetting / (n - 1), forgetting);
    values["exchange.relearn"] = "false";
    const Model model = complete_graph(n, values);
    const int runs = s.whole("runs");
    const std::vector<double> sizes = every_run(model, runs, [&model](State& now) {
        seed_item(now, 1);
        return final_size(model, now);
    });
    const std::vector<double> probability = final_sizes(n, r0);
    double mean = 0;
    for (std::size_t size = 0; size < probability.size(); ++size) mean += static_cast<double>(size) * probability[size];
    const auto alone = static_cast<double>(std::ranges::count(sizes, 1.0));
    return {mean_row("runs: how many ever held the item", sizes, mean),
            share_row("runs: nobody else ever held it", alone, runs, probability[1])};
}

/// z = 1 - (1 - seeds) e^{-R0 z}; the larger root.
double final_share(double r0, double seeds) {
    double z = 1;
    for (int step = 0; step < 10000; ++step) z = 1 - (1 - seeds) * std::exp(-r0 * z);
    return z;
}

std::vector<Finding> run_final_size(const Setting& s) {
    const int n = s.whole("n");
    const double degree = s("degree");
    constexpr double forgetting = .25;
    const double r0 = s("r0");
    // A holder tells a given partner before it forgets with probability passing / (passing + forgetting) = R0 / degree.
    Values values = one_item(forgetting * r0 / (degree - r0), forgetting);
    values["exchange.relearn"] = "false";
    values["relations.awareness_within"] = values["relations.awareness_across"] = values["relations.hearsay_rate"] =
        "0";
    const Model model = compile(world(fmt::format("civil_society = {}", n)), values);
    const int seeds = s.whole("seeds");
    std::vector<double> shares = every_run(model, s.whole("runs"), [&](State& now) {
        Stream stream(now.key, hash_name("network"), 0, Purpose::network);
        const auto actors = static_cast<std::size_t>(n);
        while (2 * static_cast<double>(now.relations.contacts.ties()) < degree * n) {
            const ActorId i(index(stream, actors));
            const ActorId j(index(stream, actors));
            if (i != j) now.relations.contacts.add(i, j);
        }
        seed_item(now, seeds);
        return final_size(model, now) / n;
    });
    const double expected = final_share(r0, static_cast<double>(seeds) / n);
    std::erase_if(shares, [expected](double share) { return share < expected / 2; });
    ensures(shares.size() > 2, "nearly every run died out early");
    return {mean_row("runs: share that ever held the item, given no early end", shares, expected)};
}

// A17: opinion dynamics.

constexpr int months_to_rest = 20000;

std::string name_of(int i) {
    return fmt::format("a_{:03}", i);
}

std::string actors_with_positions(const Eigen::VectorXd& positions) {
    std::string actors;
    for (int i = 0; i < positions.size(); ++i)
        actors += fmt::format("{{id = \"{}\", sector = \"civil_society\", position = {{youth = {}}}}}, ", name_of(i),
                              positions(i));
    return "actors = [" + actors + "]";
}

/// A world whose positions move by the weights W alone.
Model weighted_world(const Eigen::VectorXd& positions, const Eigen::MatrixXd& w, const Setting& s) {
    std::string dyads;
    for (int i = 0; i < w.rows(); ++i)
        for (int j = 0; j < w.cols(); ++j)
            if (i != j && (w(i, j) != 0 || w(j, i) != 0))
                dyads += fmt::format("{{from = \"{}\", to = \"{}\", covariate = {{w = {}}}}}, ", name_of(i), name_of(j),
                                     w(i, j));
    return compile(world(actors_with_positions(positions) + "\ndyads = [" + dyads + "]"),
                   {{"exchange.weights", "\"w\""},
                    {"exchange.susceptibility", text(s("susceptibility"))},
                    {"exchange.position_rate", text(s("rate"))},
                    {"exchange.information_rate", "0"},
                    {"exchange.forgetting_rate", "0"},
                    {"exchange.joint_content", "0"}});
}

Eigen::VectorXd positions_at_rest(const Model& model, State& now) {
    for (Month month = 0; month < months_to_rest; ++month) exchange_step(model, month, now);
    Eigen::VectorXd positions(static_cast<Eigen::Index>(now.actors.size()));
    for (const ActorId i : IdRange<ActorId>(now.actors.size()))
        positions(static_cast<Eigen::Index>(i.index())) = now.actors.position(i, TopicId(0));
    return positions;
}

/// x* = (I - A W)^-1 (I - A) x0 with A = susceptibility I.
Eigen::VectorXd fixed_point(const Eigen::MatrixXd& w, double susceptibility, const Eigen::VectorXd& initial) {
    const Eigen::MatrixXd system = Eigen::MatrixXd::Identity(w.rows(), w.cols()) - susceptibility * w;
    return system.partialPivLu().solve((1 - susceptibility) * initial);
}

std::vector<Finding> run_positions(const Setting& s) {
    const Eigen::Vector3d initial(.9, .2, .4);
    Eigen::Matrix3d w;
    w << 0, .5, .5, 1, 0, 0, 0, 1, 0;
    const Model model = weighted_world(initial, w, s);
    State now = start(model, 0);
    const Eigen::VectorXd found = positions_at_rest(model, now);
    Eigen::Vector3d expected;
    if (s("susceptibility") == 1) {
        // The left eigenvector of W to the eigenvalue 1, (.4, .4, .2): what each counts in the consensus.
        Eigen::Matrix3d system = w.transpose() - Eigen::Matrix3d::Identity();
        system.row(0).setOnes();
        const Eigen::Vector3d weights = system.partialPivLu().solve(Eigen::Vector3d(1, 0, 0));
        expected.setConstant(weights.dot(initial));
    } else {
        expected = fixed_point(w, s("susceptibility"), initial);
    }
    std::vector<Finding> rows;
    for (int i = 0; i < 3; ++i)
        rows.push_back(same(fmt::format("position of actor {} in the end", i + 1), found(i), expected(i)));
    return rows;
}

Eigen::VectorXd random_positions(Stream& stream, int n) {
    Eigen::VectorXd positions(n);
    for (int i = 0; i < n; ++i) positions(i) = uniform(stream);
    return positions;
}

/// Random weights of which rows sum to less than 1; the last actor hears nobody.
std::vector<Finding> run_given_weights(const Setting& s) {
    const int n = s.whole("n");
    Stream stream({1, 0}, hash_name("weights"), 0, Purpose::network);
    const Eigen::VectorXd initial = random_positions(stream, n);
    Eigen::MatrixXd w = Eigen::MatrixXd::Zero(n, n);
    for (int i = 0; i + 1 < n; ++i) {
        for (int j = 0; j < n; ++j)
            if (i != j) w(i, j) = bernoulli(stream, .5) ? uniform(stream) : 0;
        const double sum = w.row(i).sum();
        if (sum > 0) w.row(i) *= (1 - s("self")) / sum;
    }
    const Model model = weighted_world(initial, w, s);
    State now = start(model, 0);
    const Eigen::VectorXd found = positions_at_rest(model, now);
    for (int i = 0; i < n; ++i) w(i, i) = 1 - w.row(i).sum();
    const Eigen::VectorXd expected = fixed_point(w, s("susceptibility"), initial);
    return {same("largest distance from the fixed point", (found - expected).cwiseAbs().maxCoeff(), 0),
            same("position of who hears nobody", found(n - 1), initial(n - 1)),
            same("mean position in the end", found.mean(), expected.mean())};
}

/// Weights of the model's own: contacts, trust, influence and logics; the last actor has no contact.
std::vector<Finding> run_own_weights(const Setting& s) {
    const int n = s.whole("n");
    Stream stream({1, 0}, hash_name("relations"), 0, Purpose::network);
    const Eigen::VectorXd initial = random_positions(stream, n);
    const Model model =
        compile(world(actors_with_positions(initial)), {{"exchange.susceptibility", text(s("susceptibility"))},
                                                        {"exchange.position_rate", text(s("rate"))},
                                                        {"exchange.self_weight", text(s("self"))},
                                                        {"exchange.slow", text(s("slow"))},
                                                        {"exchange.memory", "1"},
                                                        {"exchange.information_rate", "0"},
                                                        {"exchange.forgetting_rate", "0"},
                                                        {"exchange.joint_content", "0"}});
    State now = start(model, 0);
    const auto id = [](int i) { return ActorId(static_cast<std::size_t>(i)); };
    for (int i = 0; i + 1 < n; ++i)
        for (int j = i + 1; j + 1 < n; ++j) {
            if (!bernoulli(stream, .4)) continue;
            now.relations.contacts.add(id(i), id(j));
            now.trust.set(id(i), id(j), 1 + std::floor(20 * uniform(stream)), 1 + std::floor(20 * uniform(stream)));
        }
    for (const ActorId i : IdRange<ActorId>(now.actors.size())) {
        now.actors.assets[i][static_cast<std::size_t>(Asset::influence)] = uniform(stream);
        const double legal = uniform(stream);
        now.actors.logic[i] = {legal, (1 - legal) / 3, 2 * (1 - legal) / 3};
    }
    Eigen::MatrixXd w = Eigen::MatrixXd::Zero(n, n);
    for (int i = 0; i < n; ++i) {
        double total = 0;
        for (const ActorId j : now.relations.contacts.out(id(i))) {
            const double voice =
                now.trust.expected(id(i), j) * (1 + now.actors.assets[j][static_cast<std::size_t>(Asset::influence)]);
            total += voice;
            w(i, static_cast<Eigen::Index>(j.index())) =
                (1 - s("self")) * voice * (1 - s("slow") * logic_distance(now.actors, id(i), j));
        }
        if (total > 0) w.row(i) /= total;
        w(i, i) = 1 - w.row(i).sum();
    }
    const Eigen::VectorXd found = positions_at_rest(model, now);
    const Eigen::VectorXd expected = fixed_point(w, s("susceptibility"), initial);
    return {same("largest distance from the fixed point", (found - expected).cwiseAbs().maxCoeff(), 0),
            same("position of who has no contact", found(n - 1), initial(n - 1)),
            same("mean position in the end", found.mean(), expected.mean())};
}

}  // namespace

std::vector<Case> exchange_cases() {
    const CaseParameter susceptibility = {"susceptibility", .83, 0, .99,
                                          "weight of the others against one's own start"};
    const CaseParameter rate = {"rate", .14, .01, 1, "share of the way per month"};
    const CaseParameter self = {"self", .2, 0, .95, "share of weight on oneself"};
    std::vector<Case> all;
    all.push_back({"A16",
                   "One item of information on the complete graph",
                   "SI process",
                   {{"n", 10, 2, 60, "actors", true}, runs_parameter(1000)},
                   {{}, {{"n", 25}}},
                   run_diffusion});
    all.push_back({"A16-SIR",
                   "An item that nobody takes twice, on the complete graph",
                   "SIR process, by its chain of events",
                   {{"n", 20, 2, 60, "actors", true},
                    {"r0", 2, .1, 20, "whom a holder would tell among those who never heard"},
                    runs_parameter(2000)},
                   {{}, {{"n", 40}, {"r0", 1.2}}},
                   run_forgetting});
    all.push_back({"A16-final",
                   "Final size of such an item on a large random network",
                   "Kermack & McKendrick 1927; Newman 2002",
                   {{"n", 20000, 500, 200000, "actors", true},
                    {"r0", 2, 1.2, 6, "whom a holder would tell among those who never heard"},
                    {"degree", 10, 8, 200, "mean number of contacts"},
                    {"seeds", 10, 1, 100, "actors who hold it at the start", true},
                    {"runs", 12, 4, 10000, "runs of the engine", true}},
                   {{}},
                   run_final_size});
    all.push_back({"A17",
                   "Positions of three actors: DeGroot (susceptibility 1) and Friedkin-Johnsen",
                   "DeGroot 1974; Friedkin & Johnsen 1990",
                   {{"susceptibility", 1, 0, 1, "weight of the others against one's own start"},
                    {"rate", 1, .01, 1, "share of the way per month"}},
                   {{}, {{"susceptibility", .83}, {"rate", .14}}},
                   run_positions});
    all.push_back({"A17-given",
                   "Positions at rest under weights that are given, some of them on oneself",
                   "Friedkin & Johnsen 1990, fixed point by linear algebra",
                   {{"n", 12, 2, 60, "actors, the last of which hears nobody", true}, susceptibility, rate, self},
                   {{}, {{"n", 30}, {"susceptibility", .95}, {"rate", 1}, {"self", 0}}},
                   run_given_weights});
    all.push_back({"A17-relations",
                   "Positions at rest under weights by contacts, trust, influence and logics",
                   "Friedkin & Johnsen 1990, fixed point by linear algebra",
                   {{"n", 12, 3, 60, "actors, the last of which has no contact", true},
                    susceptibility,
                    rate,
                    self,
                    {"slow", .4, 0, 1, "share of influence lost between fully opposed logics"}},
                   {{}, {{"n", 25}, {"susceptibility", .6}, {"self", 0}, {"slow", .9}}},
                   run_own_weights});
    return all;
}

}  // namespace gemeinsim::selfcheck
