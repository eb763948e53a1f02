// SPDX-License-Identifier: Apache-2.0
// Games of effort in groups that stay as they are: imitation (A7), a collective risk (A8), a stag hunt (A9).
#include <cmath>
#include <functional>

#include "base/check.h"
#include "base/parallel.h"
#include "model/initiative/effort.h"
#include "model/initiative/joining.h"
#include "run/core/selfcheck/cases.h"
#include "run/core/selfcheck/game_table.h"
#include "run/core/selfcheck/probe.h"
#include "run/core/selfcheck/worlds.h"

namespace gemeinsim::selfcheck {
namespace {

// A7: imitation.

/// The chance that the first `mutants` = 1 take over, from the rule's own chances in groups of 1 to n - 1 of them in a
/// row: 1 / (1 + sum of products of down / up).
double fixation(GameTable& table, int n, bool of_contributor) {
    double total = 1;
    double product = 1;
    for (int k = 1; k < n; ++k) {
        table.set_first(of_contributor ? k : n - k);
        double up = 0;
        double down = 0;
        for (const EffortChange& change : event_changes(table.game()))
            ((change.effort == 1) == of_contributor ? up : down) += change.probability;
        product *= down / up;
        total += product;
    }
    return 1 / total;
}

/// Runs from one mutant until all are alike; how many end as it.
Finding run_to_fixation(const Model& model, int n, bool of_contributor, int runs, double expected) {
    std::vector<double> efforts(static_cast<std::size_t>(n), of_contributor ? 0 : 1);
    efforts[0] = of_contributor ? 1 : 0;
    State begin = start(model, 0);
    const InitiativeId id = begin_initiative(begin, efforts);
    std::vector<double> taken_over(static_cast<std::size_t>(runs));
    parallel_for(taken_over.size(), 0, [&](std::size_t run) {
        State now = begin;
        now.key.replicate = run;
        JoinWork join(model, now);
        EffortWork work;
        const std::vector<Member>& members = now.initiatives.all[id].members;
        for (Month month = 0;; ++month) {
            int contributors = 0;
            for (const Member& member : members) contributors += member.effort > 0 ? 1 : 0;
            if (contributors == 0 || contributors == n) {
                taken_over[run] = (contributors == n) == of_contributor ? 1 : 0;
                return;
            }
            ensures(month < 1000000, "no effort took over; look at the rule");
            revise_effort(model, month, now, id, join, work);
        }
    });
    double hits = 0;
    for (const double hit : taken_over) hits += hit;
    return share_row("runs: share taken over", hits, runs, expected);
}

Values imitation(const std::string& rule, double benefit, double cost) {
    return {{"initiatives.effort_rule", "\"" + rule + "\""},
            {"initiatives.effort_payoff", "\"donation\""},
            {"initiatives.effort_levels", "[0, 1]"},
            {"initiatives.effort_revision", "1"},
            {"initiatives.effort_mutation", "0"},
            {"initiatives.effort_benefit", text(benefit)},
            {"initiatives.effort_cost", text(cost)}};
}

std::vector<Finding> run_moran(const Setting& s) {
    const int n = s.whole("n");
    const double r = s("fitness");
    // Without benefit a contributor has fitness 1 - c and all others 1, whoever else contributes: a mutant of relative
    // fitness r is the one who gives nothing among contributors, or below 1 the one who gives.
    const bool of_contributor = r < 1;
    const Model model =
        compile(players(n, Contacts::complete), imitation("moran", 0, of_contributor ? 1 - r : 1 - 1 / r));
    GameTable table(model, n);
    const double expected = r == 1 ? 1.0 / n : (1 - 1 / r) / (1 - std::pow(r, -n));
    return {same("fixation of one mutant", fixation(table, n, of_contributor), expected),
            run_to_fixation(model, n, of_contributor, s.whole("runs"), expected)};
}

std::vector<Finding> run_fermi(const Setting& s) {
    const int n = s.whole("n");
    Values values = imitation("fermi", s("benefit"), s("cost"));
    values["initiatives.effort_beta"] = text(s("beta"));
    const Model model = compile(players(n, Contacts::complete), values);
    GameTable table(model, n);
    // Who gives nothing is ahead by the same, c + b/(n-1), however many give.
    const double ahead = s("beta") * (s("cost") + s("benefit") / (n - 1));
    const double expected = ahead == 0 ? 1.0 / n : std::expm1(ahead) / std::expm1(n * ahead);
    return {same("fixation of one contributor", fixation(table, n, true), expected),
            run_to_fixation(model, n, true, s.whole("runs"), expected)};
}

/// d(fixation of one contributor)/dw at w = 0 on the cycle, by differences of second order.
double fixation_slope(int n, double benefit, double cost) {
    constexpr double step = 1e-4;
    const auto at = [&](double w) {
        Values values = imitation("death_birth", benefit, cost);
        values["initiatives.effort_pooling"] = "\"sum\"";
        values["initiatives.effort_selection"] = text(w);
        const Model model = compile(players(n, Contacts::cycle), values);
        GameTable table(model, n);
        return fixation(table, n, true);
    };
    return (4 * at(step) - at(2 * step) - 3 * at(0)) / (2 * step);
}

std::vector<Finding> run_cycle(const Setting& s) {
    const int n = s.whole("n");
    // The slope is linear in b and c.
    const double by_benefit = fixation_slope(n, 1, 0);
    const double by_cost = fixation_slope(n, 0, 1);
    const double flip = (n - 2) / (n / 2. - 2);
    return {about("benefit over cost at which selection turns", -by_cost / by_benefit, flip, 1e-5),
            same("selection favours contributors at 1 % less", fixation_slope(n, .99 * flip, 1) > 0, 0),
            same("selection favours contributors at 1 % more", fixation_slope(n, 1.01 * flip, 1) > 0, 1)};
}

// A8 and A9: contributors in groups drawn at random from a large population.

double binomial(int n, int k, double x) {
    double chance = 1;
    for (int i = 1; i <= k; ++i) chance *= static_cast<double>(n - k + i) / i;
    return chance * std::pow(x, k) * std::pow(1 - x, n - k);
}

/// What a contributor gets more than others at a share x of contributors, with `gain(k)` among k others that
/// contribute.
double selection_gradient(int n, double x, const std::function<double(int)>& gain) {
    double total = 0;
    for (int k = 0; k < n; ++k) total += binomial(n - 1, k, x) * gain(k);
    return total;
}

/// gain(k) from the engine's payoffs.
std::vector<double> engine_gains(const Model& model, int n) {
    GameTable table(model, n);
    std::vector<double> gains;
    for (int k = 0; k < n; ++k) {
        table.set_first(k + 1);
        const double gives = table.pays(0);
        table.set_first(k);
        gains.push_back(gives - table.pays(static_cast<std::size_t>(n) - 1));
    }
    return gains;
}

/// Where f, which rises to one top and falls again, has it.
double top_of(const std::function<double(double)>& f) {
    double lower = 0;
    double upper = 1;
    for (int step = 0; step < 200; ++step) {
        const double left = lower + (upper - lower) / 3;
        const double right = upper - (upper - lower) / 3;
        (f(left) < f(right) ? lower : upper) = f(left) < f(right) ? left : right;
    }
    return (lower + upper) / 2;
}

/// The root of f between two places at which it has different signs.
double root_between(const std::function<double(double)>& f, double lower, double upper) {
    const bool rises = f(lower) < 0;
    for (int step = 0; step < 200; ++step) {
        const double middle = (lower + upper) / 2;
        ((f(middle) < 0) == rises ? lower : upper) = middle;
    }
    return (lower + upper) / 2;
}

/// The rows of two games whose gradient has an unstable and a stable root inside, or none. `expected` is the gradient
/// by its formula.
void add_roots(std::vector<Finding>& rows, const std::function<double(double)>& engine,
               const std::function<double(double)>& expected) {
    const double top = top_of(expected);
    const bool two = expected(top) > 0;
    const double at_top = engine(top_of(engine));
    rows.push_back(same("states with contributors that attract or repel", at_top > 0 ? 2 : 0, two ? 2 : 0));
    if (!two || at_top <= 0) return;
    const double engine_top = top_of(engine);
    rows.push_back(about("share of contributors, unstable", root_between(engine, 0, engine_top),
                         root_between(expected, 0, top), 1e-9));
    rows.push_back(about("share of contributors, stable", root_between(engine, engine_top, 1),
                         root_between(expected, top, 1), 1e-9));
}

std::vector<Finding> run_risk(const Setting& s) {
    const int n = s.whole("n");
    const int m = s.whole("threshold");
    const double c = s("cost");
    Model model = compile(players(n, Contacts::none), {{"initiatives.effort_payoff", "\"risk\""},
                                                       {"initiatives.effort_risk", text(s("risk"))},
                                                       {"initiatives.effort_cost", text(c)},
                                                       {"initiatives.effort_levels", "[0, 1]"},
                                                       {"impact.production", "\"linear\""},
                                                       {"impact.threshold", text(m)}});
    // The gradient is r Q(x) - c, where the gradients at two risks give Q.
    const std::vector<double> gains = engine_gains(model, n);
    model.membership.effort_risk = 1;
    const std::vector<double> certain = engine_gains(model, n);
    model.membership.effort_risk = 0;
    const std::vector<double> harmless = engine_gains(model, n);
    const auto pivotal = [&](double x) {
        return selection_gradient(n, x, [&](int k) { return certain[k] - harmless[k]; });
    };
    const double most = (m - 1.) / (n - 1);
    std::vector<Finding> rows = {about("risk from which contributing can pay", c / pivotal(top_of(pivotal)),
                                       c / binomial(n - 1, m - 1, most), 1e-9)};
    add_roots(
        rows, [&](double x) { return selection_gradient(n, x, [&](int k) { return gains[k]; }); },
        [&](double x) { return s("risk") * binomial(n - 1, m - 1, x) - c; });
    return rows;
}

std::vector<Finding> run_stag_hunt(const Setting& s) {
    const int n = s.whole("n");
    const int m = s.whole("threshold");
    const auto scenario = [&](double benefit, double cost) {
        return compile(players(n, Contacts::none), {{"initiatives.effort_payoff", "\"production\""},
                                                    {"initiatives.effort_sharing", "\"shared\""},
                                                    {"initiatives.effort_cost_form", "\"linear\""},
                                                    {"initiatives.effort_benefit", text(benefit)},
                                                    {"initiatives.effort_cost", text(cost)},
                                                    {"initiatives.effort_levels", "[0, 1]"},
                                                    {"impact.production", "\"threshold\""},
                                                    {"impact.threshold", text(m)}});
    };
    // The gradient is F A(x) - 1. A contributor's own share counts in groups that its work lifts over the threshold.
    const std::vector<double> shares = engine_gains(scenario(1, 0), n);
    const std::vector<double> gains = engine_gains(scenario(s("factor"), 1), n);
    const auto engine_share = [&](double x) { return selection_gradient(n, x, [&](int k) { return shares[k]; }); };
    const auto expected_share = [&](double x) {
        return selection_gradient(n, x, [&](int k) { return k + 1 > m ? 1. / n : k + 1 == m ? m / double(n) : 0; });
    };
    std::vector<Finding> rows = {about("factor from which contributing can pay", 1 / engine_share(top_of(engine_share)),
                                       1 / expected_share(top_of(expected_share)), 1e-9)};
    add_roots(
        rows, [&](double x) { return selection_gradient(n, x, [&](int k) { return gains[k]; }); },
        [&](double x) { return s("factor") * expected_share(x) - 1; });
    return rows;
}

}  // namespace

std::vector<Case> effort_cases() {
    const auto threshold_inside = [](const Setting& s) {
        return s("threshold") < s("n") ? std::string()
                                       : "the threshold must lie below the size of the group for two roots inside";
    };
    std::vector<Case> all;
    all.push_back({"A7",
                   "Imitation by fitness: a mutant takes over",
                   "Moran 1958",
                   {{"n", 10, 2, 60, "members, all in contact", true},
                    {"fitness", 1.1, .1, 10, "of the mutant, relative to the others"},
                    runs_parameter(2000)},
                   {{}, {{"n", 5}, {"fitness", .8}}},
                   run_moran});
    all.push_back({"A7-fermi",
                   "Imitation of the better off: a contributor takes over a group that gives nothing",
                   "Traulsen et al. 2007",
                   {{"n", 10, 2, 60, "members, all in contact", true},
                    {"benefit", 3, 0, 100, "b, of a partner's effort"},
                    {"cost", 1, 0, 100, "c, of effort"},
                    {"beta", .1, 0, 2, "strength of selection"},
                    runs_parameter(2000)},
                   {{}, {{"n", 20}}},
                   run_fermi});
    all.push_back({"A7-cycle",
                   "Death and birth on a cycle: when weak selection favours contributors",
                   "Ohtsuki et al. 2006",
                   {{"n", 10, 5, 60, "members in a cycle", true}},
                   {{}, {{"n", 16}}},
                   run_cycle});
    all.push_back({"A8",
                   "A collective risk below a threshold",
                   "Santos & Pacheco 2011",
                   {{"n", 6, 3, 20, "members of a group", true},
                    {"threshold", 3, 2, 19, "contributors that avert the risk", true},
                    {"cost", .1, .001, 1, "c, of an endowment of 1"},
                    {"risk", .5, .01, 1, "r, of losing the endowment"}},
                   {{}, {{"risk", .25}}, {{"n", 12}, {"threshold", 5}, {"risk", .9}}},
                   run_risk,
                   threshold_inside});
    all.push_back({"A9",
                   "A stag hunt of many",
                   "Pacheco et al. 2009",
                   {{"n", 5, 3, 20, "members of a group", true},
                    {"threshold", 3, 2, 19, "contributors from which work yields anything", true},
                    {"factor", 4, .1, 20, "F, of what contributors put in"}},
                   {{}, {{"factor", 3.2}}, {{"n", 8}, {"threshold", 5}, {"factor", 6}}},
                   run_stag_hunt,
                   [threshold_inside](const Setting& s) {
                       return s("factor") < s("n") ? threshold_inside(s)
                                                   : "from F = n on contributing pays by itself and no root is stable";
                   }});
    return all;
}

}  // namespace gemeinsim::selfcheck
