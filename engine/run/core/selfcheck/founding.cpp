// SPDX-License-Identifier: Apache-2.0
// How initiatives begin in settings whose answer is known: founding (A11) and joining (A15).
#include "model/initiative/founding.h"

#include <fmt/format.h>

#include <cmath>

#include "model/initiative/joining.h"
#include "run/core/selfcheck/cases.h"
#include "run/core/selfcheck/worlds.h"

namespace gemeinsim::selfcheck {
namespace {

// A11: the volunteer's dilemma.

std::vector<Finding> run_volunteers(const Setting& s) {
    const int n = s.whole("n");
    const double ratio = s("ratio");
    constexpr double know_how = .5;
    constexpr double severity = .5;
    constexpr double omega = .5;
    std::string actors;
    for (int i = 0; i < n; ++i)
        actors += fmt::format(
            "{{id = \"a_{}\", sector = \"civil_society\", know_how = {}, salience = {{youth = 1}}}}, ", i, know_how);
    const Model model = compile(world("actors = [" + actors + "]"),
                                {{"initiatives.founding_rate", "1"},
                                 {"initiatives.omega", text(omega)},
                                 {"initiatives.founding_cost", text(ratio * omega * severity * know_how)},
                                 {"relations.awareness_within", "1"}});
    const double p = 1 - std::pow(ratio, 1.0 / (n - 1));
    const int runs = s.whole("runs");
    const std::vector<double> nobody = every_run(model, runs, [&model](State& now) {
        found_initiatives(model, 0, now);
        return now.initiatives.all.empty() ? 1.0 : 0.0;
    });
    const double chance = volunteer_probability(ratio, 1, n);
    // Each of the n clocks rings once a month on average, and each ring starts with chance p.
    return {same("chance to start", chance, p),
            same("nobody starts when all are asked once", std::pow(1 - chance, n), std::pow(ratio, n / (n - 1.0))),
            share_row("runs: nobody founds within a month", sum(nobody), runs, std::exp(-n * p))};
}

// A15: thresholds.

Model thresholds_only() {
    return compile(world("civil_society = 1"), {{"initiatives.join_base", "0"},
                                                {"initiatives.omega", "0"},
                                                {"initiatives.private_benefit", "0"},
                                                {"initiatives.membership_cost", "0"},
                                                {"initiatives.autonomy", "0"},
                                                {"initiatives.position_cost", "0"},
                                                {"initiatives.bandwagon", "1"},
                                                {"initiatives.reference_size", "100"},
                                                {"initiatives.beta", "inf"}});
}

/// How many end up in the crowd where each joins once as many take part as its threshold says.
int crowd(const Model& model, const std::vector<int>& thresholds) {
    std::vector<bool> in(thresholds.size(), false);
    int active = 0;
    for (bool moved = true; moved;) {
        moved = false;
        for (std::size_t i = 0; i < thresholds.size(); ++i) {
            JoinTerms terms;
            terms.active = active;
            terms.threshold = thresholds[i] / 100.;
            if (in[i] || !joins(model, join_value(model, terms), 1)) continue;
            in[i] = moved = true;
            ++active;
        }
    }
    return active;
}

double normal_share(double z) {
    return .5 * std::erfc(-z / std::sqrt(2.0));
}

std::vector<Finding> run_thresholds(const Setting& s) {
    const Model model = thresholds_only();
    std::vector<int> uniform(100);
    for (int i = 0; i < 100; ++i) uniform[i] = i;
    std::vector<Finding> rows = {same("crowd, thresholds 0 to 99", crowd(model, uniform), 100)};
    uniform[1] = 2;
    rows.push_back(same("crowd, threshold 1 replaced by 2", crowd(model, uniform), 1));
    // The mean field: r is the share whose threshold the engine's rule accepts at r; expected by the normal law alone.
    double r = 0;
    double expected = 0;
    for (int step = 0; step < 20000; ++step) {
        double joining = -10;
        double staying = 10;
        while (staying - joining > 1e-13) {
            JoinTerms terms;
            terms.active = r;
            terms.threshold = (joining + staying) / 2;
            (joins(model, join_value(model, terms), 1) ? joining : staying) = terms.threshold;
        }
        r = 100 * normal_share((100 * joining - 25) / s("sd"));
        expected = 100 * normal_share((expected - 25) / s("sd"));
    }
    // The rule lets join at a value of -1e-9 already, which the steep field near a turning point multiplies.
    rows.push_back(about("crowd in the mean field of normal thresholds", r, expected, 1e-4));
    return rows;
}

}  // namespace

std::vector<Case> founding_cases() {
    std::vector<Case> all;
    all.push_back({"A11",
                   "Founding as a volunteer's dilemma",
                   "Diekmann 1985",
                   {{"n", 5, 2, 100, "actors that care", true},
                    {"ratio", .3, .01, .99, "cost of starting over its benefit"},
                    runs_parameter(4000)},
                   {{}, {{"n", 12}, {"ratio", .6}}},
                   run_volunteers});
    all.push_back({"A15",
                   "Joining with thresholds: two crowds that differ in one person, and a tipping point",
                   "Granovetter 1978",
                   {{"sd", 12.2, 1, 100, "spread of normal thresholds about 25"}},
                   {{}, {{"sd", 12.3}}},
                   run_thresholds});
    return all;
}

}  // namespace gemeinsim::selfcheck
