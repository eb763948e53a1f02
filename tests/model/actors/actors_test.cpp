// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "model/actors/attributes.h"
#include "model/plain_world.h"

namespace gemeinsim::tests {
namespace {

TEST(Actors, AreTheSameUnderTheSameKeyAndOthersUnderAnother) {
    const Model model = plain_model(9);
    EXPECT_EQ(initial_actors(model, {1, 0}), initial_actors(model, {1, 0}));
    EXPECT_NE(initial_actors(model, {1, 0}), initial_actors(model, {1, 1}));
    EXPECT_NE(initial_actors(model, {1, 0}), initial_actors(model, {2, 0}));
}

TEST(Actors, FillingInOneAttributeLeavesAllOthersAsTheyWere) {
    const Model open = plain_model(4);
    const ActorId who(2);
    const Actors before = initial_actors(open, {3, 0});
    const auto with = [&](const auto& fill) {
        Model model = open;
        fill(model.population.actors[who]);
        return initial_actors(model, {3, 0});
    };
    Actors expected = before;
    expected.hours[who].capacity = 77;
    expected.hours[who].regulation = 77 * open.jurisdiction.regulation;
    EXPECT_EQ(with([](ActorRow& row) { row.hours = 77; }), expected);
    expected = before;
    expected.know_how[who] = .123;
    EXPECT_EQ(with([](ActorRow& row) { row.know_how = .123; }), expected);
    expected = before;
    expected.impact_orientation[who] = .123;
    EXPECT_EQ(with([](ActorRow& row) { row.impact_orientation = .123; }), expected);
    expected = before;
    expected.legal_form[who] = LegalForm::cooperative;
    EXPECT_EQ(with([](ActorRow& row) { row.legal_form = LegalForm::cooperative; }), expected);
    expected = before;
    expected.reliability[who] = 1.5;
    EXPECT_EQ(with([](ActorRow& row) { row.reliability = 1.5; }), expected);
    expected = before;
    expected.assets[who][static_cast<std::size_t>(Asset::competence)] = .25;
    EXPECT_EQ(with([](ActorRow& row) { row.asset["competence"] = .25; }), expected);
    expected = before;
    expected.salience(who, TopicId(0)) = .9;
    EXPECT_EQ(with([](ActorRow& row) { row.salience["youth"] = .9; }), expected);
    expected = before;
    expected.position(who, TopicId(0)) = expected.initial_position(who, TopicId(0)) = .8;
    EXPECT_EQ(with([](ActorRow& row) { row.position["youth"] = .8; }), expected);
}

TEST(Actors, ANewTopicLeavesPositionsOnTheOldOnesAsTheyWere) {
    const Model one = plain_model(5);
    Model two = one;
    Topic topic = one.topics[TopicId(0)];
    topic.id = "age";
    two.topics.push_back(topic);
    const Actors before = initial_actors(one, {3, 0});
    const Actors after = initial_actors(two, {3, 0});
    for (const ActorId i : IdRange<ActorId>(5)) {
        EXPECT_EQ(before.position(i, TopicId(0)), after.position(i, TopicId(0)));
        EXPECT_EQ(before.priority(i, TopicId(0)), after.priority(i, TopicId(0)));
        EXPECT_LE(after.salience(i, TopicId(0)) + after.salience(i, TopicId(1)), 1);
    }
}

// 3,000 draws; each tolerance is four standard errors, false alarm 6e-5 per comparison.
TEST(Actors, HaveTheDrawnDistributions) {
    Model model = plain_model(3000);
    const Actors actors = initial_actors(model, {11, 0});
    const auto expect_mean = [&](const char* what, double mean, double sd, const auto& value, int sector) {
        double total = 0;
        double count = 0;
        for (const ActorId i : IdRange<ActorId>(actors.size())) {
            if (sector >= 0 && actors.sector[i] != static_cast<Sector>(sector)) continue;
            total += value(i);
            ++count;
        }
        EXPECT_NEAR(total / count, mean, 4 * sd / std::sqrt(count)) << what;
    };
    const ActorsParameters& p = model.actors;
    const double sd_know_how = p.spread * std::sqrt(p.know_how * (1 - p.know_how));
    expect_mean(
        "log hours", std::log(p.hours_median), p.hours_sd_log,
        [&](ActorId i) { return std::log(actors.hours[i].capacity); }, -1);
    expect_mean(
        "know-how", p.know_how, sd_know_how, [&](ActorId i) { return actors.know_how[i]; }, -1);
    expect_mean(
        "squared deviation of know-how", sd_know_how * sd_know_how, sd_know_how * sd_know_how,
        [&](ActorId i) { return std::pow(actors.know_how[i] - p.know_how, 2); }, -1);
    for (int sector = 0; sector < sector_count; ++sector) {
        const double mean = sector == 0 ? .5 : sector == 1 ? .5 - p.position_gap : .5 + p.position_gap;
        expect_mean(
            "position", mean, .5 * p.position_spread, [&](ActorId i) { return actors.position(i, TopicId(0)); },
            sector);
    }
}

// Two attributes that shared a word would go together wholly. Within a sector ranks of 1,000 actors are uncorrelated:
// 153 pairs at |z| <= 4.5, a false alarm in 960.
TEST(Actors, AttributesShareNoLuck) {
    Model model = plain_model(3000);
    model.actors.voice_share = .3;
    model.actors.association_share = .5;
    const Actors actors = initial_actors(model, {11, 0});
    std::vector<std::vector<double>> columns;
    const auto add = [&](const auto& value) {
        std::vector<double> column;
        for (const ActorId i : IdRange<ActorId>(actors.size()))
            if (actors.sector[i] == Sector::civil_society) column.push_back(value(i));
        std::vector<double> sorted = column;
        std::ranges::sort(sorted);
        for (double& one : column) one = double(std::ranges::lower_bound(sorted, one) - sorted.begin());
        columns.push_back(column);
    };
    for (const auto* column : {&actors.know_how, &actors.impact_orientation, &actors.reliability, &actors.threshold})
        add([column](ActorId i) { return (*column)[i]; });
    add([&](ActorId i) { return actors.hours[i].capacity; });
    for (std::size_t a = 0; a < asset_count; ++a) add([&](ActorId i) { return actors.assets[i][a]; });
    for (std::size_t d = 0; d < 2; ++d) add([&](ActorId i) { return actors.personality[i][d]; });
    add([&](ActorId i) { return actors.motives[i][0]; });
    add([&](ActorId i) { return actors.legal_form[i] == LegalForm::association ? 1. : 0.; });
    add([&](ActorId i) { return double(actors.voice[i]); });
    add([&](ActorId i) { return actors.salience(i, TopicId(0)); });
    add([&](ActorId i) { return actors.position(i, TopicId(0)); });
    add([&](ActorId i) { return actors.priority(i, TopicId(0)); });
    const auto correlation = [](const std::vector<double>& x, const std::vector<double>& y) {
        const auto n = double(x.size());
        double sx = 0, sy = 0, xx = 0, yy = 0, xy = 0;
        for (std::size_t k = 0; k < x.size(); ++k) {
            sx += x[k], sy += y[k];
            xx += x[k] * x[k], yy += y[k] * y[k], xy += x[k] * y[k];
        }
        return (n * xy - sx * sy) / std::sqrt((n * xx - sx * sx) * (n * yy - sy * sy));
    };
    for (std::size_t a = 0; a < columns.size(); ++a)
        for (std::size_t b = 0; b < a; ++b)
            EXPECT_LE(std::abs(correlation(columns[a], columns[b])) * std::sqrt(double(columns[a].size())), 4.5)
                << "columns " << a << " and " << b;
}

// However many are drawn at a time, over more topics than one.
TEST(Actors, AreDrawnOneByOneAsTheyAreTogether) {
    Model model = plain_model(150);
    Topic topic = model.topics[TopicId(0)];
    topic.id = "age";
    model.topics.push_back(topic);
    const Actors together = initial_actors(model, {3, 1});
    Actors alone = together;
    alone.salience = alone.position = alone.initial_position = alone.priority = ByTopic(150, 2);
    alone.assets.assign(150, {});
    alone.motives.assign(150, {});
    alone.personality.assign(150, {});
    alone.hours.assign(150, {});
    for (auto* column : {&alone.know_how, &alone.impact_orientation, &alone.reliability, &alone.threshold})
        column->assign(150, -1);
    AttributeDraws draws(model, {3, 1});
    for (const ActorId i : IdRange<ActorId>(150))
        draws.draw(alone, i, 1, [&](ActorId one) -> const ActorRow& { return model.population.actors[one]; });
    EXPECT_EQ(alone, together);
}

// At the ends of the dials: values in [0, 1] with the mean asked for, however wide or narrow, and no time without end.
TEST(Actors, HaveLawsOfEveryMeanAndSpread) {
    ActorsParameters p = actors_parameters().defaults();
    for (const double spread : {0., 1e-200, 1e-9, 1e-6, 9e-4, 1.1e-3, .01, .5, .9, 1.})
        for (const double mean : {0., 1e-6, .1, .5, .999, 1.}) {
            p.spread = spread;
            p.know_how = mean;
            const AttributeLaws laws(p);
            double total = 0;
            constexpr int steps = 4000;
            for (int k = 0; k < steps; ++k) {
                const double value = laws.know_how(static_cast<std::uint32_t>((k + .5) / steps * 0x1p32));
                ASSERT_TRUE(value >= 0 && value <= 1) << value << " of mean " << mean << ", spread " << spread;
                total += value;
            }
            EXPECT_NEAR(total / steps, mean, 1e-3) << "spread " << spread;
        }
    p.hours_median = 0;
    EXPECT_EQ(AttributeLaws(p).hours(1), 0);
}

TEST(Actors, LeadersAtTheStartSupportWhatTheirUnitsDo) {
    const Model model = plain_model(500);
    const State now = plain_state(model, {11, 0});
    for (const ActorId i : IdRange<ActorId>(500)) EXPECT_TRUE(supports(model, now, i, TopicId(0)));
}

}  // namespace
}  // namespace gemeinsim::tests
