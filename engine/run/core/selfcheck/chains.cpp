// SPDX-License-Identifier: Apache-2.0
// Stationary laws and passage times of the kernels and of the ladder.
#include <fmt/format.h>

#include <Eigen/Dense>
#include <algorithm>
#include <array>
#include <cmath>

#include "base/check.h"
#include "base/parallel.h"
#include "model/relations/rules.h"
#include "run/core/selfcheck/cases.h"
#include "run/core/selfcheck/probe.h"
#include "run/core/selfcheck/worlds.h"

namespace gemeinsim::selfcheck {
namespace {

const std::vector<std::string> kernels = {"actor", "pair"};
const std::vector<std::string> consents = {"unilateral", "mutual", "joint", "forcing"};

constexpr Month months = 3;  // with ten rings per actor each

/// State of every run after so many months, in the order of runs.
template <class Read>
std::vector<double> run_relations(const Model& model, int runs, Month until, const Read& read) {
    const State begin = start(model, 0);
    std::vector<double> values(runs);
    parallel_for(static_cast<std::size_t>(runs), 0, [&](std::size_t run) {
        State now = begin;
        now.key.replicate = run;
        for (Month month = 0; month < until; ++month) relations_step(model, month, now);
        values[run] = read(now);
    });
    return values;
}

// A6: laws over all graphs of a few actors.

struct Weights {
    double density = 0;
    double reciprocity = 0;
    double triplets = 0;
    double triangles = 0;
};

/// sum of weight * statistic, of one node or of the whole graph.
Utilities statistics(const GraphSpace& space, const Weights& w, bool of_graph) {
    return Utilities(space, [&space, w, of_graph](Code graph, int i) {
        const int n = space.nodes();
        if (of_graph)
            return w.density * space.ties(graph) + w.reciprocity * mutual_dyads(space, graph) +
                   w.triplets * transitive_triplets(space, graph) + w.triangles * triangles(space, graph);
        double sum = w.density * space.degree(graph, i);
        for (int j = 0; j < n; ++j) {
            if (!space.has(graph, i, j)) continue;
            if (space.directed()) sum += w.reciprocity * space.has(graph, j, i);
            for (int h = 0; h < n; ++h) {
                const bool closed = space.has(graph, i, h) && space.has(graph, h, j);
                if (space.directed()) sum += w.triplets * closed;
                // Each triangle through i is met twice, by either partner first.
                if (!space.directed()) sum += w.triangles / 2 * closed;
            }
        }
        return sum;
    });
}

double expectation(const std::vector<double>& law, const std::function<double(Code)>& of) {
    double total = 0;
    for (Code graph = 0; graph < law.size(); ++graph) total += law[graph] * of(graph);
    return total;
}

std::vector<Finding> run_laws(const Setting& s) {
    const bool directed = s("directed") != 0;
    const bool total = s("change") != 0;
    const Weights w{s("density"), s("reciprocity"), s("triplets"), s("triangles")};
    Values values = {{"relations.kernel", kernels[s.whole("kernel")]},
                     {"relations.consent", consents[s.whole("consent")]},
                     {"relations.directed", directed ? "true" : "false"},
                     {"relations.change", total ? "total" : "own"},
                     {"relations.contact_rate", "10"}};
    values["relations.effects"] = effects_value({{"density", w.density},
                                                 {"reciprocity", w.reciprocity},
                                                 {"transitive_triplets", w.triplets},
                                                 {"transitive_triads", w.triangles}});
    const Model model = compile(bare_world(s.whole("n")), values);
    Probe probe(model);
    const GraphSpace& space = probe.space();
    const std::vector<double> own = stationary(probe.chain());
    const Chain chain = chain_of(statistics(space, w, total), s("kernel") == 0 ? Choosing::actor : Choosing::pair,
                                 static_cast<Agreement>(s.whole("consent")));
    const std::vector<double> expected = stationary(chain);
    std::vector<Finding> rows;
    const auto compare = [&](const std::string& name, const std::function<double(Code)>& of) {
        rows.push_back(same(name, expectation(own, of), expectation(expected, of)));
    };
    const auto ties = [&](Code g) { return static_cast<double>(space.ties(g)); };
    const std::string word = directed ? "arcs" : "ties";
    compare("E[" + word + "]", ties);
    const double mean = expectation(expected, ties);
    compare("Var[" + word + "]", [&](Code g) { return (ties(g) - mean) * (ties(g) - mean); });
    if (directed) {
        compare("E[mutual dyads]", [&](Code g) { return mutual_dyads(space, g); });
        compare("E[transitive triplets]", [&](Code g) { return transitive_triplets(space, g); });
    } else {
        compare("E[triangles]", [&](Code g) { return triangles(space, g); });
    }
    double apart = 0;
    for (Code graph = 0; graph < space.count(); ++graph)
        apart = std::max(apart, std::abs(own[graph] - expected[graph]));
    rows.push_back(same("largest difference of a graph's probability", apart, 0));
    const std::vector<double> runs = run_relations(model, s.whole("runs"), months, [](const State& now) {
        return static_cast<double>(now.relations.contacts.ties());
    });
    const std::vector<double> then = law_after(chain, 0, model.relations.contact_rate * months * space.nodes());
    rows.push_back(mean_row("runs: E[" + word + "] after 3 months", runs, expectation(then, ties)));
    return rows;
}

// A6, density alone: the closed form pi(d) ~ C(n-1,d) e^{2bd} [1 + (n-1-d) e^b + d e^-b].

std::vector<Finding> run_degree(const Setting& s) {
    const int n = s.whole("n");
    const double b = s("density");
    const auto log_weight = [n, b](int d) {
        return std::lgamma(n) - std::lgamma(d + 1) - std::lgamma(n - d) + 2 * b * d +
               std::log(1 + (n - 1 - d) * std::exp(b) + d * std::exp(-b));
    };
    double top = log_weight(0);
    for (int d = 1; d < n; ++d) top = std::max(top, log_weight(d));
    double total = 0;
    double expected = 0;
    for (int d = 0; d < n; ++d) {
        total += std::exp(log_weight(d) - top);
        expected += d * std::exp(log_weight(d) - top);
    }
    expected /= total;
    const Model model = compile(bare_world(n), {{"relations.kernel", "actor"},
                                                {"relations.consent", "unilateral"},
                                                {"relations.directed", "true"},
                                                {"relations.contact_rate", "10"},
                                                {"relations.effects", effects_value({{"density", b}})}});
    // Arcs are gained and lost one at a time: the engine's chances of both fix the law of the number.
    State now = start(model, 0);
    std::vector<double> more(n, 0), less(n, 0);
    for (int d = 0; d < n; ++d) {
        if (d > 0) now.relations.contacts.add(ActorId(0), ActorId(d));
        for (const ToggleProbability& toggle : toggle_probabilities(model, now, ActorId(0)))
            (now.relations.contacts.has(ActorId(0), toggle.partner) ? less : more)[d] += toggle.probability;
    }
    // In logarithms, relative to the largest: with many actors the weights span more than a double does.
    std::vector<double> log_law(n, 0);
    for (int d = 1; d < n; ++d) log_law[d] = log_law[d - 1] + std::log(more[d - 1]) - std::log(less[d]);
    const double largest = *std::max_element(log_law.begin(), log_law.end());
    double sum = 0;
    double mean = 0;
    for (int d = 0; d < n; ++d) {
        sum += std::exp(log_law[d] - largest);
        mean += d * std::exp(log_law[d] - largest);
    }
    std::vector<Finding> rows = {same("E[outdegree]", mean / sum, expected)};
    // The same choice of one actor, arc by arc from none.
    Chain arcs(n);
    for (int d = 0; d < n; ++d) {
        const double all = 1 + (n - 1 - d) * std::exp(b) + d * std::exp(-b);
        if (d + 1 < n) arcs[d].push_back({static_cast<Code>(d + 1), (n - 1 - d) * std::exp(b) / all});
        if (d > 0) arcs[d].push_back({static_cast<Code>(d - 1), d * std::exp(-b) / all});
    }
    const std::vector<double> then = law_after(arcs, 0, model.relations.contact_rate * months);
    const std::vector<double> runs = run_relations(model, s.whole("runs"), months, [n](const State& end) {
        return static_cast<double>(end.relations.contacts.ties()) / n;
    });
    rows.push_back(mean_row("runs: E[outdegree] after 3 months", runs,
                            expectation(then, [](Code d) { return static_cast<double>(d); })));
    return rows;
}

// A6, two actors whose gains from the tie differ: one funds the other, and dependence costs.

double tied_share(const std::string& kernel, const std::string& consent, double low, double high) {
    const Model model =
        compile(bare_world(1),
                {{"population.civil_society", "0"},
                 {"population.actors",
                  R"([{id = "a", sector = "civil_society", funder = "b"}, {id = "b", sector = "civil_society"}])"},
                 {"relations.kernel", kernel},
                 {"relations.consent", consent},
                 {"relations.contact_cost", text(high - low)},
                 {"relations.g_depend", "1"},
                 {"relations.effects", effects_value({{"density", high + (high - low)}})}});
    Probe probe(model);
    double create = 0;
    double end = 0;
    for (int ego = 0; ego < 2; ++ego) {
        probe.set(0);
        create += probe.toggles(ego).front().probability;
        probe.set(1);
        end += probe.toggles(ego).front().probability;
    }
    return create / (create + end);
}

std::vector<Finding> run_consent(const Setting& setting) {
    const double low = std::min(setting("gain"), setting("other"));
    const double high = std::max(setting("gain"), setting("other"));
    const double s = 1 / (1 + std::exp(-low));
    const double t = 1 / (1 + std::exp(-high));
    return {same("pair, mutual: share of time tied", tied_share("pair", "mutual", low, high), s * t),
            same("pair, joint: share of time tied", tied_share("pair", "joint", low, high),
                 1 / (1 + std::exp(-low - high))),
            same("pair, unilateral: share of time tied", tied_share("pair", "unilateral", low, high), (s + t) / 2),
            same("pair, forcing: share of time tied", tied_share("pair", "forcing", low, high), 1 - (1 - s) * (1 - t)),
            same("actor, mutual: share of time tied", tied_share("actor", "mutual", low, high),
                 2 * s * t / (2 * s * t + 2 - s - t))};
}

// A6, one pair in time: p(t) = p* + (p0 - p*) exp(-(create + end) t).

std::vector<Finding> run_dyad(const Setting& s) {
    const double create = s("create");
    const double end = s("end");
    const double stays = create / (create + end);
    std::vector<Finding> rows;
    for (const bool tied : {false, true}) {
        Values values = {{"relations.kernel", "pair"},
                         {"relations.consent", "unilateral"},
                         // Two actors ring, and each ring is a meeting of the pair.
                         {"relations.contact_rate", text((create + end) / 2)},
                         {"relations.effects", effects_value({{"density", std::log(create / end)}})}};
        if (tied) values["population.ties"] = R"([{from = "civil_society_0001", to = "civil_society_0002"}])";
        const Model model = compile(bare_world(2), values);
        const Month t = s.whole("t");
        double hits = 0;
        for (const double one : run_relations(model, s.whole("runs"), t, [](const State& now) {
                 return static_cast<double>(now.relations.contacts.ties());
             }))
            hits += one;
        const double expected = stays + ((tied ? 1 : 0) - stays) * std::exp(-(create + end) * t);
        rows.push_back(share_row(tied ? "runs: p(t) from a tie" : "runs: p(t) from no tie", hits, s("runs"), expected));
    }
    return rows;
}

// A20: nothing, contact, pact.

std::vector<Finding> run_ladder(const Setting& s) {
    const double create = s("create"), end = s("end"), harden = s("harden"), soften = s("soften");
    const Model model =
        compile(bare_world(2), {{"relations.kernel", "pair"},
                                {"relations.consent", "unilateral"},
                                {"relations.contact_rate", text((create + end) / 2)},
                                {"relations.pact_rate", text((harden + soften) / 2)},
                                {"relations.pact_trust", "0"},
                                {"relations.pact_end_trust", "0"},
                                {"relations.pact_overlap", "0"},
                                {"relations.pact_term", "32000"},
                                {"hierarchy.approval_depth", "0"},
                                {"relations.effects", effects_value({{"density", std::log(create / end)},
                                                                     {"pact_density", std::log(harden / soften)}})}});
    // The law: flows in and out of nothing, contact, pact; the passage: mean time to pact from either of the others.
    Eigen::Matrix3d flow;
    flow << 1, 1, 1, create, -(end + harden), soften, 0, harden, -soften;
    const Eigen::Vector3d law = flow.partialPivLu().solve(Eigen::Vector3d(1, 0, 0));
    Eigen::Matrix2d passage;
    passage << create, -create, -end, end + harden;
    const double first = passage.partialPivLu().solve(Eigen::Vector2d(1, 1))(0);

    const int runs = s.whole("runs");
    // Twelve times the slowest mode's time: what is left of the start is far below the standard error.
    const double b = create + end + harden + soften;
    const double slow = (b - std::sqrt(b * b - 4 * (create * harden + create * soften + end * soften))) / 2;
    const Month until = static_cast<Month>(std::ceil(12 / slow));
    const State begin = start(model, 0);
    std::vector<std::size_t> at(runs);
    std::vector<double> reached(runs);
    parallel_for(static_cast<std::size_t>(runs), 0, [&](std::size_t run) {
        State now = begin;
        now.key.replicate = run;
        double passed = -1;
        for (Month month = 0; month < until || passed < 0; ++month) {
            ensures(month < 30000, "no pact in 30,000 months; the rates of the ladder must be larger");
            relations_step(model, month, now);
            // A pact leaves an event even where it ends within the month; on average it came in the month's middle.
            if (passed < 0 && !now.events.empty()) passed = month + .5;
            if (month == until - 1) at[run] = now.relations.contacts.ties() + now.relations.pacts.ties();
        }
        reached[run] = passed;
    });
    std::array<double, 3> occupied{};
    for (const std::size_t step : at) occupied[step] += 1;
    return {share_row("runs: share of nothing", occupied[0], runs, law(0)),
            share_row("runs: share of contact", occupied[1], runs, law(1)),
            share_row("runs: share of pact", occupied[2], runs, law(2)),
            mean_row("runs: first passage to pact, months", reached, first)};
}

CaseParameter weight(const std::string& name, double standard, const std::string& what) {
    return {name, standard, -5, 5, what, false, {}, "beyond, the exact law is lost in rounding"};
}

CaseParameter rate(const std::string& name, double standard, const std::string& what) {
    return {name, standard, .005, 5, what, false, {}, "months must be neither too long nor too many"};
}

}  // namespace

std::vector<Case> chain_cases() {
    std::vector<Case> all;
    using Example = std::map<std::string, double>;
    const Example arcs = {{"directed", 1}, {"density", -1}};
    const auto with = [](Example one, const Example& more) {
        for (const auto& [name, value] : more) one[name] = value;
        return one;
    };
    const Example three = with(arcs, {{"reciprocity", 1}, {"triplets", .3}});
    const Example ties = {{"density", -1}, {"triangles", .5}};
    all.push_back(
        {"A6",
         "Stationary laws over all graphs: kernels and consents",
         "Snijders 2001; Snijders & Koskinen 2013; enumeration",
         {{"n",
           3,
           2,
           6,
           "actors",
           true,
           {},
           "every graph is looked at: six actors have 32,768, four with "
           "arcs 4,096"},
          {"directed", 0, 0, 1, "whether contacts are arcs", false, {"no", "yes"}},
          {"kernel", 1, 0, 1, "the kernel", false, kernels},
          {"consent", 0, 0, 3, "whose agreement a tie needs", false, consents},
          {"change", 0, 0, 1, "of ego's own statistic or of the graph's count", false, {"own", "total"}},
          weight("density", -1, "weight of the number of ties"),
          weight("reciprocity", 0, "weight of mutual arcs"),
          weight("triplets", 0, "weight of transitive_triplets"),
          weight("triangles", 0, "weight of transitive_triads"),
          runs_parameter(1000)},
         {ties, with(ties, {{"n", 4}}), arcs, three, with(three, {{"change", 1}}), with(arcs, {{"kernel", 0}}),
          with(three, {{"kernel", 0}}), with(three, {{"kernel", 0}, {"consent", 1}}), with(ties, {{"consent", 1}}),
          with(ties, {{"consent", 2}}), with(ties, {{"consent", 3}}), with(ties, {{"kernel", 0}, {"consent", 0}}),
          with(ties, {{"kernel", 0}, {"consent", 1}}), with(ties, {{"kernel", 0}, {"consent", 2}})},
         run_laws,
         [](const Setting& s) -> std::string {
             const bool directed = s("directed") != 0;
             if (GraphSpace::slots(s.whole("n"), directed) > GraphSpace::most_slots)
                 return fmt::format(
                     "{} actors with arcs have 2^{} graphs: at most 2^{} can be looked at, "
                     "four actors with arcs",
                     s("n"), GraphSpace::slots(s.whole("n"), directed), GraphSpace::most_slots);
             const bool fits = s("kernel") == 0 ? (s("consent") < 2 || (s("consent") == 2 && !directed))
                                                : (!directed || s("consent") == 0);
             if (!fits)
                 return "this consent does not go with the kernel: actor takes unilateral, mutual and, with "
                        "ties, joint; pair with arcs takes unilateral only";
             if (directed ? s("triangles") != 0 : s("reciprocity") != 0 || s("triplets") != 0)
                 return "triangles needs ties, reciprocity and triplets need arcs (--directed yes)";
             return {};
         }});
    all.push_back({"A6-degree",
                   "Outdegree under density alone, actor kernel: the closed form",
                   "detailed balance of one actor's choices",
                   {{"n", 3, 2, 200, "actors", true}, weight("density", -1, "weight of density"), runs_parameter(1000)},
                   {{{"n", 3}}, {{"n", 4}}, {{"n", 10}}},
                   run_degree});
    all.push_back({"A6-consent",
                   "Two actors with different gains: the share of time for which they are tied",
                   "independent logits",
                   {{"gain", -.7, -3, 3, "of one actor from the tie"}, {"other", .4, -3, 3, "of the other"}},
                   {{}, {{"gain", 1.2}, {"other", 2}}},
                   run_consent});
    all.push_back({"A6-time",
                   "One pair in continuous time",
                   "two-state Markov chain",
                   {rate("create", .2, "rate at which the tie comes, per month"),
                    rate("end", .1, "rate at which it goes, per month"),
                    {"t", 4, 1, 1000, "months", true},
                    runs_parameter(4000)},
                   {{}, {{"create", .05}, {"end", .3}, {"t", 2}}},
                   run_dyad});
    all.push_back({"A20",
                   "The ladder of two actors: nothing, contact, pact",
                   "three-state Markov chain",
                   {rate("create", .2, "rate from nothing to contact, per month"),
                    rate("end", .1, "rate from contact to nothing"), rate("harden", .05, "rate from contact to pact"),
                    rate("soften", .02, "rate from pact to contact"), runs_parameter(1500)},
                   {{}},
                   run_ladder});
    return all;
}

}  // namespace gemeinsim::selfcheck
