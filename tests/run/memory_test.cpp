// SPDX-License-Identifier: Apache-2.0
// What a month of a whole town asks for, step by step. Counts every allocation of the program, so it is a program of
// its own.
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "base/parallel.h"
#include "model/registry.h"
#include "run/core/ensemble.h"
#include "scenario/reader.h"
#include "schedule/month.h"
#include "support/allocations.h"

namespace gemeinsim::tests {
namespace {

Model town() {
    Issues issues;
    Model model = build(read_scenario(GEMEINSIM_SOURCE_DIR "/benchmarks/town.toml", registry(), {}, issues), issues);
    issues.throw_if_any();
    return model;
}

// Lists grow where something new comes up (a first pact of somebody, a list of acquaintances longer than ever, a first
// history between two, a founded initiative, a grant), which happens in few months; what a step merely works in is kept
// from month to month. One thread, since a team of threads has memory of its own.
TEST(Month, AsksForMemoryOnlyWhereListsGrow) {
    constexpr Month warm = 60;
    const Model model = town();
    State now = initial_state(model, {1, 0});
    std::map<std::string, long> asked;
    parallel_for(1, 1, [&](std::size_t) {
        for (Month month = 0; month < model.time.months; ++month) {
            now.events.clear();
            now.choices.clear();
            for (const Step& step : step_table()) {
                const long before = allocations();
                step.rule(model, month, now);
                const long count = allocations() - before;
                if (month >= warm) asked[std::string(step.name)] += count;
            }
        }
    });
    const double measured = model.time.months - warm;
    const std::map<std::string, double> most_a_month = {{"approvals", .1},    {"awareness", .8}, {"calendar", .4},
                                                        {"exchange", .3},     {"funding", .5},   {"impact", .1},
                                                        {"initiatives", 1.5}, {"relations", 2.5}};
    for (const auto& [step, count] : asked)
        EXPECT_LE(static_cast<double>(count), most_a_month.at(step) * measured) << step;
    EXPECT_EQ(asked.size(), most_a_month.size());
}

}  // namespace
}  // namespace gemeinsim::tests
