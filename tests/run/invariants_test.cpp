// SPDX-License-Identifier: Apache-2.0
// What must not matter does not: how fast all clocks run together, terms of weight 0, remedies without their cause.
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "model/registry.h"
#include "model/relations/rules.h"
#include "run/core/ensemble.h"
#include "run/core/selfcheck/probe.h"
#include "run/core/selfcheck/selfcheck.h"
#include "scenario/reader.h"
#include "support/numbers.h"

namespace gemeinsim::tests {
namespace {

Results run_of_town(const std::vector<Override>& overrides) {
    Issues issues;
    const Scenario town = read_scenario(GEMEINSIM_SOURCE_DIR "/tests/effects/town.toml", registry(), overrides, issues);
    issues.throw_if_any();
    return std::move(run_points({town}, {.seed = 5, .replicates = 1, .threads = 1}).ensemble.runs.front());
}

/// Ties at the end of runs whose clocks ring at a rate for so many months.
std::vector<double> ties_after(const char* rate, Month months) {
    const Model model = selfcheck::compile(
        selfcheck::bare_world(4),
        {{"relations.kernel", "actor"},
         {"relations.consent", "mutual"},
         {"relations.contact_rate", rate},
         {"relations.effects", selfcheck::effects_value({{"density", .5}, {"transitive_triads", .4}})}});
    const State begin = selfcheck::start(model, 0);
    std::vector<double> ties;
    for (std::uint64_t run = 0; run < 2000; ++run) {
        State now = begin;
        now.key.replicate = run;
        for (Month month = 0; month < months; ++month) relations_step(model, month, now);
        ties.push_back(static_cast<double>(now.relations.contacts.ties()));
    }
    return ties;
}

// Both against the law after as many rings, worked out apart from the engine; each |z| <= 4: a false alarm in 16,000
// seeds. At two rings per actor the law still moves: rings lost or added at the turn of a month would show.
TEST(Time, RescaledLeavesTheLawOfRelations) {
    using namespace selfcheck;
    const GraphSpace space(4, false);
    const Utilities utilities(space, [&space](Code graph, int i) {
        double closed = 0;
        for (int h = 0; h < 4; ++h)
            for (int j = h + 1; j < 4; ++j)
                closed += space.has(graph, i, h) && space.has(graph, h, j) && space.has(graph, i, j);
        return .5 * space.degree(graph, i) + .4 * closed;
    });
    const std::vector<double> law = law_after(chain_of(utilities, Choosing::actor, Agreement::mutual), 0, 2 * 4);
    double expected = 0;
    for (Code graph = 0; graph < space.count(); ++graph) expected += law[graph] * space.ties(graph);
    for (const auto& [rate, months] : {std::pair("2", 1), std::pair("0.5", 4), std::pair("0.1", 20)}) {
        const Finding row = mean_row("ties", ties_after(rate, months), expected);
        EXPECT_LE(std::abs(row.z()), 4) << "rate " << rate << ": " << row.value << ", expected " << expected;
    }
}

TEST(Weight, OfZeroMakesATermIrrelevant) {
    const Results plain = run_of_town({});
    for (const char* effects : {"[{name = \"transitive_ties\", weight = 0}]", "[{name = \"same_sector\", weight = 0}]"})
        EXPECT_TRUE(same_numbers(plain, run_of_town({{"relations.effects", effects}}))) << effects;
    EXPECT_FALSE(
        same_numbers(plain, run_of_town({{"relations.effects", "[{name = \"same_sector\", weight = 0.01}]"}})));
    EXPECT_TRUE(same_numbers(run_of_town({{"relations.reach_weight", "0"}}),
                             run_of_town({{"relations.reach_weight", "0"}, {"relations.reach_delta", "0.9"}})));
}

/// A remedy at full strength over the whole run, free of charge.
std::string remedy(const std::string& kind) {
    return "[{kind = \"" + kind + "\", start = \"2008-01\", months = 48, strength = 1}]";
}

TEST(Remedy, WithoutItsCauseChangesNothing) {
    const std::pair<const char*, Override> causes[] = {{"round_table_meetings", {"challenges.missing_overview", "0"}},
                                                       {"fast_track", {"hierarchy.approval_depth", "0"}},
                                                       {"training", {"actors.know_how", "1"}}};
    for (const auto& [kind, absent] : causes) {
        std::vector<Override> without = {absent};
        if (std::string(kind) == "fast_track") without.push_back({"jurisdiction.holders", "0"});
        std::vector<Override> with = without;
        with.push_back({"remedies", remedy(kind)});
        EXPECT_TRUE(same_numbers(run_of_town(without), run_of_town(with))) << kind;
        EXPECT_FALSE(same_numbers(run_of_town({}), run_of_town({{"remedies", remedy(kind)}}))) << kind;
    }
}

}  // namespace
}  // namespace gemeinsim::tests
