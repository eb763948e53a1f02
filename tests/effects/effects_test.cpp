// SPDX-License-Identifier: Apache-2.0
// The finite-difference test of every parameter: raise it, leave all luck as it was, and look which way the world
// moves.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/parallel.h"
#include "effects/effect.h"
#include "model/model.h"
#include "model/registry.h"
#include "run/core/ensemble.h"
#include "run/core/simulate.h"
#include "scenario/reader.h"
#include "support/numbers.h"

namespace gemeinsim::tests {
namespace {

constexpr int batch = 16;       // replicates between two looks
constexpr int most_runs = 512;  // replicates after which an effect counts as not there

std::vector<Effect> all_effects() {
    std::vector<Effect> all;
    for (const auto& effects :
         {actors_effects(), calendar_effects(), dials_effects(), exchange_effects(), funding_effects(),
          governance_effects(), hierarchy_effects(), impact_effects(), initiative_effects(),
          initiative_membership_effects(), relations_effects(), remedies_effects()})
        all.insert(all.end(), effects.begin(), effects.end());
    return all;
}

/// "a.b=1; c.d=x" as overrides.
std::vector<Override> split(const std::string& text) {
    std::vector<Override> overrides;
    std::size_t from = 0;
    while (from < text.size()) {
        std::size_t to = text.find(';', from);
        if (to == std::string::npos) to = text.size();
        const std::string item = text.substr(from, to - from);
        const std::size_t start = item.find_first_not_of(' ');
        const std::size_t equals = item.find('=');
        if (start != std::string::npos && equals != std::string::npos)
            overrides.push_back({item.substr(start, equals - start), item.substr(equals + 1)});
        from = to + 1;
    }
    return overrides;
}

Scenario town(const Effect& effect, const char* value) {
    std::vector<Override> overrides = split(effect.with);
    overrides.push_back({effect.path, value});
    if (effect.sign != 0 && std::string(effect.metric) != "") {
        const bool given = std::any_of(overrides.begin(), overrides.end(),
                                       [](const Override& o) { return o.path == "outputs.metrics"; });
        if (!given) overrides.push_back({"outputs.metrics", fmt::format("[\"{}\"]", effect.metric)});
    }
    Issues issues;
    Scenario scenario = read_scenario(GEMEINSIM_SOURCE_DIR "/tests/effects/town.toml", registry(), overrides, issues);
    issues.throw_if_any();
    return scenario;
}

/// The metric of one run: the run metric, or the mean of the last twelve months that are defined.
double reading(const Ensemble& ensemble, std::size_t run, const std::string& metric) {
    for (std::size_t m = 0; m < ensemble.run_metrics.size(); ++m)
        if (ensemble.run_metrics[m].name == metric) return ensemble.runs[run].totals[m];
    for (std::size_t m = 0; m < ensemble.monthly_metrics.size(); ++m) {
        if (ensemble.monthly_metrics[m].name != metric) continue;
        const std::vector<float>& series = ensemble.runs[run].monthly[m];
        double total = 0;
        int defined = 0;
        for (std::size_t t = series.size() > 12 ? series.size() - 12 : 0; t < series.size(); ++t) {
            if (std::isnan(series[t])) continue;
            total += static_cast<double>(series[t]);
            ++defined;
        }
        return defined > 0 ? total / defined : std::nan("");
    }
    throw std::runtime_error("no metric called " + metric);
}

class EffectOf : public testing::TestWithParam<Effect> {};

/// Both arms of some replicates, in turn: low, high, low, high, ...; of their results what `reading` asks for.
class Pairs {
  public:
    explicit Pairs(const Effect& effect) {
        Issues issues;
        for (const char* value : {effect.low, effect.high}) arms_.push_back(build(town(effect, value), issues));
        issues.throw_if_any();
        describe_ensemble(arms_.front(), ensemble_);
    }

    /// Runs those that are missing: replicates are keyed, so the earlier ones stay what they are.
    void extend_to(int replicates) {
        const std::size_t before = ensemble_.runs.size();
        ensemble_.runs.resize(static_cast<std::size_t>(replicates) * arms_.size());
        parallel_for(ensemble_.runs.size() - before, 0, [&](std::size_t turn) {
            const std::size_t run = before + turn;
            ensemble_.runs[run] = simulate(arms_[run % arms_.size()], {4711, run / arms_.size()});
        });
    }

    std::size_t size() const { return ensemble_.runs.size() / arms_.size(); }
    bool differ(std::size_t pair) const {
        return !same_numbers(ensemble_.runs[2 * pair], ensemble_.runs[2 * pair + 1]);
    }
    double difference(std::size_t pair, const std::string& metric) const {
        return reading(ensemble_, 2 * pair + 1, metric) - reading(ensemble_, 2 * pair, metric);
    }

  private:
    std::vector<Model> arms_;
    Ensemble ensemble_;
};

TEST_P(EffectOf, HasItsSign) {
    const Effect& effect = GetParam();
    Pairs runs(effect);
#ifdef __SANITIZE_ADDRESS__
    // The sanitizers look at how the extremes run, which two pairs show; the signs are for the builds that are fast.
    runs.extend_to(2);
    return;
#endif
    double sum = 0;
    double squares = 0;
    int pairs = 0;
    double z = 0;
    std::size_t seen = 0;
    // Any difference shows where no sign is expected, most often in the first pair.
    for (int replicates = effect.sign == 0 ? 1 : batch; replicates <= most_runs; replicates *= 2) {
        runs.extend_to(replicates);
        for (; seen < runs.size(); ++seen) {
            if (effect.sign == 0) {
                if (runs.differ(seen)) return;
                continue;
            }
            const double difference = runs.difference(seen, effect.metric);
            if (std::isnan(difference)) continue;
            sum += difference;
            squares += difference * difference;
            ++pairs;
        }
        if (pairs < 2) continue;
        const double mean = sum / pairs;
        const double error = std::sqrt(std::max(0.0, squares / pairs - mean * mean) / (pairs - 1));
        z = error > 0 ? mean / error : (mean > 0 ? 1e9 : mean < 0 ? -1e9 : 0);
        if (z * effect.sign >= 4) return;
    }
    FAIL() << effect.path << " from " << effect.low << " to " << effect.high << ": "
           << (effect.sign == 0 ? std::string("no recorded number differs")
                                : fmt::format("{} moved by {} in {} pairs (z = {:.2f}), expected sign {}",
                                              effect.metric, pairs > 0 ? sum / pairs : 0.0, pairs, z, effect.sign));
}

std::string test_name(const testing::TestParamInfo<Effect>& info) {
    std::string name = fmt::format("{:03}_{}", info.index, info.param.path);
    std::replace_if(
        name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Parameter, EffectOf, testing::ValuesIn(all_effects()), test_name);

TEST(Effects, CoverEveryParameterThatIsNotAConstant) {
    std::set<std::string> covered;
    for (const Effect& effect : all_effects()) covered.insert(effect.path);
    for (const Parameter& parameter : registry().parameters()) {
        if (parameter.role == Role::constant) continue;
        EXPECT_TRUE(covered.contains(parameter.path)) << parameter.path << " has no row in tests/effects";
    }
}

}  // namespace
}  // namespace gemeinsim::tests
