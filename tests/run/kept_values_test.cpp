// SPDX-License-Identifier: Apache-2.0
// What is kept, laid out or asked for many at once is what working it out afresh and one by one gives, to the bit, in
// every month of a run in which actors end, are born and change their minds.
#include <gtest/gtest.h>

#include "model/impact/production.h"
#include "model/registry.h"
#include "model/relations/evaluation.h"
#include "model/relations/rules.h"
#include "random/draws.h"
#include "scenario/reader.h"
#include "schedule/month.h"

namespace gemeinsim::tests {
namespace {

Model town(const std::vector<Override>& more = {}) {
    std::vector<Override> overrides = {{"time.months", "24"},
                                       {"population.administration", "20"},
                                       {"population.civil_society", "30"},
                                       {"population.business", "20"},
                                       {"leadership.jump_rate", "0.5"}};
    overrides.insert(overrides.end(), more.begin(), more.end());
    Issues issues;
    const Scenario scenario =
        read_scenario(GEMEINSIM_SOURCE_DIR "/benchmarks/town.toml", registry(), overrides, issues);
    issues.throw_if_any();
    Model model = build(scenario, issues);
    issues.throw_if_any();
    return model;
}

template <class Check>
void each_month(const Model& model, State& now, const Check& check) {
    for (Month month = 0; month < model.time.months; ++month) {
        advance(model, month, now);
        check(month);
        if (testing::Test::HasFailure()) FAIL() << "month " << month;
    }
}

void expect_outputs_afresh(const Model& model, const State& now) {
    for (const TopicId k : IdRange<TopicId>(model.topics.size())) {
        double total = 0;
        for (const ActorId i : IdRange<ActorId>(now.actors.size()))
            if (now.actors.alive[i] != 0) total += isolated_output(model, now, i, k, now.actors.hours[i].capacity);
        EXPECT_EQ(now.world.topics[k].full_isolated_output, total);
    }
}

TEST(KeptValues, OutputsOfThoseWhoWorkAlone) {
    Model model = town();
    State now = initial_state(model, {1, 0});
    each_month(model, now, [&](Month month) {
        expect_outputs_afresh(model, now);
        // What outputs follow from may change in any way, without a word to anybody.
        const ActorId changed(static_cast<std::size_t>(month));
        now.actors.assets[changed][1] /= 2;
        now.actors.hours[ActorId(changed.index() + 30)].capacity *= 1.5;
        if (month == 12) model.impact.substitution_assets = -1;
        if (month == 18) model.topics[TopicId(0)].assets = {"competence", "control"};
    });
}

TEST(KeptValues, OutputsOfAnotherModelAreNotTakenOver) {
    const Model model = town();
    Model other = model;
    other.impact.substitution_assets = 1;
    State now = initial_state(model, {1, 0});
    advance(model, 0, now);
    expect_outputs_afresh(model, now);
    advance(other, 1, now);
    expect_outputs_afresh(other, now);
}

void expect_looks_one_by_one(const Model& model, const State& now, Month month) {
    Evaluation all(model, now);
    std::vector<ActorId> others;
    std::vector<double> changes;
    std::vector<double> benefits;
    Stream stream(now.key, 7, month, Purpose::choice);
    for (int draw = 0; draw < 5; ++draw) {
        const ActorId ego(index(stream, now.actors.size()));
        others.clear();
        for (const ActorId j : IdRange<ActorId>(now.actors.size()))
            if (j != ego && bernoulli(stream, .8)) others.push_back(j);
        changes.resize(others.size());
        benefits.resize(others.size());
        all.focus(ego);
        all.contacts(others, changes);
        all.benefits(others, benefits);
        for (std::size_t a = 0; a < others.size(); a += 7) {
            Evaluation afresh(model, now);
            afresh.focus(ego);
            EXPECT_EQ(changes[a], afresh.contact(others[a]));
            double benefit = 0;
            afresh.benefits({&others[a], 1}, {&benefit, 1});
            EXPECT_EQ(benefits[a], benefit);
            EXPECT_NEAR(benefits[a], afresh.benefit(others[a]), 1e-12) << "the formula for one";
        }
    }
}

TEST(KeptValues, LooksAtManyAreLooksAtEach) {
    const Model model = town();
    State now = initial_state(model, {1, 0});
    each_month(model, now, [&](Month month) { expect_looks_one_by_one(model, now, month); });
}

TEST(KeptValues, LooksAtManyOverTwoTopicsAreLooksAtEach) {
    const Model model = town({{"topics.health.severity", "0.4"}});
    ASSERT_EQ(model.topics.size(), 2U);
    State now = initial_state(model, {1, 0});
    each_month(model, now, [&](Month month) { expect_looks_one_by_one(model, now, month); });
}

TEST(KeptValues, OneMoreInAGroupIsTheGroupWithOneMore) {
    Model model = town();
    const State now = initial_state(model, {1, 0});
    std::vector<Worker> group;
    for (std::size_t i = 0; i < 9; ++i) group.push_back({1.5 * double(i), now.actors.assets[ActorId(i)]});
    const Worker more{4, now.actors.assets[ActorId(20)]};
    const Worker idle{0, now.actors.assets[ActorId(21)]};
    const auto check = [&] {
        for (const Worker& one : {more, idle, more}) {
            WithOneMore with(model, TopicId(0), group);
            std::vector<Worker> all = group;
            all.push_back(one);
            EXPECT_EQ(with(one), production(model, TopicId(0), all));
        }
    };
    check();
    model.impact.substitution_members = -1;
    check();
    model.impact.production = ProductionForm::threshold;
    model.impact.threshold = 9;
    check();
    WithOneMore with(model, TopicId(0), group);
    EXPECT_EQ(with(idle), 0) << "eight of ten work";
    EXPECT_GT(with(more), 0);
}

}  // namespace
}  // namespace gemeinsim::tests
