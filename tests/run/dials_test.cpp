// SPDX-License-Identifier: Apache-2.0
// The ten dials of [challenges]: each acts, 0 is exactly neutral, 1 leaves a way to every gate.
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/registry.h"
#include "run/core/ensemble.h"
#include "scenario/reader.h"
#include "support/numbers.h"

namespace gemeinsim::tests {
namespace {

const char* const dials[] = {
    "opposing_logics",           "funding_logics",       "dependence_competition", "federal_jurisdiction",
    "little_impact_orientation", "personal_differences", "hierarchy_silos",        "missing_overview",
    "changing_priorities",       "missing_know_how"};

const std::vector<Override> money = {
    {"funding.programmes",
     "[{name=\"fund\",budget=400000,grant_max=60000,calls_per_year=4,months_to_decide=1,hours_to_apply=1}]"}};

Scenario town(std::vector<Override> overrides) {
    overrides.insert(overrides.end(), money.begin(), money.end());
    Issues issues;
    Scenario scenario = read_scenario(GEMEINSIM_SOURCE_DIR "/tests/effects/town.toml", registry(), overrides, issues);
    issues.throw_if_any();
    return scenario;
}

std::vector<Results> runs_of(const std::vector<Override>& overrides, int replicates = 1) {
    return run_points({town(overrides)}, {.seed = 5, .replicates = replicates, .threads = 1}).ensemble.runs;
}

std::string written(double value, ParameterKind kind) {
    return kind == ParameterKind::integer ? std::to_string(static_cast<int>(value)) : std::to_string(value);
}

TEST(Dial, OfEveryParameterHasItsDefaultAtOneHalfAndBelongsToOneOfTheTen) {
    std::set<std::string> used;
    for (const Parameter& parameter : registry().parameters()) {
        if (!parameter.dial) continue;
        used.insert(parameter.dial->challenge);
        const double half = parameter.dial->at(.5);
        if (const double* real = std::get_if<double>(&parameter.standard)) {
            EXPECT_EQ(*real, half) << parameter.path;
        }
        EXPECT_TRUE(parameter.range.contains(parameter.dial->off)) << parameter.path;
        EXPECT_TRUE(parameter.range.contains(parameter.dial->on)) << parameter.path;
        EXPECT_EQ(parameter.dial->at(0), parameter.dial->off) << parameter.path;
    }
    EXPECT_EQ(used, std::set<std::string>(std::begin(dials), std::end(dials)));
}

// A dial at 0 is the same as none of its parameters: each at the value that switches it off.
TEST(Dial, AtZeroIsExactlyNeutral) {
    for (const char* dial : dials) {
        std::vector<Override> off;
        for (const Parameter& parameter : registry().parameters())
            if (parameter.dial && parameter.dial->challenge == dial)
                off.push_back({parameter.path, written(parameter.dial->off, parameter.kind)});
        ASSERT_FALSE(off.empty()) << dial;
        const std::vector<Results> turned = runs_of({{std::string("challenges.") + dial, "0"}});
        EXPECT_TRUE(same_numbers(turned.front(), runs_of(off).front())) << dial;
        EXPECT_FALSE(same_numbers(turned.front(), runs_of({}).front())) << dial << " turns nothing";
    }
}

// What only matters because of a challenge matters no longer to the bit.
TEST(Dial, AtZeroLeavesWhatItWouldActThroughIrrelevant) {
    const auto same = [](std::vector<Override> base, const Override& change) {
        std::vector<Override> changed = base;
        changed.push_back(change);
        return same_numbers(runs_of(base).front(), runs_of(changed).front());
    };
    EXPECT_TRUE(same({{"challenges.opposing_logics", "0"}, {"exchange.keep_logic", "0"}}, {"actors.own_logic", "0.4"}));
    EXPECT_FALSE(same({{"exchange.keep_logic", "0"}}, {"actors.own_logic", "0.4"}));
    EXPECT_TRUE(same({{"challenges.hierarchy_silos", "0"}, {"jurisdiction.holders", "0"}},
                     {"hierarchy.return_probability", "0.4"}));
    EXPECT_FALSE(same({}, {"hierarchy.return_probability", "0.4"}));
    EXPECT_TRUE(same({{"challenges.missing_overview", "0"}}, {"relations.hearsay_rate", "0"}));
    EXPECT_FALSE(same({}, {"relations.hearsay_rate", "0"}));
}

// The strongest that is plausible: initiatives still begin, and of 32 towns some pass a gate.
TEST(Dial, AtOneNeverEndsTheLastPath) {
    for (const char* dial : dials) {
        const Scenario scenario = town({{std::string("challenges.") + dial, "1"}, {"time.months", "120"}});
        const Ensemble ensemble = run_points({scenario}, {.seed = 5, .replicates = 32}).ensemble;
        std::size_t products = ensemble.monthly_metrics.size();
        for (std::size_t m = 0; m < ensemble.monthly_metrics.size(); ++m)
            if (ensemble.monthly_metrics[m].name == "products") products = m;
        ASSERT_LT(products, ensemble.monthly_metrics.size());
        double passed = 0;
        for (const Results& run : ensemble.runs) passed += static_cast<double>(run.monthly[products].back());
        EXPECT_GT(passed, 0) << dial;
    }
}

}  // namespace
}  // namespace gemeinsim::tests
