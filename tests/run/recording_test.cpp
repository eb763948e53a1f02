// SPDX-License-Identifier: Apache-2.0
// What a run records about its reasons: complete, true to the rules, and without effect on what it records about.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "model/registry.h"
#include "run/core/ensemble.h"
#include "scenario/reader.h"
#include "support/numbers.h"

namespace gemeinsim::tests {
namespace {

constexpr int replicates = 4;

Ensemble run_town(std::vector<Override> overrides) {
    overrides.push_back({"governance.preset", "round_table"});
    Issues issues;
    const Scenario scenario =
        read_scenario(GEMEINSIM_SOURCE_DIR "/tests/effects/town.toml", registry(), overrides, issues);
    issues.throw_if_any();
    return run_points({scenario}, {.seed = 5, .replicates = replicates}).ensemble;
}

const Table& table(const Results& run, const std::string& name) {
    return *std::find_if(run.tables.begin(), run.tables.end(), [&](const Table& one) { return one.name == name; });
}

template <class T>
const std::vector<T>& values(const Table& table, const std::string& name) {
    for (const TableColumn& column : table.columns)
        if (column.name == name) return std::get<std::vector<T>>(column.data);
    throw std::runtime_error("no column " + name);
}

double total(const Ensemble& ensemble, const Results& run, const std::string& metric) {
    for (std::size_t m = 0; m < ensemble.run_metrics.size(); ++m)
        if (ensemble.run_metrics[m].name == metric) return run.totals[m];
    throw std::runtime_error("no metric " + metric);
}

Results without_reasons(Results run) {
    std::erase_if(run.tables, [](const Table& one) { return one.name == "why" || one.name == "decisions"; });
    return run;
}

TEST(Recording, ChangesNothingThatIsRecorded) {
    const Ensemble silent = run_town({{"outputs.why", "false"}});
    const Ensemble watched = run_town({{"outputs.decisions", "500"}});
    for (std::size_t run = 0; run < replicates; ++run) {
        EXPECT_EQ(table(silent.runs[run], "why").rows(), 0U);
        EXPECT_EQ(table(silent.runs[run], "decisions").rows(), 0U);
        EXPECT_GT(table(watched.runs[run], "why").rows(), 0U);
        EXPECT_TRUE(same_numbers(without_reasons(silent.runs[run]), without_reasons(watched.runs[run])));
    }
}

TEST(Recording, HasOneReasonForEachMonthOfEachInitiative) {
    const Ensemble ensemble = run_town({});
    for (const Results& run : ensemble.runs) {
        const Table& why = table(run, "why");
        const Table& all = table(run, "initiatives");
        std::map<std::int32_t, std::set<std::int32_t>> months;
        for (std::size_t row = 0; row < why.rows(); ++row)
            EXPECT_TRUE(months[values<std::int32_t>(why, "initiative")[row]]
                            .insert(values<std::int32_t>(why, "month")[row])
                            .second)
                << "two reasons for one month";
        for (std::size_t one = 0; one < all.rows(); ++one) {
            const std::int32_t founded = values<std::int32_t>(all, "founded")[one];
            const std::int32_t ended = values<std::int32_t>(all, "ended")[one];
            const auto lived = static_cast<std::size_t>((ended < 0 ? ensemble.months : ended) - founded);
            EXPECT_EQ(months[static_cast<std::int32_t>(one)].size(), lived);
        }
        const std::vector<std::int8_t>& constraints = values<std::int8_t>(why, "constraint");
        const char* names[] = {"task", "approval", "money", "vote", "hours", "members"};
        for (std::size_t c = 0; c < std::size(names); ++c)
            EXPECT_EQ(std::count(constraints.begin(), constraints.end(), static_cast<std::int8_t>(c + 1)),
                      total(ensemble, run, std::string("months_lost_") + names[c]));
    }
}

TEST(Recording, HoldsTheStructureOfEveryInitiative) {
    const Ensemble ensemble = run_town({{"governance.preset", "round_table"},
                                        {"initiatives.rate_initiation", "1"},
                                        {"initiatives.rate_design", "1"},
                                        {"initiatives.rate_implementation", "1"},
                                        {"actors.voice_share", "0.3"}});
    int seats = 0;
    int analysts = 0;
    int plans = 0;
    int reports = 0;
    double helped = 0;
    for (const Results& run : ensemble.runs) {
        const Table& all = table(run, "initiatives");
        const Table& members = table(run, "memberships");
        const Table& measures = table(run, "measures");
        const Table& written = table(run, "reports");
        for (std::size_t one = 0; one < all.rows(); ++one) {
            const auto rows_of = [one](const Table& rows) {
                const std::vector<std::int32_t>& numbers = values<std::int32_t>(rows, "initiative");
                return std::count(numbers.begin(), numbers.end(), static_cast<std::int32_t>(one));
            };
            EXPECT_EQ(rows_of(written), values<std::int32_t>(all, "reports")[one]);
            const bool planned = values<std::int32_t>(all, "action_plan")[one] >= 0;
            EXPECT_EQ(rows_of(measures), planned ? 5 : 0) << "a measure for each asset that the topic needs";
            EXPECT_GE(values<std::int32_t>(all, "broker_months")[one], 0);
            plans += planned ? 1 : 0;
        }
        for (std::size_t row = 0; row < members.rows(); ++row) {
            seats += values<std::int8_t>(members, "steering")[row];
            analysts += values<std::int8_t>(members, "working_group")[row] == 4 ? 1 : 0;
        }
        reports += static_cast<int>(written.rows());
        for (const double persons : values<double>(measures, "beneficiaries")) helped += persons;
    }
    EXPECT_GT(seats, 0);
    EXPECT_GT(analysts, 0);
    EXPECT_GT(plans, 0);
    EXPECT_GT(reports, 0);
    EXPECT_GT(helped, 0);
}

TEST(Recording, BenefitsAndCostsOfADecisionSumToTheValueThatItWasMadeOn) {
    const Ensemble ensemble = run_town({{"outputs.decisions", "100000"}, {"initiatives.leave_base", "0.1"}});
    int joining = 0;
    int leaving = 0;
    for (const Results& run : ensemble.runs) {
        const Table& decisions = table(run, "decisions");
        const std::size_t first = 7;  // the columns after `value` are the parts of J
        ASSERT_EQ(decisions.columns[first - 1].name, "value");
        for (std::size_t row = 0; row < decisions.rows(); ++row) {
            double sum = 0;
            for (std::size_t c = first; c < decisions.columns.size(); ++c)
                sum += std::get<std::vector<double>>(decisions.columns[c].data)[row];
            EXPECT_NEAR(sum, values<double>(decisions, "value")[row], 1e-12);
            const bool joins = values<std::int8_t>(decisions, "choice")[row] == 0;
            const bool yes = values<std::int8_t>(decisions, "yes")[row] == 1;
            joining += joins && yes ? 1 : 0;
            leaving += !joins && !yes ? 1 : 0;
        }
    }
    EXPECT_GT(joining, 20);
    EXPECT_GT(leaving, 2);
}

// All decisions of a run are recorded where the sample is large enough: each departure is among them, and the chance of
// each is what the rule draws on, so that the departures stay within 4 standard errors of their sum (false alarm 1e-4).
TEST(Recording, ProbabilitiesOfDecisionsAreThoseThatTheRuleUses) {
    const Ensemble ensemble = run_town({{"outputs.decisions", "100000"}});
    double expected = 0;
    double variance = 0;
    double seen = 0;
    for (const Results& run : ensemble.runs) {
        const Table& decisions = table(run, "decisions");
        for (std::size_t row = 0; row < decisions.rows(); ++row) {
            const double p = values<double>(decisions, "probability")[row];
            expected += p;
            variance += p * (1 - p);
            seen += values<std::int8_t>(decisions, "yes")[row];
        }
    }
    EXPECT_LT(std::abs(seen - expected), 4 * std::sqrt(variance));
}

TEST(Recording, ASmallerSampleIsPartOfALargerOne) {
    const Ensemble few = run_town({{"outputs.decisions", "10"}});
    const Ensemble many = run_town({{"outputs.decisions", "40"}});
    using Name = std::tuple<std::int32_t, std::int32_t, std::int32_t>;
    const auto names = [](const Results& run) {
        const Table& decisions = table(run, "decisions");
        std::vector<Name> all;
        for (std::size_t row = 0; row < decisions.rows(); ++row)
            all.emplace_back(values<std::int32_t>(decisions, "month")[row],
                             values<std::int32_t>(decisions, "initiative")[row],
                             values<std::int32_t>(decisions, "actor")[row]);
        return all;
    };
    for (std::size_t run = 0; run < replicates; ++run) {
        const std::vector<Name> small = names(few.runs[run]);
        const std::vector<Name> large = names(many.runs[run]);
        ASSERT_EQ(small.size(), 10U);
        ASSERT_EQ(large.size(), 40U);
        EXPECT_TRUE(std::is_sorted(large.begin(), large.end()));
        EXPECT_TRUE(std::includes(large.begin(), large.end(), small.begin(), small.end()));
    }
}

}  // namespace
}  // namespace gemeinsim::tests
