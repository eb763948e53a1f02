// SPDX-License-Identifier: Apache-2.0
// Which networks form where everybody follows gains: the models of strategic network formation.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "base/parallel.h"
#include "model/relations/rules.h"
#include "run/core/selfcheck/cases.h"
#include "run/core/selfcheck/probe.h"
#include "run/core/selfcheck/worlds.h"

namespace gemeinsim::selfcheck {
namespace {

constexpr const char* six_nodes = "every graph is looked at, and six actors have 32,768";

/// The connections model with a cost of the tie i - j for i.
Utilities connections(const GraphSpace& space, double delta, const std::function<double(int, int)>& cost) {
    return Utilities(space, [&](Code graph, int i) {
        double utility = 0;
        const std::vector<int> steps = space.distances(graph, i);
        for (int j = 0; j < space.nodes(); ++j) {
            if (j == i) continue;
            if (steps[j] > 0) utility += std::pow(delta, steps[j]);
            if (space.has(graph, i, j)) utility -= cost(i, j);
        }
        return utility;
    });
}

/// Its setting in the engine but for costs.
Values connections_values(double delta) {
    return {{"relations.kernel", "improving"},
            {"relations.consent", "mutual"},
            {"relations.reach_weight", "1"},
            {"relations.reach_delta", text(delta)},
            {"relations.reach_max", "inf"}};
}

/// Rows that every formation game has: stable graphs and best welfare, engine against enumeration.
void compare_graphs(Probe& probe, const Utilities& exact, std::vector<Finding>& rows) {
    double stable = 0;
    double expected = 0;
    double alike = 0;
    double best = probe.welfare(0);
    for (Code graph = 0; graph < probe.space().count(); ++graph) {
        const bool holds = probe.stable(graph);
        stable += holds;
        expected += exact.pairwise_stable(graph);
        alike += holds == exact.pairwise_stable(graph);
        best = std::max(best, probe.welfare(graph));
    }
    rows.push_back(same("pairwise-stable graphs", stable, expected));
    rows.push_back(same("graphs judged alike", alike, probe.space().count()));
    rows.push_back(same("efficient welfare", best, exact.best_welfare()));
}

enum class Shape { star, circle, complete, empty, other };
constexpr const char* shape_names[] = {"the star", "the circle", "the complete graph", "the empty graph",
                                       "any other graph"};

Shape shape_of(const GraphSpace& space, Code graph) {
    if (graph == 0) return Shape::empty;
    if (graph + 1 == space.count()) return Shape::complete;
    if (is_star(space, graph)) return Shape::star;
    return is_circle(space, graph) ? Shape::circle : Shape::other;
}

double share_of(const GraphSpace& space, const Paths& paths, Shape shape) {
    double share = 0;
    for (Code graph = 0; graph < space.count(); ++graph)
        if (shape_of(space, graph) == shape) share += paths.law[graph];
    return share;
}

/// Runs of the engine from the empty graph until no ring changes anything.
struct Walks {
    std::vector<Code> ends;
    std::vector<double> rings;
};

Walks walk(const Model& model, const GraphSpace& space, const Chain& chain, int runs) {
    const State begin = start(model, 0);
    const double rings_per_month = model.relations.contact_rate * space.nodes();
    Walks walks{std::vector<Code>(runs), std::vector<double>(runs)};
    parallel_for(static_cast<std::size_t>(runs), 0, [&](std::size_t run) {
        State now = begin;
        now.key.replicate = run;
        Code graph = 0;
        Month month = 0;
        while (!chain[graph].empty()) {
            ensures(month < 30000, "an improving path did not end; lengthen the run");
            relations_step(model, month++, now);
            graph = code_of(space, now.relations.contacts);
        }
        walks.ends[run] = graph;
        // The last change came somewhere within the last month: its middle is right up to the square of its length.
        walks.rings[run] = month == 0 ? 0 : (month - .5) * rings_per_month;
    });
    return walks;
}

void compare_paths(const Model& model, Probe& probe, const Utilities& exact, int runs, std::vector<Finding>& rows) {
    const GraphSpace& space = probe.space();
    const Chain chain = probe.chain();
    const Paths own = follow(chain, 0);
    const Paths expected = follow(chain_of(exact, Choosing::improving, Agreement::mutual), 0);
    rows.push_back(same("improving paths all end (1 yes)", own.end, expected.end));
    if (!own.end || !expected.end) return;
    rows.push_back(same("mean changes", own.changes, expected.changes));
    rows.push_back(same("mean meetings", own.rings, expected.rings));
    const Walks walks = walk(model, space, chain, runs);
    for (const Shape shape : {Shape::star, Shape::circle, Shape::complete, Shape::empty, Shape::other}) {
        const double share = share_of(space, expected, shape);
        if (share == 0 && share_of(space, own, shape) == 0) continue;
        const std::string name = std::string("P(path ends in ") + shape_names[static_cast<int>(shape)] + ")";
        rows.push_back(same(name, share_of(space, own, shape), share));
        const auto hits = std::count_if(walks.ends.begin(), walks.ends.end(),
                                        [&](Code end) { return shape_of(space, end) == shape; });
        rows.push_back(share_row("runs: " + name, static_cast<double>(hits), runs, std::min(share, 1.0)));
    }
    if (expected.changes > 0) rows.push_back(mean_row("runs: mean meetings", walks.rings, expected.rings));
}

// A1: Jackson & Wolinsky 1996.

std::vector<Finding> run_connections(const Setting& s) {
    const int n = s.whole("n");
    const double delta = s("delta");
    const double cost = s("cost");
    Values values = connections_values(delta);
    values["relations.contact_cost"] = text(cost);
    values["relations.contact_rate"] = text(.25 / n);
    const Model model = compile(bare_world(n), values);
    Probe probe(model);
    const GraphSpace& space = probe.space();
    const Utilities exact = connections(space, delta, [cost](int, int) { return cost; });
    std::vector<Finding> rows;
    compare_graphs(probe, exact, rows);

    Code star = 0;
    for (int j = 1; j < n; ++j) star |= space.bit(0, j);
    const double star_value = 2 * (n - 1) * (delta - cost) + (n - 1) * (n - 2) * delta * delta;
    const bool complete = cost < delta - delta * delta;
    const bool is_empty = !complete && cost >= delta + (n - 2) / 2.0 * delta * delta;
    const Code efficient = complete ? space.count() - 1 : is_empty ? 0 : star;
    rows.push_back(same("welfare of the star", probe.welfare(star), star_value));
    rows.push_back(same(std::string("welfare of ") + shape_names[static_cast<int>(shape_of(space, efficient))] +
                            ", efficient by the rule",
                        probe.welfare(efficient), exact.best_welfare()));
    compare_paths(model, probe, exact, s.whole("runs"), rows);
    return rows;
}

// A2: sectors with a cost of crossing (Jackson & Rogers 2005), and a subsidy per crossing tie.

struct Sectors {
    int sectors = 0;
    int size = 0;
    double delta = 0;
    double within = 0;
    double across = 0;
    double subsidy = 0;
};

Model sectors_model(const Sectors& g) {
    static constexpr const char* names[] = {"administration", "civil_society", "business"};
    std::string actors;
    for (int sector = 0; sector < g.sectors; ++sector)
        for (int i = 0; i < g.size; ++i)
            actors += fmt::format("{{id = \"{}_{}\", sector = \"{}\"}}, ", sector, i, names[sector]);
    Values values = connections_values(g.delta);
    values["population.civil_society"] = "0";
    values["population.actors"] = "[" + actors + "]";
    // The cost across is everybody's; what is spared within and paid as a subsidy across are effects.
    values["relations.contact_cost"] = text(g.across);
    values["relations.effects"] =
        effects_value({{"density", g.subsidy}, {"same_sector", g.across - g.within - g.subsidy}});
    return compile(bare_world(1), values);
}

int ties_across(const GraphSpace& space, Code graph, int size) {
    int across = 0;
    for (int i = 0; i < space.nodes(); ++i)
        for (int j = i + 1; j < space.nodes(); ++j) across += i / size != j / size && space.has(graph, i, j);
    return across;
}

Code silos(const GraphSpace& space, int size) {
    Code graph = 0;
    for (int i = 0; i < space.nodes(); ++i)
        for (int j = i + 1; j < space.nodes(); ++j)
            if (i / size == j / size) graph |= space.bit(i, j);
    return graph;
}

/// Whether two actors of different sectors, all sectors complete inside and nothing across, would tie.
double bridges(Sectors g, double across) {
    g.across = across;
    const Model model = sectors_model(g);
    Probe probe(model);
    probe.set(silos(probe.space(), g.size));
    for (const ToggleProbability& toggle : probe.toggles(0))
        if (static_cast<int>(toggle.partner.index()) >= g.size && toggle.probability > 0) return 1;
    return 0;
}

std::vector<Finding> run_sectors(const Setting& s) {
    const Sectors g{s.whole("sectors"), s.whole("size"), s("delta"), s("within"), s("across"), s("subsidy")};
    const Model model = sectors_model(g);
    Probe probe(model);
    const GraphSpace& space = probe.space();
    const Utilities exact = connections(
        space, g.delta, [&](int i, int j) { return i / g.size == j / g.size ? g.within : g.across - g.subsidy; });
    std::vector<Finding> rows;
    compare_graphs(probe, exact, rows);

    const double best = exact.best_welfare();
    double stable = 0, across = 0, expected_stable = 0, expected_across = 0;
    double efficient = 0, efficient_across = 0, expected_efficient = 0, expected_efficient_across = 0;
    for (Code graph = 0; graph < space.count(); ++graph) {
        const int crossing = ties_across(space, graph, g.size);
        if (probe.stable(graph)) ++stable, across += crossing;
        if (exact.pairwise_stable(graph)) ++expected_stable, expected_across += crossing;
        if (probe.welfare(graph) > best - 1e-9) ++efficient, efficient_across += crossing;
        if (exact.welfare(graph) > best - 1e-9) ++expected_efficient, expected_efficient_across += crossing;
    }
    if (expected_stable > 0)
        rows.push_back(same("ties across in stable graphs, mean", across / stable, expected_across / expected_stable));
    rows.push_back(same("ties across in efficient graphs, mean", efficient_across / efficient,
                        expected_efficient_across / expected_efficient));
    if (g.sectors < 2) return rows;
    const double last = g.delta + (g.size - 1) * g.delta * g.delta + g.subsidy;
    rows.push_back(
        same(fmt::format("silos tie at a crossing cost of {:.6g} - 1e-6 (1 yes)", last), bridges(g, last - 1e-6), 1));
    rows.push_back(
        same(fmt::format("silos tie at a crossing cost of {:.6g} + 1e-6 (1 yes)", last), bridges(g, last + 1e-6), 0));
    return rows;
}

// A3: Johnson & Gilles 2000.

std::vector<Finding> run_line(const Setting& s) {
    const int n = s.whole("n");
    const double cost = s("cost");
    std::string places;
    std::string actors;
    for (int i = 0; i < n; ++i) {
        places += fmt::format("{{id = \"km_{0}\", x_km = {0}}}, ", i);
        actors += fmt::format("{{id = \"a_{0}\", sector = \"civil_society\", place = \"km_{0}\"}}, ", i);
    }
    // The engine's cost of distance comes on top of a contact's: of a tenth it takes ten per km, and an effect gives
    // the tenth back.
    Values values = connections_values(s("delta"));
    values["population.civil_society"] = "0";
    values["population.places"] = "[" + places + "]";
    values["population.actors"] = "[" + actors + "]";
    values["relations.contact_cost"] = text(cost / 10);
    values["relations.g_distance"] = "10";
    values["relations.effects"] = effects_value({{"density", cost / 10}});
    const Model model = compile(bare_world(1), values);
    Probe probe(model);
    const GraphSpace& space = probe.space();
    const Utilities exact = connections(space, s("delta"), [cost](int i, int j) { return cost * std::abs(i - j); });
    std::vector<Finding> rows;
    compare_graphs(probe, exact, rows);
    Code chain = 0;
    for (int i = 0; i + 1 < n; ++i) chain |= space.bit(i, i + 1);
    rows.push_back(same("welfare of the chain", probe.welfare(chain), exact.welfare(chain)));
    rows.push_back(same("the chain is stable (1 yes)", probe.stable(chain), exact.pairwise_stable(chain)));
    rows.push_back(same("the empty graph is stable (1 yes)", probe.stable(0), exact.pairwise_stable(0)));
    return rows;
}

// A4: the co-author model of Jackson & Wolinsky 1996.

std::vector<Finding> run_coauthors(const Setting& s) {
    const Model model = compile(bare_world(s.whole("n")), {{"relations.kernel", "improving"},
                                                           {"relations.consent", "mutual"},
                                                           {"relations.effects", effects_value({{"coauthor", 1}})}});
    Probe probe(model);
    const GraphSpace& space = probe.space();
    const Utilities exact(space, [&space](Code graph, int i) {
        const double own = space.degree(graph, i);
        if (own == 0) return 0.0;
        double utility = 1;
        for (int j = 0; j < space.nodes(); ++j)
            if (space.has(graph, i, j)) utility += (1 + 1 / own) / space.degree(graph, j);
        return utility;
    });
    std::vector<Finding> rows;
    compare_graphs(probe, exact, rows);
    const Utilities levels = probe.levels();
    const Code complete = space.count() - 1;
    rows.push_back(
        same("the complete graph is stable (1 yes)", probe.stable(complete), exact.pairwise_stable(complete)));
    rows.push_back(same("utility in the complete graph", levels.of(complete, 0), exact.of(complete, 0)));
    rows.push_back(same("welfare of the complete graph", levels.welfare(complete), exact.welfare(complete)));
    return rows;
}

// A5: Bala & Goyal 2000. Who pays for a link decides alone; welfare counts oneself.

std::vector<Finding> run_one_sided(const Setting& s) {
    const double cost = s("cost");
    const bool both_ways = s("flow") != 0;
    const Model model = compile(bare_world(s.whole("n")), {{"relations.kernel", "improving"},
                                                           {"relations.consent", "unilateral"},
                                                           {"relations.directed", "true"},
                                                           {"relations.contact_cost", text(cost)},
                                                           {"relations.reach_weight", "1"},
                                                           {"relations.reach_delta", "1"},
                                                           {"relations.reach_max", "inf"},
                                                           {"relations.reach_over", both_ways ? "either" : "out"},
                                                           {"relations.reach_counts_self", "true"}});
    Probe probe(model);
    const GraphSpace& space = probe.space();
    const Utilities levels = probe.levels();
    const Utilities exact(space, [&](Code graph, int i) {
        double utility = -cost * space.degree(graph, i);
        for (const int steps : space.distances(graph, i, both_ways)) utility += steps >= 0;
        return utility;
    });
    double nash = 0, strict = 0, resting = 0;
    double expected_nash = 0, expected_strict = 0, expected_resting = 0;
    const Chain chain = probe.chain();
    const Chain expected_chain = chain_of(exact, Choosing::improving, Agreement::unilateral);
    for (Code graph = 0; graph < space.count(); ++graph) {
        nash += levels.nash(graph, false);
        strict += levels.nash(graph, true);
        resting += chain[graph].empty();
        expected_nash += exact.nash(graph, false);
        expected_strict += exact.nash(graph, true);
        expected_resting += expected_chain[graph].empty();
    }
    return {same("Nash networks", nash, expected_nash), same("strict Nash networks", strict, expected_strict),
            same("best welfare", levels.best_welfare(), exact.best_welfare()),
            same("networks that no ring changes", resting, expected_resting)};
}

}  // namespace

std::vector<Case> formation_cases() {
    std::vector<Case> all;
    const CaseParameter nodes{
        .name = "n", .standard = 4, .lower = 2, .upper = 6, .text = "actors", .whole = true, .limit = six_nodes};
    const CaseParameter delta{.name = "delta", .standard = .5, .lower = 0, .upper = 1, .text = "value left per step"};
    all.push_back({"A1",
                   "Connections model: stable and efficient networks, improving paths from the empty one",
                   "Jackson & Wolinsky 1996; Jackson & Watts 2002",
                   {nodes, delta, {"cost", .3, 0, 10, "cost of a tie for each side"}, runs_parameter(1000)},
                   {{{"cost", .2}},
                    {{"cost", .3}},
                    {{"cost", .45}},
                    {{"cost", .55}},
                    {{"n", 3}, {"cost", .2}},
                    {{"n", 3}, {"cost", .3}}},
                   run_connections});
    all.push_back({"A2",
                   "Sectors with a cost of crossing between them",
                   "Jackson & Rogers 2005",
                   {{"sectors", 3, 1, 3, "sectors", true, {}, "the engine has three"},
                    {"size", 2, 1, 6, "actors per sector", true},
                    {.name = "delta", .standard = .6, .lower = 0, .upper = 1, .text = "value left per step"},
                    {"within", .2, 0, 10, "cost of a tie within a sector"},
                    {"across", .5, 0, 10, "cost of a tie across"},
                    {"subsidy", 0, 0, 10, "paid to each side of a tie across"}},
                   {{{"across", .5}}, {{"across", 1}}, {{"across", 1}, {"subsidy", .5}}},
                   run_sectors,
                   [](const Setting& s) {
                       const int n = s.whole("sectors") * s.whole("size");
                       return n >= 2 && n <= 6
                                  ? std::string()
                                  : fmt::format("{} actors in all: 2 to 6 are allowed, since {}", n, six_nodes);
                   }});
    all.push_back({"A3",
                   "Connections along a line: costs grow with distance",
                   "Johnson & Gilles 2000",
                   {nodes, delta, {"cost", .2, 0, 10, "cost of a tie per unit of distance"}},
                   {{{"cost", .2}}, {{"cost", .6}}},
                   run_line});
    all.push_back({"A4",
                   "Co-authors: each gains from a partner's time, which more partners share",
                   "Jackson & Wolinsky 1996",
                   {nodes},
                   {{{"n", 4}}, {{"n", 5}}},
                   run_coauthors});
    all.push_back(
        {"A5",
         "One-sided links: Nash networks over whole sets of links",
         "Bala & Goyal 2000",
         {{"n", 3, 2, 4, "actors", true, {}, "every graph is looked at, and four actors with arcs have 4,096"},
          {"cost", .5, 0, 10, "cost of a link for who makes it"},
          {"flow", 0, 0, 1, "along links only or both ways", false, {"one_way", "two_way"}}},
         {{}, {{"cost", 1.5}}, {{"flow", 1}}, {{"cost", 1.5}, {"flow", 1}}},
         run_one_sided});
    return all;
}

}  // namespace gemeinsim::selfcheck
